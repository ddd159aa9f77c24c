// Everything real that the effects of the machines need, handed in by the composition root; and what they ask of the cabinet.
import type { Journal, Recordable } from '../audit/journal.ts';
import type { PinHasher } from '../credentials/pin-hash.ts';
import type { BoardId, ReaderId, SlotId } from '../domain/ids.ts';
import type { Device } from '../domain/link.ts';
import { isVisit, type Occurrence } from '../domain/occurrence.ts';
import type { SlotCondition } from '../domain/policy.ts';
import type { Roster } from '../domain/roster.ts';
import type { Presence } from '../domain/slot.ts';
import type { Clock } from '../domain/time.ts';
import type { BadgeReader } from '../drivers/badge-readers/badge-reader.ts';
import type { LinkedDevice } from '../drivers/linked-device.ts';
import type { SlotBoard } from '../drivers/slot-boards/slot-board.ts';
import type { CabinetEvent } from '../machines/cabinet-context.ts';
import type { Store } from '../store/store.ts';

export interface Services {
  readonly clock: Clock;
  readonly roster: Roster;
  readonly store: Store;
  readonly journal: Journal;
  readonly pins: PinHasher;
  readonly boards: ReadonlyMap<BoardId, SlotBoard>;
  readonly readers: ReadonlyMap<ReaderId, BadgeReader>;
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
  storage(): 'available' | 'unavailable';
}

/**
 * Writes an entry; a disk that fails becomes an event of the cabinet. That somebody came or went is noted, and on disk with
 * the next entry or within a second. @returns whether the log has it
 */
export function record({ journal }: Services, running: Running, occurrence: Occurrence): boolean {
  if (isVisit(occurrence)) {
    journal.note(occurrence);
    return true;
  }
  const recorded = journal.record(recordable(occurrence));
  if (!recorded.ok) running.send({ type: 'storage.failed' });
  return recorded.ok;
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
