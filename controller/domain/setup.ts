// The whole set-up of one cabinet as one document: what an installer decides, and nothing that happens later.
import type { BadgeHash, BoardId, ReaderId, StaffId } from './ids.ts';
import type { Fob, Key, KeyClass, KeyGroup } from './key.ts';
import type { Slot } from './slot.ts';
import type { Grant, Staff, StaffGroup } from './staff.ts';

/** Which level of a sensor bit means "closed"; CU16 firmware differs, so it is set when commissioning. */
export type Polarity = 'one-is-closed' | 'zero-is-closed';

export interface BoardSetup {
  readonly id: BoardId;
  readonly kind: 'kerong-cu16';
  /** `serial:/dev/serial/by-id/…?baud=19200` or `tcp://host:port`. Boards with the same address share one bus. */
  readonly address: string;
  /** Number of the board on its bus, 0–15 (DIP switches). */
  readonly unit: number;
  readonly polarity: Polarity;
}

export interface ReaderSetup {
  readonly id: ReaderId;
  readonly kind: 'pcsc' | 'simulated';
}

/** Where the contact of the cabinet door is wired: the lock feedback of one position of a board. */
export interface DoorSetup {
  readonly board: BoardId;
  readonly position: number;
}

export interface CabinetPolicy {
  /** Keys of these classes are released only after a PIN. */
  readonly pinClasses: readonly KeyClass[];
  /** Most keys one person may hold at once, unless the person has an allowance of their own. */
  readonly allowance: number;
}

export interface CabinetIdentity {
  readonly name: string;
  /** IANA name, e.g. "Europe/Paris". */
  readonly timeZone: string;
  /** Who helps with a badge or the cabinet itself, as the screen words it: "the switchboard, 1234". */
  readonly contact: string;
}

export interface CabinetSetup {
  readonly identity: CabinetIdentity;
  readonly policy: CabinetPolicy;
  readonly boards: readonly BoardSetup[];
  readonly readers: readonly ReaderSetup[];
  readonly door: DoorSetup | null;
  readonly slots: readonly Slot[];
  readonly fobs: readonly Fob[];
  readonly keys: readonly Key[];
  readonly keyGroups: readonly KeyGroup[];
  readonly staff: readonly Staff[];
  readonly staffGroups: readonly StaffGroup[];
  readonly grants: readonly Grant[];
}

/** What a person proves themselves with, kept apart from the set-up because it is never exported or shown. */
export interface StaffCredentials {
  readonly staff: StaffId;
  readonly badges: readonly BadgeHash[];
  /** argon2id in PHC string form; null = no PIN yet. */
  readonly pinHash: string | null;
}
