// Says every word of a language of the kiosk: each text as it is, each function with the arguments that are given for it, else with
// usual ones. A function that none of them can call says "undefined" somewhere, and needs arguments of its own.

export interface Said {
  /** Where it stands, e.g. "home.takeKey". */
  readonly path: string;
  readonly text: string;
}

/** What a function of the words is called with, by its path: one list for each call. */
export type Samples = Readonly<Record<string, readonly (readonly unknown[])[]>>;

const KEY = { id: 'k14', number: 14, name: 'Lingerie', class: 'ordinary', slot: 9 };
/** Tried one after the other until nothing is missing in what is said. */
const USUAL: readonly (readonly (readonly unknown[])[])[] = [
  [0, 1, 2, 21, 1204].map((count) => [count, count, count]),
  [[KEY], [KEY, KEY]],
  [[KEY, '18:00']],
  [[{ out: 2, overdue: 1, alarms: 0 }]],
  [[[9]], [[9, 22]]],
  [[['Soins']], [['Soins', 'Pharmacie']]],
];

export function sayAll(words: object, samples: Samples, above = ''): readonly Said[] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]) => say(value, `${above}${key}`, samples));
}

function say(value: unknown, path: string, samples: Samples): readonly Said[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (isWord(value)) {
    const tries = (samples[path] === undefined ? USUAL : [samples[path]]).map((calls) =>
      calls.flatMap((given) => sayOnce(value, given, path, samples)),
    );
    return tries.find((said) => !said.some(({ text }) => text.includes('undefined'))) ?? tries[0] ?? [];
  }
  return typeof value === 'object' && value !== null ? sayAll(value, samples, `${path}.`) : [];
}

function sayOnce(word: (...given: never[]) => unknown, given: readonly unknown[], path: string, samples: Samples) {
  try {
    return say(Reflect.apply(word, undefined, given), path, samples);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return [{ path, text: `undefined: ${error.message}` }];
  }
}

function isWord(value: unknown): value is (...given: never[]) => unknown {
  return typeof value === 'function';
}
