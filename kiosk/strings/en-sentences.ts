// The sentences of the screen in English: why not, what is wrong, what became of a press. One for each code, never a code.
import type { AlarmView, BadgeNotice, KeyView, RefusalView } from '../../controller/contract/snapshot.ts';
import type { SendFailure } from '../send.ts';
import type { Telling } from './moments.ts';

/** What holds a person up, in one or two short sentences, without who can help. */
export function refusalText(refusal: RefusalView, { moments, now }: Telling): string {
  const when = (iso: string) => moments.near(Date.parse(iso), now);
  switch (refusal.code) {
    case 'badge_unknown':
      return 'This badge is not known.';
    case 'staff_suspended':
      return 'Your access is suspended. You can still return keys.';
    case 'staff_not_yet_valid':
      return `Your access begins ${when(refusal.from)}.`;
    case 'staff_expired':
      return `Your access ended ${when(refusal.until)}. You can still return keys.`;
    case 'no_grant':
      return 'You have no permission for this key.';
    case 'pin_required':
      return `${kind(refusal.keyClass)} need your PIN. Tap your badge again and enter it.`;
    case 'pin_not_set':
      return `${kind(refusal.keyClass)} need a PIN, and you have none yet.`;
    case 'allowance_reached':
      return `You hold ${keys(refusal.held)}, and ${refusal.allowance} is the most. Return one first.`;
    case 'key_out':
      return refusal.yours ? `You have it since ${when(refusal.since)}.` : `Out since ${when(refusal.since)}.`;
    case 'key_unaccounted':
      return `Missing since ${when(refusal.since)}.`;
    case 'key_in_doubt':
      return `Not sure where it is since ${when(refusal.since)}. Someone must look.`;
    case 'key_has_no_slot':
      return 'It has no slot in this cabinet.';
    case 'slot_busy':
      return 'Its slot is in use. Try again in a moment.';
    case 'slot_silent':
      return 'Its slot does not answer.';
    case 'slot_faulty':
      return 'Its slot is out of order.';
    case 'slot_not_misfilled':
      return 'There is nothing to take out of this slot.';
    case 'holds_nothing':
      return 'You have no key out, so this slot stays locked.';
    case 'storage_unavailable':
      return 'The cabinet cannot keep its records now and opens no slot. Keys can still be put back.';
    case 'bolt_jammed':
      return `Slot ${refusal.slot} did not open. It is stuck.`;
    case 'board_silent':
      return `Slot ${refusal.slot} does not answer. It may have opened.`;
    case 'not_released':
      return `Slot ${refusal.slot} was not opened. Try again.`;
  }
}

/** What is wrong with the cabinet, in one line. */
export function alarmText({ kind: what, slots }: AlarmView): string {
  const place = `${slots.length === 1 ? 'Slot' : 'Slots'} ${ranges(slots)}`;
  const one = slots.length === 1;
  switch (what) {
    case 'key_removed':
      return one ? `${place}: a key was removed without a release` : `${place}: keys were removed without a release`;
    case 'slot_misfilled':
      return one ? `${place} holds something that does not belong` : `${place} hold things that do not belong`;
    case 'slot_left_unlocked':
      return one ? `${place} is unlocked` : `${place} are unlocked`;
    case 'slot_jammed':
      return one ? `${place} is stuck` : `${place} are stuck`;
    case 'outcome_unknown':
      return `${place}: not sure whether the key was taken`;
    case 'door_left_open':
      return 'The door is open. Close it';
    case 'board_lost':
      return slots.length === 0
        ? 'A part of the cabinet does not answer'
        : `${place} ${one ? 'does' : 'do'} not answer`;
    case 'reader_lost':
      return 'The badge reader does not answer';
    case 'storage_failed':
      return 'No records can be kept: no slot opens, keys can be put back';
    case 'unexpected_event':
      return 'The cabinet has met something unexpected';
  }
}

/** What to do after a badge could not be read. */
export function noticeText(notice: BadgeNotice): string {
  switch (notice) {
    case 'random_uid':
      return 'This badge changes its number at each tap and cannot be used.';
    case 'too_long':
      return 'This badge cannot be used here.';
    case 'removed_too_soon':
      return 'Too quick. Hold your badge still for a moment.';
    case 'no_answer':
      return 'The badge did not answer. Hold it flat to the reader.';
  }
}

/** What became of a press that did nothing. */
export function failureText(failure: SendFailure): string {
  switch (failure) {
    case 'not_live':
    case 'unreachable':
      return 'Your press did not reach the cabinet. Press again.';
    case 'changed':
      return 'The screen changed before your press. Press again.';
    case 'over':
      return 'You are signed out. Tap your badge again.';
    case 'refused':
      return 'The cabinet did not understand that press. Try again.';
  }
}

/** "1", "1–4", "1–4, 9" */
export function ranges(numbers: readonly number[]): string {
  const runs: { first: number; last: number }[] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run !== undefined && number === run.last + 1) run.last = number;
    else runs.push({ first: number, last: number });
  }
  return runs.map(({ first, last }) => (first === last ? `${first}` : `${first}–${last}`)).join(', ');
}

function kind(keyClass: KeyView['class']): string {
  const names = {
    ordinary: 'These keys',
    controlled: 'Controlled keys',
    master: 'Master keys',
    vehicle: 'Vehicle keys',
  };
  return names[keyClass];
}

function keys(count: number): string {
  return count === 1 ? '1 key' : `${count} keys`;
}

/** "a", "a and b", "a, b and c" */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
