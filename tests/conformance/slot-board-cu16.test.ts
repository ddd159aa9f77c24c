// The CU16 driver passes the suite of every slot board: over a serial device and a serial server, with either polarity.
import { makeBoardRig } from '../support/board-rig.ts';
import { cu16Kind } from '../support/kerong-kinds.ts';
import { describeSlotBoard } from './slot-board.ts';

describeSlotBoard('KERONG CU16 over a serial device', () => makeBoardRig(cu16Kind(), 'pty'));
describeSlotBoard('KERONG CU16 over TCP, unit 9, zero is closed, answers unlocks', () =>
  makeBoardRig(cu16Kind({ unit: 9, polarity: 'zero-is-closed' }, true), 'tcp'),
);
