// Alarms that have ended, as the log tells of them: what it was, when, and who had acknowledged it. A fold; asks no clock.
import { type AlarmOccurrence, type AlarmSubject, alarmName, alarmSubject } from './alarm.ts';
import type { StaffId } from './ids.ts';
import type { Instant } from './time.ts';

export interface EndedAlarm {
  readonly alarm: AlarmSubject;
  /** null = before what was read of the log. */
  readonly raised: Instant | null;
  readonly acknowledged: { readonly by: StaffId; readonly at: Instant } | null;
  readonly ended: Instant;
}

/** One change of an alarm. */
export interface AlarmTurn {
  readonly occurrence: AlarmOccurrence;
  readonly at: Instant;
}

/**
 * Every alarm that was closed in a stretch of the log, the last first. One that came back later is told of once for each end.
 * @param turns in the order of the log
 */
export function endedAlarms(turns: readonly AlarmTurn[]): readonly EndedAlarm[] {
  const open = new Map<string, Pick<EndedAlarm, 'raised' | 'acknowledged'>>();
  const ended: EndedAlarm[] = [];
  for (const { occurrence, at } of turns) {
    const alarm = alarmSubject(occurrence);
    const name = alarmName(alarm);
    const before = open.get(name) ?? { raised: null, acknowledged: null };
    switch (occurrence.kind) {
      case 'alarm.raised':
        if (!open.has(name)) open.set(name, { raised: at, acknowledged: null });
        break;
      case 'alarm.acknowledged':
        open.set(name, { ...before, acknowledged: before.acknowledged ?? { by: occurrence.staff, at } });
        break;
      case 'alarm.gone':
        open.set(name, before);
        break;
      case 'alarm.closed':
        ended.push({ alarm, ...before, ended: at });
        open.delete(name);
        break;
    }
  }
  return ended.toReversed();
}
