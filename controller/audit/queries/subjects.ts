// Under which words an entry can be found: the subjects of the index. Derived from the entry alone, so that the index can be
// dropped and made anew. Never holds anything that the entry does not.
import { type AlarmKind, type AlarmSubject, alarmName, alarmSubject } from '../../domain/alarm.ts';
import type { KeyId, StaffId } from '../../domain/ids.ts';
import type { Occurrence, OccurrenceOf } from '../../domain/occurrence.ts';
import type { RefusalCode } from '../../domain/refusal.ts';
import { keysIn, participationsIn } from './parts.ts';

/**
 * `custody:` has what may move one key, `alarm:` what happened to one alarm, both so that a past moment is found by a few
 * entries. `refused:` has what was refused by person, key or reason.
 */
export type Subject =
  | `key:${string}`
  | `staff:${string}`
  | `custody:${string}`
  | `alarm:${string}`
  | 'alarms'
  | `alarms:${string}`
  | 'refusals'
  | `refused:${'staff' | 'key' | 'reason'}:${string}`
  | 'overrides';

/** Somebody was turned away: a request with its reasons, a wrong PIN, a badge or a number that nobody has. */
export type Refused = OccurrenceOf<
  'access.refused' | 'pin.refused' | 'badge.unknown' | 'number.unknown' | 'code.refused'
>;

/** The prefixes of subjects of which all can be listed. */
export const CUSTODY_PREFIX = 'custody:';
export const ALARM_PREFIX = 'alarm:';

const KEY_PREFIX = 'key:';
const STAFF_PREFIX = 'staff:';

export const ALARMS: Subject = 'alarms';
export const REFUSALS: Subject = 'refusals';
export const OVERRIDES: Subject = 'overrides';

export function keySubject(key: KeyId): Subject {
  return `${KEY_PREFIX}${key}`;
}

export function staffSubject(staff: StaffId): Subject {
  return `${STAFF_PREFIX}${staff}`;
}

export function custodySubject(key: KeyId): Subject {
  return `custody:${key}`;
}

export function alarmsSubject(kind: AlarmKind): Subject {
  return `alarms:${kind}`;
}

export function alarmSubjectOf(alarm: AlarmSubject): Subject {
  return `alarm:${alarmName(alarm)}`;
}

export function refusedSubject(what: 'staff' | 'key' | 'reason', word: StaffId | KeyId | RefusalCode): Subject {
  return `refused:${what}:${word}`;
}

/** Every subject under which an entry is found, each once. */
export function subjectsOf(occurrence: Occurrence): readonly Subject[] {
  return [
    ...new Set([
      ...keysIn(occurrence).map(keySubject),
      ...participationsIn(occurrence).map(({ staff }) => staffSubject(staff)),
      ...custodySubjects(occurrence),
      ...alarmSubjects(occurrence),
      ...refusalSubjects(occurrence),
      ...overrideSubjects(occurrence),
    ]),
  ];
}

/** Whether an entry is found under a subject: as `subjectsOf` says it, but for a key or a person without telling all others. */
export function isUnder(occurrence: Occurrence, subject: Subject): boolean {
  if (subject.startsWith(KEY_PREFIX)) return keysIn(occurrence).some((key) => keySubject(key) === subject);
  if (subject.startsWith(STAFF_PREFIX)) {
    return participationsIn(occurrence).some(({ staff }) => staffSubject(staff) === subject);
  }
  return subjectsOf(occurrence).includes(subject);
}

/** The kinds are those of `custodyChange`; whether one of them changes anything depends on what was before. */
function custodySubjects(occurrence: Occurrence): readonly Subject[] {
  switch (occurrence.kind) {
    case 'release.taken':
    case 'release.unknown':
    case 'release.not_taken':
    case 'release.not_opened':
    case 'key.handed_over':
    case 'key.extended':
    case 'key.due_soon':
    case 'key.overdue':
    case 'key.escalated':
    case 'key.lost':
    case 'key.found':
    case 'key.returned':
    case 'key.removed':
      return occurrence.key === null ? [] : [custodySubject(occurrence.key)];
    default:
      return [];
  }
}

function alarmSubjects(occurrence: Occurrence): readonly Subject[] {
  switch (occurrence.kind) {
    case 'alarm.raised':
    case 'alarm.acknowledged':
    case 'alarm.gone':
    case 'alarm.closed':
      return [ALARMS, alarmsSubject(occurrence.alarm), alarmSubjectOf(alarmSubject(occurrence))];
    default:
      return [];
  }
}

function refusalSubjects(occurrence: Occurrence): readonly Subject[] {
  switch (occurrence.kind) {
    case 'access.refused': {
      const { staff, key, reasons } = occurrence;
      return [
        REFUSALS,
        refusedSubject('staff', staff),
        ...(key === null ? [] : [refusedSubject('key', key)]),
        ...reasons.map((reason) => refusedSubject('reason', reason)),
      ];
    }
    case 'pin.refused':
      return [REFUSALS, refusedSubject('staff', occurrence.staff)];
    case 'badge.unknown':
    case 'number.unknown':
    case 'code.refused':
      return [REFUSALS];
    default:
      return [];
  }
}

/** A release against the rules, and that somebody has looked at it since. */
function overrideSubjects(occurrence: Occurrence): readonly Subject[] {
  const isReview = occurrence.kind === 'override.reviewed';
  const isOverride = occurrence.kind === 'release.intended' && occurrence.overridden.length > 0;
  return isReview || isOverride ? [OVERRIDES] : [];
}
