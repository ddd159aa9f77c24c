// Turns what boards and readers report into events of the cabinet. A badge number ends here: further in there is a person,
// and for a badge that is nobody's its hash.

import type { BadgeHash, BoardId, ReaderId, SessionId } from '../domain/ids.ts';
import type { BadgeReaderEvent } from '../drivers/badge-readers/badge-reader.ts';
import type { SlotBoardEvent } from '../drivers/slot-boards/slot-board.ts';
import type { CabinetEvent } from '../machines/cabinet-context.ts';
import type { Unsubscribe } from './ports.ts';
import type { Services } from './services.ts';

/** What makes a badge into a visitor. */
export interface BadgeMaking {
  readonly hashBadge: (number: Uint8Array) => BadgeHash;
  /** A session id that was never used before. */
  readonly newSession: () => SessionId;
}

type Send = (event: CabinetEvent) => void;

/** Subscribes to every device of the set-up. */
export function listenToDevices(services: Services, send: Send, making: BadgeMaking): readonly Unsubscribe[] {
  const pass = (event: CabinetEvent | null) => {
    if (event !== null) send(event);
  };
  const boards = [...services.boards].map(([id, driver]) => driver.subscribe((event) => pass(boardEvent(id, event))));
  const readers = [...services.readers].map(([id, driver]) =>
    driver.subscribe((event) => pass(readerEvent(id, event, services, making))),
  );
  return [...boards, ...readers];
}

function boardEvent(board: BoardId, event: SlotBoardEvent): CabinetEvent | null {
  switch (event.type) {
    case 'board.read':
      return { type: 'board.read', board, reading: event.reading };
    case 'board.inputs':
      // The door is read from a bolt contact; the other inputs have no consequence yet.
      return null;
    case 'board.lost':
      return { type: 'device.lost', device: { kind: 'board', board }, fault: event.fault };
    case 'board.noise':
      // A line that only crackles still works; one that does not is reported as lost.
      return null;
  }
}

function readerEvent(
  reader: ReaderId,
  event: BadgeReaderEvent,
  { roster, store }: Services,
  { hashBadge, newSession }: BadgeMaking,
): CabinetEvent {
  switch (event.type) {
    case 'badge.presented': {
      const hash = hashBadge(event.number);
      const owner = store.read(() => store.credentials.staffByBadge(hash));
      if (!owner.ok) return { type: 'storage.failed' };
      // The badges of people who left stay on disk for as long as the change can be undone.
      const staff = owner.value === null ? null : (roster.staff(owner.value.staff)?.id ?? null);
      const strength = owner.value?.strength === 'weak' ? 'weak' : event.strength;
      return {
        type: 'badge.presented',
        reader,
        staff,
        strength,
        hash,
        session: newSession(),
      };
    }
    case 'badge.unreadable':
      return { type: 'badge.unreadable', reader, trouble: event.reason };
    case 'reader.lost':
      return { type: 'device.lost', device: { kind: 'reader', reader }, fault: event.fault };
  }
}
