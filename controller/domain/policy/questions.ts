// What can be asked of a person so that a refusal falls away: the PIN, then a reason, then somebody who stands by.
import type { Refusal } from '../refusal.ts';
import { type Demand, isDemand } from './demands.ts';

export type Question = 'pin' | 'reason' | 'witness';

/** The order in which they are asked. */
const ORDER: readonly (readonly [Demand['code'], Question])[] = [
  ['pin_required', 'pin'],
  ['reason_required', 'reason'],
  ['witness_required', 'witness'],
];

/** What must be asked, in order; none when nothing speaks against it, and none when something stands that no answer settles. */
export function questionsOf(refusals: readonly Refusal[]): readonly Question[] {
  if (isFinal(refusals)) return [];
  return ORDER.filter(([code]) => refusals.some((refusal) => refusal.code === code)).map(([, question]) => question);
}

/** The refusals that no answer settles. While there are any, nothing is asked. */
export function standingRefusals(refusals: readonly Refusal[]): readonly Refusal[] {
  return refusals.filter((refusal) => !isDemand(refusal));
}

/** Whether a refusal ends the request: nothing can be asked that would settle it. */
export function isFinal(refusals: readonly Refusal[]): boolean {
  return standingRefusals(refusals).length > 0;
}
