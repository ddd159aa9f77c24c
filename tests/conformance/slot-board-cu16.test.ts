// The CU16 driver passes the suite of every slot board: over a serial server, over a serial device, with either polarity.

import { makeCu16Rig } from '../support/cu16-rig.ts';
import { describeSlotBoard } from './slot-board.ts';

describeSlotBoard('KERONG CU16 over TCP', () => makeCu16Rig({ over: 'tcp' }));
describeSlotBoard('KERONG CU16 over a serial device', () => makeCu16Rig({ over: 'pty' }));
describeSlotBoard('KERONG CU16, unit 9, zero is closed, answers unlocks', () =>
  makeCu16Rig({ over: 'tcp', unit: 9, polarity: 'zero-is-closed', answersUnlock: true }),
);
