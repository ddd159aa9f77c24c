// The cabinet that is not there: door, latches with springs, fobs and hands. A model of the mechanics, not of replies: it
// answers what the sensors of each board would see, and nothing that a board has no sensor for.
// Not modelled: contact bounce, wear, how many solenoids the power supply can pull at once, the key on a fob.
import type { BoardCapabilities, BoardSetup } from '../../domain/board.ts';
import type { BoardId } from '../../domain/ids.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { SlotReading } from '../../domain/slot.ts';
import { type Duration, milliseconds, type Timers } from '../../domain/time.ts';
import type { Unsubscribe } from '../linked-device.ts';
import { type BoardInputs, NO_INPUTS } from '../slot-boards/slot-board.ts';
import type {
  BoardFault,
  CabinetAction,
  CabinetView,
  Impossible,
  SimulatedFob,
  SlotFault,
  WireLine,
} from './cabinet-action.ts';
import { type CabinetPlan, CU16_CAPABILITIES, type PlannedBoard, refuseOverlap } from './cabinet-plan.ts';
import { impossible } from './impossible.ts';
import { SlotMechanics } from './slot-mechanics.ts';

export interface SimulatedBoard {
  readonly id: BoardId;
  readonly unit: number;
  readonly address: string;
  readonly kind: BoardSetup['kind'];
  readonly capabilities: BoardCapabilities;
  readonly silent: boolean;
  readonly garbled: boolean;
}

interface Board extends SimulatedBoard {
  /** What is wrong with it. */
  readonly faults: Set<BoardFault>;
}

/** How long a pulse holds the bolt back: that of a solenoid on a CU16. */
const PULSE: Duration = milliseconds(500);
const WIRE_LINES = 40;

type Hands = Result<void, Impossible>;

