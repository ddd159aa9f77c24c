// A Modbus board on stepped time: the real driver from SlotBoard down to bytes, a simulated cabinet and its own Modbus peer
// above, and between them a line on which a test can change every answer.
import type { ModbusSetup } from '../../controller/domain/board.ts';
import { capabilitiesOf } from '../../controller/domain/board.ts';
import { type FobTag, parseBoardId, parseEntrySeq, parseFobTag, parseSlotId } from '../../controller/domain/ids.ts';
import { ReleaseToken } from '../../controller/domain/release-token.ts';
import { ok } from '../../controller/domain/result.ts';
import { milliseconds, monotonic } from '../../controller/domain/time.ts';
import { SimulatedCabinet } from '../../controller/drivers/simulated/cabinet.ts';
import type { CabinetAction } from '../../controller/drivers/simulated/cabinet-action.ts';
import { ModbusPeer } from '../../controller/drivers/simulated/modbus-peer.ts';
import type { PlayedBoard, Wire } from '../../controller/drivers/simulated/wire-protocol.ts';
import { ModbusBus } from '../../controller/drivers/slot-boards/modbus/bus.ts';
import { modbusDialect } from '../../controller/drivers/slot-boards/modbus/dialect.ts';
import { crc16 } from '../../controller/drivers/slot-boards/modbus/frames.ts';
import { PolledBoard } from '../../controller/drivers/slot-boards/polled-board.ts';
import type { SlotBoardEvent } from '../../controller/drivers/slot-boards/slot-board.ts';
import { expectOk } from './expect-ok.ts';
import { FakeStream } from './fake-stream.ts';
import { toHex } from './hex.ts';
import { SimulatedTime } from './simulated-time.ts';

/** What becomes of one answer: each piece arrives so many ms after the question. */
export type Shape = (answer: Uint8Array, question: Uint8Array) => readonly { bytes: Uint8Array; delay: number }[];

/** How long a board thinks, in ms. */
const TURNAROUND = 5;
export const AS_IT_IS: Shape = (bytes) => [{ bytes, delay: TURNAROUND }];
const SLOTS = 6;

/** Changes the answers of RTU to one function, and no others. */
export function only(code: number, shape: Shape): Shape {
  return (answer, question) => (question[1] === code ? shape(answer, question) : AS_IT_IS(answer, question));
}

/** Unit 1 refuses one function over RTU. */
export function refusal(code: number, reason: number): Shape {
  return only(code, () => AS_IT_IS(summed(Uint8Array.of(1, code | 0x80, reason, 0, 0)), new Uint8Array(0)));
}

/** The same frame of RTU, its last two bytes right for what it says now. */
export function summed(frame: Uint8Array): Uint8Array {
  const sum = crc16(frame.subarray(0, -2));
  return Uint8Array.of(...frame.subarray(0, -2), sum & 0xff, sum >> 8);
}

/** The chip of the fob with this number. */
export function chip(number: number): FobTag {
  return expectOk(parseFobTag(number.toString(16).toUpperCase().padStart(16, '0')));
}

export class ModbusBench {
  readonly time = new SimulatedTime();
  readonly board: PolledBoard;
  readonly cabinet: SimulatedCabinet;
  readonly events: SlotBoardEvent[] = [];
  readonly streams: FakeStream[] = [];
  shape: Shape = AS_IT_IS;
  #intents = 0;

  /** Six slots numbered from 1 on positions 0–5; fobs 1–4 with chips stand in the first four, fob 9 is in nobody's slot. */
  constructor(setup: Partial<ModbusSetup> = {}) {
    const id = expectOk(parseBoardId('b1'));
    const whole: ModbusSetup = {
      id,
      kind: 'modbus',
      address: 'serial:/dev/ttyS9',
      unit: 1,
      framing: 'rtu',
      profile: 'wardkey-map-v1',
      polarity: 'one-is-closed',
      ...setup,
    };
    const fob = (number: number) => ({ id: `f${number}`, number, name: `Key ${number}`, tag: chip(number) });
    this.cabinet = new SimulatedCabinet(
      {
        columns: 8,
        boards: [{ id, unit: whole.unit, kind: 'modbus', capabilities: capabilitiesOf(whole) }],
        slots: Array.from({ length: SLOTS }, (_, position) => ({
          number: position + 1,
          board: id,
          position,
          fob: position < 4 ? fob(position + 1) : null,
        })),
        hand: [fob(9)],
        door: null,
      },
      this.time,
    );
    const open = async () => {
      const stream = new FakeStream();
      const receiver = new ModbusPeer([whole]).receive(this.#wire(stream, id, whole.unit));
      stream.onWrite = (bytes) => receiver.take(bytes);
      this.streams.push(stream);
      return ok(stream);
    };
    const gap = milliseconds(whole.framing === 'rtu' ? 5 : 0);
    const bus = new ModbusBus(open, whole.framing, gap, this.time, this.time);
    this.board = new PolledBoard(id, modbusDialect(whole, bus), this.time, this.time);
    this.board.subscribe((event) => this.events.push(event));
  }

  /** All questions of the driver so far, as text, the newest connection only. */
  get written(): readonly string[] {
    return (this.streams.at(-1)?.written ?? []).map(toHex);
  }

  act(action: CabinetAction): void {
    expectOk(this.cabinet.act(action));
  }

  token(): ReleaseToken {
    this.#intents += 1;
    const deadline = monotonic(this.time.monotonic() + 60_000);
    return ReleaseToken.mint(expectOk(parseEntrySeq(this.#intents)), expectOk(parseSlotId('s1')), deadline);
  }

  /** Lets time pass until a promise has its value. */
  async outcome<T>(promise: Promise<T>): Promise<T> {
    let isDone = false;
    void promise.then(() => {
      isDone = true;
    });
    await this.time.advanceUntil(() => isDone, 10_000);
    return await promise;
  }

  async connect(): Promise<void> {
    expectOk(await this.outcome(this.board.connect()));
    await this.time.advance(1);
  }

  /** What the sensors said last of one position. */
  reading(position: number) {
    const last = this.events.findLast((event) => event.type === 'board.read');
    return last?.type === 'board.read' ? last.reading[position] : undefined;
  }

  /** Bytes come in that nobody asked for. */
  arrive(bytes: Uint8Array): void {
    this.streams.at(-1)?.arrive(bytes);
  }

  #wire(stream: FakeStream, id: PlayedBoard['id'], unit: number): Wire {
    return {
      request: (request) => {
        if (request.unit !== unit) return;
        request.serve({
          id,
          unit,
          sense: (positions) => this.cabinet.sense(id, positions),
          inputs: () => this.cabinet.inputs(id),
          energise: (position) => this.cabinet.energise(id, position),
          showLights: (positions) => this.cabinet.showLights(id, positions),
          reply: (answer) => {
            for (const { bytes, delay } of this.shape(answer, request.bytes)) {
              this.time.setTimeout(() => stream.arrive(bytes), delay);
            }
          },
        });
      },
      send: (bytes) => stream.arrive(bytes),
      boards: () => [],
      later: (delay, work) => void this.time.setTimeout(work, delay),
    };
  }
}
