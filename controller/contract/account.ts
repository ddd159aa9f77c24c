// The page of a person about themselves as the screen may ask of it and show it. Names nobody else.
// Instants are ISO 8601 in UTC. Never says whether there is a PIN for duress.
import { z } from 'zod';
import type { EnrolmentFault } from '../domain/enrolment.ts';
import type { PinFault } from '../domain/pin.ts';
import type { BadgeStrength } from '../domain/staff.ts';

const id = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/);
const instant = z.iso.datetime();

export const accountCommandSchemas = [
  /** From the list of keys to the page about oneself. */
  z.strictObject({ type: z.literal('account.open') }),
  z.strictObject({ type: z.literal('account.change_pin') }),
  z.strictObject({ type: z.literal('account.set_duress') }),
  /** The new PIN, and then the same again. */
  z.strictObject({ type: z.literal('account.pin'), pin: z.string().regex(/^[0-9]{1,12}$/) }),
  /** The one-time code of a supervisor; then the new badge is held to the reader. */
  z.strictObject({ type: z.literal('account.enrol'), code: z.string().min(1).max(32) }),
  z.strictObject({
    type: z.literal('account.book'),
    what: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('key'), key: id }),
      /** Any one key of the group. */
      z.strictObject({ kind: z.literal('group'), group: id }),
    ]),
    from: instant,
    until: instant,
  }),
  z.strictObject({ type: z.literal('account.cancel_booking'), booking: id }),
  z.strictObject({ type: z.literal('account.back') }),
  z.strictObject({ type: z.literal('account.leave') }),
] as const;

const accountCommandSchema = z.discriminatedUnion('type', accountCommandSchemas);

export type AccountWireCommand = z.infer<typeof accountCommandSchema>;

export interface AccountKeyRef {
  readonly id: string;
  readonly number: number;
  readonly name: string;
}

export interface AccountKey extends AccountKeyRef {
  readonly slot: number | null;
  readonly since: string;
  readonly due: string | null;
  readonly overdue: boolean;
}

export type BookedView =
  | { readonly kind: 'key'; readonly key: AccountKeyRef }
  | { readonly kind: 'group'; readonly id: string; readonly name: string };

export interface AccountBooking {
  readonly id: string;
  readonly what: BookedView;
  readonly from: string;
  readonly until: string;
  /** Whether a key was released on it. */
  readonly inUse: boolean;
}

export type BookingFaultView =
  | { readonly code: 'ends_before_it_begins' }
  | { readonly code: 'in_the_past' }
  | { readonly code: 'too_far' }
  | { readonly code: 'too_many'; readonly limit: number }
  | { readonly code: 'no_key' }
  /** Nobody is named. */
  | { readonly code: 'taken_by_others'; readonly from: string; readonly until: string }
  | { readonly code: 'not_bookable' }
  | { readonly code: 'no_such_booking' }
  | { readonly code: 'in_use' }
  | { readonly code: 'storage_unavailable' };

export type AccountNoticeView =
  | { readonly kind: 'pin_changed' | 'duress_set' | 'badge_enrolled' | 'booked' | 'booking_cancelled' | 'no_badge' }
  | { readonly kind: 'pin_refused'; readonly fault: PinFault }
  | { readonly kind: 'badge_refused'; readonly fault: EnrolmentFault }
  | { readonly kind: 'booking_refused'; readonly fault: BookingFaultView };

export type AccountScreen =
  | {
      readonly name: 'account';
      readonly keys: readonly AccountKey[];
      readonly bookings: readonly AccountBooking[];
      readonly bookable: readonly BookedView[];
      /** Without a PIN there is none to change: a one-time PIN comes from an administrator. */
      readonly hasPin: boolean;
      readonly badges: readonly BadgeStrength[];
      readonly notice: AccountNoticeView | null;
      readonly busy: boolean;
      readonly endsAt: string;
    }
  /** `must`: nothing else is offered before the one-time PIN is replaced. */
  | {
      readonly name: 'account-pin';
      readonly purpose: 'first' | 'changed' | 'duress';
      readonly step: 'choose' | 'repeat';
      readonly fewest: number;
      /** `different`: it was not repeated right. */
      readonly fault: PinFault | 'different' | null;
      readonly must: boolean;
      readonly busy: boolean;
      readonly endsAt: string;
    }
  /** Hold the new badge to the reader. */
  | { readonly name: 'account-badge'; readonly busy: boolean; readonly endsAt: string };
