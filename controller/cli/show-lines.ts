// Answers of the log as lines: for people with names and the time on the wall, for programs as JSON. Computes nothing.
import { type Entry, encodeEntry } from '../audit/entry.ts';
import type { Whereabouts } from '../audit/queries/past-custody.ts';
import type { Alarm } from '../domain/alarm.ts';
import { type NoteId, parseNoteId } from '../domain/note.ts';
import { type Instant, instant } from '../domain/time.ts';
import type { TimeZone } from '../domain/zone.ts';
import { type NameBook, plainLine } from './show-names.ts';
import { wallText } from './when.ts';

/** What the words of a line are made with. */
export interface Telling {
  readonly names: NameBook;
  readonly zone: TimeZone;
  /** The text of a note; null = erased. */
  readonly textOf: (note: NoteId) => string | null;
}

type Named = 'staff' | 'key' | 'slot';

/** What ids of which field are; a field that is not here is shown as it stands. */
const NAMED: ReadonlyMap<string, Named> = new Map<string, Named>([
  ...['staff', 'holder', 'by', 'person', 'to', 'witness', 'witnesses'].map((field) => [field, 'staff'] as const),
  ...['key', 'recalled'].map((field) => [field, 'key'] as const),
  ['slot', 'slot'],
]);
const INSTANTS = new Set(['due', 'mark', 'from', 'until', 'onto']);
/** Fields that have a column of their own, or say nothing to people. */
const UNSHOWN = new Set(['kind', 'session', 'fob', 'note']);
const COLUMNS = { position: 9, time: 19, kind: 20, person: 22 } as const;

/** The heading over `entryLine`. */
export function entryHeading(zone: TimeZone): string {
  return columns('position', `time, ${zone.name}`, 'what', 'who', 'details');
}

/** One entry for people. A clock that could not be believed is marked with a question mark. */
export function entryLine({ seq, at, clock, occurrence }: Entry, telling: Telling): string {
  const fields = Object.entries(occurrence).filter(([, value]) => value !== null && value !== undefined);
  const actor = fields.find(([field]) => field === 'by') ?? fields.find(([field]) => field === 'staff');
  const details = fields
    .filter(([field]) => !UNSHOWN.has(field) && field !== actor?.[0])
    .flatMap(([field, value]) => detail(field, value, telling));
  const text = fields.flatMap(([field, value]) => (field === 'note' ? [noteText(value, telling)] : []));
  const doubt = clock === 'suspect' ? ['clock not believed'] : [];
  return columns(
    String(seq),
    wallText(at, telling.zone),
    occurrence.kind.replaceAll(/[._]/g, ' '),
    actor === undefined ? '' : worded('staff', actor[1], telling),
    [...details, ...text, ...doubt].join(', '),
  );
}

/** One entry for programs: exactly the bytes that were hashed. */
export function entryJson(entry: Entry): string {
  return Buffer.from(encodeEntry(entry)).toString('utf8');
}

/** Where one key was, for people. */
export function whereaboutsLine({ key, at, slot, staff, since, due, told }: Whereabouts, telling: Telling): string {
  const { names, zone } = telling;
  const person = staff === null ? '' : names.nameOf('staff', staff);
  const where = { slot: 'in its slot', person: 'out', doubt: 'in doubt', unaccounted: 'unaccounted', lost: 'lost' }[at];
  const details = [
    `since ${wallText(since, zone)}`,
    ...(due === null ? [] : [`due ${wallText(due, zone)}`]),
    ...(slot === null ? [] : [names.nameOf('slot', slot)]),
    `by entry ${told}`,
  ];
  return `${names.nameOf('key', key).padEnd(32)}  ${where.padEnd(11)}  ${person.padEnd(COLUMNS.person)}  ${details.join(', ')}`;
}

export function whereaboutsJson({ since, due, ...rest }: Whereabouts): string {
  return JSON.stringify({ ...rest, since: isoOf(since), due: due === null ? null : isoOf(due) });
}

/** One alarm that was open, for people. */
export function alarmLine({ kind, since, acknowledged, gone, intent, ...about }: Alarm, telling: Telling): string {
  const { names, zone } = telling;
  const details = [
    ...Object.entries(about).flatMap(([field, value]) => detail(field === 'staff' ? 'person' : field, value, telling)),
    ...(intent === undefined ? [] : [`entry ${intent}`]),
    ...(gone === null ? [] : [`gone ${wallText(gone, zone)}`]),
    acknowledged === null ? 'not acknowledged' : `acknowledged by ${names.nameOf('staff', acknowledged.by)}`,
  ];
  return `${wallText(since, zone)}  ${kind.replaceAll('_', ' ').padEnd(COLUMNS.kind)}  ${details.join(', ')}`;
}

export function alarmJson({ since, acknowledged, gone, ...rest }: Alarm): string {
  return JSON.stringify({
    ...rest,
    since: isoOf(since),
    acknowledged: acknowledged === null ? null : { by: acknowledged.by, at: isoOf(acknowledged.at) },
    gone: gone === null ? null : isoOf(gone),
  });
}

function columns(position: string, time: string, kind: string, person: string, details: string): string {
  const cells = [
    position.padStart(COLUMNS.position),
    time.padEnd(COLUMNS.time),
    kind.padEnd(COLUMNS.kind),
    person.padEnd(COLUMNS.person),
    details,
  ];
  return cells.join('  ').trimEnd();
}

/** One field in words; none for an empty list. */
function detail(field: string, value: unknown, telling: Telling): readonly string[] {
  if (Array.isArray(value) && value.length === 0) return [];
  const text = worded(field, value, telling);
  return [NAMED.get(field) === 'slot' ? text : `${field} ${text}`];
}

function worded(field: string, value: unknown, telling: Telling): string {
  if (Array.isArray(value)) return value.map((item: unknown) => worded(field, item, telling)).join(' + ');
  if (typeof value === 'object' && value !== null) {
    return 'staff' in value ? worded('staff', value.staff, telling) : JSON.stringify(value);
  }
  if (typeof value === 'number' && INSTANTS.has(field)) return wallText(instant(value), telling.zone);
  const named = NAMED.get(field);
  return named === undefined ? plainLine(String(value)) : telling.names.nameOf(named, String(value));
}

function noteText(value: unknown, { textOf }: Telling): string {
  const note = parseNoteId(value);
  const text = note.ok ? textOf(note.value) : null;
  return text === null ? '(text erased)' : `“${plainLine(text)}”`;
}

function isoOf(at: Instant): string {
  return new Date(at).toISOString();
}
