// The mechanics around a process that is hurt: it outlives every kill, sees each unlock frame and moves the fobs as hands would.
// Hands act when the board is asked, never by the clock, so that a slow process meets the same hands as a fast one.
import type { SlotReading } from '../../../controller/domain/slot.ts';
import { milliseconds } from '../../../controller/domain/time.ts';
import { SimulatedBoardBus } from '../../../controller/drivers/simulated/board-bus.ts';
import { SimulatedCabinet } from '../../../controller/drivers/simulated/cabinet.ts';
import { KerongCu16Peer } from '../../../controller/drivers/simulated/kerong-cu16-peer.ts';
import { Cu16Decoder } from '../../../controller/drivers/slot-boards/kerong-cu16/frames.ts';
import { CU16_POSITIONS, parseRequest } from '../../../controller/drivers/slot-boards/kerong-cu16/messages.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { realClock, realTimers } from '../../support/real-time.ts';
import type { SeededRandom } from '../../support/seeded-random.ts';
import { BOARD, SLOTS } from './small-cabinet.ts';

/** What a hand will do at a slot that was opened, at which question after the frame. */
interface Hand {
  readonly draws: boolean;
  questions: number;
}

/** Share of releases after which the fob is drawn; the others push it home. */
const DRAWN = 0.75;
/** The fob is drawn at the first question after the frame, and is back at the fifth. */
const BACK_AT = 5;
/** Whoever does not draw pushes the fob home at the third. */
const HOME_AT = 3;
/** The coil of a lock is on for so long, much shorter than a real one. */
const PULSE = milliseconds(1);

export class Hardware {
  /** Where the board answers, `tcp://127.0.0.1:port`. */
  readonly address: string;
  readonly #bus: SimulatedBoardBus;
  readonly #cabinet: SimulatedCabinet;
  readonly #random: SeededRandom;
  readonly #hands = new Map<number, Hand>();
  readonly #fired: number[] = [];
  #onFire: (position: number) => void = () => undefined;

  private constructor(bus: SimulatedBoardBus, cabinet: SimulatedCabinet, address: string, random: SeededRandom) {
    this.#bus = bus;
    this.#cabinet = cabinet;
    this.address = address;
    this.#random = random;
  }

  static async start(random: SeededRandom): Promise<Hardware> {
    const slots = SLOTS.map(({ number, position, fob }) => ({
      number,
      board: BOARD,
      position,
      fob: { id: String(fob), number, name: `Key ${number}` },
    }));
    const plan = { columns: 4, boards: [{ id: BOARD, unit: 0 }], slots, door: null };
    const cabinet = new SimulatedCabinet(plan, realTimers, PULSE);
    const peer = new KerongCu16Peer([{ id: BOARD, unit: 0, polarity: 'one-is-closed' }]);
    const bus = new SimulatedBoardBus(cabinet, peer, realClock, realTimers);
    const { address } = await bus.listen();
    const hardware = new Hardware(bus, cabinet, address, random);
    bus.onFrame(({ from, bytes }) => from === 'controller' && hardware.#hear(bytes));
    return hardware;
  }

  /** Positions of all unlock frames that ever reached the board, in their order. */
  get fired(): readonly number[] {
    return this.#fired;
  }

  /** Calls `listener` at each unlock frame, before the bolt moves. */
  onFire(listener: (position: number) => void): void {
    this.#onFire = listener;
  }

  /** What the sensors say now; index = position. */
  sense(): readonly SlotReading[] {
    return this.#cabinet.sense(BOARD, CU16_POSITIONS);
  }

  /** Takes the power from the board, or gives it back. */
  silence(on: boolean): void {
    expectOk(this.#cabinet.act({ type: 'fault.set', fault: 'board-silent', board: BOARD, on }));
  }

  async close(): Promise<void> {
    await this.#bus.close();
  }

  #hear(bytes: Uint8Array): void {
    for (const frame of new Cu16Decoder().push(bytes).frames) {
      const request = parseRequest(frame);
      if (request?.type === 'ask-state') this.#move();
      if (request?.type !== 'unlock') continue;
      this.#fired.push(request.position);
      this.#hands.set(request.position, { draws: this.#random.next() < DRAWN, questions: 0 });
      this.#onFire(request.position);
    }
  }

  #move(): void {
    for (const [position, hand] of this.#hands) {
      const slot = position + 1;
      hand.questions += 1;
      if (hand.draws && hand.questions === 1) this.#cabinet.act({ type: 'fob.pull', slot });
      const isDone = hand.questions >= (hand.draws ? BACK_AT : HOME_AT);
      if (!isDone) continue;
      if (hand.draws) this.#cabinet.act({ type: 'fob.insert', fob: `fob-${slot}`, slot });
      else this.#cabinet.act({ type: 'fob.push', slot });
      this.#hands.delete(position);
    }
  }
}
