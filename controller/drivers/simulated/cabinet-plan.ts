// What a simulated cabinet is built of: boards, slots, fobs and where the door contact is wired. Data and its check only.
import type { BoardCapabilities, BoardSetup } from '../../domain/board.ts';
import type { BoardId } from '../../domain/ids.ts';
import type { SimulatedFob } from './cabinet-action.ts';

export interface CabinetPlan {
  /** Slots a row in a drawing. */
  readonly columns: number;
  readonly boards: readonly PlannedBoard[];
  readonly slots: readonly {
    readonly number: number;
    readonly board: BoardId;
    readonly position: number;
    readonly fob: SimulatedFob | null;
  }[];
  /** Fobs that are in nobody's slot at first; left out = none. */
  readonly hand?: readonly SimulatedFob[];
  /** Where the door contact is wired: the lock feedback of a position, or the door input of a board. null = no door. */
  readonly door: PlannedDoor | null;
}

export interface PlannedBoard {
  readonly id: BoardId;
  /** Its number on its bus. */
  readonly unit: number;
  /** Boards with the same address share one bus; left out = the one bus there is. */
  readonly address?: string;
  /** Left out = a CU16. */
  readonly kind?: BoardSetup['kind'];
  /** What it can see and do; left out = as a CU16. */
  readonly capabilities?: BoardCapabilities;
}

export type PlannedDoor =
  | { readonly board: BoardId; readonly position: number }
  | { readonly board: BoardId; readonly input: 'door' };

/** Bolt and presence of 16 positions, and nothing else. */
export const CU16_CAPABILITIES: BoardCapabilities = {
  positions: 16,
  bolt: true,
  presence: true,
  fobId: false,
  light: false,
  door: false,
  tamper: false,
  power: false,
};

/** @throws Error when two things share a position, a number or a unit on one bus, or a board is missing */
export function refuseOverlap({ boards, slots, door }: CabinetPlan): void {
  const wired = [...slots, ...(door === null ? [] : [door])];
  const places = wired.map((one) => `${one.board} ${'position' in one ? `position ${one.position}` : one.input}`);
  const numbers = slots.map(({ number }) => number);
  const units = boards.map(({ unit, address = '' }) => `${address} unit ${unit}`);
  for (const list of [places, numbers, units]) {
    if (new Set<unknown>(list).size !== list.length)
      throw new Error(`Used twice in the plan: one of ${list.join(', ')}`);
  }
  const stray = wired.find(({ board }) => !boards.some(({ id }) => id === board));
  if (stray !== undefined) throw new Error(`The plan has no board ${stray.board}`);
}
