// The decision: may this person have this key now? Small rules, all run, all refusals returned together.
import { type Custody, countHeldBy } from './custody.ts';
import type { KeyId, StaffId } from './ids.ts';
import type { Key } from './key.ts';
import type { Refusal } from './refusal.ts';
import { isNonEmpty, type NonEmpty } from './result.ts';
import type { CabinetPolicy } from './setup.ts';
import type { Slot } from './slot.ts';
import type { Factor, Grant, Staff } from './staff.ts';
import { after, type Instant } from './time.ts';

/** What a slot can do at this moment, as its machine and its board say. */
export type SlotCondition = 'ready' | 'busy' | 'silent' | 'faulty';

export interface TakeRequest {
  readonly staff: Staff;
  readonly key: Key;
  readonly factors: readonly Factor[];
}

export interface ReopenRequest {
  readonly staff: Staff;
  readonly slot: Slot;
}

/** Everything a decision may look at. */
export interface Facts {
  readonly policy: CabinetPolicy;
  readonly grants: readonly Grant[];
  readonly custody: Custody;
  /** Home slot of the key; null = none. For a reopening, the slot itself. */
  readonly slot: Slot | null;
  readonly condition: SlotCondition;
  /** Whether an intent could be written at this moment. */
  readonly storage: 'available' | 'unavailable';
}

export interface Permit {
  readonly staff: StaffId;
  readonly key: KeyId | null;
  readonly slot: Slot;
  /** When the key is due back; null = no limit. */
  readonly due: Instant | null;
}

export type Decision =
  | { readonly permitted: true; readonly permit: Permit }
  | { readonly permitted: false; readonly refusals: NonEmpty<Refusal> };

type TakeRule = (request: TakeRequest, facts: Facts, now: Instant) => readonly Refusal[];

const TAKE_RULES: readonly TakeRule[] = [
  ({ staff }, _facts, now) => standing(staff, now),
  grant,
  pin,
  allowance,
  whereabouts,
  (_request, facts) => slotReady(facts),
  (_request, facts) => storage(facts),
];

/** Decides whether a key may be released. @param now wall time, already corrected by the high-water mark of the log */
export function decide(request: TakeRequest, facts: Facts, now: Instant): Decision {
  const refusals = TAKE_RULES.flatMap((rule) => rule(request, facts, now));
  if (isNonEmpty(refusals)) return { permitted: false, refusals };
  if (facts.slot === null) return { permitted: false, refusals: [{ code: 'key_has_no_slot' }] };
  const { staff, key } = request;
  const due = key.curfew === null ? null : after(now, key.curfew);
  return { permitted: true, permit: { staff: staff.id, key: key.id, slot: facts.slot, due } };
}

/**
 * Decides whether a slot in which nothing belongs may be opened so that a misplaced fob can be drawn.
 * @param misfilled whether the sensors see something in it
 */
export function decideReopen(request: ReopenRequest, misfilled: boolean, facts: Facts, now: Instant): Decision {
  const { staff, slot } = request;
  const refusals: Refusal[] = [...standing(staff, now), ...slotReady(facts), ...storage(facts)];
  if (!misfilled || slot.fob !== null) refusals.push({ code: 'slot_not_misfilled' });
  if (countHeldBy(facts.custody, staff.id) === 0) refusals.push({ code: 'holds_nothing' });
  if (isNonEmpty(refusals)) return { permitted: false, refusals };
  return { permitted: true, permit: { staff: staff.id, key: null, slot, due: null } };
}

/** Whether a person is valid now. An expired or suspended person may still return keys; this rule is asked only for taking. */
export function standing(staff: Staff, now: Instant): readonly Refusal[] {
  if (staff.standing === 'suspended') return [{ code: 'staff_suspended' }];
  if (staff.validFrom !== null && now < staff.validFrom)
    return [{ code: 'staff_not_yet_valid', from: staff.validFrom }];
  if (staff.validUntil !== null && now >= staff.validUntil) return [{ code: 'staff_expired', until: staff.validUntil }];
  return [];
}

/** Whether any grant reaches from the person to the key. */
export function isGranted(staff: Staff, key: Key, grants: readonly Grant[]): boolean {
  return grants.some(({ staffGroup, keyGroup }) => staff.groups.includes(staffGroup) && key.groups.includes(keyGroup));
}

/** Whether the person should be asked for a PIN on arrival: a key that needs one is within their grants. */
export function wantsPin(staff: Staff, keys: readonly Key[], grants: readonly Grant[], policy: CabinetPolicy): boolean {
  return staff.hasPin && keys.some((key) => policy.pinClasses.includes(key.class) && isGranted(staff, key, grants));
}

function grant({ staff, key }: TakeRequest, { grants }: Facts): readonly Refusal[] {
  return isGranted(staff, key, grants) ? [] : [{ code: 'no_grant' }];
}

function pin({ staff, key, factors }: TakeRequest, { policy }: Facts): readonly Refusal[] {
  if (!policy.pinClasses.includes(key.class) || factors.includes('pin')) return [];
  return [{ code: staff.hasPin ? 'pin_required' : 'pin_not_set', keyClass: key.class }];
}

function allowance({ staff }: TakeRequest, { policy, custody }: Facts): readonly Refusal[] {
  const allowed = staff.allowance ?? policy.allowance;
  const held = countHeldBy(custody, staff.id);
  return held < allowed ? [] : [{ code: 'allowance_reached', allowance: allowed, held }];
}

function whereabouts({ key }: TakeRequest, { custody }: Facts): readonly Refusal[] {
  const holding = custody.get(key.id);
  switch (holding?.at) {
    case 'slot':
      return [];
    case 'person':
      return [{ code: 'key_out', since: holding.since, holder: holding.staff }];
    case 'doubt':
      return [{ code: 'key_in_doubt', since: holding.since }];
    case 'unaccounted':
      return [{ code: 'key_unaccounted', since: holding.since }];
    case undefined:
      return [{ code: 'key_has_no_slot' }];
  }
}

function slotReady({ condition }: Facts): readonly Refusal[] {
  switch (condition) {
    case 'ready':
      return [];
    case 'busy':
      return [{ code: 'slot_busy' }];
    case 'silent':
      return [{ code: 'slot_silent' }];
    case 'faulty':
      return [{ code: 'slot_faulty' }];
  }
}

function storage(facts: Facts): readonly Refusal[] {
  return facts.storage === 'available' ? [] : [{ code: 'storage_unavailable' }];
}
