// One question to a Modbus board and the reading of its answer, both by modbus-serial. The library sees one question, at
// most one whole frame, and then nothing more: it never holds a port, a timer, a queue or a transaction of its own.
import { EventEmitter } from 'node:events';
import modbusSerial from 'modbus-serial';
import type { BitTable, RegisterTable } from '../../../domain/modbus-profile.ts';
import { encodeRtu, type ModbusFrame, unwrapRtu } from './frames.ts';

/** What can be asked of a board. Addresses from 0. */
export type ModbusRequest =
  | { readonly type: 'read-bits'; readonly table: BitTable; readonly first: number; readonly count: number }
  | { readonly type: 'read-registers'; readonly table: RegisterTable; readonly first: number; readonly count: number }
  | { readonly type: 'write-coil'; readonly at: number; readonly on: boolean }
  /** FC05 with a value that is neither on nor off: the board drives its relay for so many units of 100 ms. */
  | { readonly type: 'write-timed-coil'; readonly at: number; readonly units: number }
  | { readonly type: 'write-register'; readonly at: number; readonly value: number }
  | { readonly type: 'write-coils'; readonly first: number; readonly on: readonly boolean[] };

export type ModbusAnswer =
  | { readonly type: 'bits'; readonly bits: readonly boolean[] }
  | { readonly type: 'registers'; readonly values: readonly number[] }
  | { readonly type: 'written' }
  /** The board refused. `code` as in Modbus Application Protocol 1.1b3, section 7. */
  | { readonly type: 'refused'; readonly code: number };

type Told = (fault: Error | null, result: unknown) => void;

const FUNCTION_OF = { coil: 1, 'discrete-input': 2, 'holding-register': 3, 'input-register': 4 } as const;
const REFUSED = 0x80;
const WRITE_COIL = 5;
/** Function, address, and what was written or how many. */
const ECHO = 5;

export class Transaction {
  readonly #request: ModbusRequest;
  readonly #port = new OneFramePort();
  #told: readonly [fault: Error | null, result: unknown] | null = null;
  /** The question as it is asked, without the number of a transaction. */
  readonly question: ModbusFrame;

  /** @throws RangeError when the library makes no question of the request: an address or count that no board has */
  constructor(unit: number, request: ModbusRequest) {
    this.#request = request;
    const client = new modbusSerial.default(this.#port);
    client.open(() => undefined);
    write(client, unit, request, (fault, result) => {
      this.#told ??= [fault, result];
    });
    const { written } = this.#port;
    if (written === null) throw new RangeError(`No Modbus question: ${JSON.stringify(request)}`);
    this.question = unwrapRtu(written);
  }

  /** Whether a frame answers the question: unit, function and length, and in an answer to a write what was written. */
  isAnswer({ unit, pdu }: ModbusFrame): boolean {
    const asked = this.question.pdu;
    if (unit !== this.question.unit) return false;
    if (pdu[0] === ((asked[0] ?? 0) | REFUSED)) return pdu.length === 2;
    if (pdu[0] !== asked[0]) return false;
    const request = this.#request;
    if (request.type === 'read-bits') return holds(pdu, Math.ceil(request.count / 8));
    if (request.type === 'read-registers') return holds(pdu, 2 * request.count);
    return pdu.length === ECHO && pdu.every((byte, index) => byte === asked[index]);
  }

  /** What the answer says. Called once, with a frame that `isAnswer`. null = the library does not understand it. */
  read(frame: ModbusFrame): ModbusAnswer | null {
    this.#port.emit('data', Buffer.from(encodeRtu(frame)));
    if (this.#told === null) return null;
    const [fault, result] = this.#told;
    if (fault !== null) return 'modbusCode' in fault ? { type: 'refused', code: Number(fault.modbusCode) } : null;
    if (this.#request.type === 'read-bits') return bitsIn(result, this.#request.count);
    if (this.#request.type === 'read-registers') return registersIn(result);
    return { type: 'written' };
  }
}

/** The port that the library believes to have: it keeps the one frame that is written to it. */
class OneFramePort extends EventEmitter {
  readonly isOpen = true;
  written: Uint8Array | null = null;

  open(opened: (fault: null) => void): void {
    opened(null);
  }

  write(bytes: Uint8Array): void {
    this.written ??= Uint8Array.from(bytes);
  }
}

function write(
  client: InstanceType<typeof modbusSerial.default>,
  unit: number,
  request: ModbusRequest,
  told: Told,
): void {
  switch (request.type) {
    case 'read-bits':
      if (FUNCTION_OF[request.table] === 1) client.writeFC1(unit, request.first, request.count, told);
      else client.writeFC2(unit, request.first, request.count, told);
      break;
    case 'read-registers':
      if (FUNCTION_OF[request.table] === 3) client.writeFC3(unit, request.first, request.count, told);
      else client.writeFC4(unit, request.first, request.count, told);
      break;
    case 'write-coil':
      client.writeFC5(unit, request.at, request.on, told);
      break;
    case 'write-timed-coil':
      client.writeCustomFC(unit, WRITE_COIL, [...word(request.at), ...word(request.units)], told);
      break;
    case 'write-register':
      client.writeFC6(unit, request.at, request.value, told);
      break;
    case 'write-coils':
      client.writeFC15(unit, request.first, [...request.on], told);
  }
}

/** Whether the data of an answer is so many bytes, and says so. */
function holds(pdu: Uint8Array, bytes: number): boolean {
  return pdu.length === 2 + bytes && pdu[1] === bytes;
}

function word(value: number): readonly [high: number, low: number] {
  return [value >> 8, value & 0xff];
}

/** The library gives whole bytes; what is behind the last bit that was asked for is padding. */
function bitsIn(result: unknown, count: number): ModbusAnswer | null {
  const data = dataIn(result);
  if (data === null || data.length < count) return null;
  return { type: 'bits', bits: data.slice(0, count).map((bit) => bit === true) };
}

function registersIn(result: unknown): ModbusAnswer | null {
  const data = dataIn(result);
  return data === null ? null : { type: 'registers', values: data.map(Number) };
}

function dataIn(result: unknown): readonly unknown[] | null {
  if (!(result instanceof Object) || !('data' in result)) return null;
  return Array.isArray(result.data) ? result.data : null;
}
