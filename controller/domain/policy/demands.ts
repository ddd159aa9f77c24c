// Refusals that the person at the screen can answer at once: a PIN, a reason, a witness. All others end the request.
import type { Refusal, RefusalCode } from '../refusal.ts';
import { isNonEmpty, type NonEmpty } from '../result.ts';

const DEMANDS = ['pin_required', 'reason_required', 'witness_required'] as const satisfies readonly RefusalCode[];

export type Demand = Extract<Refusal, { readonly code: (typeof DEMANDS)[number] }>;

export function isDemand(refusal: Refusal): refusal is Demand {
  return DEMANDS.some((code) => code === refusal.code);
}

/** Refusals of a person who may take nothing at all, without what they would only be asked for in vain. */
export function withoutIdleDemands(refusals: NonEmpty<Refusal>): NonEmpty<Refusal> {
  if (!refusals.some(({ code }) => BARRED.has(code))) return refusals;
  const rest = refusals.filter((refusal) => !isDemand(refusal));
  return isNonEmpty(rest) ? rest : refusals;
}

const BARRED: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  'staff_suspended',
  'staff_not_yet_valid',
  'staff_expired',
  'witness_only',
]);
