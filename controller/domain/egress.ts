// Keys that must be carried: which of them stand in their slots outside their hand-over window. A warning, never a refusal.
import type { Alarm } from './alarm.ts';
import type { Custody } from './custody.ts';
import type { KeyId } from './ids.ts';
import type { Key } from './key.ts';
import type { Roster } from './roster.ts';
import { isOpen } from './schedule.ts';
import type { TimeZone, WallTime } from './zone.ts';

export interface EgressFacts {
  readonly roster: Pick<Roster, 'setup' | 'schedule' | 'isHoliday'>;
  readonly custody: Custody;
  readonly zone: Pick<TimeZone, 'addDays' | 'weekdayOf'>;
  /** What the wall shows at the instant that is asked about. */
  readonly wall: WallTime;
}

/** Keys that stand in a slot and should be carried, in the order of the set-up. */
export function egressWarnings(facts: EgressFacts): readonly KeyId[] {
  return facts.roster.setup.keys.filter((key) => isEgressKeyIn(key, facts)).map(({ id }) => id);
}

/** Whether a key should be carried and stands in a slot. A hand-over schedule that the set-up does not know is never open. */
function isEgressKeyIn(key: Key, { roster, custody, zone, wall }: EgressFacts): boolean {
  if (key.egressCritical === null || custody.get(key.id)?.at !== 'slot') return false;
  const handover = roster.schedule(key.egressCritical.handover);
  return handover === null || !isOpen(handover, wall, zone, (date) => roster.isHoliday(date));
}

/** The keys of which alarms warn whose cause is still there. */
export function egressKeysOf(alarms: readonly Alarm[]): readonly KeyId[] {
  return alarms.flatMap(({ kind, key, gone }) =>
    kind === 'egress_key_in' && key !== undefined && gone === null ? [key] : [],
  );
}
