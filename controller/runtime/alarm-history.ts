// What a supervisor is told of alarms that have ended within a day: read off the log, so that it is whole after a restart too.
import type { Page } from '../audit/queries/log-queries.ts';
import type { QueryFault } from '../audit/queries/log-reader.ts';
import { type AlarmTurn, type EndedAlarm, endedAlarms } from '../domain/alarm-past.ts';
import type { EntrySeq } from '../domain/ids.ts';
import type { Result } from '../domain/result.ts';
import { type Duration, hours, type Instant, instant } from '../domain/time.ts';
import type { DeskPage } from '../machines/desk-pages.ts';
import type { Services } from './services.ts';

const LOOK_BACK: Duration = hours(24);
/** So many pages of the log are read at most, newest first. */
const PAGES = 5;
/** Ended alarms that are told of at most. */
const LINES = 100;

/** The page of all alarms. A log that cannot be read ends nothing: what is open shows all the same. */
export function alarmsPage(services: Services): Extract<DeskPage, { kind: 'alarms' }> {
  return { kind: 'alarms', ended: endedLately(services) };
}

function endedLately({ alarmLog, journal }: Services): readonly EndedAlarm[] | null {
  if (alarmLog === undefined) return null;
  const from: Instant = instant(journal.now() - LOOK_BACK);
  const turns: AlarmTurn[] = [];
  let below: EntrySeq | null = null;
  for (let page = 0; page < PAGES; page += 1) {
    const read: Result<Page, QueryFault> = alarmLog.alarms({ from, below, limit: 200 });
    if (!read.ok) return null;
    for (const { occurrence, at } of read.value.entries) if ('alarm' in occurrence) turns.push({ occurrence, at });
    below = read.value.next;
    if (below === null) break;
  }
  return endedAlarms(turns.toReversed()).slice(0, LINES);
}
