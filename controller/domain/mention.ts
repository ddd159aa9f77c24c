// Where people are named: by id in what happened, by name in what somebody wrote.
import type { StaffId } from './ids.ts';
import type { Occurrence } from './occurrence.ts';

/** Fields of occurrences that hold a person, or several. */
const PERSON_FIELDS: ReadonlySet<string> = new Set(['staff', 'person', 'holder', 'to', 'by', 'witness', 'witnesses']);

/** Whether something was done by a person, to them, or with them standing by. */
export function concerns(occurrence: Occurrence, person: StaffId): boolean {
  return Object.entries(occurrence).some(([field, value]) => {
    if (field === 'during') return value?.staff === person;
    if (!PERSON_FIELDS.has(field)) return false;
    return value === person || (Array.isArray(value) && value.includes(person));
  });
}

/** Makes the test for texts in which one of some names stands, as whole words, whatever its case. Empty names never do. */
export function namingAny(names: readonly string[]): (text: string) => boolean {
  const wanted = names.map(folded).filter((name) => name !== '');
  if (wanted.length === 0) return () => false;
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${wanted.map(escaped).join('|')})(?![\\p{L}\\p{N}])`, 'u');
  return (text) => pattern.test(folded(text));
}

/** The words of a name that can stand for the person by themselves: four letters and more. */
export function tellingWords(name: string): readonly string[] {
  return wordsOf(name).filter((word) => word.length >= 4);
}

/**
 * Whether an id gives away a name: a telling word of it opens or ends a part of the id, as in `marlow-2` or `amarlow`, or
 * all words of the name are parts of it, as in `li-wu`.
 */
export function holdsName(id: string, name: string): boolean {
  const parts = wordsOf(id.replaceAll(/[._-]/g, ' '));
  const runs = [...parts, parts.join('')];
  const isTold = (word: string) => runs.some((part) => part.startsWith(word) || part.endsWith(word));
  const words = wordsOf(name)
    .map((word) => word.replaceAll(/[^\p{L}]/gu, ''))
    .filter((word) => word.length > 1);
  return (
    words.some((word) => word.length >= 4 && isTold(word)) ||
    (words.length > 1 && words.every((word) => parts.includes(word)))
  );
}

function wordsOf(text: string): readonly string[] {
  return folded(text)
    .split(/[^\p{L}\p{N}'’]+/u)
    .filter((word) => word !== '');
}

/** Without accents, case and doubled spaces. */
function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/gu, ' ').trim();
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}
