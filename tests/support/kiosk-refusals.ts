// One refusal of each code of the contract, as the words are tried with. A new code in the contract fails to compile here.
import type { RefusalView } from '../../controller/contract/refusal-view.ts';
import { at } from './kiosk-builders.ts';

export function everyRefusal(contact: string): readonly RefusalView[] {
  return Object.values(refusalsByCode(contact));
}

/** One of each code. */
export function refusalsByCode(contact: string): {
  readonly [Code in RefusalView['code']]: Extract<RefusalView, { code: Code }>;
} {
  return {
    badge_unknown: { code: 'badge_unknown', contact },
    staff_suspended: { code: 'staff_suspended', contact },
    staff_not_yet_valid: { code: 'staff_not_yet_valid', from: at('07:00:00', 1), contact },
    staff_expired: { code: 'staff_expired', until: at('18:00:00', -1), contact },
    not_served: { code: 'not_served', contact },
    witness_only: { code: 'witness_only', contact },
    no_grant: { code: 'no_grant', contact },
    outside_schedule: { code: 'outside_schedule', opens: at('20:00:00'), contact },
    qualification_missing: { code: 'qualification_missing', qualification: 'drug training', contact },
    qualification_expired: {
      code: 'qualification_expired',
      qualification: 'drug training',
      since: at('18:00:00', -1),
      contact,
    },
    group_allowance_reached: { code: 'group_allowance_reached', group: 'Vehicles', allowance: 1, held: 1, contact },
    holds_overdue: { code: 'holds_overdue', keys: [{ number: 14, name: 'Linen room' }], contact },
    excluded_by: { code: 'excluded_by', key: { number: 14, name: 'Linen room' }, contact },
    locked_out_by: { code: 'locked_out_by', keys: [{ number: 14, name: 'Linen room' }], contact },
    witness_required: { code: 'witness_required', needed: 2, present: 1, from: ['Nurses', 'Pharmacy'], contact },
    reason_required: { code: 'reason_required', group: 'Records', contact },
    booking_required: { code: 'booking_required', group: 'Vehicles', contact },
    booked_by_other: { code: 'booked_by_other', from: at('13:00:00'), until: at('15:00:00'), contact },
    key_faulty: { code: 'key_faulty', fault: 'vehicle_unsafe', since: at('13:10:00'), contact },
    key_lost: { code: 'key_lost', since: at('13:10:00'), contact },
    pin_required: { code: 'pin_required', keyClass: 'controlled', cause: 'key_class', contact },
    pin_not_set: { code: 'pin_not_set', keyClass: 'master', cause: 'key_class', contact },
    allowance_reached: { code: 'allowance_reached', allowance: 1, held: 1, contact },
    key_out: { code: 'key_out', since: at('13:10:00'), yours: false, contact },
    key_unaccounted: { code: 'key_unaccounted', since: at('13:10:00'), contact },
    key_in_doubt: { code: 'key_in_doubt', since: at('13:10:00'), contact },
    key_has_no_slot: { code: 'key_has_no_slot', contact },
    slot_busy: { code: 'slot_busy', contact },
    slot_silent: { code: 'slot_silent', contact },
    slot_faulty: { code: 'slot_faulty', contact },
    slot_quarantined: { code: 'slot_quarantined', since: at('13:10:00'), contact },
    slot_not_misfilled: { code: 'slot_not_misfilled', contact },
    holds_nothing: { code: 'holds_nothing', contact },
    storage_unavailable: { code: 'storage_unavailable', contact },
    on_battery: { code: 'on_battery', contact },
    bolt_jammed: { code: 'bolt_jammed', slot: 14, contact },
    board_silent: { code: 'board_silent', slot: 14, contact },
    not_released: { code: 'not_released', slot: 14, contact },
  };
}
