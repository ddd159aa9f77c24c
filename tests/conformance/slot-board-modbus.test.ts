// The Modbus driver passes the suite of every slot board on stepped time: RTU on a board that reads chips, and Modbus TCP on one that
// sees no bolts. On a serial device and on a network it passes what depends on them.
import { makeBoardRig, makeSteppedRig } from '../support/board-rig.ts';
import { registerMapKind, relayKind } from '../support/modbus-kinds.ts';
import { describeSlotBoardOnDevice, describeSteppedSlotBoard } from './slot-board.ts';

describeSteppedSlotBoard('Modbus RTU, Wardkey register map, unit 247, zero is closed', () =>
  makeSteppedRig(registerMapKind({ unit: 247, polarity: 'zero-is-closed' })),
);
describeSteppedSlotBoard('Modbus TCP, Waveshare relays', () => makeSteppedRig(relayKind({ framing: 'tcp' })));
describeSlotBoardOnDevice('Modbus RTU over a serial device', () => makeBoardRig(registerMapKind(), 'pty'));
describeSlotBoardOnDevice('Modbus TCP over a network', () => makeBoardRig(relayKind({ framing: 'tcp' }), 'tcp'));
