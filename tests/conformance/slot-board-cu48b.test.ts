// The CU48B driver passes the suite of every slot board: over a serial server and a serial device, with either polarity.
import { makeBoardRig } from '../support/board-rig.ts';
import { cu48bKind } from '../support/kerong-kinds.ts';
import { describeSlotBoard } from './slot-board.ts';

describeSlotBoard('KERONG CU48B over TCP', () => makeBoardRig(cu48bKind(), 'tcp'));
describeSlotBoard('KERONG CU48B over a serial device, unit 200, zero is closed', () =>
  makeBoardRig(cu48bKind({ unit: 200, polarity: 'zero-is-closed' }), 'pty'),
);
