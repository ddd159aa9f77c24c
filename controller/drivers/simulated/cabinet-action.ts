// What hands can do to a simulated cabinet, and why they sometimes cannot. Structurally the same as the contract of
// the simulator panel, which drivers never import.
import type { BoardSetup } from '../../domain/board.ts';
import type { FobTag } from '../../domain/ids.ts';
import type { BoardInputs } from '../slot-boards/slot-board.ts';

export type CabinetAction =
  | { readonly type: 'door.open' | 'door.close' }
  | { readonly type: 'fob.pull' | 'fob.push' | 'fob.force'; readonly slot: number }
  | { readonly type: 'fob.insert' | 'fob.swap'; readonly fob: string; readonly slot: number }
  | { readonly type: 'fault.set'; readonly fault: BoardFault; readonly board: string; readonly on: boolean }
  | { readonly type: 'fault.set'; readonly fault: SlotFault; readonly slot: number; readonly on: boolean };

/** What can be wrong with a board. The last three need a board that has such an input. */
export type BoardFault = 'board-silent' | 'board-garbled' | 'case-open' | 'mains-lost' | 'battery-low';

/** What can be wrong with a slot. */
export type SlotFault = 'bolt-jammed' | 'chip-unreadable';

export type ImpossibleCode =
  | 'no_door'
  | 'door_closed'
  | 'door_open'
  | 'no_such_slot'
  | 'no_such_board'
  | 'no_such_input'
  | 'no_chip_reader'
  | 'not_in_hand'
  | 'slot_empty'
  | 'slot_occupied'
  | 'slot_locked'
  | 'slot_unlocked'
  | 'no_such_reader'
  | 'reader_gone';

/** What no hand can do at this moment; `sentence` is for the person who tried. */
export interface Impossible {
  readonly code: ImpossibleCode;
  readonly sentence: string;
}

export interface SimulatedFob {
  readonly id: string;
  /** Engraved on it. */
  readonly number: number;
  readonly name: string;
  /** What its chip says it is; left out or null = it has none. */
  readonly tag?: FobTag | null;
  /** It carries no key of this cabinet. */
  readonly stranger?: true;
}

/** One line of the line monitor. */
export interface WireLine {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly from: 'controller' | 'board';
  readonly hex: string;
  readonly meaning: string;
}

export interface CabinetView {
  readonly door: 'closed' | 'open';
  readonly columns: number;
  readonly slots: readonly {
    readonly number: number;
    readonly fob: SimulatedFob | null;
    readonly bolt: 'locked' | 'unlocked';
    readonly jammed: boolean;
    /** Whether its reader fails; null = it has none. */
    readonly unreadable: boolean | null;
    /** null = it has no light. */
    readonly lit: boolean | null;
  }[];
  /** In the order they were drawn. */
  readonly hand: readonly SimulatedFob[];
  readonly boards: readonly {
    readonly id: string;
    readonly kind: BoardSetup['kind'];
    readonly silent: boolean;
    readonly garbled: boolean;
    /** What it sees that is no slot's. */
    readonly inputs: BoardInputs;
    readonly slots: readonly number[];
  }[];
  /** Oldest first. */
  readonly wire: readonly WireLine[];
}
