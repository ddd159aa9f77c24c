// What junk on a line says of its wiring: tables of what was heard, and the hint that must follow.
import { describe, expect, it } from 'vitest';
import { diagnose, looksSwapped } from '../../../../controller/drivers/finding/diagnosis.ts';
import { type Question, SEARCHES, type Spoken } from '../../../../controller/drivers/finding/questions.ts';
import { hex, toHex } from '../../../support/hex.ts';
import { asHeard } from './uart.ts';

const NOTHING = new Uint8Array(0);
const SLOW = { baudRate: 9600, parity: 'none' } as const;
const QUICK = { baudRate: 19_200, parity: 'none' } as const;

function asked(kind: Spoken, unit: number): Question {
  const found = SEARCHES[kind].questions.find((one) => one.unit === unit);
  if (found === undefined) throw new Error(`no ${kind} is asked at ${unit}`);
  return found;
}

const cu16 = asked('kerong-cu16', 0);
const STATE = hex('02 00 35 01 00 01 00 03 3C');

describe('diagnose', () => {
  it.each([
    ['nothing', NOTHING, []],
    ['an answer', STATE, []],
    ['an answer behind the echo of the question', Uint8Array.of(...cu16.bytes, ...STATE), ['echo']],
    ['the echo alone', cu16.bytes, ['echo']],
    ['the echo, and junk', Uint8Array.of(...cu16.bytes, 0x55, 0x55), ['echo', 'unreadable']],
    ['junk', hex('55 AA 13'), ['unreadable']],
    ['an answer with a wrong sum', STATE.with(8, 0x3d), ['unreadable']],
    ['what swapped wires give', hex('FB FF 95 FE FE FE FE F9 F2'), ['swapped_wires']],
    ['the same behind noise', hex('00 FB FF 95 FE FE'), ['swapped_wires']],
  ])('hears %s', (_name, heard, hints) => {
    expect(diagnose([{ question: cu16, heard }]).hints).toEqual(hints);
  });

  it('says nothing of junk where others answer well', () => {
    const junk = { question: asked('kerong-cu16', 1), heard: hex('55 AA') };
    expect(diagnose([{ question: cu16, heard: STATE }, junk]).hints).toEqual([]);
  });

  it('takes one echo of several questions for none', () => {
    const answer = { question: asked('kerong-cu16', 1), heard: hex('02 10 35 00 00 00 00 03 4A') };
    expect(diagnose([{ question: cu16, heard: cu16.bytes }, answer]).hints).toEqual([]);
  });

  it('shows the first 24 bytes that could not be read', () => {
    const { sample } = diagnose([{ question: cu16, heard: new Uint8Array(100).fill(0x55) }]);
    expect(sample).toEqual(new Uint8Array(24).fill(0x55));
  });
});

describe('looksSwapped', () => {
  it('knows an answer as a receiver hears it on exchanged wires', () => {
    const heard = asHeard(STATE, QUICK, QUICK, 'exchanged');
    expect(toHex(heard.subarray(0, 3))).toBe('FB FF 95');
    expect(looksSwapped('kerong-cu16', heard)).toBe(true);
    const cu48b = hex('02 00 00 75 01 00 00 00 00 00 01 00 00 00 00 00 03 7C');
    expect(looksSwapped('kerong-cu48b', asHeard(cu48b, QUICK, QUICK, 'exchanged'))).toBe(true);
    expect(looksSwapped('modbus', asHeard(hex('01 02 01 07 E1 8A'), SLOW, SLOW, 'exchanged'))).toBe(true);
  });

  it('knows an answer of which every bit is the other one', () => {
    expect(
      looksSwapped(
        'kerong-cu16',
        STATE.map((byte) => ~byte & 0xff),
      ),
    ).toBe(true);
  });

  it('does not see it in an answer, nor in one at another speed', () => {
    expect(looksSwapped('kerong-cu16', STATE)).toBe(false);
    expect(looksSwapped('kerong-cu16', asHeard(STATE, SLOW, QUICK, 'right'))).toBe(false);
    expect(looksSwapped('kerong-cu16', asHeard(STATE, QUICK, SLOW, 'right'))).toBe(false);
  });
});
