// Random words of the closed sets that entries use. The types make each set complete, whatever the parsers know.
import * as fc from 'fast-check';
import type { AlarmKind } from '../../controller/domain/alarm.ts';
import type { DeskLook } from '../../controller/domain/desk-occurrence.ts';
import type { FaultCode, FaultSeverity } from '../../controller/domain/fault.ts';
import type { LostStep } from '../../controller/domain/lost-step.ts';
import type { OccurrenceOf, OutcomeCause, ReleasePurpose, SessionEnd } from '../../controller/domain/occurrence.ts';
import type { RefusalCode } from '../../controller/domain/refusal.ts';
import type { Sensing } from '../../controller/domain/slot.ts';
import type { BadgeStrength, Factor } from '../../controller/domain/staff.ts';

export const someFactor = wordOf<Factor>({ badge: true, number: true, pin: true });

export const somePurpose = wordOf<ReleasePurpose>({ take: true, reopen: true, emergency: true, forced: true });

export const someStrength = wordOf<BadgeStrength>({ weak: true, strong: true });

export const someSeverity = wordOf<FaultSeverity>({ minor: true, major: true, critical: true });

export const someSensing = wordOf<Sensing>({ fob: true, presence: true, bolt: true });

export const somePinChange = wordOf<OccurrenceOf<'pin.changed'>['cause']>({
  first: true,
  changed: true,
  duress: true,
});

export const someSessionEnd = wordOf<SessionEnd>({
  signed_out: true,
  idle: true,
  finished: true,
  refused: true,
  replaced: true,
  fault: true,
});

export const someOutcomeCause = wordOf<OutcomeCause>({
  sensor: true,
  pushed_back: true,
  window_ended: true,
  not_sent: true,
  bolt_still: true,
  board_silent: true,
  recovered: true,
});

export const someFault = wordOf<FaultCode>({
  bent: true,
  stuck: true,
  ring_incomplete: true,
  tag_damaged: true,
  vehicle_damaged: true,
  vehicle_unsafe: true,
  other: true,
});

export const someDeskLook = wordOf<DeskLook>({
  found: true,
  key: true,
  person: true,
  timeline: true,
  lost: true,
  outlook: true,
  rights: true,
  weak: true,
  shift: true,
});

export const someLostStep = wordOf<LostStep>({
  places_searched: true,
  holders_asked: true,
  security_told: true,
  owners_told: true,
  rekey_decided: true,
  police_told: true,
});

export const someReason = wordOf<RefusalCode>({
  staff_suspended: true,
  staff_not_yet_valid: true,
  staff_expired: true,
  witness_only: true,
  no_grant: true,
  outside_schedule: true,
  qualification_missing: true,
  qualification_expired: true,
  pin_required: true,
  pin_not_set: true,
  allowance_reached: true,
  group_allowance_reached: true,
  holds_overdue: true,
  excluded_by: true,
  locked_out_by: true,
  witness_required: true,
  reason_required: true,
  booking_required: true,
  booked_by_other: true,
  key_faulty: true,
  key_out: true,
  key_unaccounted: true,
  key_in_doubt: true,
  key_lost: true,
  key_has_no_slot: true,
  slot_busy: true,
  slot_silent: true,
  slot_faulty: true,
  slot_quarantined: true,
  slot_not_misfilled: true,
  holds_nothing: true,
  storage_unavailable: true,
  on_battery: true,
});

export const someAlarmKind = wordOf<AlarmKind>({
  key_removed: true,
  slot_misfilled: true,
  fob_unknown: true,
  slot_left_unlocked: true,
  slot_jammed: true,
  outcome_unknown: true,
  door_left_open: true,
  door_forced: true,
  board_lost: true,
  reader_lost: true,
  tamper: true,
  mains_lost: true,
  battery_low: true,
  storage_failed: true,
  storage_filling: true,
  storage_nearly_full: true,
  log_damaged: true,
  clock_stepped: true,
  unexpected_event: true,
  key_overdue: true,
  key_escalated: true,
  key_lost: true,
  key_faulty: true,
  egress_key_in: true,
  duress: true,
  pin_locked: true,
  break_glass: true,
  recall: true,
});

/** The record makes the set complete. */
function wordOf<T extends string>(words: Readonly<Record<T, true>>): fc.Arbitrary<T> {
  const known = Object.keys(words);
  const isWord = (word: string): word is T => Object.hasOwn(words, word);
  return fc.constantFrom(...known.filter(isWord));
}
