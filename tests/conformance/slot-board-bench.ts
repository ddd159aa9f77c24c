// What the conformance suite of slot boards stands on: the rig that a board brings, and a bench to look at it.
import { expect } from 'vitest';
import { type FobTag, parseEntrySeq, parseSlotId } from '../../controller/domain/ids.ts';
import { ReleaseToken } from '../../controller/domain/release-token.ts';
import { type Bolt, type SlotReading, sameReading } from '../../controller/domain/slot.ts';
import { type Clock, monotonic } from '../../controller/domain/time.ts';
import type { BoardReading, SlotBoard, SlotBoardEvent } from '../../controller/drivers/slot-boards/slot-board.ts';
import { expectOk } from '../support/expect-ok.ts';

/** A board on a line that can misbehave. At the start fobs stand locked in positions 0–3 and the rest is empty. */
export interface SlotBoardRig {
  readonly board: SlotBoard;
  /** The time of the driver. */
  readonly clock: Clock;
  /** Garbage that looks like the beginning of a frame. */
  readonly noise: Uint8Array;
  /** So many ms after the question, in the time of the line, an answer is late, and the next question has not gone out yet. */
  readonly late: number;
  /** What the chip of the fob that belongs to a position says; null = it has none. */
  tagOf(position: number): FobTag | null;
  /** Positions of the unlock frames that reached the board, in their order. */
  unlocks(): readonly number[];
  /** Questions for the state that reached the board. */
  questions(): number;
  /** How often the port was opened. */
  connections(): number;
  /** A hand draws the fob of an unlocked position, or pushes it home. */
  draw(position: number): void;
  pushHome(position: number): void;
  /** The bolt of a position does not move. */
  jam(position: number): void;
  /** The board does not answer; it has no power. */
  silence(on: boolean): void;
  /** The board answers with noise only. */
  garble(on: boolean): void;
  /** The port goes away, and comes again. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** Changes what the board sends, piece by piece: bytes and how many milliseconds late. Left out = as it is. */
  shape(shape?: (bytes: Uint8Array) => readonly { readonly bytes: Uint8Array; readonly delay: number }[]): void;
  /** Bytes that arrive out of turn. */
  inject(bytes: Uint8Array): void;
  /** Lets a little time pass. */
  pass(): Promise<void>;
  dispose(): Promise<void>;
}

/** Times that a little time passes before something that should come is given up. */
const PATIENCE = 2_000;

/** One rig under test, with everything that its board has said. */
export class SlotBoardBench {
  readonly rig: SlotBoardRig;
  readonly board: SlotBoard;
  readonly events: SlotBoardEvent[] = [];
  #intents = 0;

  constructor(rig: SlotBoardRig) {
    this.rig = rig;
    this.board = rig.board;
    rig.board.subscribe((event) => this.events.push(event));
  }

  /** What the board can see of a fob that is locked in its slot. */
  locked(position: number): SlotReading {
    return this.#seen(position, 'locked', true);
  }

  /** What it can see of one that stands in an unlocked slot. */
  released(position: number): SlotReading {
    return this.#seen(position, 'unlocked', true);
  }

  /** What it can see of an empty slot. */
  empty(position: number): SlotReading {
    return this.#seen(position, 'unlocked', false);
  }

  /** A fresh token. @param lifetime in milliseconds; below 0 it has expired already */
  token(lifetime = 5_000): ReleaseToken {
    this.#intents += 1;
    const deadline = monotonic(this.rig.clock.monotonic() + lifetime);
    return ReleaseToken.mint(expectOk(parseEntrySeq(this.#intents)), expectOk(parseSlotId('s1')), deadline);
  }

  async connect(): Promise<void> {
    expectOk(await this.board.connect());
  }

  /** Connects as soon as the device can be reached again. */
  async reconnect(): Promise<void> {
    await this.eventually(async () => (await this.board.connect()).ok).toBe(true);
  }

  /** What the sensors answer now; asks again when the machine that runs the tests was too slow for the deadline. */
  async read(): Promise<BoardReading> {
    for (let asked = 1; ; asked += 1) {
      const read = await this.board.read();
      if (read.ok || asked === 3) return expectOk(read);
    }
  }

  /** What the sensors said of one position, in the order of the events. */
  readings(position: number): readonly (SlotReading | undefined)[] {
    return this.events.flatMap((event) => (event.type === 'board.read' ? [event.reading[position]] : []));
  }

  /** Expects that so much was told of a position, in this order; what the board cannot tell apart is told once. */
  expectTold(position: number, ...told: readonly SlotReading[]): void {
    const visible = told.filter((reading, index) => !sameReading(reading, told[index - 1] ?? null));
    expect(this.readings(position)).toEqual(visible);
  }

  losses(): readonly SlotBoardEvent[] {
    return this.events.filter(({ type }) => type === 'board.lost');
  }

  /** Waits until the board was asked twice more: whatever was to be written by then has been. */
  async pollTwice(): Promise<void> {
    const before = this.rig.questions();
    const asked = () => (this.rig.questions() > before + 1 ? 'asked twice more' : this.losses());
    await this.eventually(asked).toBe('asked twice more');
  }

  /** Looks again and again, in the time of the rig, until it sees what is wanted; fails when it never does. */
  eventually(look: () => unknown) {
    const wait = async (check: (seen: unknown) => void) => {
      for (let looks = 0; looks < PATIENCE; looks += 1) {
        const seen = await look();
        if (holds(() => check(seen))) return;
        await this.rig.pass();
      }
      check(await look());
    };
    return {
      toBe: (wanted: unknown) => wait((seen) => expect(seen).toBe(wanted)),
      toEqual: (wanted: unknown) => wait((seen) => expect(seen).toEqual(wanted)),
    };
  }

  #seen(position: number, bolt: Bolt, isThere: boolean): SlotReading {
    const { capabilities } = this.board;
    const fob = isThere && capabilities.fobId ? this.rig.tagOf(position) : null;
    return {
      bolt: capabilities.bolt ? bolt : 'unseen',
      presence: !capabilities.presence ? 'unseen' : isThere ? 'present' : 'absent',
      ...(fob === null ? {} : { fob }),
    };
  }
}

function holds(check: () => void): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}
