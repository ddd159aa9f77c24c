// The cabinet of the fault suites: one board, four slots, each with a fob in it. The same for the process that is hurt, for the
// hardware around it and for whoever looks at the log afterwards.
import type { CabinetSetup } from '../../../controller/domain/setup.ts';
import type { Slot } from '../../../controller/domain/slot.ts';
import { aKey, aSetup, aSlot, boardId, fobId, keyId, slotId } from '../../support/domain-builders.ts';

export const BOARD = boardId('b1');

/** Positions on the board, from 0. */
const POSITIONS = [0, 1, 2, 3] as const;

export const SLOTS: readonly Slot[] = POSITIONS.map((position) =>
  aSlot({ id: slotId(`slot-${position + 1}`), number: position + 1, position, fob: fobId(`fob-${position + 1}`) }),
);

/** @param address of the board, `tcp://host:port` */
export function smallCabinet(address: string): CabinetSetup {
  return aSetup({
    boards: [{ id: BOARD, kind: 'kerong-cu16', address, unit: 0, polarity: 'one-is-closed' }],
    slots: SLOTS,
    fobs: POSITIONS.map((position) => ({
      id: fobId(`fob-${position + 1}`),
      key: keyId(`key-${position + 1}`),
      tag: null,
    })),
    keys: POSITIONS.map((position) => aKey({ id: keyId(`key-${position + 1}`), number: position + 1 })),
  });
}
