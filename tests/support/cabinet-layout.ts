// What is wired in the cabinet of the machine tests: two boards, a reader, a door.
// On b1: the linen key, the roof key, a free slot and the door contact; on b2: the vault key.
import { capabilitiesOf } from '../../controller/domain/board.ts';
import type { SlotSubject } from '../../controller/domain/occurrence.ts';
import type { CabinetLayout } from '../../controller/machines/cabinet-context.ts';
import { boardId, fobId, keyId, readerId, slotId } from './domain-builders.ts';

const home = (slot: string, key: string) => ({ slot: slotId(slot), fob: fobId(`fob-${key}`), key: keyId(key) });
export const LINEN = home('slot-14', 'linen');
export const ROOF = home('slot-15', 'roof');
export const VAULT = home('slot-20', 'vault');
export const FREE: SlotSubject = { slot: slotId('slot-30'), fob: null, key: null };
export const B1 = boardId('b1');
export const B2 = boardId('b2');
const CU16 = capabilitiesOf({ id: B1, kind: 'kerong-cu16', address: '', unit: 0, polarity: 'one-is-closed' });
const placed = (subject: SlotSubject, position: number) => ({ position, subject, senses: CU16 });
export const LAYOUT: CabinetLayout = {
  boards: [
    { board: B1, capabilities: CU16, slots: [LINEN, ROOF, FREE].map(placed) },
    { board: B2, capabilities: CU16, slots: [VAULT].map(placed) },
  ],
  chips: new Map(),
  randomReturn: false,
  readers: [readerId('r1')],
  door: { board: B1, position: 3 },
};
