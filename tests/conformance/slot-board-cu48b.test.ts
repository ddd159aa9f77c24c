// The CU48B driver passes the suite of every slot board on stepped time, with either polarity, and on a serial server what depends on it.
import { makeBoardRig, makeSteppedRig } from '../support/board-rig.ts';
import { cu48bKind } from '../support/kerong-kinds.ts';
import { describeSlotBoardOnDevice, describeSteppedSlotBoard } from './slot-board.ts';

describeSteppedSlotBoard('KERONG CU48B', () => makeSteppedRig(cu48bKind()));
describeSteppedSlotBoard('KERONG CU48B, unit 200, zero is closed', () =>
  makeSteppedRig(cu48bKind({ unit: 200, polarity: 'zero-is-closed' })),
);
describeSlotBoardOnDevice('KERONG CU48B over TCP', () => makeBoardRig(cu48bKind(), 'tcp'));
