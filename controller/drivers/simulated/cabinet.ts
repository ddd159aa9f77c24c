// The cabinet that is not there: door, latches with springs, fobs and hands. A model of the mechanics, not of replies.
// Not modelled: contact bounce, lights, wear, how many solenoids the power supply can pull at once, the key on a fob.
//
//   latch   a fob pushed home is caught: locked, present. A pulse pulls the bolt back and the spring lifts the fob:
//           unlocked, still present, until a hand draws it (absent) or pushes it home again. While the pulse lasts the
//           bolt cannot catch; a fob pushed home before its end is caught at the end. An empty latch stands open.
import type { BoardId } from '../../domain/ids.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Bolt, SlotReading } from '../../domain/slot.ts';
import { type Duration, milliseconds, type Timers } from '../../domain/time.ts';
import type { Unsubscribe } from '../linked-device.ts';
import type { CabinetAction, CabinetView, Impossible, SimulatedFob, WireLine } from './cabinet-action.ts';
import { impossible } from './impossible.ts';

export interface CabinetPlan {
  /** Slots a row in a drawing. */
  readonly columns: number;
  readonly boards: readonly { readonly id: BoardId; readonly unit: number }[];
  readonly slots: readonly {
    readonly number: number;
    readonly board: BoardId;
    readonly position: number;
    readonly fob: SimulatedFob | null;
  }[];
  /** Fobs that are in nobody's slot at first; left out = none. */
  readonly hand?: readonly SimulatedFob[];
  /** Where the door contact is wired: the lock feedback of a position. null = an open cabinet without a door. */
  readonly door: { readonly board: BoardId; readonly position: number } | null;
}

interface Slot {
  readonly number: number;
  readonly board: BoardId;
  readonly position: number;
  fob: SimulatedFob | null;
  bolt: Bolt;
  jammed: boolean;
  /** Timer of the pulse that holds the bolt back; null = no pulse. */
  pulse: unknown;
  /** A hand holds the fob home, so that the bolt catches as soon as it may. */
  held: boolean;
}

interface Board {
  readonly id: BoardId;
  readonly unit: number;
  silent: boolean;
  garbled: boolean;
}

/** How long a pulse holds the bolt back: that of a solenoid on a CU16. */
const PULSE: Duration = milliseconds(500);
const WIRE_LINES = 40;
const UNWIRED: SlotReading = { bolt: 'unlocked', presence: 'absent' };

type Hands = Result<void, Impossible>;

export class SimulatedCabinet {
  readonly #plan: CabinetPlan;
  readonly #timers: Timers;
  readonly #pulse: Duration;
  readonly #slots: readonly Slot[];
  readonly #boards: readonly Board[];
  readonly #listeners = new Set<() => void>();
  #hand: readonly SimulatedFob[];
  #wire: readonly WireLine[] = [];
  #door: 'closed' | 'open';

