// Modbus RTU and Modbus TCP: bytes ⇄ frames. Pure; knows lengths, sums and headers, and nothing of what a frame means.
// Finds replies only: what a master writes is made by the library and wrapped here.
//
//              ┌──────────────────┬────────┬──────┬──────┬──────┬─────────────────────┬─────────┐
//   RTU        │        –         │   –    │  –   │ UNIT │ FUNC │ data, 1–251 bytes   │ CRC L H │   quiet on both sides
//   TCP        │ TRANSACTION H  L │ 00  00 │ LEN  │ UNIT │ FUNC │ data, 1–251 bytes   │    –    │   LEN (2 bytes) = 1 + PDU
//              └──────────────────┴────────┴──────┴──────┴──────┴─────────────────────┴─────────┘
//   a reply tells its length:   FUNC 01–04: a count and that many bytes   05, 06, 0F: 4 bytes   FUNC | 80 (refused): 1 byte
import { type FrameAt, FrameSearch } from '../frame-decoder.ts';

/** One reply of a board, or one question to it. */
export interface ModbusFrame {
  /** Number that ties an answer to its question, 0–65535; null = the framing has none (RTU). */
  readonly transaction: number | null;
  /** Modbus address of the board. */
  readonly unit: number;
  /** Function code and data. */
  readonly pdu: Uint8Array;
}

/** Length of a PDU that begins with these bytes; null = not enough of them to tell. 0 = no reply begins so. */
type PduLength = number | null;

const CRC_BYTES = 2;
const HEADER_BYTES = 6;
const MOST_UNITS = 247;
/** 2000 bits or 125 registers. */
const MOST_DATA = 250;
const MOST_PDU = 2 + MOST_DATA;

/** A frame as it goes over a serial line. Source: Modbus over Serial Line 1.02, section 2.5.1. */
export function encodeRtu({ unit, pdu }: ModbusFrame): Uint8Array {
  const bytes = new Uint8Array(1 + pdu.length + CRC_BYTES);
  bytes[0] = unit;
  bytes.set(pdu, 1);
  const sum = crc16(bytes.subarray(0, -CRC_BYTES));
  bytes.set([sum & 0xff, sum >> 8], 1 + pdu.length);
  return bytes;
}

/** A frame with the header of Modbus TCP. Source: Modbus Messaging on TCP/IP 1.0b, section 3.1.3. */
export function encodeTcp({ transaction, unit, pdu }: ModbusFrame): Uint8Array {
  const number = transaction ?? 0;
  const length = 1 + pdu.length;
  return Uint8Array.of(number >> 8, number & 0xff, 0, 0, length >> 8, length & 0xff, unit, ...pdu);
}

/** A whole frame of a serial line, its CRC unchecked: the questions of our own side, whose length no decoder tells. */
export function unwrapRtu(bytes: Uint8Array): ModbusFrame {
  return { transaction: null, unit: bytes[0] ?? 0, pdu: bytes.slice(1, -CRC_BYTES) };
}

/** Finds replies on a serial line. A frame that names no unit 1–247 or fails its CRC is none. Holds at most 254 bytes. */
export class RtuDecoder extends FrameSearch<ModbusFrame> {
  constructor() {
    super(rtuAt);
  }
}

/** Finds replies with the header of Modbus TCP, whose length must fit the function. Holds at most 258 bytes. */
export class TcpDecoder extends FrameSearch<ModbusFrame> {
  constructor() {
    super(tcpAt);
  }
}

/** CRC-16 of Modbus: polynomial A001 reflected, beginning with FFFF; the low byte is sent first. */
export function crc16(bytes: Uint8Array): number {
  let sum = 0xffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum & 1) === 1 ? (sum >> 1) ^ 0xa001 : sum >> 1;
  }
  return sum;
}

function rtuAt(stream: Uint8Array, at: number): FrameAt<ModbusFrame> {
  const bytes = stream.subarray(at, at + HEADER_BYTES + 1 + MOST_PDU);
  const [unit = 0] = bytes;
  if (!isUnit(unit)) return 'none';
  const length = pduLength(bytes.subarray(1));
  if (length === null) return 'unfinished';
  if (length === 0) return 'none';
  const whole = bytes.subarray(0, 1 + length + CRC_BYTES);
  if (whole.length < 1 + length + CRC_BYTES) return 'unfinished';
  const [low = 0, high = 0] = whole.subarray(-CRC_BYTES);
  if (crc16(whole.subarray(0, -CRC_BYTES)) !== (low | (high << 8))) return 'none';
  return { frame: { transaction: null, unit, pdu: whole.slice(1, -CRC_BYTES) }, length: whole.length };
}

function tcpAt(stream: Uint8Array, at: number): FrameAt<ModbusFrame> {
  const bytes = stream.subarray(at, at + HEADER_BYTES + 1 + MOST_PDU);
  const [numberHigh, numberLow, protocolHigh = 0, protocolLow = 0, lengthHigh, lengthLow, unit] = bytes;
  if (protocolHigh !== 0 || protocolLow !== 0 || (lengthHigh ?? 0) !== 0) return 'none';
  if (numberHigh === undefined || numberLow === undefined || lengthLow === undefined) return 'unfinished';
  if (lengthLow < 3) return 'none';
  if (unit === undefined) return 'unfinished';
  if (!isUnit(unit)) return 'none';
  const length = pduLength(bytes.subarray(HEADER_BYTES + 1));
  if (length === null) return 'unfinished';
  if (length === 0 || lengthLow !== 1 + length) return 'none';
  const pdu = bytes.slice(HEADER_BYTES + 1, HEADER_BYTES + 1 + length);
  if (pdu.length < length) return 'unfinished';
  const frame = { transaction: (numberHigh << 8) | numberLow, unit, pdu };
  return { frame, length: HEADER_BYTES + lengthLow };
}

function isUnit(unit: number): boolean {
  return unit >= 1 && unit <= MOST_UNITS;
}

function pduLength([code, count]: Uint8Array): PduLength {
  if (code === undefined) return null;
  switch (code) {
    case 0x01:
    case 0x02:
      return count === undefined ? null : lengthOfRead(count, 1);
    case 0x03:
    case 0x04:
      return count === undefined ? null : lengthOfRead(count, 2);
    case 0x05:
    case 0x06:
    case 0x0f:
      return 5;
    case 0x81:
    case 0x82:
    case 0x83:
    case 0x84:
    case 0x85:
    case 0x86:
    case 0x8f:
      return 2;
    default:
      return 0;
  }
}

function lengthOfRead(count: number, unit: 1 | 2): number {
  return count === 0 || count > MOST_DATA || count % unit !== 0 ? 0 : 2 + count;
}
