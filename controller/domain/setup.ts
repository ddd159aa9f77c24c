// The whole set-up of one cabinet as one document: what an installer decides, and nothing that happens later.
import type { BoardSetup } from './board.ts';
import type { BadgeHash, BoardId, StaffId } from './ids.ts';
import type { Fob, Key, KeyClass, KeyGroup, KeyPair } from './key.ts';
import type { ReaderSetup } from './reader.ts';
import type { Schedule } from './schedule.ts';
import type { Slot } from './slot.ts';
import type { BadgeStrength, Grant, Language, Qualification, Staff, StaffGroup } from './staff.ts';
import type { Duration } from './time.ts';
import type { LocalDate, MinuteOfDay } from './zone.ts';

/** Where the contact of the cabinet door is wired: the lock feedback of one position of a board, or its own door input. */
export type DoorSetup = DoorOnBoard &
  ({ readonly position: number; readonly input?: never } | { readonly input: 'door'; readonly position?: never });

interface DoorOnBoard {
  readonly board: BoardId;
  /** Whether it is kept locked while nobody is at the screen: opened then, it was forced. Left out = no, staff open it freely. */
  readonly locked?: boolean;
}

export interface CabinetPolicy {
  /** Keys of these classes are released only after a PIN. */
  readonly pinClasses: readonly KeyClass[];
  /** Fewest digits of a PIN that a person chooses, 4–12. */
  readonly pinDigits: number;
  /** Keys of these classes need a PIN when the badge is weak. */
  readonly strongBadgeClasses: readonly KeyClass[];
  /** Most keys one person may hold at once, unless the person has an allowance of their own. */
  readonly allowance: number;
  /** Whether somebody who holds an overdue key may take another. */
  readonly overdueBlocks: boolean;
  /** Where no badge is needed: the staff number and a PIN do. */
  readonly staffNumber: 'never' | 'reader_lost' | 'always';
  /** Whether a key may be brought back to any free slot that reads its fob; the map follows it then. */
  readonly randomReturn: boolean;
  /** Whether the next badge may be held to the reader while the door is open. */
  readonly shiftChange: boolean;
  /** Nobody touches the list of keys for so long: "still there?", and 20 s later they are signed out. 20–600 s. */
  readonly signOut: Duration;
  /** How many usual keys are offered first. */
  readonly usualKeys: number;
  /** How long before its due time a key counts as due soon. */
  readonly dueSoon: Duration;
  /** How long after its due time an overdue key is escalated. */
  readonly escalation: Duration;
  /** How long a booked key is kept for somebody who does not come. */
  readonly noShow: Duration;
  /** How long before a booking of somebody else a warning is shown. */
  readonly bookingLead: Duration;
  /** When the screen sounds softer; null = never. */
  readonly quiet: QuietHours | null;
}

/** A stretch of each day by the wall: `from` included, `until` not; it may run over midnight. */
export interface QuietHours {
  readonly from: MinuteOfDay;
  readonly until: MinuteOfDay;
}

export interface CabinetIdentity {
  readonly name: string;
  /** IANA name, e.g. "Europe/Paris". */
  readonly timeZone: string;
  /** Who helps with a badge or the cabinet itself, as the screen words it: "the switchboard, 1234". */
  readonly contact: string;
  /** What the screen speaks while nobody is at it who prefers another. */
  readonly language: Language;
}

export interface CabinetSetup {
  readonly identity: CabinetIdentity;
  readonly policy: CabinetPolicy;
  readonly boards: readonly BoardSetup[];
  readonly readers: readonly ReaderSetup[];
  readonly door: DoorSetup | null;
  /** Schedules that grants, groups of keys and egress-critical keys name. */
  readonly schedules: readonly Schedule[];
  /** Public holidays, in order. */
  readonly holidays: readonly Holiday[];
  /** Minutes of the day at which one shift ends and the next begins. */
  readonly shifts: readonly MinuteOfDay[];
  readonly qualifications: readonly Qualification[];
  readonly slots: readonly Slot[];
  readonly fobs: readonly Fob[];
  readonly keys: readonly Key[];
  readonly keyGroups: readonly KeyGroup[];
  readonly staff: readonly Staff[];
  readonly staffGroups: readonly StaffGroup[];
  readonly grants: readonly Grant[];
  readonly pairs: readonly KeyPair[];
}

export interface Holiday {
  readonly date: LocalDate;
  readonly name: string;
}

/** What a person proves themselves with, kept apart from the set-up because it is never exported or shown. */
export interface StaffCredentials {
  readonly staff: StaffId;
  readonly badges: readonly { readonly hash: BadgeHash; readonly strength: BadgeStrength }[];
  /** argon2id in PHC string form; null = no PIN yet. */
  readonly pinHash: string | null;
  /** Whether the PIN is a one-time code that the person must replace before anything else. */
  readonly pinIsFirst: boolean;
}
