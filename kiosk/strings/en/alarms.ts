// What is wrong with the cabinet in English: one sentence for each kind of alarm. They come after the first screen; until they
// are here, the strip says which slots somebody must look at.
import type { AlarmView } from '../../../controller/contract/snapshot.ts';
import { slotsNamed } from './sentences.ts';

/** Said after the slots that it is about; a capital begins what is about no slot. */
const ALARMS: Readonly<Record<AlarmView['kind'], string>> = {
  key_removed: 'key removed without a release',
  slot_misfilled: 'something does not belong there',
  fob_unknown: 'fob not known',
  slot_left_unlocked: 'unlocked',
  slot_jammed: 'stuck',
  outcome_unknown: 'not sure whether the key was taken',
  door_left_open: 'The door is open. Close it',
  door_forced: 'The door was opened while it should be locked',
  board_lost: 'no answer from this part of the cabinet',
  reader_lost: 'The badge reader does not answer',
  tamper: 'somebody opened the case of this part of the cabinet',
  mains_lost: 'no mains power; the battery keeps this part going',
  battery_low: 'the battery of this part of the cabinet is low',
  storage_failed: 'No records can be kept: no slot opens, keys can be put back',
  storage_filling: 'There is little room left for records',
  storage_nearly_full: 'There is hardly any room left for records',
  log_damaged: 'Old records are damaged',
  clock_stepped: 'The clock of the cabinet was changed',
  unexpected_event: 'The cabinet has met something unexpected',
  key_overdue: 'key overdue',
  key_escalated: 'key long overdue',
  key_lost: 'key reported lost',
  key_faulty: 'key not fit for use',
  egress_key_in: 'this key must be carried',
  duress: 'Somebody opened the cabinet under duress',
  pin_locked: 'A PIN is locked after too many wrong tries',
  break_glass: 'A key was taken against the rules, with a reason',
  recall: 'Keys are called back',
};

/** What is wrong with the cabinet, in one line; or was, until somebody has acknowledged it. */
export function alarmText({ kind, slots, gone }: Pick<AlarmView, 'kind' | 'slots' | 'gone'>): string {
  const text = ALARMS[kind];
  const capital = text.charAt(0).toUpperCase();
  const isGlobal = slots.length === 0 || text.startsWith(capital);
  return `${isGlobal ? capital + text.slice(1) : `${slotsNamed(slots)}: ${text}`}${gone ? '. This is over; a supervisor must acknowledge it' : ''}`;
}
