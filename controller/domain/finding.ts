// Finding a key or a person from the first letter. Compares what people type, not what a computer stores: capitals and accents
// do not count, and each word of the text may be the beginning of any word of the name. Never looks at a name twice: its words
// are folded and sorted once for each set-up.
import type { KeyId, StaffId } from './ids.ts';
import type { CabinetSetup } from './setup.ts';

export interface Found {
  /** The number itself first, then names that begin so, then by number. */
  readonly keys: readonly KeyId[];
  /** The staff number itself first, then names that begin so, then by name. */
  readonly people: readonly StaffId[];
  /** Whether there are more than the limit of either. */
  readonly more: boolean;
}

/** Finds in one set-up. */
export interface Finder {
  /**
   * Keys whose number, name, code name or a piece, and people whose name or staff number begin as the text says.
   * @param limit of keys and of people, each
   * @returns nothing for a text without a letter or digit
   */
  find(text: string, limit: number): Found;
}

/** The finder of a set-up. Made at the first call, in some 0.1 s for 10,000 people, and kept as long as the set-up is. */
export function finderOf(setup: CabinetSetup): Finder {
  const known = finders.get(setup);
  if (known !== undefined) return known;
  const keys = indexOf(
    setup.keys
      .toSorted((a, b) => a.number - b.number)
      .map(({ id, number, name, codeName, pieces }) => ({ id, number, name, aliases: [codeName ?? '', ...pieces] })),
  );
  const people = indexOf(
    setup.staff
      .map(({ id, name, number }) => ({ id, number, name, aliases: [] }))
      .map((one) => ({ one, folded: folded(one.name) }))
      .toSorted((a, b) => (a.folded < b.folded ? -1 : a.folded > b.folded ? 1 : 0))
      .map(({ one }) => one),
  );
  const finder: Finder = {
    find(text, limit) {
      const wanted = wordsOf(text);
      const [foundKeys, foundPeople] = [keys(wanted, limit), people(wanted, limit)];
      return { keys: foundKeys.ids, people: foundPeople.ids, more: foundKeys.more || foundPeople.more };
    },
  };
  finders.set(setup, finder);
  return finder;
}

const finders = new WeakMap<CabinetSetup, Finder>();

interface Named<Id> {
  readonly id: Id;
  readonly number: number | string | null;
  readonly name: string;
  readonly aliases: readonly string[];
}

type Search<Id> = (wanted: readonly string[], limit: number) => { readonly ids: readonly Id[]; readonly more: boolean };

/** @param rows in the order in which equals are shown */
function indexOf<Id>(rows: readonly Named<Id>[]): Search<Id> {
  const entries = rows.map(({ id, number, name, aliases }) => {
    const first = wordsOf(String(number ?? ''));
    return {
      id,
      number: first.join(' '),
      name: wordsOf(name),
      words: [...first, ...[name, ...aliases].flatMap(wordsOf)],
    };
  });
  const words = entries
    .flatMap((entry, place) => entry.words.map((word) => ({ word, place })))
    .toSorted((a, b) => (a.word < b.word ? -1 : a.word > b.word ? 1 : 0));

  /** Where the words that begin so stand. */
  function rangeOf(start: string): readonly [number, number] {
    return [
      firstAt(words, ({ word }) => word >= start),
      firstAt(words, ({ word }) => word > start && !word.startsWith(start)),
    ];
  }

  return (wanted, limit) => {
    const ranges = wanted.map(rangeOf).toSorted(([a, b], [c, d]) => b - a - (d - c));
    const [rarest] = ranges;
    if (rarest === undefined) return { ids: [], more: false };
    const text = wanted.join(' ');
    /** Their places by rank: the number itself, a name that begins so, any other. */
    const ranks: readonly number[][] = [[], [], []];
    for (const place of new Set(words.slice(...rarest).map((one) => one.place))) {
      const entry = entries[place];
      if (entry === undefined || !fits(entry.words, wanted)) continue;
      const begins = wanted.every((start, index) => entry.name[index]?.startsWith(start) ?? false);
      ranks[entry.number === text ? 0 : begins ? 1 : 2]?.push(place);
    }
    const found = ranks.flatMap((places) => places.toSorted((a, b) => a - b));
    return { ids: found.slice(0, limit).flatMap((place) => entries[place]?.id ?? []), more: found.length > limit };
  };
}

/** Whether each start begins one of the words. One alone does: the row was found by it. */
function fits(words: readonly string[], wanted: readonly string[]): boolean {
  return wanted.length === 1 || wanted.every((start) => words.some((word) => word.startsWith(start)));
}

/** The first place of a sorted list from which on a test holds; its length when it never does. */
function firstAt<T>(list: readonly T[], holds: (one: T) => boolean): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const one = list[middle];
    if (one === undefined || holds(one)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function wordsOf(text: string): readonly string[] {
  return folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Small letters without accents; œ and æ as the two letters that a pad has. */
function folded(text: string): string {
  const small = text.toLowerCase();
  if (PLAIN.test(small)) return small;
  return small
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss');
}

/** Nothing but ASCII. */
const PLAIN = /^[ -~]*$/;
