// The connection to Modbus boards: a serial line, a serial server, or Modbus TCP. One question at a time in all cases, by the
// queue of every bus here; the library has no port. A number ties each answer of Modbus TCP to its question.
import { err, type Result } from '../../../domain/result.ts';
import { type Clock, type Duration, milliseconds, type Timers } from '../../../domain/time.ts';
import type { LinkFault } from '../../linked-device.ts';
import { type Address, type ByteStream, type OpenTransport, openTransport, parseAddress } from '../../transport.ts';
import { Bus } from '../bus.ts';
import { LINE_TIMES, type LineTimes } from '../line-times.ts';
import { encodeRtu, encodeTcp, type ModbusFrame, RtuDecoder, TcpDecoder } from './frames.ts';

const BAUD_RATE = 9600;
/** Bits of 3.5 characters, each with start, eight data bits, parity and stop: so long a silence ends a frame. */
const BITS_OF_SILENCE = 38.5;
/** From 19,200 baud on, in ms. Source: Modbus over Serial Line 1.02, section 2.5.1.1. */
const SHORTEST_SILENCE = 2;
const MOST_TRANSACTIONS = 0x1_0000;

/** For boards at 9600 baud, whose longest answer here takes 80 ms, and for controllers that need a while of their own. */
const MODBUS_TIMES: LineTimes = {
  ...LINE_TIMES,
  answer: milliseconds(300),
  // No byte of RTU says which of two questions for as many bits an answer belongs to: the true one has come by then.
  settle: milliseconds(150),
  // Longer than a question and a command in a row that are not answered.
  doubt: milliseconds(1_000),
  hold: milliseconds(300),
};

/** A question as it goes out, and the number that its answer will bear. */
export interface Addressed {
  readonly bytes: Uint8Array;
  readonly transaction: number | null;
}

export class ModbusBus extends Bus<ModbusFrame> {
  readonly framing: 'rtu' | 'tcp';
  #transactions = 0;

  /** @param open opens a new stream each time @param gap least silence before a question on a serial line */
  constructor(
    open: () => Promise<Result<ByteStream, LinkFault>>,
    framing: 'rtu' | 'tcp',
    gap: Duration,
    clock: Clock,
    timers: Timers,
  ) {
    const newDecoder = () => (framing === 'rtu' ? new RtuDecoder() : new TcpDecoder());
    super({ open, newDecoder }, clock, timers, { ...MODBUS_TIMES, gap });
    this.framing = framing;
  }

  /** Wraps a question for this connection. No number comes again within 65,536 questions, whatever is lost or reopened. */
  address(question: ModbusFrame): Addressed {
    if (this.framing === 'rtu') return { bytes: encodeRtu(question), transaction: null };
    const transaction = this.#transactions;
    this.#transactions = (transaction + 1) % MOST_TRANSACTIONS;
    return { bytes: encodeTcp({ ...question, transaction }), transaction };
  }
}

/**
 * The bus behind one address; 9600 baud where it names no rate. One that cannot be parsed answers each `join` with `port_absent`.
 * @param framing the same for all boards that share the address
 */
export function modbusBus(
  address: string,
  framing: 'rtu' | 'tcp',
  clock: Clock,
  timers: Timers,
  openStream: OpenTransport = openTransport,
): ModbusBus {
  const parsed = parseAddress(address, { baudRate: BAUD_RATE });
  const open = () => (parsed.ok ? openStream(parsed.value, timers) : Promise.resolve(err<LinkFault>('port_absent')));
  const gap = framing === 'rtu' ? silence(parsed.ok ? parsed.value : null) : milliseconds(0);
  return new ModbusBus(open, framing, gap, clock, timers);
}

/** Whoever is behind a serial server is taken for one at the usual rate. */
function silence(address: Address | null): Duration {
  const baudRate = address?.kind === 'serial' ? address.baudRate : BAUD_RATE;
  return milliseconds(Math.max(Math.ceil((1000 * BITS_OF_SILENCE) / baudRate), SHORTEST_SILENCE));
}
