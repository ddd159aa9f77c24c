// Everything that a schema cannot say of a set-up: whether its parts fit each other and make sense. All faults at once.
import { type CurfewFault, curfewFault, LONGEST_CURFEW } from '../domain/curfew.ts';
import type { KeyGroup, KeyPair, KeySet, WitnessRule } from '../domain/key.ts';
import { holdsName } from '../domain/mention.ts';
import { err, type Result } from '../domain/result.ts';
import { type Schedule, type ScheduleFaultCode, scheduleFaults } from '../domain/schedule.ts';
import type { CabinetSetup } from '../domain/setup.ts';
import { seconds } from '../domain/time.ts';
import { timeZone } from '../time-zone.ts';
import { parseDocument } from './document.ts';
import { pathText, type SetupFault } from './fault.ts';
import { hardwareFaults } from './hardware-faults.ts';
import { duplicateFaults, referenceFaults } from './references.ts';

/** How long a list of keys may stand that nobody touches. */
const SHORTEST_SIGN_OUT = seconds(20);
const LONGEST_SIGN_OUT = seconds(600);

/** Reads a document that may become the set-up of a cabinet. @returns every fault of the shape, or else every other fault */
export function readSetup(text: string): Result<CabinetSetup, readonly SetupFault[]> {
  const parsed = parseDocument(text);
  if (!parsed.ok) return parsed;
  const faults = setupFaults(parsed.value);
  return faults.length === 0 ? parsed : err(faults);
}

/** All that is wrong with a set-up, in no order that means anything; an empty list for nothing. */
export function setupFaults(setup: CabinetSetup): readonly SetupFault[] {
  return [
    ...zoneFaults(setup),
    ...duplicateFaults(setup),
    ...referenceFaults(setup),
    ...hardwareFaults(setup),
    ...policyFaults(setup),
    ...setup.schedules.flatMap(ofSchedule),
    ...curfewFaults(setup),
    ...setup.keyGroups.flatMap((group, index) => groupFaults(group, index, setup)),
    ...setup.pairs.flatMap((pair, index) => pairFaults(pair, index, setup)),
    ...staffFaults(setup),
  ];
}

function zoneFaults({ identity }: CabinetSetup): readonly SetupFault[] {
  if (timeZone(identity.timeZone).ok) return [];
  const message = `there is no time zone "${identity.timeZone}"; names are those of IANA, e.g. Europe/Paris`;
  return [{ path: 'identity.timeZone', code: 'time_zone_unknown', message }];
}

function policyFaults({ policy }: CabinetSetup): readonly SetupFault[] {
  const { dueSoon, escalation, noShow, bookingLead, quiet, signOut } = policy;
  const never = 'quiet hours end where they begin; null means none';
  const tooLong = Object.entries({ dueSoon, escalation, noShow, bookingLead }).filter(
    ([, duration]) => duration < 0 || duration > LONGEST_CURFEW,
  );
  return [
    ...allowanceFaults(policy.allowance, 'policy.allowance'),
    ...tooLong.map(([name]): SetupFault => {
      return { path: `policy.${name}`, code: 'duration_out_of_range', message: 'this is at most 365 days' };
    }),
    ...(signOut < SHORTEST_SIGN_OUT || signOut > LONGEST_SIGN_OUT
      ? [{ path: 'policy.signOut', code: 'duration_out_of_range', message: 'this is 20–600 seconds' } as const]
      : []),
    ...(quiet?.from === quiet?.until && quiet !== null
      ? [{ path: 'policy.quiet', code: 'empty_window', message: never } as const]
      : []),
  ];
}

const SCHEDULE_WORDS: Readonly<Record<ScheduleFaultCode, string>> = {
  no_days: 'a weekly window needs a day',
  duplicate_day: 'the same day twice',
  empty_window: 'this window ends where it begins',
  exception_ends_before_start: 'this exception ends before it starts',
  exceptions_overlap: 'an earlier exception speaks of one of these days already',
};

function ofSchedule(schedule: Schedule, index: number): readonly SetupFault[] {
  const faults = scheduleFaults(schedule).map(({ code, path }): SetupFault => {
    return { path: pathText(['schedules', index, ...path]), code, message: SCHEDULE_WORDS[code] };
  });
  const { windows, onHolidays, exceptions } = schedule;
  const opens = windows.length + (onHolidays ?? []).length + exceptions.flatMap((one) => one.windows).length > 0;
  const never: SetupFault = {
    path: `schedules[${index}]`,
    code: 'schedule_never_opens',
    message: 'this schedule has no window at all',
  };
  return opens ? faults : [...faults, never];
}

