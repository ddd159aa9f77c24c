// The CU16 driver passes the suite of every slot board, with either polarity: whole over a serial device, in real time; and on stepped
// time with firmware that answers unlocks.
import { makeBoardRig, makeSteppedRig } from '../support/board-rig.ts';
import { cu16Kind } from '../support/kerong-kinds.ts';
import { describeSlotBoard, describeSlotBoardOnDevice, describeSteppedSlotBoard } from './slot-board.ts';

const OTHER = { unit: 9, polarity: 'zero-is-closed' } as const;

describeSlotBoard('KERONG CU16 over a serial device', () => makeBoardRig(cu16Kind(), 'pty'));
describeSteppedSlotBoard('KERONG CU16, unit 9, zero is closed, answers unlocks', () =>
  makeSteppedRig(cu16Kind(OTHER, true)),
);
describeSlotBoardOnDevice('KERONG CU16 over TCP', () => makeBoardRig(cu16Kind(OTHER), 'tcp'));
