// One public test vector: what must be said, and what each part of the house says. Passes over nothing that was not asked.

export type Party = 'product' | 'node' | 'page';

export interface Vector {
  readonly vector: string;
  readonly expected: string;
  /** `product`: what the cabinet writes and checks with; `node` and `page`: the two verifiers. Those that the vector concerns. */
  readonly said: Readonly<Partial<Record<Party, string>>>;
  readonly verdict: 'met' | 'missed';
}

export function vector(name: string, expected: string, said: Readonly<Partial<Record<Party, string>>>): Vector {
  const answers = Object.values(said);
  const isMet = answers.length > 0 && answers.every((answer) => answer === expected);
  return { vector: name, expected, said, verdict: isMet ? 'met' : 'missed' };
}
