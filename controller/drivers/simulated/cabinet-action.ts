// What hands can do to a simulated cabinet, and why they sometimes cannot. Structurally the same as the contract of
// the simulator panel, which drivers never import.

export type CabinetAction =
  | { readonly type: 'door.open' | 'door.close' }
  | { readonly type: 'fob.pull' | 'fob.push' | 'fob.force'; readonly slot: number }
  | { readonly type: 'fob.insert'; readonly fob: string; readonly slot: number }
  | {
      readonly type: 'fault.set';
      readonly fault: 'board-silent' | 'board-garbled';
      readonly board: string;
      readonly on: boolean;
    }
  | { readonly type: 'fault.set'; readonly fault: 'bolt-jammed'; readonly slot: number; readonly on: boolean };

export type ImpossibleCode =
  | 'no_door'
  | 'door_closed'
  | 'door_open'
  | 'no_such_slot'
  | 'no_such_board'
  | 'not_in_hand'
  | 'slot_empty'
  | 'slot_occupied'
  | 'slot_locked'
  | 'slot_unlocked'
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
  }[];
  /** In the order they were drawn. */
  readonly hand: readonly SimulatedFob[];
  readonly boards: readonly {
    readonly id: string;
    readonly silent: boolean;
    readonly garbled: boolean;
    readonly slots: readonly number[];
  }[];
  /** Oldest first. */
  readonly wire: readonly WireLine[];
}
