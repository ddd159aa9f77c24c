// What the conformance suite of slot boards stands on: the rig that a board brings, and a bench to look at it.
import { expect } from 'vitest';
import { parseEntrySeq, parseSlotId } from '../../controller/domain/ids.ts';
import { ReleaseToken } from '../../controller/domain/release-token.ts';
import type { SlotReading } from '../../controller/domain/slot.ts';
import { type Clock, monotonic } from '../../controller/domain/time.ts';
import type { BoardReading, SlotBoard, SlotBoardEvent } from '../../controller/drivers/slot-boards/slot-board.ts';
import { expectOk } from '../support/expect-ok.ts';

/** A board on a line that can misbehave. At the start fobs stand locked in positions 0–3 and the rest is empty. */
export interface SlotBoardRig {
  readonly board: SlotBoard;
  readonly clock: Clock;
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
  dispose(): Promise<void>;
}

export const LOCKED: SlotReading = { bolt: 'locked', presence: 'present' };
export const RELEASED: SlotReading = { bolt: 'unlocked', presence: 'present' };
export const DRAWN: SlotReading = { bolt: 'unlocked', presence: 'absent' };
const PATIENCE = { timeout: 10_000, interval: 5 };

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

  losses(): readonly SlotBoardEvent[] {
    return this.events.filter(({ type }) => type === 'board.lost');
  }

  /** Waits until the board was asked twice more: whatever was to be written by then has been. */
  async pollTwice(): Promise<void> {
    const before = this.rig.questions();
    const asked = () => (this.rig.questions() > before + 1 ? 'asked twice more' : this.losses());
    await this.eventually(asked).toBe('asked twice more');
  }

  eventually(look: () => unknown) {
    return expect.poll(look, PATIENCE);
  }
}
