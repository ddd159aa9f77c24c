// One slot of the simulated cabinet: a latch with its spring, the fob that stands in it, and what its sensors make of both.
// Knows no door, no hand and no board.
//
//   latch   a fob pushed home is caught: locked, present. A pulse pulls the bolt back and the spring lifts the fob:
//           unlocked, still present, until a hand draws it (absent) or pushes it home again. While the pulse lasts the
//           bolt cannot catch; a fob pushed home before its end is caught at the end. An empty latch stands open.
import type { BoardCapabilities } from '../../domain/board.ts';
import type { BoardId } from '../../domain/ids.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Bolt, SlotReading } from '../../domain/slot.ts';
import type { Duration, Timers } from '../../domain/time.ts';
import type { Impossible, SimulatedFob } from './cabinet-action.ts';
import { impossible } from './impossible.ts';

export class SlotMechanics {
  readonly number: number;
  readonly board: BoardId;
  readonly position: number;
  /** A jammed bolt moves neither way. */
  jammed = false;
  /** Whether the reader of this slot reads no chip. */
  unreadable = false;
  /** Whether its light is on. */
  lit = false;
  #fob: SimulatedFob | null;
  #bolt: Bolt;
  /** Timer of the pulse that holds the bolt back; null = no pulse. */
  #pulse: unknown = null;
  /** A hand holds the fob home, so that the bolt catches as soon as it may. */
  #held = false;

  constructor(
    place: { readonly number: number; readonly board: BoardId; readonly position: number },
    fob: SimulatedFob | null,
  ) {
    this.number = place.number;
    this.board = place.board;
    this.position = place.position;
    this.#fob = fob;
    this.#bolt = fob === null ? 'unlocked' : 'locked';
  }

  get fob(): SimulatedFob | null {
    return this.#fob;
  }

  get bolt(): Bolt {
    return this.#bolt;
  }

  /** What a board of these capabilities sees of it. */
  sense({ bolt, presence, fobId }: BoardCapabilities): SlotReading {
    const tag = fobId && !this.unreadable ? this.#fob?.tag : null;
    return {
      bolt: bolt ? this.#bolt : 'unseen',
      presence: presence ? (this.#fob === null ? 'absent' : 'present') : 'unseen',
      ...(tag == null ? {} : { fob: tag }),
    };
  }

  /** Draws the fob out of an open latch. */
  pull(): Result<SimulatedFob, Impossible> {
    if (this.#fob === null) return impossible('slot_empty', this.number);
    return this.#bolt === 'locked' ? impossible('slot_locked', this.number) : ok(this.#draw(this.#fob));
  }

  /** Tears the fob out of a shut latch. The bolt stays where it is: the latch is shut, and nothing is behind it. */
  force(): Result<SimulatedFob, Impossible> {
    if (this.#fob === null) return impossible('slot_empty', this.number);
    return this.#bolt === 'unlocked' ? impossible('slot_unlocked', this.number) : ok(this.#draw(this.#fob));
  }

  /** Pushes the fob that stands in it home. */
  push(): Result<void, Impossible> {
    if (this.#fob === null) return impossible('slot_empty', this.number);
    if (this.#bolt === 'locked') return impossible('slot_locked', this.number);
    this.#pushHome();
    return ok(undefined);
  }

  /** Puts a fob into the empty slot and pushes it home. */
  insert(fob: SimulatedFob): Result<void, Impossible> {
    if (this.#fob !== null) return impossible('slot_occupied', this.number);
    this.#fob = fob;
    this.#pushHome();
    return ok(undefined);
  }

  /** Draws the fob and puts another in its place, faster than a board looks. @returns the one that was drawn */
  swap(fob: SimulatedFob): Result<SimulatedFob, Impossible> {
    const drawn = this.pull();
    if (drawn.ok) this.insert(fob);
    return drawn;
  }

  /** Current through the coil for this long: pulls the bolt back unless it is jammed. A second pulse prolongs the first. */
  energise(pulse: Duration, timers: Timers, onChange: () => void): void {
    if (this.jammed) return;
    timers.clearTimeout(this.#pulse);
    this.#bolt = 'unlocked';
    this.#held = false;
    this.#pulse = timers.setTimeout(() => {
      this.#pulse = null;
      if (this.#held) this.#latch();
      onChange();
    }, pulse);
    onChange();
  }

  #draw(fob: SimulatedFob): SimulatedFob {
    this.#fob = null;
    this.#held = false;
    return fob;
  }

  #pushHome(): void {
    if (this.#pulse === null) this.#latch();
    else this.#held = true;
  }

  #latch(): void {
    this.#held = false;
    if (!this.jammed) this.#bolt = 'locked';
  }
}
