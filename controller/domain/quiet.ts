// The quiet hours of a cabinet: when its screen sounds softer. By the wall, on every day alike. Pure.
import type { QuietHours } from './setup.ts';
import type { MinuteOfDay } from './zone.ts';

/** Whether a minute of the day is quiet. Hours that end before they begin run over midnight. */
export function isQuietAt(hours: QuietHours | null, minute: MinuteOfDay): boolean {
  if (hours === null) return false;
  const { from, until } = hours;
  return from < until ? from <= minute && minute < until : from <= minute || minute < until;
}
