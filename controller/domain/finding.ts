// Finding a key or a person from the first letter. Compares what people type, not what a computer stores: capitals and accents
// do not count, and each word of the text may be the beginning of any word of the name.
import type { KeyId, StaffId } from './ids.ts';
import type { CabinetSetup } from './setup.ts';

export interface Found {
  /** By number. */
  readonly keys: readonly KeyId[];
  /** By name. */
  readonly people: readonly StaffId[];
  /** Whether there are more than the limit of either. */
  readonly more: boolean;
}

/**
 * Keys whose number, name or code name, and people whose name or staff number begin as the text says.
 * @param limit of keys and of people, each
 * @returns nothing for a text without a letter or digit
 */
export function findByLetters({ keys, staff }: CabinetSetup, text: string, limit: number): Found {
  const wanted = wordsOf(text);
  if (wanted.length === 0) return { keys: [], people: [], more: false };
  const foundKeys = keys
    .filter((key) => fits(wanted, [String(key.number), key.name, key.codeName ?? '', ...key.pieces]))
    .toSorted((a, b) => a.number - b.number);
  const foundPeople = staff
    .filter((person) => fits(wanted, [person.name, person.number ?? '']))
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return {
    keys: foundKeys.slice(0, limit).map(({ id }) => id),
    people: foundPeople.slice(0, limit).map(({ id }) => id),
    more: foundKeys.length > limit || foundPeople.length > limit,
  };
}

function fits(wanted: readonly string[], names: readonly string[]): boolean {
  const words = names.flatMap(wordsOf);
  return wanted.every((start) => words.some((word) => word.startsWith(start)));
}

function wordsOf(text: string): readonly string[] {
  const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}
