// Every reason for which a release can be refused: closed codes with the facts a screen needs to word them.
import type { FaultCode } from './fault.ts';
import type { KeyGroupId, KeyId, QualificationId, StaffGroupId, StaffId } from './ids.ts';
import type { KeyClass } from './key.ts';
import type { Instant } from './time.ts';

/** Why a PIN is asked for. */
export type PinCause = 'person' | 'key' | 'key_class' | 'key_group' | 'schedule' | 'badge';

export type Refusal =
  /** `silent`: the person is to see only that they cannot be served. */
  | { readonly code: 'staff_suspended'; readonly silent?: true }
  | { readonly code: 'staff_not_yet_valid'; readonly from: Instant }
  | { readonly code: 'staff_expired'; readonly until: Instant }
  | { readonly code: 'witness_only' }
  | { readonly code: 'no_grant' }
  /** `opens`: when the next window begins; null = none within a year. */
  | { readonly code: 'outside_schedule'; readonly opens: Instant | null }
  | { readonly code: 'qualification_missing'; readonly qualification: QualificationId }
  | { readonly code: 'qualification_expired'; readonly qualification: QualificationId; readonly since: Instant }
  | { readonly code: 'pin_required'; readonly keyClass: KeyClass; readonly cause: PinCause }
  | { readonly code: 'pin_not_set'; readonly keyClass: KeyClass; readonly cause: PinCause }
  | { readonly code: 'allowance_reached'; readonly allowance: number; readonly held: number }
  | {
      readonly code: 'group_allowance_reached';
      readonly group: KeyGroupId;
      readonly allowance: number;
      readonly held: number;
    }
  /** The person holds keys past their due time, and the policy lets nobody take more then. */
  | { readonly code: 'holds_overdue'; readonly keys: readonly KeyId[] }
  /** The person holds the other key of an exclusive pair. */
  | { readonly code: 'excluded_by'; readonly key: KeyId }
  /** Keys that must be in their slots first. */
  | { readonly code: 'locked_out_by'; readonly keys: readonly KeyId[] }
  | {
      readonly code: 'witness_required';
      readonly needed: number;
      readonly present: number;
      readonly from: readonly StaffGroupId[];
    }
  | { readonly code: 'reason_required'; readonly group: KeyGroupId }
  | { readonly code: 'booking_required'; readonly group: KeyGroupId }
  | { readonly code: 'booked_by_other'; readonly from: Instant; readonly until: Instant }
  | { readonly code: 'key_faulty'; readonly fault: FaultCode; readonly since: Instant }
  /** `due`: when it is expected back, where that is still to come. */
  | { readonly code: 'key_out'; readonly since: Instant; readonly holder: StaffId; readonly due?: Instant }
  | { readonly code: 'key_unaccounted'; readonly since: Instant }
  | { readonly code: 'key_in_doubt'; readonly since: Instant }
  | { readonly code: 'key_lost'; readonly since: Instant }
  | { readonly code: 'key_has_no_slot' }
  | { readonly code: 'slot_busy' }
  | { readonly code: 'slot_silent' }
  | { readonly code: 'slot_faulty' }
  /** Taken out of use by a supervisor. */
  | { readonly code: 'slot_quarantined'; readonly since: Instant }
  | { readonly code: 'slot_not_misfilled' }
  | { readonly code: 'holds_nothing' }
  | { readonly code: 'storage_unavailable' }
  /** The mains are lost and the battery is low: returns only. */
  | { readonly code: 'on_battery' };

export type RefusalCode = Refusal['code'];

/** The codes of some refusals, each once, in order: what the log keeps of them. */
export function codesOf(refusals: readonly Refusal[]): readonly RefusalCode[] {
  return [...new Set(refusals.map(({ code }) => code))];
}
