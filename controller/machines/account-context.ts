// What the page of a person about themselves knows and hears: PINs of their own, a badge of their own, bookings; and the small
// pure steps. A new PIN stays in here only until it was entered twice.
import type { BookingFault } from '../domain/booking.ts';
import type { EnrolmentFault } from '../domain/enrolment.ts';
import type { BadgeHash, BookingId, KeyGroupId, KeyId } from '../domain/ids.ts';
import type { KeySet } from '../domain/key.ts';
import type { During } from '../domain/occurrence.ts';
import { type PinFault, type PinPurpose, pinFault } from '../domain/pin.ts';
import type { Result } from '../domain/result.ts';
import type { BadgeStrength, Factor } from '../domain/staff.ts';
import type { Clock, Instant } from '../domain/time.ts';
import type { TypingOn } from './typing.ts';

export interface AccountInput {
  readonly clock: Clock;
  /** Who is at the screen. */
  readonly visitor: During;
  readonly factors: readonly Factor[];
  /** Whether the PIN is a one-time code that the person must replace before anything else. */
  readonly mustChangePin: boolean;
  /** Whether they need more time, as known when the page opened. Left out = no. */
  readonly moreTime?: boolean;
}

export type AccountRequest =
  | { readonly type: 'account.book'; readonly what: KeySet; readonly from: Instant; readonly until: Instant }
  | { readonly type: 'account.cancel_booking'; readonly booking: BookingId };

export type AccountCommand =
  | AccountRequest
  /** Begins to set a PIN; the PIN itself follows twice. */
  | { readonly type: 'account.change_pin' | 'account.set_duress' }
  | { readonly type: 'account.pin'; readonly pin: string }
  /** With the one-time code of a supervisor; the badge follows. */
  | { readonly type: 'account.enrol'; readonly code: string }
  | { readonly type: 'account.back' | 'account.leave' };

export type AccountEvent =
  | AccountCommand
  | TypingOn
  /** A badge that nobody has was held to the reader. */
  | { readonly type: 'badge.offered'; readonly badge: BadgeHash; readonly strength: BadgeStrength }
  /** The badge of somebody else was held to the reader, who is to be served next. */
  | { readonly type: 'visitor.waits' };

/** What is looked up once when the page opens. */
export interface AccountProfile {
  readonly hasPin: boolean;
  /** What a new PIN is judged by. */
  readonly pinRule: { readonly staffNumber: string | null; readonly fewest: number };
  readonly badges: readonly BadgeStrength[];
  /** What the person may book. */
  readonly bookable: { readonly keys: readonly KeyId[]; readonly groups: readonly KeyGroupId[] };
}

export type AccountBookingFault =
  | BookingFault
  | { readonly code: 'not_bookable' } // no such key or group, not granted, or not for booking
  | { readonly code: 'no_such_booking' } // not theirs, or over
  | { readonly code: 'in_use' } // a key was released on it: bring it back instead
  | { readonly code: 'storage_unavailable' };

/** What is said about the last thing that was done. */
export type AccountNotice =
  | { readonly kind: 'pin_changed' | 'duress_set' | 'badge_enrolled' | 'booked' | 'booking_cancelled' }
  /** No badge was held to the reader in time. */
  | { readonly kind: 'no_badge' }
  | { readonly kind: 'pin_refused'; readonly fault: PinFault }
  | { readonly kind: 'badge_refused'; readonly fault: EnrolmentFault }
  | { readonly kind: 'booking_refused'; readonly fault: AccountBookingFault };

/** `different`: the PIN was not repeated right. */
export type PinEntryFault = PinFault | 'different';

/** `changed`: the one-time PIN was replaced, which is what the person was sent here for. */
export type AccountEnd = 'left' | 'changed' | 'idle' | 'replaced' | 'fault';

export interface AccountOutput {
  readonly end: AccountEnd;
  /** Whether a one-time PIN is still in force. */
  readonly mustChangePin: boolean;
}

export interface AccountContext extends AccountInput {
  readonly profile: AccountProfile;
  /** When the screen that is shown began. */
  readonly since: Instant;
  /** When the question that is shown was asked. */
  readonly begun: Instant;
  readonly purpose: PinPurpose;
  /** The new PIN between the two times it is entered. */
  readonly pin: string | null;
  readonly pinFault: PinEntryFault | null;
  /** The one-time code until the badge was shown. */
  readonly code: string | null;
  readonly request: AccountRequest | null;
  readonly notice: AccountNotice | null;
  readonly end: AccountEnd;
}

const NO_PROFILE: AccountProfile = {
  hasPin: false,
  pinRule: { staffNumber: null, fewest: 4 },
  badges: [],
  bookable: { keys: [], groups: [] },
};

export function newAccount(input: AccountInput): AccountContext {
  return {
    ...input,
    profile: NO_PROFILE,
    since: input.clock.now(),
    begun: input.clock.now(),
    purpose: input.mustChangePin ? 'first' : 'changed',
    pin: null,
    pinFault: null,
    code: null,
    request: null,
    notice: null,
    end: 'fault',
  };
}

/** The request that is being settled. @throws when there is none */
export function requestOf({ request }: AccountContext): AccountRequest {
  if (request === null) throw new Error('nothing was asked of the account');
  return request;
}

/** The new PIN that was entered twice. @throws when there is none */
export function newPin({ pin }: AccountContext): string {
  if (pin === null) throw new Error('no PIN was entered');
  return pin;
}

/** The code that was typed. @throws when there is none */
export function codeOf({ code }: AccountContext): string {
  if (code === null) throw new Error('no code was typed');
  return code;
}

/** Why the person may not choose this PIN; null = they may. */
export function weakness({ profile: { pinRule } }: AccountContext, pin: string): PinFault | null {
  return pinFault(pin, pinRule.staffNumber, pinRule.fewest);
}

/** The account after a PIN was set. A one-time code is then no more. */
export function afterPin({ purpose, profile }: AccountContext): Partial<AccountContext> {
  return {
    pin: null,
    pinFault: null,
    mustChangePin: false,
    profile: { ...profile, hasPin: true },
    notice: { kind: purpose === 'duress' ? 'duress_set' : 'pin_changed' },
  };
}

/** The account after a booking was made or cancelled, or could not be. */
export function afterRequest(
  context: AccountContext,
  settled: Result<void, AccountBookingFault>,
): Partial<AccountContext> {
  const made = requestOf(context).type === 'account.book' ? 'booked' : 'booking_cancelled';
  return {
    request: null,
    notice: settled.ok ? { kind: made } : { kind: 'booking_refused', fault: settled.error },
  };
}

/** The account after a badge was enrolled, or could not be. */
export function afterBadge(
  { profile }: AccountContext,
  enrolled: Result<BadgeStrength, EnrolmentFault>,
): Partial<AccountContext> {
  if (!enrolled.ok) return { code: null, notice: { kind: 'badge_refused', fault: enrolled.error } };
  const badges = [...profile.badges, enrolled.value];
  return { code: null, profile: { ...profile, badges }, notice: { kind: 'badge_enrolled' } };
}
