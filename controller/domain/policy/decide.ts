// The decision: may this person have this key now? Small rules, all run, all refusals returned together.
import { codesOf, type Refusal, type RefusalCode } from '../refusal.ts';
import { isNonEmpty } from '../result.ts';
import type { Instant } from '../time.ts';
import { overriding } from './break-glass.ts';
import { withoutIdleDemands } from './demands.ts';
import type { Decision, Facts, KeyRule, PersonFacts, ReopenRequest, SlotRule, TakeRequest } from './facts.ts';
import { momentOf } from './moment.ts';
import { allowanceRule } from './rules/allowance.ts';
import { bookingOf, bookingRule } from './rules/booking.ts';
import { faultRule } from './rules/fault.ts';
import { grantRule } from './rules/grant.ts';
import { overdueRule } from './rules/overdue.ts';
import { pairsRule } from './rules/pairs.ts';
import { pinRule } from './rules/pin.ts';
import { powerLasts, powerRule } from './rules/power.ts';
import { qualificationRule } from './rules/qualification.ts';
import { reasonRule } from './rules/reason.ts';
import { scheduleRule } from './rules/schedule.ts';
import { slotInUse, slotReady, slotRule } from './rules/slot.ts';
import { standing, standingRule } from './rules/standing.ts';
import { storageRule, storageWorks } from './rules/storage.ts';
import { whereaboutsRule } from './rules/whereabouts.ts';
import { witnessesRule } from './rules/witnesses.ts';
import { warningsFor } from './warnings.ts';

/** What must be so of the person and the key, wherever the key is. Refusals come in this order. */
export const KEY_RULES: readonly KeyRule[] = [
  standingRule,
  grantRule,
  scheduleRule,
  qualificationRule,
  pinRule,
  allowanceRule,
  overdueRule,
  pairsRule,
  witnessesRule,
  reasonRule,
  bookingRule,
  faultRule,
];

/** What must be so of the slot and the cabinet. */
export const SLOT_RULES: readonly SlotRule[] = [whereaboutsRule, slotRule, storageRule, powerRule];

const ALL_RULES: readonly SlotRule[] = [...KEY_RULES, ...SLOT_RULES];

/**
 * Decides whether a key may be released.
 * @param now wall time, already corrected by the high-water mark of the log; `facts.wall` is what the wall shows then
 */
export function decide(request: TakeRequest, facts: Facts, now: Instant): Decision {
  return decideBy(ALL_RULES, request, facts, now);
}

/** The decision by some rules: a rule more can only refuse more. */
export function decideBy(rules: readonly SlotRule[], request: TakeRequest, facts: Facts, now: Instant): Decision {
  const against: Refusal[] = [];
  for (const rule of rules) {
    const found = rule(request, facts, now);
    if (found.length > 0) against.push(...found);
  }
  const { refusals, overridden } = overriding(request, against, facts.roster);
  if (isNonEmpty(refusals)) return { permitted: false, refusals: withoutIdleDemands(refusals) };
  if (facts.slot === null) return { permitted: false, refusals: [{ code: 'key_has_no_slot' }] };
  return {
    permitted: true,
    permit: { key: request.key.id, slot: facts.slot, ...termsOf(request, facts, now), overridden },
  };
}

/**
 * Decides whether a slot may be opened so that a misplaced fob can be drawn.
 * @param misfilled whether something stands in it that does not belong there
 */
export function decideReopen(request: ReopenRequest, misfilled: boolean, facts: Facts, now: Instant): Decision {
  const { staff, slot } = request;
  const cabinet = [...slotReady(facts), ...slotInUse(facts), ...storageWorks(facts), ...powerLasts(facts)];
  const refusals: Refusal[] = [...standing(staff, facts.ledger, now), ...cabinet];
  if (!misfilled) refusals.push({ code: 'slot_not_misfilled' });
  // Who holds nothing has put nothing there; somebody must still be able to draw what nobody answers for.
  if (facts.held.length === 0 && staff.role !== 'supervisor') refusals.push({ code: 'holds_nothing' });
  if (isNonEmpty(refusals)) return { permitted: false, refusals };
  return {
    permitted: true,
    permit: { staff: staff.id, key: null, slot, due: null, booking: null, overridden: [], warnings: [] },
  };
}

/** What goes with a key that is handed out: until when, on which booking, and what the person should know. */
export function termsOf(request: TakeRequest, facts: PersonFacts, now: Instant) {
  const { staff, key } = request;
  return {
    staff: staff.id,
    due: momentOf(facts, now).dueOf([...key.curfews, ...staff.curfews]),
    booking: bookingOf(request, facts, now),
    warnings: warningsFor(request, facts, now),
  };
}

/** The codes of a refused decision, each once, in order; none for a permit. */
export function refusalCodes(decision: Decision): readonly RefusalCode[] {
  return decision.permitted ? [] : codesOf(decision.refusals);
}
