// No question that looks for hardware is a command: read by each protocol's own parser, by the bytes alone, run together with
// others, and as a receiver at another speed or with swapped wires would hear it.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OsdpDecoder } from '../../../../controller/drivers/badge-readers/osdp/frames.ts';
import { everyQuestion, KINDS_BEHIND_TCP, PASSES, SEARCHES } from '../../../../controller/drivers/finding/questions.ts';
import { Cu16Decoder } from '../../../../controller/drivers/slot-boards/kerong-cu16/frames.ts';
import { parseRequest as parseCu16 } from '../../../../controller/drivers/slot-boards/kerong-cu16/messages.ts';
import { Cu48bDecoder } from '../../../../controller/drivers/slot-boards/kerong-cu48b/frames.ts';
import { crc16 } from '../../../../controller/drivers/slot-boards/modbus/frames.ts';
import { XorDecoder } from '../../../../controller/drivers/slot-boards/xor-lock/frames.ts';
import {
  opensEveryLock,
  parseRequest as parseXor,
} from '../../../../controller/drivers/slot-boards/xor-lock/messages.ts';
import { hex, toHex } from '../../../support/hex.ts';
import { asHeard, type Speed, WIRES } from './uart.ts';

const TABLE = everyQuestion();
const ASK_IDENTITY = 0x61;
const SPEEDS: readonly Speed[] = [
  { baudRate: 9600, parity: 'none' },
  { baudRate: 19_200, parity: 'none' },
  { baudRate: 19_200, parity: 'even' },
  { baudRate: 115_200, parity: 'none' },
];

/** Every command that any of the protocols sees in some bytes; empty = they are harmless. */
function commandsIn(bytes: Uint8Array): readonly string[] {
  return [...byTheDrivers(bytes), ...byTheBytes(bytes)];
}

function byTheDrivers(bytes: Uint8Array): readonly string[] {
  const [cu16, cu48b, xor, osdp] = [new Cu16Decoder(), new Cu48bDecoder(), new XorDecoder(null), new OsdpDecoder()];
  const all = <Frame>(decoder: {
    push(some: Uint8Array): { frames: readonly Frame[] };
    flush(): { frames: readonly Frame[] };
  }) => [...decoder.push(bytes).frames, ...decoder.flush().frames];
  return [
    ...all(cu16).flatMap((frame) => (parseCu16(frame)?.type === 'unlock' ? ['CU16 unlock'] : [])),
    ...all(cu48b).flatMap(({ command }) => (command === 0x61 ? ['CU48B unlock'] : [])),
    ...all(xor).flatMap((frame) => (parseXor(frame)?.type === 'unlock' || opensEveryLock(frame) ? ['XOR unlock'] : [])),
    ...all(osdp).flatMap(({ body, isReply }) => (isReply || body[0] === ASK_IDENTITY ? [] : [`OSDP ${body[0]}`])),
  ];
}

/** By the drawings of the makers and at each place, whatever stands before it: what a careless board might take. */
function byTheBytes(bytes: Uint8Array): readonly string[] {
  return Array.from(bytes, (_, at) => bytes.subarray(at)).flatMap((rest) => {
    const [b0 = 0, b1 = 0, b2 = 0, b3 = 0] = rest;
    const sum = (length: number) => rest.subarray(0, length).reduce((all, byte) => all + byte, 0) & 0xff;
    const xor = (length: number) => rest.subarray(0, length).reduce((all, byte) => all ^ byte, 0);
    const isCu16 = b0 === 0x02 && b3 === 0x03 && rest[4] === sum(4) && ![0x30, 0x32].includes(b2);
    const isCu48b = b0 === 0x02 && rest[4] === 0x03 && rest[5] === sum(5) && b3 !== 0x60;
    const isXor =
      [0x8a, 0x9a, 0x9b].includes(b0) && [4, 5].some((length) => rest[length] === xor(length) && rest.length > length);
    const isModbus = b0 <= 247 && hasCrc(rest, lengthOfWrite(b1, rest));
    const isModbusTcp = b2 === 0 && b3 === 0 && rest[4] === 0 && rest[5] === rest.length - 6 && (rest[7] ?? 0) > 4;
    const seen = { CU16: isCu16, CU48B: isCu48b, XOR: isXor, Modbus: isModbus, 'Modbus TCP': isModbusTcp };
    return Object.entries(seen).flatMap(([name, isIt]) => (isIt ? [`${name} command at ${toHex(rest)}`] : []));
  });
}

/** Bytes of a Modbus frame that writes, sum included; 0 = this function writes nothing. */
function lengthOfWrite(code: number, frame: Uint8Array): number {
  if ([5, 6, 8].includes(code)) return 8;
  if ([15, 16].includes(code)) return 9 + (frame[6] ?? 0);
  if (code === 22) return 10;
  return code === 23 ? 13 + (frame[10] ?? 0) : 0;
}

