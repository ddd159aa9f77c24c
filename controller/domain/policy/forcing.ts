// Releasing by force: a supervisor takes one key past the rules of persons and keys, with a word of why. Never past where the
// key is, what its slot can do, whether that slot is in use, or whether it can be recorded.
import type { Refusal, RefusalCode } from '../refusal.ts';
import { isNonEmpty } from '../result.ts';
import type { Instant } from '../time.ts';
import { OVERRIDABLE } from './break-glass.ts';
import { decide, termsOf } from './decide.ts';
import type { Decision, Facts, TakeRequest } from './facts.ts';

/** Every rule that gives way to force. What is not named here never does. */
const FORCIBLE: ReadonlySet<RefusalCode> = new Set<RefusalCode>([...OVERRIDABLE, 'key_faulty', 'reason_required']);

/** What force does not move, of a supervisor who is valid and has shown their PIN. */
export const OBSTACLES = [
  'key_out',
  'key_unaccounted',
  'key_in_doubt',
  'key_lost',
  'key_has_no_slot',
  'slot_busy',
  'slot_silent',
  'slot_faulty',
  'slot_quarantined',
  'storage_unavailable',
  'on_battery',
] as const satisfies readonly RefusalCode[];

export type Obstacle = (typeof OBSTACLES)[number];

/**
 * Decides whether a supervisor may force a key out. Asks nobody's role: that is the desk's. The text that was typed is the
 * reason, whatever list the group of the key has.
 * @param now wall time, already corrected by the high-water mark of the log
 */
export function decideForced(request: TakeRequest, facts: Facts, now: Instant): Decision {
  const decision = decide({ ...request, breakGlass: false }, facts, now);
  if (decision.permitted) return decision;
  const rest = decision.refusals.filter(({ code }) => !FORCIBLE.has(code));
  if (isNonEmpty(rest)) return { permitted: false, refusals: rest };
  const { slot } = facts;
  if (slot === null) return { permitted: false, refusals: [{ code: 'key_has_no_slot' }] };
  const overridden = new Set(decision.refusals.map(({ code }) => code).filter((code) => code !== 'reason_required'));
  return {
    permitted: true,
    permit: { key: request.key.id, slot, ...termsOf(request, facts, now), overridden: [...overridden] },
  };
}

/** What the desk says of a refusal; null = it lies with the person, not with the key. */
export function obstacleOf(refusals: readonly Refusal[]): Obstacle | null {
  return OBSTACLES.find((code) => refusals.some((refusal) => refusal.code === code)) ?? null;
}
