// What a scripted person has: the screen, the cabinet with its door, a badge, and pockets. They know no more than a visitor does.
import type { Command } from '../../controller/contract/command.ts';
import type { CabinetSnapshot } from '../../controller/contract/snapshot.ts';
import type { DemoPerson } from '../../controller/demo/hospital-staff.ts';
import type { Instant } from '../../controller/domain/time.ts';
import type { CabinetAction } from '../../controller/drivers/simulated/cabinet-action.ts';
import type { DiskTrouble } from './gated-store.ts';
import type { SeededRandom } from './seeded-random.ts';

/** Says how many ms pass until its next step; over when it returns. */
export type Script = Generator<number, void, void>;

export interface Visitor extends DemoPerson {
  readonly name: string;
}

export interface PlacedKey {
  readonly id: string;
  readonly fob: string;
  /** The slot in which it belongs. */
  readonly slot: number;
}

/** When the controller dies: now, with a commit from now on, or just before or after an unlock frame. */
export type Death =
  | { readonly at: 'once' }
  | { readonly at: 'commit'; readonly count: number }
  | { readonly at: 'frame'; readonly moment: 'before' | 'after' };

export interface Stage {
  readonly people: readonly Visitor[];
  readonly keys: readonly PlacedKey[];
  readonly boards: readonly string[];
  /** Slots in which nothing belongs. */
  readonly freeSlots: readonly number[];
  /** The newest picture; null = the screen is dark. */
  look(): CabinetSnapshot | null;
  /** Presses something, on the picture as it is now. */
  press(command: Command): void;
  /** Holds a badge to the reader. @param badge its number as hex */
  tap(badge: string, strength: Visitor['strength']): void;
  /** Does what a hand can do. @returns whether it could */
  act(action: CabinetAction): boolean;
  isDoorOpen(): boolean;
  /** Whether a fob is in nobody's slot. */
  isOut(fob: string): boolean;
  /** People who may ask for a key. */
  usersOf(key: string): readonly Visitor[];
  now(): Instant;
}

/** What can go wrong with the cabinet itself. */
export interface Hardware {
  loseReader(on: boolean): void;
  lie(slot: number, on: boolean): void;
  stepClock(by: number): void;
  disk(trouble: DiskTrouble | null): void;
  kill(death: Death): void;
}

/** Somebody with what they draw from chance. */
export interface Acting {
  readonly stage: Stage;
  readonly me: Visitor;
  readonly random: SeededRandom;
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
