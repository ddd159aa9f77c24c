// The only bytes that may go out while hardware is looked for: questions for a state or a name, each whole and known beforehand.
// Never holds a command: nothing in this table moves a bolt, writes a setting or lights a lamp, on a board of any kind here.
//
//   OSDP        53 ADDR 09 00 04 61 00 CRC CRC         who are you, in the clear, sequence 0
//   Modbus      UNIT 02 | 01 | 04 first count CRC      inputs, coils or registers: reads only; with a header over TCP
//   CU48B       02 ADDR 00 60 03 SUM                   state of one board
//   CU16        02 ADDR 30 03 SUM                      state of one board
//   XOR lock    80 BOARD 00 33 BCC                     contacts of one board
import { type Duration, milliseconds } from '../../domain/time.ts';
import { encodeFrame as encodeOsdp } from '../badge-readers/osdp/frames.ts';
import { commandBody } from '../badge-readers/osdp/messages.ts';
import { encodeFrame as encodeCu16 } from '../slot-boards/kerong-cu16/frames.ts';
import { CU16_UNITS, requestFrame as cu16Request } from '../slot-boards/kerong-cu16/messages.ts';
import { cu48bUnit, encodeFrame as encodeCu48b } from '../slot-boards/kerong-cu48b/frames.ts';
import { stateQuestion } from '../slot-boards/kerong-cu48b/messages.ts';
import { encodeRtu, encodeTcp } from '../slot-boards/modbus/frames.ts';
import { type ModbusRequest, Transaction } from '../slot-boards/modbus/transaction.ts';
import { encodeFrame as encodeXor, LAST_BOARD } from '../slot-boards/xor-lock/frames.ts';
import { requestFrame as xorRequest } from '../slot-boards/xor-lock/messages.ts';
import type { SerialLine } from '../transport.ts';

/** What can be asked who it is. Readers that send text cannot: they are listened to. */
export const SPOKEN = ['osdp', 'modbus-tcp', 'modbus', 'kerong-cu48b', 'kerong-cu16', 'xor-lock'] as const;
export type Spoken = (typeof SPOKEN)[number];

declare const brand: unique symbol;

/** One whole frame that may be written to a port of which nothing is known. Made here and nowhere else. */
export interface Question {
  readonly [brand]: 'Question';
  readonly kind: Spoken;
  readonly unit: number;
  readonly bytes: Uint8Array;
}

/** How a kind is looked for. */
export interface Search {
  /** One question to each number that is looked at, in order. */
  readonly questions: readonly Question[];
  /** For the answer to one of them. One that comes later bears its own number. */
  readonly wait: Duration;
  /** For an answer that is asked for again, to be sure. */
  readonly patience: Duration;
}

/** What is asked at one setting of a serial line. */
export interface Pass {
  readonly line: SerialLine;
  readonly kinds: readonly Spoken[];
}

/** The usual numbers of Modbus boards; a board may have any up to 247. */
const MODBUS_UNITS = upTo(1, 16);
const CU48B_UNITS = upTo(0, 15);
/** The usual ones, and the address that every reader answers to. */
const OSDP_UNITS = [...upTo(0, 3), 0x7f];
const INPUTS: ModbusRequest = { type: 'read-bits', table: 'discrete-input', first: 0, count: 8 };
const COILS: ModbusRequest = { type: 'read-bits', table: 'coil', first: 0, count: 8 };
/** Where the Wardkey register map says what it is: a mark, its version, how many slots. */
const MAP: ModbusRequest = { type: 'read-registers', table: 'input-register', first: 0, count: 3 };
/** Where it has the chip of the first slot. */
const CHIP: ModbusRequest = { type: 'read-registers', table: 'input-register', first: 0x0400, count: 4 };

const SLOW: SerialLine = { baudRate: 9_600, parity: 'none', stopBits: 1 };
const QUICK: SerialLine = { ...SLOW, baudRate: 19_200 };

/** All settings of a serial line that are tried, in order: frames with the strongest check first. Readers that send text speak at the first. */
export const PASSES: readonly Pass[] = [
  { line: SLOW, kinds: ['osdp', 'modbus'] },
  { line: { ...QUICK, parity: 'even' }, kinds: ['modbus'] },
  { line: { ...SLOW, baudRate: 115_200 }, kinds: ['osdp'] },
  { line: QUICK, kinds: ['modbus', 'kerong-cu48b', 'kerong-cu16'] },
  { line: SLOW, kinds: ['xor-lock'] },
];

