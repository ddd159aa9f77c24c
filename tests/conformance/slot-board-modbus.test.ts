// The Modbus driver passes the suite of every slot board: RTU over a serial device on a board that reads chips, and Modbus
// TCP on one that sees no bolts.
import { makeBoardRig } from '../support/board-rig.ts';
import { registerMapKind, relayKind } from '../support/modbus-kinds.ts';
import { describeSlotBoard } from './slot-board.ts';

describeSlotBoard('Modbus RTU, Wardkey register map, unit 247, zero is closed, over a serial device', () =>
  makeBoardRig(registerMapKind({ unit: 247, polarity: 'zero-is-closed' }), 'pty'),
);
describeSlotBoard('Modbus TCP, Waveshare relays', () => makeBoardRig(relayKind({ framing: 'tcp' }), 'tcp'));
