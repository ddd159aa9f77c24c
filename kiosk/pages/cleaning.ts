// What ends the wiping of the glass before its time. Pure; asks no clock.
import type { CabinetSnapshot } from '../../controller/contract/snapshot.ts';

/** Whether a badge was held to the reader, or an alarm began, since the cleaning did. */
export function wantsGlass(before: CabinetSnapshot | null, now: CabinetSnapshot | null): boolean {
  if (now === null) return false;
  const { session, screen, alarms } = now;
  if (session !== null) {
    if (session.id !== before?.session?.id || session.waiting > before.session.waiting) return true;
  } else if (screen.name === 'refused' || (screen.name === 'idle' && screen.notice !== null)) return true;
  const known = new Set(before?.alarms.map(nameOf));
  return alarms.some((alarm) => alarm.severity === 'alarm' && !alarm.gone && !known.has(nameOf(alarm)));
}

function nameOf({ kind, since, slots }: CabinetSnapshot['alarms'][number]): string {
  return `${kind} ${since} ${slots.join()}`;
}