const CURFEW_WORDS: Readonly<Record<CurfewFault, string>> = {
  curfew_too_short: 'a curfew is at least 1 minute',
  curfew_too_long: 'a curfew is at most 365 days',
  no_shifts: 'the cabinet has no shifts that could end',
};

function curfewFaults({ keys, staff, shifts }: CabinetSetup): readonly SetupFault[] {
  return Object.entries({ keys, staff }).flatMap(([list, members]) =>
    members.flatMap(({ curfews }, index) =>
      curfews.flatMap((curfew, place): readonly SetupFault[] => {
        const code = curfewFault(curfew, shifts);
        if (code === null) return [];
        return [{ path: `${list}[${index}].curfews[${place}]`, code, message: CURFEW_WORDS[code] }];
      }),
    ),
  );
}

function groupFaults(group: KeyGroup, index: number, setup: CabinetSetup): readonly SetupFault[] {
  const path = `keyGroups[${index}]`;
  const { witnessOnTake, witnessOnReturn, reason } = group;
  const empty = reason !== null && reason.text === 'none' && reason.choices.length === 0;
  const nothing: SetupFault = {
    path: `${path}.reason`,
    code: 'reason_asks_nothing',
    message: 'no choices and no text: this asks for nothing',
  };
  return [
    ...allowanceFaults(group.allowance, `${path}.allowance`),
    ...witnessFaults(witnessOnTake, `${path}.witnessOnTake`, setup),
    ...witnessFaults(witnessOnReturn, `${path}.witnessOnReturn`, setup),
    ...(empty ? [nothing] : []),
  ];
}

/** A rule that nobody can fulfil would lock the keys away. */
function witnessFaults(rule: WitnessRule | null, path: string, { staff }: CabinetSetup): readonly SetupFault[] {
  if (rule === null) return [];
  const able = staff.filter(
    ({ standing, groups }) => standing === 'active' && groups.some((group) => rule.from.includes(group)),
  );
  if (able.length >= rule.count) return [];
  const message = `${rule.count} must stand by, and these groups have ${able.length}`;
  return [{ path: `${path}.from`, code: 'witnesses_missing', message }];
}

function pairFaults({ first, second }: KeyPair, index: number, { keys }: CabinetSetup): readonly SetupFault[] {
  const keysOf = (set: KeySet) =>
    keys.filter(({ id, groups }) => (set.kind === 'key' ? id === set.key : groups.includes(set.group)));
  const sides = { first: keysOf(first), second: keysOf(second) };
  const both = sides.first.filter((key) => sides.second.includes(key));
  const itself = both.map((key): SetupFault => {
    const message = `key ${key.number} is on both sides`;
    return { path: `pairs[${index}]`, code: 'pair_with_itself', message };
  });
  const nothing = Object.entries(sides)
    .filter(([, members]) => members.length === 0)
    .map(([side]): SetupFault => {
      return { path: `pairs[${index}].${side}`, code: 'pair_of_nothing', message: 'there is no key on this side' };
    });
  return [...itself, ...nothing];
}

function staffFaults({ staff }: CabinetSetup): readonly SetupFault[] {
  return staff.flatMap(({ id, name, validFrom, validUntil, allowance }, index) => {
    const backwards = validFrom !== null && validUntil !== null && validUntil <= validFrom;
    const fault: SetupFault = {
      path: `staff[${index}].validUntil`,
      code: 'ends_before_it_starts',
      message: 'this person ends before they begin',
    };
    const speaking: SetupFault = {
      path: `staff[${index}].id`,
      code: 'id_holds_name',
      message: 'the log keeps ids for good, so an id must not hold a name',
    };
    return [
      ...allowanceFaults(allowance, `staff[${index}].allowance`),
      ...(backwards ? [fault] : []),
      ...(holdsName(id, name) ? [speaking] : []),
    ];
  });
}

function allowanceFaults(allowance: number | null, path: string): readonly SetupFault[] {
  if (allowance === null || allowance >= 0) return [];
  return [{ path, code: 'allowance_negative', message: 'nobody can hold fewer than 0 keys' }];
}