function hasCrc(bytes: Uint8Array, length: number): boolean {
  if (length === 0 || bytes.length < length) return false;
  return crc16(bytes.subarray(0, length - 2)) === ((bytes[length - 2] ?? 0) | ((bytes[length - 1] ?? 0) << 8));
}

describe('the table of questions', () => {
  it.each([
    ['CU16 unlock', '02 00 31 03 36'],
    ['CU16 unlock', '02 0F 31 03 45'],
    ['CU16 command', '02 00 33 03 38'],
    ['CU48B unlock', '02 00 04 61 03 6A'],
    ['CU48B command', '02 00 30 61 03 96'],
    ['XOR unlock', '8A 01 01 11 9B'],
    ['XOR unlock', '8A 01 00 11 9A'],
    ['XOR command', '9A 01 01 11 8B'],
    ['Modbus command', '01 05 02 00 00 07 8D B0'],
    ['Modbus command', '01 05 00 00 FF 00 8C 3A'],
    ['Modbus TCP command', '00 01 00 00 00 06 01 05 00 00 FF 00'],
  ])('would not pass with %s in it: %s', (name, bytes) => {
    expect(commandsIn(hex(bytes)).join('; ')).toContain(name);
  });

  it('holds no command of any protocol', () => {
    expect(TABLE.length).toBeGreaterThan(150);
    expect(TABLE.flatMap(({ bytes }) => commandsIn(bytes))).toEqual([]);
  });

  it('makes no command where questions run together: in the order of a search, and in some others', () => {
    // A header of Modbus TCP counts to the end of what is looked at, so its commands are looked for in whole frames only.
    const commands = (questions: readonly { readonly bytes: Uint8Array }[]) =>
      commandsIn(Uint8Array.from(questions.flatMap(({ bytes }) => [...bytes]))).filter(
        (one) => !one.startsWith('Modbus TCP'),
      );
    for (const { kinds } of PASSES) expect(commands(kinds.flatMap((kind) => SEARCHES[kind].questions))).toEqual([]);
    expect(commands(KINDS_BEHIND_TCP.flatMap((kind) => SEARCHES[kind].questions))).toEqual([]);
    const some = fc.array(fc.constantFrom(...TABLE), { minLength: 2, maxLength: 6 });
    // In reality each is followed by silence. One seed: sums of one byte let chance make a command of some row of hundreds.
    fc.assert(
      fc.property(some, (questions) => {
        expect(commands(questions)).toEqual([]);
      }),
      { numRuns: 150, seed: 19_200 },
    );
  });

  it('makes no command for a board at another speed or parity, or behind swapped wires', () => {
    const sent = PASSES.flatMap(({ line, kinds }) =>
      kinds.flatMap((kind) => SEARCHES[kind].questions.map((one) => ({ one, line }))),
    );
    const heard = sent.flatMap(({ one, line }) =>
      SPEEDS.flatMap((speed) => WIRES.map((wires) => asHeard(one.bytes, line, speed, wires))),
    );
    expect(heard.flatMap(commandsIn)).toEqual([]);
    expect(heard.filter((bytes) => bytes.length > 0).length).toBeGreaterThan(heard.length / 2);
  });

  it('asks every kind somewhere, each number once, with the bytes of the makers', () => {
    const asked = (kind: keyof typeof SEARCHES) => SEARCHES[kind].questions.map(({ unit }) => unit);
    expect([asked('xor-lock').at(0), asked('xor-lock').at(-1), asked('xor-lock').length]).toEqual([1, 31, 31]);
    expect([asked('kerong-cu16').at(0), asked('kerong-cu16').at(-1), asked('kerong-cu16').length]).toEqual([0, 15, 16]);
    expect(asked('osdp')).toEqual([0, 1, 2, 3, 0x7f]);
    const bytesOf = (kind: keyof typeof SEARCHES, at: number) =>
      toHex(SEARCHES[kind].questions[at]?.bytes ?? new Uint8Array(0));
    expect(bytesOf('kerong-cu16', 1)).toBe('02 10 30 03 45');
    expect(bytesOf('kerong-cu48b', 0)).toBe('02 00 00 60 03 65');
    expect(bytesOf('xor-lock', 0)).toBe('80 01 00 33 B2');
    expect(bytesOf('modbus', 0)).toBe('01 02 00 00 00 08 79 CC');
    expect(new Set([...PASSES.flatMap(({ kinds }) => kinds), 'modbus-tcp'])).toEqual(new Set(KINDS_BEHIND_TCP));
  });
});
