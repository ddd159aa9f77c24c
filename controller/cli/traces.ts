// Looks for names in the bytes of a database that nobody has open: tables, free pages and what is left of its log alike.
// Reads only.
import { closeSync, openSync, readSync, statSync } from 'node:fs';

const CHUNK = 1024 * 1024;

/** How often any of some names stands in the files of a database, as UTF-8 and as JSON spells it. Empty names are passed over. */
export function tracesOf(database: string, names: readonly string[]): number {
  const spellings = new Set(names.flatMap((name) => [name, JSON.stringify(name).slice(1, -1)]));
  const needles = [...spellings].filter((text) => text !== '').map((text) => Buffer.from(text, 'utf8'));
  if (needles.length === 0) return 0;
  return ['', '-wal', '-shm', '-journal'].reduce((sum, ending) => sum + tracesIn(`${database}${ending}`, needles), 0);
}

function tracesIn(file: string, needles: readonly Buffer[]): number {
  if (statSync(file, { throwIfNoEntry: false }) === undefined) return 0;
  const overlap = Math.max(...needles.map(({ length }) => length)) - 1;
  const descriptor = openSync(file, 'r');
  try {
    let found = 0;
    let rest = Buffer.alloc(0);
    const chunk = Buffer.alloc(CHUNK);
    for (let at = 0; ; ) {
      const size = readSync(descriptor, chunk, 0, CHUNK, at);
      if (size === 0) return found;
      const window = Buffer.concat([rest, chunk.subarray(0, size)]);
      for (const needle of needles) found += countIn(window, needle, rest.length);
      rest = Buffer.from(window.subarray(Math.max(0, window.length - overlap)));
      at += size;
    }
  } finally {
    closeSync(descriptor);
  }
}

/** How often a needle stands in a window and reaches beyond its first `seen` bytes, which were looked at before. */
function countIn(window: Buffer, needle: Buffer, seen: number): number {
  let count = 0;
  for (let at = window.indexOf(needle); at !== -1; at = window.indexOf(needle, at + 1)) {
    if (at + needle.length > seen) count += 1;
  }
  return count;
}
