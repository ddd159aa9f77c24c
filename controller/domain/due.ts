// What becomes of a key as its due time comes near and passes: in time, due soon, overdue, escalated. Pure: it reads custody
// and the wall time it is given, so a restart loses nothing. Stages only go forward; a clock put back unsays none.
import type { Alarm } from './alarm.ts';
import type { Custody, DueStage } from './custody.ts';
import type { KeyId } from './ids.ts';
import type { Occurrence } from './occurrence.ts';
import type { CabinetPolicy } from './setup.ts';
import { after, type Duration, type Instant, instant, milliseconds } from './time.ts';

/** How long before its due time a key is due soon, and how long after it is escalated. */
export type DuePolicy = Pick<CabinetPolicy, 'dueSoon' | 'escalation'>;

export type DueOccurrence = Extract<Occurrence, { readonly kind: 'key.due_soon' | 'key.overdue' | 'key.escalated' }>;

/** Keys past the stage `in_time`, each with its stage. */
export type DueStages = ReadonlyMap<KeyId, DueStage>;

/** The stage of a key with a due time; null = it has none and stays in time. */
export function stageAt(due: Instant | null, now: Instant, policy: DuePolicy): DueStage {
  if (due === null) return 'in_time';
  return PASSED.findLast((stage) => beginning(due, stage, policy) <= now) ?? 'in_time';
}

/** When the stage after `stage` begins; null = it is the last, or there is no due time. */
export function nextStageAt(due: Instant | null, stage: DueStage, policy: DuePolicy): Instant | null {
  const next = PASSED[rank(stage)];
  return due === null || next === undefined ? null : beginning(due, next, policy);
}

/**
 * What must be recorded at `now`: every stage that a key has reached and that custody does not know of yet, in the order in
 * which they began. Once they are recorded, custody stands at the newest stage and the list is empty.
 */
export function stageOccurrences(custody: Custody, policy: DuePolicy, now: Instant): readonly DueOccurrence[] {
  const begun = [...custody].flatMap(([key, holding]) => {
    if (holding.at !== 'person' || holding.due === null) return [];
    const { staff: holder, due, stage: known } = holding;
    return PASSED.filter((stage) => rank(stage) > rank(known))
      .map((stage) => ({ at: beginning(due, stage, policy), occurrence: { kind: KIND[stage], key, holder, due } }))
      .filter(({ at }) => at <= now);
  });
  return begun.toSorted((a, b) => a.at - b.at).map(({ occurrence }) => occurrence);
}

/** The next instant after `now` at which a key reaches a stage that custody does not know of yet; null = none will. */
export function nextWake(custody: Custody, policy: DuePolicy, now: Instant): Instant | null {
  const wakes = [...custody.values()].flatMap((holding) => {
    if (holding.at !== 'person') return [];
    const reached = stageAt(holding.due, now, policy);
    const next = nextStageAt(holding.due, rank(reached) > rank(holding.stage) ? reached : holding.stage, policy);
    return next === null ? [] : [next];
  });
  return wakes.length === 0 ? null : instant(Math.min(...wakes));
}

/** How long it is from `now` until the next wake; null = there is none. A wait that a stepped clock makes wrong: bound it. */
export function waitFor(wake: Instant | null, now: Instant): Duration | null {
  return wake === null ? null : milliseconds(Math.max(0, wake - now));
}

/** The stages that custody knows of. */
export function stagesIn(custody: Custody): DueStages {
  const stages = new Map<KeyId, DueStage>();
  for (const [key, holding] of custody)
    if (holding.at === 'person' && holding.stage !== 'in_time') stages.set(key, holding.stage);
  return stages;
}

/** The stages that alarms speak of whose cause is still there. */
export function stagesOf(alarms: readonly Alarm[]): DueStages {
  const stages = new Map<KeyId, DueStage>();
  for (const { kind, key, gone } of alarms) {
    if (key === undefined || gone !== null) continue;
    if (kind === 'key_escalated') stages.set(key, 'escalated');
    if (kind === 'key_overdue' && !stages.has(key)) stages.set(key, 'overdue');
  }
  return stages;
}

/** The stages after `in_time`, in their order. */
const PASSED = ['due_soon', 'overdue', 'escalated'] as const;
const STAGES: readonly DueStage[] = ['in_time', ...PASSED];
type PassedStage = (typeof PASSED)[number];

const KIND: Readonly<Record<PassedStage, DueOccurrence['kind']>> = {
  due_soon: 'key.due_soon',
  overdue: 'key.overdue',
  escalated: 'key.escalated',
};

function beginning(due: Instant, stage: PassedStage, { dueSoon, escalation }: DuePolicy): Instant {
  switch (stage) {
    case 'due_soon':
      return instant(due - dueSoon);
    case 'overdue':
      return due;
    case 'escalated':
      return after(due, escalation);
  }
}

/** 0 for `in_time`, and one more for each stage passed. */
function rank(stage: DueStage): number {
  return STAGES.indexOf(stage);
}
