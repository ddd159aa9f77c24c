// One line of the audit log as bytes: canonical JSON, so that one entry has one spelling and the stored bytes are what is hashed.
//   {"seq":7,"boot":"b-3","mono":81234,"at":"2026-03-01T08:00:00.000Z","clock":"good","kind":"door.opened"}
// Holds ids and closed codes. Never a name, a badge number or free text: of a text only its seal.
import { type BootId, type EntrySeq, parseBootId, parseEntrySeq } from '../domain/ids.ts';
import type { Occurrence, OccurrenceKind } from '../domain/occurrence.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { type ClockQuality, type Instant, type Monotonic, monotonic } from '../domain/time.ts';
import { type FieldName, SHAPES } from './entry-fields.ts';
import { type FieldParser, parseCount, parseInstant, wordParser } from './field-parsers.ts';

export interface Entry {
  /** Position in the log: dense, the first is 1. */
  readonly seq: EntrySeq;
  /** Which run of the controller wrote it. */
  readonly boot: BootId;
  /** Whole milliseconds since that run began. */
  readonly mono: Monotonic;
  /** Wall time, never before that of the entry before. */
  readonly at: Instant;
  /** Whether the wall clock could be believed. When `suspect`, `at` repeats the newest time known. */
  readonly clock: ClockQuality;
  readonly occurrence: Occurrence;
}

export interface EntryFault {
  readonly code: 'too_long' | 'not_utf8' | 'not_json' | 'malformed' | 'not_canonical';
  /** The first field at fault, where there is one. */
  readonly field: string | null;
}

/** Longest entry in bytes. */
export const ENTRY_LIMIT = 4096;

export const OCCURRENCE_KINDS = Object.keys(SHAPES);

/** Order of the fields in the bytes. As a record, so that the compiler misses none. It is part of the format: never change it. */
const ORDER: Readonly<Record<keyof Omit<Entry, 'occurrence'> | 'kind' | FieldName, true>> = {
  seq: true,
  boot: true,
  mono: true,
  at: true,
  clock: true,
  kind: true,
  session: true,
  staff: true,
  factors: true,
  purpose: true,
  slot: true,
  fob: true,
  key: true,
  holder: true,
  board: true,
  reader: true,
  intent: true,
  due: true,
  reasons: true,
  cause: true,
  during: true,
  mark: true,
  openIntents: true,
  machine: true,
  event: true,
  by: true,
  person: true,
  to: true,
  witness: true,
  witnesses: true,
  badge: true,
  strength: true,
  keyGroup: true,
  reason: true,
  booking: true,
  from: true,
  until: true,
  overridden: true,
  count: true,
  report: true,
  fault: true,
  severity: true,
  mileage: true,
  fuel: true,
  silent: true,
  recalled: true,
  released: true,
  failed: true,
  alarm: true,
  digest: true,
  note: true,
};

const INSTANTS = new Set(['at', 'due', 'mark', 'from', 'until']);

const HEAD: { readonly [F in keyof Omit<Entry, 'occurrence'>]: FieldParser<Entry[F]> } = {
  seq: parseEntrySeq,
  boot: parseBootId,
  mono: (value) => {
    const count = parseCount(value);
    return count.ok ? ok(monotonic(count.value)) : count;
  },
  at: parseInstant,
  clock: wordParser<ClockQuality>({ good: true, suspect: true }),
};

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The bytes of an entry: UTF-8 JSON without white space, keys in fixed order, nulls left out, instants as ISO 8601 in UTC.
 * Only the fields that its kind has are written: what else a caller has spread into the object stays outside the log.
 * @throws RangeError for an entry that `parseEntry` would refuse: nothing unreadable is ever written
 */
export function encodeEntry(entry: Entry): Uint8Array {
  const { occurrence, ...head } = entry;
  const own = new Set(['kind', ...Object.keys(HEAD), ...Object.keys(SHAPES[occurrence.kind])]);
  const fields = Object.entries({ ...occurrence, ...head }).filter(([name]) => own.has(name));
  const bytes = new TextEncoder().encode(canonical(new Map(fields)));
  const parsed = parseEntry(bytes);
  if (!parsed.ok) throw new RangeError(`No entry: ${parsed.error.code} ${parsed.error.field ?? ''}`);
  return bytes;
}

/** Parses the bytes of an entry. Anything that `encodeEntry` would spell otherwise is refused. */
export function parseEntry(bytes: Uint8Array): Result<Entry, EntryFault> {
  if (bytes.length > ENTRY_LIMIT) return fault('too_long');
  const text = decoded(bytes);
  if (text === null) return fault('not_utf8');
  const fields = fieldsIn(text);
  if (fields === null) return fault('not_json');
  const kind = fields.get('kind');
  if (!isKind(kind)) return fault('malformed', 'kind');
  const head = parseFields(HEAD, fields);
  if (!head.ok) return fault('malformed', head.error);
  const rest = parseFields(SHAPES[kind], fields);
  if (!rest.ok) return fault('malformed', rest.error);
  const known = new Set(['kind', ...Object.keys(HEAD), ...Object.keys(SHAPES[kind])]);
  const stranger = [...fields.keys()].find((name) => !known.has(name));
  if (stranger !== undefined) return fault('malformed', stranger.slice(0, 80));
  const entry = { ...head.value, occurrence: { kind, ...rest.value } } as unknown as Entry;
  return canonical(new Map(Object.entries({ kind, ...head.value, ...rest.value }))) === text
    ? ok(entry)
    : fault('not_canonical');
}

function canonical(fields: ReadonlyMap<string, unknown>): string {
  const ordered = Object.keys(ORDER).map((name) => [name, spelled(name, fields.get(name))] as const);
  return JSON.stringify(Object.fromEntries(ordered));
}

/** What JSON.stringify is given for a field; undefined leaves it out. */
function spelled(name: string, value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (INSTANTS.has(name) && typeof value === 'number') return isoOf(name, value);
  if (name === 'during' && typeof value === 'object') return { session: undefined, staff: undefined, ...value };
  return value;
}

function isoOf(name: string, sinceEpoch: number): string {
  if (!Number.isSafeInteger(sinceEpoch)) throw new RangeError(`No entry: ${name} is not in whole milliseconds`);
  return new Date(sinceEpoch).toISOString();
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return UTF8.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function fieldsIn(text: string): ReadonlyMap<string, unknown> | null {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? new Map(Object.entries(json)) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The parsed fields of a shape, or the name of the first at fault. */
function parseFields(
  shape: Readonly<Record<string, FieldParser<unknown>>>,
  fields: ReadonlyMap<string, unknown>,
): Result<Readonly<Record<string, unknown>>, string> {
  const parsed: [string, unknown][] = [];
  for (const [name, parse] of Object.entries(shape)) {
    const value = parse(fields.get(name) ?? null);
    if (!value.ok) return err(name);
    parsed.push([name, value.value]);
  }
  return ok(Object.fromEntries(parsed));
}

function isKind(value: unknown): value is OccurrenceKind {
  return typeof value === 'string' && Object.hasOwn(SHAPES, value);
}

function fault(code: EntryFault['code'], field: string | null = null): Result<never, EntryFault> {
  return err({ code, field });
}