export class SimulatedCabinet {
  readonly #plan: CabinetPlan;
  readonly #timers: Timers;
  readonly #pulse: Duration;
  readonly #slots: readonly SlotMechanics[];
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
    this.#boards = plan.boards.map(boardOf);
    this.#slots = plan.slots.map((slot) => new SlotMechanics(slot, slot.fob));
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
      slots: this.#slots.map(({ number, board, fob, bolt, jammed, unreadable, lit }) => {
        const { fobId, light } = this.#capabilities(board);
        return { number, fob, bolt, jammed, unreadable: fobId ? unreadable : null, lit: light ? lit : null };
      }),
      hand: this.#hand,
      boards: this.#boards.map(({ id, kind, silent, garbled }) => ({
        id,
        kind,
        silent,
        garbled,
        inputs: this.inputs(id),
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
  boards(): readonly SimulatedBoard[] {
    return this.#boards;
  }

  /** What the sensors of a board say now; a position that is not wired reads unlocked and absent, as far as it is seen. */
  sense(board: BoardId, positions: number): readonly SlotReading[] {
    const capabilities = this.#capabilities(board);
    const { door } = this.#plan;
    const atDoor = door !== null && 'position' in door && door.board === board ? door.position : null;
    return Array.from({ length: positions }, (_, position): SlotReading => {
      const absent = capabilities.presence ? 'absent' : 'unseen';
      if (position === atDoor) return { bolt: this.#door === 'closed' ? 'locked' : 'unlocked', presence: absent };
      const unwired: SlotReading = { bolt: capabilities.bolt ? 'unlocked' : 'unseen', presence: absent };
      return this.#slotAt(board, position)?.sense(capabilities) ?? unwired;
    });
  }

  /** What a board sees now that is no slot's; null for what it has no input for. */
  inputs(id: BoardId): BoardInputs {
    const board = this.#boards.find((one) => one.id === id);
    if (board === undefined) return NO_INPUTS;
    const { capabilities, faults } = board;
    return {
      door: capabilities.door ? this.#door : null,
      tamper: capabilities.tamper ? (faults.has('case-open') ? 'open' : 'closed') : null,
      mains: capabilities.power ? (faults.has('mains-lost') ? 'off' : 'on') : null,
      battery: capabilities.power ? (faults.has('battery-low') ? 'low' : 'good') : null,
    };
  }

  /** Current through the coil of one lock: pulls its bolt back unless it is jammed. A second pulse prolongs the first. */
  energise(board: BoardId, position: number): void {
    this.#slotAt(board, position)?.energise(this.#pulse, this.#timers, () => this.#changed());
  }

  /** The lights of a board: on at these positions, off at all others. */
  showLights(board: BoardId, positions: ReadonlySet<number>): void {
    const turned = this.#slots.filter((slot) => slot.board === board && slot.lit !== positions.has(slot.position));
    for (const slot of turned) slot.lit = !slot.lit;
    if (turned.length > 0) this.#changed();
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
        return 'slot' in action
          ? this.#breakSlot(action.slot, action.fault, action.on)
          : this.#breakBoard(action.board, action.fault, action.on);
      case 'fob.pull':
        return this.#atSlot(action.slot, (slot) => this.#keep(slot.pull()));
      case 'fob.push':
        return this.#atSlot(action.slot, (slot) => slot.push());
      case 'fob.force':
        return this.#atSlot(action.slot, (slot) => this.#keep(slot.force()));
      case 'fob.insert':
        return this.#atSlot(action.slot, (slot) =>
          slot.fob === null
            ? this.#give(action.fob, (fob) => slot.insert(fob))
            : impossible('slot_occupied', slot.number),
        );
      case 'fob.swap':
        return this.#atSlot(action.slot, (slot) => this.#give(action.fob, (fob) => this.#keep(slot.swap(fob))));
    }
  }

  #moveDoor(to: 'closed' | 'open'): Hands {
    if (this.#plan.door === null) return impossible('no_door');
    if (this.#door === to) return impossible(to === 'open' ? 'door_open' : 'door_closed');
    this.#door = to;
    return ok(undefined);
  }

  #breakSlot(number: number, fault: SlotFault, on: boolean): Hands {
    const slot = this.#slots.find((candidate) => candidate.number === number);
    if (slot === undefined) return impossible('no_such_slot', number);
    if (fault === 'bolt-jammed') slot.jammed = on;
    else if (this.#capabilities(slot.board).fobId) slot.unreadable = on;
    else return impossible('no_chip_reader', number);
    return ok(undefined);
  }

  #breakBoard(id: string, fault: BoardFault, on: boolean): Hands {
    const board = this.#boards.find((candidate) => candidate.id === id);
    if (board === undefined) return impossible('no_such_board');
    if (!canHave(board.capabilities, fault)) return impossible('no_such_input');
    if (on) board.faults.add(fault);
    else board.faults.delete(fault);
    return ok(undefined);
  }

  #atSlot(number: number, move: (slot: SlotMechanics) => Hands): Hands {
    const slot = this.#slots.find((candidate) => candidate.number === number);
    if (slot === undefined) return impossible('no_such_slot', number);
    return this.#door === 'open' ? move(slot) : impossible('door_closed');
  }

  /** Takes what was drawn into the hand. */
  #keep(drawn: Result<SimulatedFob, Impossible>): Hands {
    if (!drawn.ok) return drawn;
    this.#hand = [...this.#hand, drawn.value];
    return ok(undefined);
  }

  /** Gives a fob out of the hand; it stays there when the slot does not take it. */
  #give(id: string, into: (fob: SimulatedFob) => Hands): Hands {
    const fob = this.#hand.find((candidate) => candidate.id === id);
    if (fob === undefined) return impossible('not_in_hand');
    const given = into(fob);
    if (given.ok) this.#hand = this.#hand.filter((candidate) => candidate !== fob);
    return given;
  }

  #capabilities(id: BoardId): BoardCapabilities {
    return this.#boards.find((board) => board.id === id)?.capabilities ?? CU16_CAPABILITIES;
  }

  #slotAt(board: BoardId, position: number): SlotMechanics | undefined {
    return this.#slots.find((slot) => slot.board === board && slot.position === position);
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

function boardOf({
  id,
  unit,
  address = '',
  kind = 'kerong-cu16',
  capabilities = CU16_CAPABILITIES,
}: PlannedBoard): Board {
  const faults = new Set<BoardFault>();
  return {
    id,
    unit,
    address,
    kind,
    capabilities,
    faults,
    get silent() {
      return faults.has('board-silent');
    },
    get garbled() {
      return faults.has('board-garbled');
    },
  };
}

function canHave({ tamper, power }: BoardCapabilities, fault: BoardFault): boolean {
  if (fault === 'case-open') return tamper;
  return fault === 'mains-lost' || fault === 'battery-low' ? power : true;
}
