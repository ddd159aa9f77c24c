// Everything real that the effects of the machines need, handed in by the composition root; and what they ask of the cabinet.
import type { Journal, Recordable } from '../audit/journal.ts';
import type { LogQueries } from '../audit/queries/log-queries.ts';
import type { Timelines } from '../audit/queries/timelines.ts';
import type { OneTimeCodes } from '../credentials/one-time-codes.ts';
import type { PinHasher } from '../credentials/pin-hash.ts';
import type { BoardId, ReaderId, SlotId } from '../domain/ids.ts';
import type { Device } from '../domain/link.ts';
import type { Note, NoteId } from '../domain/note.ts';
import { isVisit, type Occurrence } from '../domain/occurrence.ts';
import type { SlotCondition } from '../domain/policy/facts.ts';
import type { Roster } from '../domain/roster.ts';
import type { Presence } from '../domain/slot.ts';
import type { Clock } from '../domain/time.ts';
import type { TimeZone } from '../domain/zone.ts';
import type { BadgeReader } from '../drivers/badge-readers/badge-reader.ts';
import type { LinkedDevice } from '../drivers/linked-device.ts';
import type { SlotBoard } from '../drivers/slot-boards/slot-board.ts';
import type { CabinetEvent } from '../machines/cabinet-context.ts';
import type { Reserve } from '../store/reserve.ts';
import type { Store } from '../store/store.ts';
import type { Host } from './host.ts';

export interface Services {
  readonly clock: Clock;
  readonly roster: Roster;
  /** The zone of the set-up. */
  readonly zone: TimeZone;
  readonly store: Store;
  /** Room on its disk for what comes back when that is full. Left out = none is kept. */
  readonly reserve?: Reserve;
  readonly journal: Journal;
  /** What happened to a key or a person. Left out = nobody can be asked. */
  readonly timelines?: Pick<Timelines, 'of'>;
  readonly pins: PinHasher;
  readonly codes: OneTimeCodes;
  readonly notes: Notes;
  /** SHA-256 of the UTF-8 of a text, 64 lower-case hex digits. */
  readonly digest: (text: string) => string;
  readonly boards: ReadonlyMap<BoardId, SlotBoard>;
  readonly readers: ReadonlyMap<ReaderId, BadgeReader>;
  /** What became of alarms. Left out = nobody can be asked. */
  readonly alarmLog?: Pick<LogQueries, 'alarms'>;
  /** The computer under it. Left out = it says nothing of itself, and nothing is started anew. */
  readonly host?: Host;
}

/** Seals free text, so that an entry can name it without holding it. */
export interface Notes {
  /** A note of a text, at most `NOTE_LIMIT` characters. It is kept at hand until `sealed` fetches it for its entry. */
  seal(text: string): Note;
  /** The note of an id that was sealed and not yet fetched; an empty list for none. */
  sealed(id: NoteId | null): readonly Note[];
}

/** What an effect may ask of the running cabinet, and tell it. */
export interface Running {
  send(event: CabinetEvent): void;
  /** What a slot can do at this moment. */
  condition(slot: SlotId): SlotCondition;
  /** What the sensors of a slot show; null while its board is silent. */
  presence(slot: SlotId): Presence | null;
  /** Whether a release is under way in a slot: it will end with its own word. */
  isReleasing(slot: SlotId): boolean;
  /** Whether an intent may be written: never while the log works on its reserve. */
  storage(): 'available' | 'unavailable';
}

/**
 * Writes an entry, with the note that it names; a disk that fails becomes an event of the cabinet. That somebody came or went
 * is noted, and on disk with the next entry or within a second.
 * @returns whether the log has it
 */
export function record(
  services: Services,
  running: Running,
  occurrence: Occurrence,
  notes: readonly Note[] = notesOf(services, occurrence),
): boolean {
  const { journal } = services;
  if (isVisit(occurrence)) {
    journal.note(occurrence);
    return true;
  }
  const recorded = journal.record(recordable(occurrence), notes);
  if (!recorded.ok) running.send({ type: 'storage.failed' });
  return recorded.ok;
}

/** The sealed note that an occurrence names, if it was not written yet. */
export function notesOf({ notes }: Services, occurrence: Occurrence): readonly Note[] {
  return 'note' in occurrence ? notes.sealed(occurrence.note) : [];
}

/** The driver of a device. @throws for one that the set-up does not have */
export function driverOf(
  { boards, readers }: Services,
  device: Device,
): Pick<LinkedDevice<never>, 'connect' | 'disconnect'> {
  const driver = device.kind === 'board' ? boards.get(device.board) : readers.get(device.reader);
  if (driver === undefined) throw new Error(`no driver for ${device.kind}`);
  return driver;
}

function recordable(occurrence: Occurrence): Recordable {
  if (occurrence.kind === 'release.intended') throw new Error('an intent is written only by the release itself');
  return occurrence;
}
