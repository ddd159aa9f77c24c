// The closed words that entries use. The types make each set complete: a new word of the domain does not compile without one here.
import type { AlarmKind } from '../domain/alarm.ts';
import type { DeskLook } from '../domain/desk-occurrence.ts';
import type { FaultCode, FaultSeverity } from '../domain/fault.ts';
import type { LostStep } from '../domain/lost-step.ts';
import type { OccurrenceOf, OutcomeCause, ReleasePurpose, SessionEnd } from '../domain/occurrence.ts';
import type { RefusalCode } from '../domain/refusal.ts';
import type { Sensing } from '../domain/slot.ts';
import type { BadgeStrength, Factor } from '../domain/staff.ts';
import { wordParser } from './field-parsers.ts';

export const parseFactor = wordParser<Factor>({ badge: true, number: true, pin: true });
export const parsePurpose = wordParser<ReleasePurpose>({ take: true, reopen: true, emergency: true, forced: true });
export const parseSensing = wordParser<'sensor' | 'recovered'>({ sensor: true, recovered: true });
export const parseSeen = wordParser<Sensing>({ fob: true, presence: true, bolt: true });
export const parseStrength = wordParser<BadgeStrength>({ weak: true, strong: true });
export const parseSeverity = wordParser<FaultSeverity>({ minor: true, major: true, critical: true });
export const parsePinChange = wordParser<OccurrenceOf<'pin.changed'>['cause']>({
  first: true,
  changed: true,
  duress: true,
});

export const parseCodeCause = wordParser<OccurrenceOf<'code.issued'>['cause']>({ badge: true, first_pin: true });

export const parseDeskLook = wordParser<DeskLook>({
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

export const parseLostStep = wordParser<LostStep>({
  places_searched: true,
  holders_asked: true,
  security_told: true,
  owners_told: true,
  rekey_decided: true,
  police_told: true,
});

export const parseReadingCause = wordParser<NonNullable<OccurrenceOf<'vehicle.read'>['cause']>>({ corrected: true });

export const parseSessionEnd = wordParser<SessionEnd>({
  signed_out: true,
  idle: true,
  finished: true,
  refused: true,
  replaced: true,
  fault: true,
});

export const parseOutcomeCause = wordParser<OutcomeCause>({
  sensor: true,
  pushed_back: true,
  window_ended: true,
  not_sent: true,
  bolt_still: true,
  board_silent: true,
  recovered: true,
});

export const parseFaultCode = wordParser<FaultCode>({
  bent: true,
  stuck: true,
  ring_incomplete: true,
  tag_damaged: true,
  vehicle_damaged: true,
  vehicle_unsafe: true,
  other: true,
});

export const parseRefusalCode = wordParser<RefusalCode>({
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

export const parseAlarmKind = wordParser<AlarmKind>({
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
