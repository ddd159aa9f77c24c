// The parsers of a Modbus line: framing of RTU and TCP, and what the library makes of whatever passes for an answer.
import {
  encodeRtu,
  encodeTcp,
  type ModbusFrame,
  RtuDecoder,
  TcpDecoder,
} from '../../../controller/drivers/slot-boards/modbus/frames.ts';
import { type ModbusRequest, Transaction } from '../../../controller/drivers/slot-boards/modbus/transaction.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { checkDecoder } from './decoder-check.ts';
import { spoiltBytes } from './mutations.ts';
import { type FuzzTarget, unless } from './target.ts';

const RTU = { newDecoder: () => new RtuDecoder(), encode: encodeRtu, mostHeld: 254 };
const TCP = { newDecoder: () => new TcpDecoder(), encode: encodeTcp, mostHeld: 258 };
const REQUESTS: readonly ModbusRequest[] = [
  { type: 'read-bits', table: 'coil', first: 0, count: 1 },
  { type: 'read-bits', table: 'discrete-input', first: 0, count: 132 },
  { type: 'read-registers', table: 'input-register', first: 0x400, count: 32 },
  { type: 'read-registers', table: 'holding-register', first: 0, count: 4 },
  { type: 'write-coil', at: 0xff, on: false },
  { type: 'write-timed-coil', at: 0x200, units: 7 },
  { type: 'write-register', at: 0x100, value: 500 },
  { type: 'write-coils', first: 0, on: Array.from({ length: 64 }, (_, at) => at % 3 === 0) },
];

export const MODBUS_RTU_FRAMES: FuzzTarget = {
  name: 'modbus-rtu-frames',
  tryOne: (random) => checkDecoder(RTU, anyLine(random, encodeRtu), random),
};

export const MODBUS_TCP_FRAMES: FuzzTarget = {
  name: 'modbus-tcp-frames',
  tryOne: (random) => checkDecoder(TCP, anyLine(random, encodeTcp), random),
};

/** The library is given any frame at all, even one that would be refused before it. */
export const MODBUS_ANSWERS: FuzzTarget = {
  name: 'modbus-answers',
  tryOne: (random) => {
    const request = random.pick(REQUESTS);
    const transaction = new Transaction(1, request);
    const { pdu } = transaction.question;
    const frame: ModbusFrame =
      random.below(3) === 0
        ? { ...anyReply(random), unit: 1 }
        : { transaction: null, unit: 1, pdu: spoiltBytes(random, pdu, [pdu]) };
    const answers = transaction.isAnswer(frame);
    const answer = transaction.read(frame);
    if (answers) return unless(answer !== null, 'an answer of the right shape is not understood');
    if (answer?.type === 'bits') return unless(request.type === 'read-bits', 'a write is answered with bits');
    if (answer?.type === 'registers')
      return unless(request.type === 'read-registers', 'registers answer another question');
    return null;
  },
};

function anyLine(random: SeededRandom, encode: (frame: ModbusFrame) => Uint8Array): Uint8Array {
  const parts = Array.from({ length: 1 + random.below(4) }, () =>
    random.below(4) === 0 ? random.bytes(random.below(20)) : encode(anyReply(random)),
  );
  const line = Uint8Array.from(Buffer.concat(parts));
  return random.below(2) === 0 ? line : spoiltBytes(random, line, parts);
}

function anyReply(random: SeededRandom): ModbusFrame {
  return { transaction: random.below(0x1_0000), unit: 1 + random.below(247), pdu: anyPdu(random) };
}

function anyPdu(random: SeededRandom): Uint8Array {
  const code = random.pick([1, 2, 3, 4, 5, 6, 15]);
  if (random.below(5) === 0) return Uint8Array.of(code | 0x80, random.below(256));
  if (code > 4) return Uint8Array.of(code, ...random.bytes(4));
  const data = random.bytes(code < 3 ? 1 + random.below(40) : 2 * (1 + random.below(40)));
  return Uint8Array.of(code, data.length, ...data);
}
