// Why not, in English: a sentence for each refusal, never a code, without who can help. They come after the first screen.
import type { KeyLabel, RefusalView } from '../../../controller/contract/refusal-view.ts';
import type { KeyView } from '../../../controller/contract/snapshot.ts';
import type { OpenFault } from '../../../controller/contract/taking.ts';
import type { Telling } from '../moments.ts';
import { keys, listed, NO_RECORDS } from './sentences.ts';

const RETURN = 'You can still return keys.';

/** What holds a person up, in one or two short sentences, without who can help. */
export function refusalText(refusal: RefusalView, { moments, now }: Telling): string {
  const when = (iso: string) => moments.near(Date.parse(iso), now);
  switch (refusal.code) {
    case 'badge_unknown':
      return 'This badge is not known.';
    case 'not_served':
      return `You cannot be served here now. ${RETURN}`;
    case 'staff_suspended':
      return `Your access is suspended. ${RETURN}`;
    case 'staff_not_yet_valid':
      return `Your access begins ${when(refusal.from)}.`;
    case 'staff_expired':
      return `Your access ended ${when(refusal.until)}. ${RETURN}`;
    case 'witness_only':
      return 'You can stand by and return keys, not take them.';
    case 'no_grant':
      return 'You have no permission for this key.';
    case 'outside_schedule':
      return refusal.opens === null
        ? 'You may not have it at this time.'
        : `You may not have it now, only from ${when(refusal.opens)}.`;
    case 'qualification_missing':
      return `You need this first: ${refusal.qualification}.`;
    case 'qualification_expired':
      return `Your ${refusal.qualification} ran out ${when(refusal.since)}.`;
    case 'pin_required':
      return `${needs(refusal)} your PIN. Tap your badge again and enter it.`;
    case 'pin_not_set':
      return `${needs(refusal)} a PIN, and you have none yet.`;
    case 'allowance_reached':
      return most(refusal, '');
    case 'group_allowance_reached':
      return most(refusal, ` of ${refusal.group}`);
    case 'holds_overdue':
      return `You hold ${keys(refusal.keys.length)} past the due time. Return first: ${labels(refusal.keys)}.`;
    case 'excluded_by':
      return refusal.key === null
        ? 'It must not be with another key that you hold.'
        : `Nobody may hold it together with ${labels([refusal.key])}. Return that one first.`;
    case 'locked_out_by':
      return `These must be in first: ${labels(refusal.keys)}.`;
    case 'witness_required':
      return `Somebody must stand by with a badge: ${refusal.needed - refusal.present} of ${listed(refusal.from, 'or')}.`;
    case 'reason_required':
      return `Say why you need it: ${refusal.group}.`;
    case 'booking_required':
      return `It must be booked first: ${refusal.group}.`;
    case 'booked_by_other':
      return `Booked by somebody else until ${when(refusal.until)}.`;
    case 'key_faulty':
      return `Not fit for use since ${when(refusal.since)}: ${FAULTS[refusal.fault].toLowerCase()}.`;
    case 'key_lost':
      return `Reported lost ${when(refusal.since)}.`;
    case 'key_out': {
      if (refusal.yours) return `You have it since ${when(refusal.since)}.`;
      const back = refusal.due === undefined ? '' : ` Due back ${when(refusal.due)}.`;
      return `Out since ${when(refusal.since)}.${back}`;
    }
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
    case 'slot_quarantined':
      return `Its slot is out of use since ${when(refusal.since)}.`;
    case 'slot_not_misfilled':
      return 'There is nothing to take out of this slot.';
    case 'holds_nothing':
      return 'You have no key out.';
    case 'storage_unavailable':
      return NO_RECORDS;
    case 'on_battery':
      return 'On battery: returns only.';
    case 'bolt_jammed':
      return `Slot ${refusal.slot} did not open. It is stuck.`;
    case 'board_silent':
      return `Slot ${refusal.slot} does not answer. It may have opened.`;
    case 'not_released':
      return `Slot ${refusal.slot} was not opened. Try again.`;
  }
}

/** What is wrong with a key. */
export const FAULTS: Readonly<Record<OpenFault['fault'], string>> = {
  bent: 'Bent',
  stuck: 'Turns badly',
  ring_incomplete: 'Something is missing from the ring',
  tag_damaged: 'Tag damaged',
  vehicle_damaged: 'Vehicle damaged',
  vehicle_unsafe: 'Vehicle not safe',
  other: 'Something else',
};

function most({ held, allowance }: { readonly held: number; readonly allowance: number }, of: string): string {
  return `You hold ${keys(held)}${of}, and ${allowance} is the most. Return one first.`;
}

function needs({ keyClass, cause }: Extract<RefusalView, { code: 'pin_required' | 'pin_not_set' }>): string {
  if (cause === 'badge') return 'Your badge can be copied, so this key needs';
  if (cause === 'person') return 'You always need';
  return cause === 'key_class' ? `${CLASSES[keyClass]} need` : 'This key needs';
}

const CLASSES: Readonly<Record<KeyView['class'], string>> = {
  ordinary: 'These keys',
  controlled: 'Controlled keys',
  master: 'Master keys',
  vehicle: 'Vehicle keys',
};

/** "key 14, Linen room" */
function labels(named: readonly KeyLabel[]): string {
  return listed(named.map(({ number: of, name }) => `key ${of}, ${name}`));
}
