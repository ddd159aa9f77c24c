// Turns what boards and readers report into events of the cabinet. A badge number ends here: further in there is a person,
// and for a badge that is nobody's its hash. What became of a badge shows at once on the reader that saw it.

import type { BadgeHash, BoardId, ReaderId, SessionId } from '../domain/ids.ts';
import type { BadgeReader, BadgeReaderEvent } from '../drivers/badge-readers/badge-reader.ts';
import type { SlotBoardEvent } from '../drivers/slot-boards/slot-board.ts';
import type { CabinetEvent } from '../machines/cabinet-context.ts';
import type { Visitor } from '../machines/session-context.ts';
import { judgeTap, type RecentTaps } from './one-tap.ts';
import type { Unsubscribe } from './ports.ts';
import type { Services } from './services.ts';
import { standingOf } from './session-effects.ts';

/** What makes a badge into a visitor. */
export interface BadgeMaking {
  readonly hashBadge: (number: Uint8Array) => BadgeHash;
  /** A session id that was never used before. */
  readonly newSession: () => SessionId;
}

type Send = (event: CabinetEvent) => void;

/** Subscribes to every device of the set-up. @param isOpen whether badges count by now: sensors and log agree */
export function listenToDevices(
  services: Services,
  send: Send,
  making: BadgeMaking,
  isOpen: () => boolean,
): readonly Unsubscribe[] {
  const pass = (event: CabinetEvent | null) => {
    if (event !== null) send(event);
  };
  const boards = [...services.boards].map(([id, driver]) => driver.subscribe((event) => pass(boardEvent(id, event))));
  const isNewTap = oneTap(services);
  const readers = [...services.readers.values()].map((driver) =>
    driver.subscribe((event) => {
      if (event.type !== 'badge.presented') {
        if (event.type === 'badge.unreadable') driver.signal('refused');
        send(troubleOf(driver.id, event));
        return;
      }
      const hash = making.hashBadge(event.number);
      if (!isNewTap(driver, hash)) return;
      const presented = badgeEvent(driver.id, hash, event, services, making);
      driver.signal(isOpen() && mayUse(services, presented) ? 'accepted' : 'refused');
      send(presented);
    }),
  );
  return [...boards, ...readers];
}

/** The badge is somebody's, but does not do for what it was shown for: the reader that saw it takes its word back. */
export function refuseOnReader({ readers }: Services, visitor: Visitor | null): void {
  if (visitor !== null && visitor.reader !== null) readers.get(visitor.reader)?.signal('refused');
}

function boardEvent(board: BoardId, event: SlotBoardEvent): CabinetEvent | null {
  switch (event.type) {
    case 'board.read':
      return { type: 'board.read', board, reading: event.reading };
    case 'board.inputs':
      return { type: 'board.inputs', board, inputs: event.inputs };
    case 'board.lost':
      return { type: 'device.lost', device: { kind: 'board', board }, fault: event.fault };
    case 'board.noise':
      // A line that only crackles still works; one that does not is reported as lost.
      return null;
  }
}

function oneTap({ clock }: Services): (reader: BadgeReader, hash: BadgeHash) => boolean {
  let recent: RecentTaps = [];
  return ({ id, repeats = false }, hash) => {
    const judged = judgeTap(recent, { reader: id, hash, at: clock.monotonic(), repeats });
    recent = judged.recent;
    return judged.counts;
  };
}

function troubleOf(
  reader: ReaderId,
  event: Exclude<BadgeReaderEvent, { readonly type: 'badge.presented' }>,
): CabinetEvent {
  return event.type === 'badge.unreadable'
    ? { type: 'badge.unreadable', reader, trouble: event.reason }
    : { type: 'device.lost', device: { kind: 'reader', reader }, fault: event.fault };
}

function badgeEvent(
  reader: ReaderId,
  hash: BadgeHash,
  event: Extract<BadgeReaderEvent, { readonly type: 'badge.presented' }>,
  { roster, store }: Services,
  { newSession }: BadgeMaking,
): CabinetEvent {
  const owner = store.read(() => store.credentials.staffByBadge(hash));
  if (!owner.ok) return { type: 'storage.failed' };
  // The badges of people who left stay on disk for as long as the change can be undone.
  const staff = owner.value === null ? null : (roster.staff(owner.value.staff)?.id ?? null);
  const strength = owner.value?.strength === 'weak' ? 'weak' : event.strength;
  return { type: 'badge.presented', reader, staff, strength, hash, session: newSession() };
}

/** Whether the badge is somebody's for whom a session begins: who may take nothing may still bring back what they hold. */
function mayUse(services: Services, event: CabinetEvent): boolean {
  if (event.type !== 'badge.presented' || event.staff === null) return false;
  const { refusal, holds } = standingOf(services, event.staff);
  return refusal === null || holds > 0;
}
