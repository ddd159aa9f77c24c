// Breaking glass: a named group may override some rules, with a word of why, and each use is reviewed. Never who the person
// is, what proves it, where the key is or whether it can be recorded.
import type { Key, KeyGroup } from '../key.ts';
import type { Refusal, RefusalCode } from '../refusal.ts';
import type { Roster } from '../roster.ts';
import type { Staff } from '../staff.ts';
import { isDemand } from './demands.ts';
import type { TakeRequest } from './facts.ts';

/** Every rule that may be overridden. What is not named here never is. */
export const OVERRIDABLE: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  'no_grant',
  'outside_schedule',
  'qualification_missing',
  'qualification_expired',
  'allowance_reached',
  'group_allowance_reached',
  'holds_overdue',
  'excluded_by',
  'locked_out_by',
  'witness_required',
  'booking_required',
  'booked_by_other',
]);

export interface Overridden {
  readonly refusals: readonly Refusal[];
  readonly overridden: readonly RefusalCode[];
}

/** What still speaks against a request once glass is broken, where it is asked for, needed and allowed. */
export function overriding(request: TakeRequest, refusals: readonly Refusal[], roster: Roster): Overridden {
  if (!request.breakGlass) return { refusals, overridden: [] };
  const group = glassOf(request.staff, request.key, roster);
  const lifted = refusals.filter(({ code }) => OVERRIDABLE.has(code));
  if (group === null || lifted.length === 0) return { refusals, overridden: [] };
  const rest = refusals.filter(({ code }) => !OVERRIDABLE.has(code));
  const unexplained = request.reason === null && !request.hasNote;
  const isAsked = rest.some(({ code }) => code === 'reason_required');
  if (unexplained && !isAsked) rest.push({ code: 'reason_required', group: group.id });
  return { refusals: rest, overridden: [...new Set(lifted.map(({ code }) => code))] };
}

/** Whether breaking glass would help a refused person: they may, a rule would give way, and only answers would be left. */
export function canBreakGlass(staff: Staff, key: Key, refusals: readonly Refusal[], roster: Roster): boolean {
  return (
    glassOf(staff, key, roster) !== null &&
    refusals.some(({ code }) => OVERRIDABLE.has(code)) &&
    refusals.every((refusal) => OVERRIDABLE.has(refusal.code) || isDemand(refusal))
  );
}

/** Keys for which a person may break glass, granted or not: only what is shown can be asked for. */
export function keysBehindGlass(staff: Staff, roster: Roster): readonly Key[] {
  const groups = roster.setup.keyGroups.filter((group) => isMember(staff, group));
  const ids = new Set(groups.flatMap(({ id }) => roster.keysOf({ kind: 'group', group: id })));
  return [...ids].flatMap((id) => roster.key(id) ?? []);
}

/** The first group of the key for which the person may break glass; null = none. */
function glassOf(staff: Staff, key: Key, roster: Roster): KeyGroup | null {
  return roster.groupsOf(key).find((group) => isMember(staff, group)) ?? null;
}

function isMember({ groups }: Staff, { breakGlass }: KeyGroup): boolean {
  return groups.some((group) => breakGlass.includes(group));
}