  /** @throws Error when two things of the plan share a position or a number, or a board is missing */
  constructor(plan: CabinetPlan, timers: Timers, pulse: Duration = PULSE) {
    refuseOverlap(plan);
    this.#plan = plan;
    this.#timers = timers;
    this.#pulse = pulse;
    this.#hand = plan.hand ?? [];
    this.#door = plan.door === null ? 'open' : 'closed';
    this.#boards = plan.boards.map((board) => ({ ...board, silent: false, garbled: false }));
    this.#slots = plan.slots.map((slot) => ({
      ...slot,
      bolt: slot.fob === null ? 'unlocked' : 'locked',
      jammed: false,
      pulse: null,
      held: false,
    }));
  }

  /** Moves a hand or sets a fault. @returns what no hand can do at this moment; then nothing has changed */
  act(action: CabinetAction): Hands {
    const done = this.#perform(action);
    if (done.ok) this.#changed();
    return done;
  }

  view(): CabinetView {
    return {
      door: this.#door,
      columns: this.#plan.columns,
      slots: this.#slots.map(({ number, fob, bolt, jammed }) => ({ number, fob, bolt, jammed })),
      hand: this.#hand,
      boards: this.#boards.map(({ id, silent, garbled }) => ({
        id,
        silent,
        garbled,
        slots: this.#slots.filter(({ board }) => board === id).map(({ number }) => number),
      })),
      wire: this.#wire,
    };
  }

  /** Calls `listener` after each change of the view until unsubscribed. */
  subscribe(listener: () => void): Unsubscribe {
    const own = () => listener();
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  /** The boards with their faults, for the bus that plays them. */
  boards(): readonly Readonly<Board>[] {
    return this.#boards;
  }

  /** What the sensors of a board say now; a position that is not wired reads unlocked and absent. */
  sense(board: BoardId, positions: number): readonly SlotReading[] {
    return Array.from({ length: positions }, (_, position): SlotReading => {
      const { door } = this.#plan;
      if (door?.board === board && door.position === position) {
        return { bolt: this.#door === 'closed' ? 'locked' : 'unlocked', presence: 'absent' };
      }
      const slot = this.#slotAt(board, position);
      return slot === undefined ? UNWIRED : { bolt: slot.bolt, presence: slot.fob === null ? 'absent' : 'present' };
    });
  }

  /** Current through the coil of one lock: pulls its bolt back unless it is jammed. A second pulse prolongs the first. */
  energise(board: BoardId, position: number): void {
    const slot = this.#slotAt(board, position);
    if (slot === undefined || slot.jammed) return;
    this.#timers.clearTimeout(slot.pulse);
    slot.bolt = 'unlocked';
    slot.held = false;
    slot.pulse = this.#timers.setTimeout(() => {
      slot.pulse = null;
      if (slot.held) latch(slot);
      this.#changed();
    }, this.#pulse);
    this.#changed();
  }

  /** Adds a line to the line monitor, which keeps the newest. */
  noteWire(line: WireLine): void {
    this.#wire = [...this.#wire, line].slice(-WIRE_LINES);
    this.#changed();
  }

  #perform(action: CabinetAction): Hands {
    switch (action.type) {
      case 'door.open':
      case 'door.close':
        return this.#moveDoor(action.type === 'door.open' ? 'open' : 'closed');
      case 'fault.set':
        return action.fault === 'bolt-jammed'
          ? this.#jam(action.slot, action.on)
          : this.#breakBoard(action.board, action.fault, action.on);
      case 'fob.pull':
        return this.#atSlot(action.slot, (slot) => this.#pull(slot));
      case 'fob.push':
        return this.#atSlot(action.slot, push);
      case 'fob.force':
        return this.#atSlot(action.slot, (slot) => this.#force(slot));
      case 'fob.insert':
        return this.#atSlot(action.slot, (slot) => this.#insert(slot, action.fob));
    }
  }

  #moveDoor(to: 'closed' | 'open'): Hands {
    if (this.#plan.door === null) return impossible('no_door');
    if (this.#door === to) return impossible(to === 'open' ? 'door_open' : 'door_closed');
    this.#door = to;
    return ok(undefined);
  }

  #jam(number: number, on: boolean): Hands {
    const slot = this.#slots.find((candidate) => candidate.number === number);
    if (slot === undefined) return impossible('no_such_slot', number);
    slot.jammed = on;
    return ok(undefined);
  }

  #breakBoard(id: string, fault: 'board-silent' | 'board-garbled', on: boolean): Hands {
    const board = this.#boards.find((candidate) => candidate.id === id);
    if (board === undefined) return impossible('no_such_board');
    if (fault === 'board-silent') board.silent = on;
    else board.garbled = on;
    return ok(undefined);
  }

  #atSlot(number: number, move: (slot: Slot) => Hands): Hands {
    const slot = this.#slots.find((candidate) => candidate.number === number);
    if (slot === undefined) return impossible('no_such_slot', number);
    return this.#door === 'open' ? move(slot) : impossible('door_closed');
  }

  #pull(slot: Slot): Hands {
    if (slot.fob === null) return impossible('slot_empty', slot.number);
    if (slot.bolt === 'locked') return impossible('slot_locked', slot.number);
    this.#draw(slot, slot.fob);
    return ok(undefined);
  }

  /** The bolt stays where it is: the latch is shut, and nothing is behind it. */
  #force(slot: Slot): Hands {
    if (slot.fob === null) return impossible('slot_empty', slot.number);
    if (slot.bolt === 'unlocked') return impossible('slot_unlocked', slot.number);
    this.#draw(slot, slot.fob);
    return ok(undefined);
  }

  #draw(slot: Slot, fob: SimulatedFob): void {
    this.#hand = [...this.#hand, fob];
    slot.fob = null;
    slot.held = false;
  }

  #insert(slot: Slot, id: string): Hands {
    if (slot.fob !== null) return impossible('slot_occupied', slot.number);
    const fob = this.#hand.find((candidate) => candidate.id === id);
    if (fob === undefined) return impossible('not_in_hand');
    this.#hand = this.#hand.filter((candidate) => candidate !== fob);
    slot.fob = fob;
    pushHome(slot);
    return ok(undefined);
  }

  #slotAt(board: BoardId, position: number): Slot | undefined {
    return this.#slots.find((slot) => slot.board === board && slot.position === position);
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

function push(slot: Slot): Hands {
  if (slot.fob === null) return impossible('slot_empty', slot.number);
  if (slot.bolt === 'locked') return impossible('slot_locked', slot.number);
  pushHome(slot);
  return ok(undefined);
}

function pushHome(slot: Slot): void {
  if (slot.pulse === null) latch(slot);
  else slot.held = true;
}

/** A jammed bolt moves neither way. */
function latch(slot: Slot): void {
  slot.held = false;
  if (!slot.jammed) slot.bolt = 'locked';
}

function refuseOverlap({ boards, slots, door }: CabinetPlan): void {
  const wired = [...slots, ...(door === null ? [] : [door])];
  const places = wired.map(({ board, position }) => `${board} position ${position}`);
  const numbers = slots.map(({ number }) => number);
  const units = boards.map(({ unit }) => unit);
  for (const list of [places, numbers, units]) {
    if (new Set<unknown>(list).size !== list.length)
      throw new Error(`Used twice in the plan: one of ${list.join(', ')}`);
  }
  const stray = wired.find(({ board }) => !boards.some(({ id }) => id === board));
  if (stray !== undefined) throw new Error(`The plan has no board ${stray.board}`);
}
