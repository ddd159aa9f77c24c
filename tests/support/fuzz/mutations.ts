// Spoils good input: bytes, text and JSON, with chance from a seed. Knows no format; the samples and words of a target do.
import type { SeededRandom } from '../seeded-random.ts';

/** Bytes that often stand at a boundary. */
const EDGES = [0x00, 0x01, 0x02, 0x03, 0x0a, 0x0d, 0x20, 0x22, 0x2c, 0x2d, 0x3d, 0x5c, 0x7b, 0x7f, 0x80, 0xc0, 0xff];
/** Texts that have broken parsers before. */
const WORDS = [
  '',
  ' ',
  '\n',
  '\n\n',
  '\r\n',
  '\t',
  '\0',
  '"',
  "'",
  '\\',
  '—',
  '\u{feff}',
  '\u{2028}',
  '\u{d800}',
  '\u{1f511}',
  '=1+1',
  '+',
  '-1',
  '@',
  '0',
  '00',
  '01',
  '-0',
  '1e999',
  '9007199254740993',
  '18446744073709551616',
  '0x10',
  'NaN',
  'null',
  'true',
  '{}',
  '[]',
  '[[[[',
  '__proto__',
  'constructor',
  'toString',
  '../../etc/passwd',
  '%s%n',
  '9999-12-31T23:59:59.999Z',
  '2026-02-30T00:00:00.000Z',
  'AA==',
];
const MOST_CHANGES = 4;
const LONG = 10_000;
/** As deep as a value can be and still be written by whoever makes it; texts go deeper. */
const DEEP = 1_500;

/** Some bytes of a sample changed. @param others samples that pieces are taken from */
export function spoiltBytes(random: SeededRandom, sample: Uint8Array, others: readonly Uint8Array[]): Uint8Array {
  let bytes = sample;
  for (let change = 1 + random.below(MOST_CHANGES); change > 0; change -= 1) {
    const at = random.below(bytes.length + 1);
    const end = Math.min(bytes.length, at + random.below(16));
    bytes = joined(bytes.subarray(0, at), ...changedBytes(random, bytes, at, end, others));
  }
  return bytes;
}

function changedBytes(
  random: SeededRandom,
  bytes: Uint8Array,
  at: number,
  end: number,
  others: readonly Uint8Array[],
): readonly Uint8Array[] {
  const rest = bytes.subarray(at);
  switch (random.below(8)) {
    case 0:
      return [flipped(rest, random.below(8))];
    case 1:
      return [Uint8Array.of(random.pick(EDGES)), rest.subarray(1)];
    case 2:
      return [random.bytes(1 + random.below(12)), rest];
    case 3:
      return [bytes.subarray(end)];
    case 4:
      return [bytes.subarray(at, end), rest];
    case 5:
      return [];
    case 6:
      return [random.pick(others)];
    default:
      return [Uint8Array.of(random.below(256)), rest.subarray(1)];
  }
}

/** Some of a text changed. @param words more texts that matter to whoever reads it */
export function spoiltText(random: SeededRandom, sample: string, words: readonly string[] = []): string {
  let text = sample;
  for (let change = 1 + random.below(MOST_CHANGES); change > 0; change -= 1) {
    const at = random.below(text.length + 1);
    const end = Math.min(text.length, at + random.below(24));
    text = `${text.slice(0, at)}${piece(random, text, at, end, words)}`;
  }
  return text;
}

function piece(random: SeededRandom, text: string, at: number, end: number, words: readonly string[]): string {
  const rest = text.slice(at);
  switch (random.below(8)) {
    case 0:
      return `${String.fromCharCode(random.below(128))}${rest.slice(1)}`;
    case 1:
      return `${String.fromCharCode(random.below(0x1_0000))}${rest}`;
    case 2:
      return text.slice(end);
    case 3:
      return `${text.slice(at, end)}${rest}`;
    case 4:
      return '';
    case 5:
      return `${random.pick(words.length === 0 ? WORDS : words)}${rest}`;
    case 6:
      return random.below(50) === 0
        ? `${random.pick(['A', '[', '{"a":', '"', '\n']).repeat(LONG)}${rest}`
        : rest.slice(1);
    default:
      return `${random.pick(WORDS)}${rest}`;
  }
}

/** A JSON value with one thing in it changed, somewhere. The sample stays as it is. */
export function spoiltJson(random: SeededRandom, sample: unknown): unknown {
  const changes = 1 + random.below(2);
  let value = sample;
  for (let change = 0; change < changes; change += 1) value = changedJson(random, value, 0);
  return value;
}

function changedJson(random: SeededRandom, value: unknown, depth: number): unknown {
  const goesDeeper = depth === 0 || random.below(4) > 0;
  if (Array.isArray(value) && goesDeeper && value.length > 0) return changedList(random, value, depth);
  if (typeof value === 'object' && value !== null && goesDeeper) return changedObject(random, value, depth);
  return typeof value === 'string' && random.below(3) > 0 ? spoiltText(random, value) : anyJson(random, 0);
}

function changedList(random: SeededRandom, list: readonly unknown[], depth: number): unknown {
  const at = random.below(list.length);
  switch (random.below(5)) {
    case 0:
      return list.filter((_, index) => index !== at);
    case 1:
      return [...list, list[at]];
    default:
      return list.with(at, changedJson(random, list[at], depth + 1));
  }
}

function changedObject(random: SeededRandom, object: object, depth: number): unknown {
  const entries = Object.entries(object);
  const at = random.below(Math.max(1, entries.length));
  const [name = 'x', value] = entries[at] ?? [];
  switch (entries.length === 0 ? 1 : random.below(6)) {
    case 0:
      return Object.fromEntries(entries.filter(([other]) => other !== name));
    case 1:
      return Object.fromEntries([...entries, [random.pick(WORDS), anyJson(random, 0)]]);
    default:
      return Object.fromEntries(entries.with(at, [name, changedJson(random, value, depth + 1)]));
  }
}

function anyJson(random: SeededRandom, depth: number): unknown {
  switch (random.below(depth > 2 ? 6 : 9)) {
    case 0:
      return null;
    case 1:
      return random.below(2) === 0;
    case 2:
      return random.pick([0, -0, -1, 1.5, 1e21, Number.MAX_SAFE_INTEGER, 2 ** 53, -1e308]);
    case 3:
      return random.below(100_000);
    case 4:
      return random.pick(WORDS);
    case 5:
      return random.below(40) === 0 ? 'A'.repeat(LONG) : String.fromCharCode(random.below(0x1_0000));
    case 6:
      return Array.from({ length: random.below(4) }, () => anyJson(random, depth + 1));
    case 7:
      return { [random.pick(WORDS)]: anyJson(random, depth + 1) };
    default:
      return nested(random.below(60) === 0 ? DEEP : 20);
  }
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  return bytes.length === 0 ? bytes : bytes.with(0, (bytes[0] ?? 0) ^ (1 << bit));
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}
