// What the timeline of a key or a person tells a supervisor: what happened to them, not how the cabinet went about it. Pure.
// Whoever forces somebody to open the desk must not learn from it that they called for help.
import { alarmSubject, isHiddenFrom } from './alarm.ts';
import type { EntrySeq, KeyId, StaffId } from './ids.ts';
import type { Occurrence, OccurrenceKind } from './occurrence.ts';
import type { Instant } from './time.ts';

/** Whose timeline it is. */
export type TimelineSubject =
  | { readonly kind: 'key'; readonly key: KeyId }
  | { readonly kind: 'person'; readonly person: StaffId };

/** An entry of the log, without its seals. */
export interface Happening {
  readonly seq: EntrySeq;
  readonly at: Instant;
  readonly occurrence: Occurrence;
}

/** Steps on the way to what is told, and who looked at whom. */
const UNTOLD: ReadonlySet<OccurrenceKind> = new Set<OccurrenceKind>([
  'session.began',
  'session.ended',
  'pin.accepted',
  'release.intended',
  'desk.looked',
  'alarm.closed',
  'key.due_soon',
  'door.opened',
  'door.closed',
]);

/** @param viewer who is at the desk */
export function isTold(occurrence: Occurrence, viewer: StaffId): boolean {
  if (UNTOLD.has(occurrence.kind)) return false;
  switch (occurrence.kind) {
    case 'alarm.raised':
    case 'alarm.acknowledged':
    case 'alarm.gone':
      return !isHiddenFrom(alarmSubject(occurrence), viewer);
    default:
      return true;
  }
}