/** What is asked through a serial server, whose line has settings of its own. At port 502 only Modbus TCP is. */
export const KINDS_BEHIND_TCP: readonly Spoken[] = [
  'osdp',
  'modbus-tcp',
  'modbus',
  'kerong-cu48b',
  'kerong-cu16',
  'xor-lock',
];

/** How each kind is looked for. */
export const SEARCHES: Readonly<Record<Spoken, Search>> = {
  osdp: search('osdp', OSDP_UNITS, identityQuestion, 200, 300),
  'modbus-tcp': search('modbus-tcp', MODBUS_UNITS, (unit) => modbusBytes('modbus-tcp', unit, INPUTS), 80, 500),
  modbus: search('modbus', MODBUS_UNITS, (unit) => modbusBytes('modbus', unit, INPUTS), 80, 300),
  'kerong-cu48b': search('kerong-cu48b', CU48B_UNITS, (unit) => encodeCu48b(stateQuestion(cu48bUnit(unit))), 60, 150),
  'kerong-cu16': search('kerong-cu16', upTo(0, CU16_UNITS - 1), cu16Bytes, 60, 150),
  'xor-lock': search('xor-lock', upTo(1, LAST_BOARD), xorBytes, 300, 1_500),
};

/** What a Modbus board is asked once it has answered. */
export interface ModbusDetails {
  /** For the mark of the Wardkey register map: three registers. */
  readonly map: Question;
  /** For the chip of its first slot: four registers. */
  readonly chip: Question;
  /** For eight coils. */
  readonly coils: Question;
}

export function modbusDetails(kind: 'modbus' | 'modbus-tcp', unit: number): ModbusDetails {
  const ask = (request: ModbusRequest) => question(kind, unit, modbusBytes(kind, unit, request));
  return { map: ask(MAP), chip: ask(CHIP), coils: ask(COILS) };
}

/** The whole table: no other bytes are ever written. */
export function everyQuestion(): readonly Question[] {
  const details = MODBUS_UNITS.flatMap((unit) => [
    ...Object.values(modbusDetails('modbus', unit)),
    ...Object.values(modbusDetails('modbus-tcp', unit)),
  ]);
  return [...SPOKEN.flatMap((kind) => SEARCHES[kind].questions), ...details];
}

/** The number that ties an answer of Modbus TCP to its question in this table. */
export function transactionOf(unit: number, code: number): number {
  return (code << 8) | unit;
}

/** Whether two settings of a serial line are the same. */
export function isSameLine(a: SerialLine, b: SerialLine): boolean {
  return a.baudRate === b.baudRate && a.parity === b.parity && a.stopBits === b.stopBits;
}

function search(
  kind: Spoken,
  units: readonly number[],
  bytesFor: (unit: number) => Uint8Array,
  wait: number,
  patience: number,
): Search {
  const questions = units.map((unit) => question(kind, unit, bytesFor(unit)));
  return { questions, wait: milliseconds(wait), patience: milliseconds(patience) };
}

function question(kind: Spoken, unit: number, bytes: Uint8Array): Question {
  return { kind, unit, bytes } as Question;
}

/** Asked for its name and not for news: a badge that the reader has seen stays its own. */
function identityQuestion(address: number): Uint8Array {
  const body = commandBody({ type: 'ask-identity' });
  return encodeOsdp({ marked: false, address, isReply: false, sequence: 0, check: 'crc', block: null, body });
}

function modbusBytes(kind: 'modbus' | 'modbus-tcp', unit: number, request: ModbusRequest): Uint8Array {
  const frame = new Transaction(unit, request).question;
  if (kind === 'modbus') return encodeRtu(frame);
  return encodeTcp({ ...frame, transaction: transactionOf(unit, frame.pdu[0] ?? 0) });
}

function cu16Bytes(unit: number): Uint8Array {
  return encodeCu16(cu16Request({ type: 'ask-state', unit }));
}

function xorBytes(unit: number): Uint8Array {
  return encodeXor(xorRequest({ type: 'ask-all', unit }));
}

function upTo(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
