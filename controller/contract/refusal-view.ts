// Why something is not released, as the screen is told. Keys and groups by name, other people never; the page words it.
// Instants are ISO 8601 in UTC.
import type { FaultCode } from '../domain/fault.ts';
import type { KeyClass } from '../domain/key.ts';
import type { PinCause } from '../domain/refusal.ts';

/** A key as people say it: "key 14, linen room". */
export interface KeyLabel {
  readonly number: number;
  readonly name: string;
}

/** A refusal as data; the page words it. `contact` is who can help. Keys and groups by name, other people never. */
export type RefusalView = { readonly contact: string } & (
  | { readonly code: 'badge_unknown' }
  /** Somebody is not to see more than that they cannot be served. */
  | { readonly code: 'not_served' }
  | { readonly code: 'staff_suspended' }
  | { readonly code: 'staff_not_yet_valid'; readonly from: string }
  | { readonly code: 'staff_expired'; readonly until: string }
  /** The person may stand by and return, and takes nothing. */
  | { readonly code: 'witness_only' }
  | { readonly code: 'no_grant' }
  /** `opens`: when the next window begins; null = not within a year. */
  | { readonly code: 'outside_schedule'; readonly opens: string | null }
  /** `qualification` is its name. */
  | { readonly code: 'qualification_missing'; readonly qualification: string }
  | { readonly code: 'qualification_expired'; readonly qualification: string; readonly since: string }
  | { readonly code: 'pin_required'; readonly keyClass: KeyClass; readonly cause: PinCause }
  | { readonly code: 'pin_not_set'; readonly keyClass: KeyClass; readonly cause: PinCause }
  | ({ readonly code: 'allowance_reached' } & Allowance)
  | ({ readonly code: 'group_allowance_reached'; readonly group: string } & Allowance)
  | { readonly code: 'holds_overdue'; readonly keys: readonly KeyLabel[] }
  /** null = a key that the set-up no longer knows. */
  | { readonly code: 'excluded_by'; readonly key: KeyLabel | null }
  | { readonly code: 'locked_out_by'; readonly keys: readonly KeyLabel[] }
  /** `from`: names of the groups of which one may stand by. */
  | {
      readonly code: 'witness_required';
      readonly needed: number;
      readonly present: number;
      readonly from: readonly string[];
    }
  | { readonly code: 'reason_required'; readonly group: string }
  | { readonly code: 'booking_required'; readonly group: string }
  | { readonly code: 'booked_by_other'; readonly from: string; readonly until: string }
  | { readonly code: 'key_faulty'; readonly fault: FaultCode; readonly since: string }
  /** `yours`: the person at the screen has it. Nobody else is named. `due`: when it is expected back. */
  | { readonly code: 'key_out'; readonly since: string; readonly yours: boolean; readonly due?: string }
  | { readonly code: 'key_unaccounted'; readonly since: string }
  | { readonly code: 'key_in_doubt'; readonly since: string }
  | { readonly code: 'key_lost'; readonly since: string }
  | { readonly code: 'key_has_no_slot' }
  | { readonly code: 'slot_busy' }
  | { readonly code: 'slot_silent' }
  | { readonly code: 'slot_faulty' }
  | { readonly code: 'slot_quarantined'; readonly since: string }
  | { readonly code: 'slot_not_misfilled' }
  | { readonly code: 'holds_nothing' }
  | { readonly code: 'storage_unavailable' }
  | { readonly code: 'on_battery' }
  /** Outcomes of a release that was permitted and did not work. */
  | { readonly code: 'bolt_jammed'; readonly slot: number }
  | { readonly code: 'board_silent'; readonly slot: number }
  | { readonly code: 'not_released'; readonly slot: number }
);

type Allowance = Readonly<Record<'allowance' | 'held', number>>;
