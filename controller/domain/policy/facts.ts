// What a decision may look at, what is asked of it and what it answers. Types only; the rules are beside this file.
import type { BookingId, KeyId, StaffId } from '../ids.ts';
import type { Key } from '../key.ts';
import type { Ledger } from '../ledger.ts';
import type { Refusal, RefusalCode } from '../refusal.ts';
import type { NonEmpty } from '../result.ts';
import type { Roster } from '../roster.ts';
import type { Slot } from '../slot.ts';
import type { BadgeStrength, Factor, Staff } from '../staff.ts';
import type { Instant } from '../time.ts';
import type { TimeZone, WallTime } from '../zone.ts';

/** What a slot can do at this moment, as its machine and its board say. */
export type SlotCondition = 'ready' | 'busy' | 'silent' | 'faulty';

export interface TakeRequest {
  readonly staff: Staff;
  readonly key: Key;
  readonly factors: readonly Factor[];
  /** How hard the badge that was shown is to copy; null = none was shown. */
  readonly badge: BadgeStrength | null;
  /** Who has shown a badge of their own to stand by. */
  readonly witnesses: readonly Staff[];
  /** Code of the reason that was chosen; null = none. */
  readonly reason: string | null;
  /** Whether a note or case number was given. */
  readonly hasNote: boolean;
  /** Whether the person asks to override the rules that can be overridden. */
  readonly breakGlass: boolean;
}

export interface ReopenRequest {
  readonly staff: Staff;
  readonly slot: Slot;
}

/** What is the same for everybody at one moment. */
export interface CabinetFacts {
  readonly roster: Roster;
  readonly ledger: Ledger;
  readonly zone: TimeZone;
  /** What the wall shows at the instant that is decided for; made once for each moment, because answers are kept by it. */
  readonly wall: WallTime;
  /** Whether an intent could be written at this moment. */
  readonly storage: 'available' | 'unavailable';
}

/** What is the same for every key of one person at one moment. */
export interface PersonFacts extends CabinetFacts {
  /** Keys that the person holds, in the order they were taken. */
  readonly held: readonly KeyId[];
  /** Whether the person has a PIN. */
  readonly hasPin: boolean;
}

/** Everything a decision may look at. */
export interface Facts extends PersonFacts {
  /** Where the key stands, else its home; null = neither. For a reopening, the slot itself. */
  readonly slot: Slot | null;
  readonly condition: SlotCondition;
}

export interface Permit {
  readonly staff: StaffId;
  readonly key: KeyId | null;
  readonly slot: Slot;
  /** When the key is due back; null = no limit. */
  readonly due: Instant | null;
  /** The booking it fulfils; null = none. */
  readonly booking: BookingId | null;
  /** Rules that said no and are overridden by breaking glass. */
  readonly overridden: readonly RefusalCode[];
  readonly warnings: readonly PermitWarning[];
}

/** What the person should know and what stops nothing. */
export type PermitWarning =
  /** Somebody else has booked it soon. */
  | { readonly code: 'booked_soon'; readonly from: Instant }
  /** The key must be carried, and it is in its slot outside a handover. */
  | { readonly code: 'egress_critical' };

export type Decision =
  | { readonly permitted: true; readonly permit: Permit }
  | { readonly permitted: false; readonly refusals: NonEmpty<Refusal> };

/** A rule about the person and the key, wherever the key is: all that speaks against a request; an empty list for nothing. */
export type KeyRule = (request: TakeRequest, facts: PersonFacts, now: Instant) => readonly Refusal[];

/** A rule about the slot of the key and the cabinet around it. */
export type SlotRule = (request: TakeRequest, facts: Facts, now: Instant) => readonly Refusal[];
