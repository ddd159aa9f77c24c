// The driver of the XOR lock board passes the suite of every slot board: with its contact at the bolt, on an adapter that echoes and
// with news between answers; and with its contact at the fob, on firmware that differs in all it may.
import { makeBoardRig, makeSteppedRig } from '../support/board-rig.ts';
import { HURRY, xorKind } from '../support/xor-kind.ts';
import { describeSlotBoardOnDevice, describeSteppedSlotBoard } from './slot-board.ts';

const TALKATIVE = { echo: true, news: true };

describeSteppedSlotBoard('XOR lock board, contact at the bolt, echo, news', () =>
  makeSteppedRig(xorKind({}, TALKATIVE)),
);
describeSteppedSlotBoard(
  'XOR lock board, contact at the fob, zero is closed, other order, own pulse, more states',
  () =>
    makeSteppedRig(
      xorKind(
        { unit: 31, ways: 24, contact: 'presence', polarity: 'zero-is-closed', order: 'first-byte-first', pulse: 1 },
        { states: 7 },
      ),
    ),
);
describeSlotBoardOnDevice('XOR lock board over a serial device, echo, news', () =>
  makeBoardRig(xorKind({}, TALKATIVE, HURRY), 'pty'),
);
