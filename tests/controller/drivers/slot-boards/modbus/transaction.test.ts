// Every question as its bytes, and every answer as its meaning. What does not answer the question is refused before the library.
import { describe, expect, it } from 'vitest';
import {
  encodeRtu,
  encodeTcp,
  type ModbusFrame,
  RtuDecoder,
} from '../../../../../controller/drivers/slot-boards/modbus/frames.ts';
import { type ModbusRequest, Transaction } from '../../../../../controller/drivers/slot-boards/modbus/transaction.ts';
import { hex, toHex } from '../../../../support/hex.ts';

const READ_INPUTS: ModbusRequest = { type: 'read-bits', table: 'discrete-input', first: 0, count: 10 };
const READ_NUMBERS: ModbusRequest = { type: 'read-registers', table: 'input-register', first: 0x400, count: 2 };
const TIMED: ModbusRequest = { type: 'write-timed-coil', at: 0x200, units: 7 };
const UNLOCK: ModbusRequest = { type: 'write-register', at: 0x103, value: 500 };
const LIGHTS: ModbusRequest = { type: 'write-coils', first: 2, on: [true, false, true] };

function reply(text: string, unit = 1): ModbusFrame {
  return { transaction: null, unit, pdu: hex(text) };
}

function answerTo(request: ModbusRequest, text: string) {
  const transaction = new Transaction(1, request);
  const frame = reply(text);
  return transaction.isAnswer(frame) ? transaction.read(frame) : 'no answer';
}

describe('a question', () => {
  it.each<[string, ModbusRequest, string]>([
    ['1.4 Waveshare: relay 0 for 700 ms', TIMED, '01 05 02 00 00 07 8D B0'],
    ['1.4 Waveshare: relay 1 for 800 ms', { type: 'write-timed-coil', at: 0x201, units: 8 }, '01 05 02 01 00 08 9C 74'],
    ['1.4 Waveshare: relay 0 on', { type: 'write-coil', at: 0, on: true }, '01 05 00 00 FF 00 8C 3A'],
    ['1.4 Waveshare: relay 0 off', { type: 'write-coil', at: 0, on: false }, '01 05 00 00 00 00 CD CA'],
    ['1.4 Waveshare: all off', { type: 'write-coil', at: 0xff, on: false }, '01 05 00 FF 00 00 FD FA'],
    ['1.4 Waveshare: relays', { type: 'read-bits', table: 'coil', first: 0, count: 8 }, '01 01 00 00 00 08 3D CC'],
    [
      '1.4 Waveshare: inputs',
      { type: 'read-bits', table: 'discrete-input', first: 0, count: 8 },
      '01 02 00 00 00 08 79 CC',
    ],
    ['of registers', READ_NUMBERS, '01 04 04 00 00 02 70 FB'],
    ['of the other registers', { ...READ_NUMBERS, table: 'holding-register' }, '01 03 04 00 00 02 C5 3B'],
    ['a pulse of 500 ms', UNLOCK, '01 06 01 03 01 F4 78 21'],
    ['lights', LIGHTS, '01 0F 00 02 00 03 01 05 36 94'],
  ])('%s is written so', (_where, request, bytes) => {
    const { question } = new Transaction(1, request);
    expect(toHex(encodeRtu(question))).toBe(bytes);
    const header = `12 34 00 00 00 ${toHex(Uint8Array.of(hex(bytes).length - 2))}`;
    expect(toHex(encodeTcp({ ...question, transaction: 0x1234 }))).toBe(`${header} ${bytes.slice(0, -6)}`);
  });

  it('is never made of an address that no board has', () => {
    expect(() => new Transaction(1, { ...UNLOCK, at: 0x1_0000 })).toThrow(RangeError);
  });
});

describe('an answer', () => {
  it.each<[string, ModbusRequest, string, unknown]>([
    [
      'bits, the lowest first, without their padding',
      READ_INPUTS,
      '02 02 81 FE',
      { type: 'bits', bits: [true, false, false, false, false, false, false, true, false, true] },
    ],
    ['registers', READ_NUMBERS, '04 04 01 02 FF FE', { type: 'registers', values: [0x0102, 0xfffe] }],
    ['the echo of a pulse', TIMED, '05 02 00 00 07', { type: 'written' }],
    ['the echo of a register', UNLOCK, '06 01 03 01 F4', { type: 'written' }],
    ['how many lights were written', LIGHTS, '0F 00 02 00 03', { type: 'written' }],
    ['no such function', TIMED, '85 01', { type: 'refused', code: 1 }],
    ['no such address', READ_INPUTS, '82 02', { type: 'refused', code: 2 }],
    ['no such value', UNLOCK, '86 03', { type: 'refused', code: 3 }],
    ['nobody behind the gateway', READ_NUMBERS, '84 0B', { type: 'refused', code: 11 }],
  ])('tells %s', (_what, request, text, meaning) => {
    expect(answerTo(request, text)).toEqual(meaning);
  });

  it.each<[string, ModbusRequest, string]>([
    ['of another function', READ_INPUTS, '01 02 81 FE'],
    ['with too few bits', READ_INPUTS, '02 01 81'],
    ['with too many bits', READ_INPUTS, '02 03 81 FE 00'],
    ['with other registers', READ_NUMBERS, '04 08 00 00 00 00 00 00 00 00'],
    ['of another coil', TIMED, '05 02 01 00 07'],
    ['of another length of pulse', TIMED, '05 02 00 00 08'],
    ['of another register', UNLOCK, '06 01 04 01 F4'],
    ['of fewer lights', LIGHTS, '0F 00 02 00 02'],
    ['that refuses another function', READ_INPUTS, '81 02'],
  ])('is none %s', (_what, request, text) => {
    expect(answerTo(request, text)).toBe('no answer');
  });

  it('is none of another unit', () => {
    expect(new Transaction(1, UNLOCK).isAnswer(reply('06 01 03 01 F4', 2))).toBe(false);
  });

  it('is read once: a second frame changes nothing', () => {
    const transaction = new Transaction(1, READ_NUMBERS);
    expect(transaction.read(reply('04 04 01 02 FF FE'))).toEqual({ type: 'registers', values: [0x0102, 0xfffe] });
    expect(transaction.read(reply('04 04 00 00 00 00'))).toEqual({ type: 'registers', values: [0x0102, 0xfffe] });
  });

  it('that the library does not understand is null, and never an exception', () => {
    for (const text of ['04', '04 04', '04 03 01 02 03', '02 01 00', '84', '00 00 00 00 00 00']) {
      expect(new Transaction(1, READ_NUMBERS).read(reply(text))).toBeNull();
    }
  });

  it('as a board sends it, with its CRC, is found in the stream', () => {
    const { question } = new Transaction(1, TIMED);
    const [frame] = new RtuDecoder().push(hex('01 05 02 00 00 07 8D B0')).frames;
    expect(frame).toEqual(question);
  });
});
