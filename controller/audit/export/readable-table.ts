// The log as a table for people: one line an entry, ids with the names they had in the set-up. RFC 4180, UTF-8 with its mark, so
// that a spreadsheet reads it. Proves nothing, and no cell of it is ever taken for a formula.
import { parsed } from '../verify/entry-line.ts';

/** Names of what entries name by ids; null = the set-up knows none. */
export interface NameBook {
  staff(id: string): string | null;
  key(id: string): string | null;
  slot(id: string): string | null;
  keyGroup(id: string): string | null;
}

export interface TableOptions {
  readonly names: NameBook;
  /** What the wall at the cabinet showed: `2026-03-01 09:00:00`. @param at milliseconds since 1970 */
  readonly localTime: (at: number) => string;
}

type Kind = keyof NameBook;

const COLUMNS = ['position', 'time (UTC)', 'local time', 'clock', 'event', 'person', 'key', 'slot', 'details', 'text'];
const BYTE_ORDER_MARK = '\uFEFF';
/** What ids of which field are. */
const KINDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ...['staff', 'holder', 'by', 'person', 'to', 'witness', 'witnesses'].map((field) => [field, 'staff'] as const),
  ...['key', 'recalled'].map((field) => [field, 'key'] as const),
  ['slot', 'slot'],
  ['belongs', 'slot'],
  ['keyGroup', 'keyGroup'],
]);
/** Fields that have a column of their own, or say nothing to people. */
const SHOWN = new Set(['seq', 'boot', 'mono', 'at', 'clock', 'kind', 'key', 'slot', 'note', 'session']);

/** The first line. */
export function tableHead(): string {
  return `${BYTE_ORDER_MARK}${COLUMNS.map(cell).join(',')}\r\n`;
}

/** The line of one entry. @param text what stands beside it; null = nothing, or erased */
export function tableLine(
  entry: Readonly<Record<string, unknown>>,
  text: string | null,
  options: TableOptions,
): string {
  const { names, localTime } = options;
  const actor = ['staff', 'by'].find((field) => typeof entry[field] === 'string') ?? null;
  const details = Object.entries(entry)
    .filter(([field]) => !SHOWN.has(field) && field !== actor)
    .map(([field, value]) => `${field}: ${worded(field, value, names)}`);
  const at = plain(entry.at);
  const time = Date.parse(at);
  return `${[
    plain(entry.seq),
    at,
    Number.isFinite(time) ? localTime(time) : '',
    plain(entry.clock),
    plain(entry.kind),
    actor === null ? '' : worded(actor, entry[actor], names),
    worded('key', entry.key, names),
    worded('slot', entry.slot, names),
    details.join('; '),
    text ?? '',
  ]
    .map(cell)
    .join(',')}\r\n`;
}

/** The fields of an entry; none where it cannot be read, which a verifier will say. */
export function fieldsOf(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  return parsed(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')) ?? {};
}

/**
 * One cell: no spreadsheet takes it for a formula, and it is quoted where it must be. Where commas stand in numbers, a
 * spreadsheet divides at semicolons and heeds no quote in the midst of them: what follows one begins a cell there.
 * Source: RFC 4180
 */
export function cell(text: string): string {
  if (!/^[=+\-@]|[;\t\r\n",]/.test(text)) return text;
  const divided = text.replaceAll(/[;\t\r\n][\s"]*/g, (gap, at: number) =>
    /^[=+\-@]/.test(text.charAt(at + gap.length)) ? `${gap}'` : gap,
  );
  const harmless = /^[=+\-@\t\r]/.test(divided) ? `'${divided}` : divided;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function worded(field: string, value: unknown, names: NameBook): string {
  if (Array.isArray(value)) return value.map((item: unknown) => worded(field, item, names)).join(' + ');
  if (typeof value === 'object' && value !== null) {
    const { staff } = { staff: null, ...value };
    return staff === null ? JSON.stringify(value) : worded('staff', staff, names);
  }
  const kind = KINDS.get(field);
  const text = plain(value);
  const name = kind === undefined || text === '' ? null : names[kind](text);
  return name === null ? text : `${name} (${text})`;
}

function plain(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'boolean':
      return String(value);
    default:
      return '';
  }
}
