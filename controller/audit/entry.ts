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
  onto: true,
  hold: true,
  days: true,
  first: true,
  size: true,
  root: true,
  seen: true,
  tag: true,
  belongs: true,
  what: true,
  step: true,
  out: true,
  overdue: true,
  astray: true,
  controlled: true,
  controlledIn: true,
  faults: true,
  alarms: true,
  suspended: true,
  quarantined: true,
};

const INSTANTS = new Set(['at', 'due', 'mark', 'from', 'until', 'onto']);

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

const HEAD_PARSERS = Object.entries(HEAD);

/** What is known of a kind before any entry of it is met: an intent is encoded and parsed while somebody waits for a bolt. */
interface Plan {
  readonly parsers: readonly (readonly [name: string, parse: FieldParser<unknown>])[];
  /** Every field that an entry of this kind may have, in the order of its bytes. */
  readonly order: readonly string[];
  readonly known: ReadonlySet<string>;
}

const PLANS: ReadonlyMap<string, Plan> = new Map(
  Object.entries(SHAPES).map(([kind, shape]) => {
    const known = new Set(['kind', ...Object.keys(HEAD), ...Object.keys(shape)]);
    const order = Object.keys(ORDER).filter((name) => known.has(name));
    return [kind, { parsers: Object.entries(shape), order, known }];
  }),
);

type Fields = Readonly<Record<string, unknown>>;

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const TO_UTF8 = new TextEncoder();

/**
 * The bytes of an entry: UTF-8 JSON without white space, keys in fixed order, nulls left out, instants as ISO 8601 in UTC.
 * Only the fields that its kind has are written: what else a caller has spread into the object stays outside the log.
 * @throws RangeError for an entry that `parseEntry` would refuse: nothing unreadable is ever written
 */
export function encodeEntry(entry: Entry): Uint8Array {
  const { occurrence, ...head } = entry;
  const bytes = TO_UTF8.encode(canonical(planOf(occurrence.kind), { ...occurrence, ...head }));
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
  const { kind } = fields;
  if (!isKind(kind)) return fault('malformed', 'kind');
  const plan = planOf(kind);
  const head = parseFields(HEAD_PARSERS, fields);
  if (!head.ok) return fault('malformed', head.error);
  const rest = parseFields(plan.parsers, fields);
  if (!rest.ok) return fault('malformed', rest.error);
  const stranger = Object.keys(fields).find((name) => !plan.known.has(name));
  if (stranger !== undefined) return fault('malformed', stranger.slice(0, 80));
  const entry = { ...head.value, occurrence: { kind, ...rest.value } } as unknown as Entry;
  return canonical(plan, { kind, ...rest.value, ...head.value }) === text ? ok(entry) : fault('not_canonical');
}

function canonical({ order }: Plan, fields: Fields): string {
  const ordered: Record<string, unknown> = {};
  for (const name of order) ordered[name] = spelled(name, fields[name]);
  return JSON.stringify(ordered);
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

function fieldsIn(text: string): Fields | null {
  try {
    const json: unknown = JSON.parse(text);
    return isRecord(json) ? json : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The parsed fields of a shape, or the name of the first at fault. */
function parseFields(parsers: Plan['parsers'], fields: Fields): Result<Fields, string> {
  const parsed: Record<string, unknown> = {};
  for (const [name, parse] of parsers) {
    const value = parse(fields[name] ?? null);
    if (!value.ok) return err(name);
    parsed[name] = value.value;
  }
  return ok(parsed);
}

function planOf(kind: OccurrenceKind): Plan {
  const plan = PLANS.get(kind);
  if (plan === undefined) throw new RangeError(`No entry: kind ${kind}`);
  return plan;
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isKind(value: unknown): value is OccurrenceKind {
  return typeof value === 'string' && Object.hasOwn(SHAPES, value);
}

function fault(code: EntryFault['code'], field: string | null = null): Result<never, EntryFault> {
  return err({ code, field });
}
