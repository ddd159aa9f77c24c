// From hand to hand: may this person receive a key that somebody else gives them at the cabinet?
import type { Refusal } from '../refusal.ts';
import { isNonEmpty, type NonEmpty } from '../result.ts';
import type { Instant } from '../time.ts';
import { KEY_RULES, termsOf } from './decide.ts';
import { withoutIdleDemands } from './demands.ts';
import type { Permit, PersonFacts, TakeRequest } from './facts.ts';
import { storageRule } from './rules/storage.ts';

export type HandoverDecision =
  | { readonly permitted: true; readonly permit: Omit<Permit, 'slot'> }
  | { readonly permitted: false; readonly refusals: NonEmpty<Refusal> };

/**
 * Decides whether a person may receive a key. All rules about person and key hold as at taking; the slot plays no part, and
 * glass cannot be broken. Whoever gives the key stands there with a badge, and may be among the witnesses.
 * @param request of the receiver
 * @param facts of the receiver
 */
export function decideHandover(request: TakeRequest, facts: PersonFacts, now: Instant): HandoverDecision {
  const refusals = [...KEY_RULES, storageRule].flatMap((rule) => rule(request, facts, now));
  if (isNonEmpty(refusals)) return { permitted: false, refusals: withoutIdleDemands(refusals) };
  return { permitted: true, permit: { key: request.key.id, ...termsOf(request, facts, now), overridden: [] } };
}
