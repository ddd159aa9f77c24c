// The driver of the XOR lock board passes the suite of every slot board: with its contact at the bolt, on an adapter that echoes and
// with news between answers; and with its contact at the fob, on firmware that differs in all it may.
import { makeBoardRig } from '../support/board-rig.ts';
import { xorKind } from '../support/xor-kind.ts';
import { describeSlotBoard } from './slot-board.ts';

describeSlotBoard('XOR lock board over a serial device, contact at the bolt, echo, news', () =>
  makeBoardRig(xorKind({}, { echo: true, news: true }), 'pty'),
);
describeSlotBoard(
  'XOR lock board over TCP, contact at the fob, zero is closed, other order, own pulse, more states',
  () =>
    makeBoardRig(
      xorKind(
        { unit: 31, ways: 24, contact: 'presence', polarity: 'zero-is-closed', order: 'first-byte-first', pulse: 1 },
        { states: 7 },
      ),
      'tcp',
    ),
);
