// What a schema cannot say: each mistake is found, with its place and its reason, and all of them at once.
import { describe, expect, it } from 'vitest';
import { demoHospital } from '../../../controller/demo/hospital.ts';
import { parseQualificationId, parseScheduleId } from '../../../controller/domain/ids.ts';
import type { Schedule } from '../../../controller/domain/schedule.ts';
import type { CabinetSetup } from '../../../controller/domain/setup.ts';
import { hours, milliseconds, minutes, seconds } from '../../../controller/domain/time.ts';
import { localDate, minuteOfDay } from '../../../controller/domain/zone.ts';
import { setupFaults } from '../../../controller/setup/validate.ts';
import {
  A_GRANT,
  A_POLICY,
  aKey,
  aKeyGroup,
  aSetup,
  aSlot,
  aStaff,
  boardId,
  fobId,
  keyGroupId,
  keyId,
  NOW,
  ROOMS,
  slotId,
  staffGroupId,
  staffId,
  WARDS,
} from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';

const DAYS = expectOk(parseScheduleId('days'));
const A_DAY = { from: minuteOfDay(420), to: minuteOfDay(1170) };
const TRAINING = expectOk(parseQualificationId('training'));
const BOARDS: CabinetSetup['boards'] = [
  { id: boardId('b1'), kind: 'kerong-cu16', address: 'tcp://10.0.0.2:4001', unit: 0, polarity: 'one-is-closed' },
];
const OTHER_KEY = aKey({ id: keyId('roof'), number: 15, groups: [] });
const KEY = { kind: 'key', key: aKey().id, tag: null } as const;
const OTHER = { kind: 'key', key: OTHER_KEY.id } as const;
const PAIR = { kind: 'exclusive', first: KEY, second: OTHER } as const;
const GROUP = { kind: 'group', group: ROOMS } as const;

/** A whole set-up in which everything fits. */
function wholeSetup(over: Partial<CabinetSetup> = {}): CabinetSetup {
  return aSetup({ boards: BOARDS, keys: [aKey(), OTHER_KEY], ...over });
}

function aSchedule(over: Partial<Schedule> = {}): Schedule {
  return { id: DAYS, name: 'Days', windows: [{ days: [1], ...A_DAY }], onHolidays: null, exceptions: [], ...over };
}

const found = (over: Partial<CabinetSetup>) => setupFaults(wholeSetup(over)).map(({ path, code }) => `${path} ${code}`);

describe('a set-up', () => {
  it('without a mistake has no fault, and neither has the demo hospital', () => {
    expect(setupFaults(wholeSetup())).toEqual([]);
    expect(setupFaults(demoHospital(NOW).setup)).toEqual([]);
  });

  it.each<[string, Partial<CabinetSetup>, string]>([
    [
      'a schedule that ends before it starts',
      {
        schedules: [
          aSchedule({ exceptions: [{ from: localDate('2030-05-02'), to: localDate('2030-05-01'), windows: [] }] }),
        ],
      },
      'schedules[0].exceptions[0] exception_ends_before_start',
    ],
    [
      'a window that ends where it begins',
      { schedules: [aSchedule({ onHolidays: [{ from: minuteOfDay(60), to: minuteOfDay(60) }] })] },
      'schedules[0].onHolidays[0] empty_window',
    ],
    [
      'a window on no day',
      { schedules: [aSchedule({ windows: [{ ...A_DAY, days: [] }] })] },
      'schedules[0].windows[0].days no_days',
    ],
    ['a schedule that never opens', { schedules: [aSchedule({ windows: [] })] }, 'schedules[0] schedule_never_opens'],
    [
      'a curfew of 0',
      { keys: [aKey({ curfews: [{ kind: 'after', duration: minutes(0) }] })] },
      'keys[0].curfews[0] curfew_too_short',
    ],
    [
      'a curfew under a minute',
      { keys: [aKey({ curfews: [{ kind: 'after', duration: seconds(59) }] })] },
      'keys[0].curfews[0] curfew_too_short',
    ],
    [
      'a curfew of a year and a day',
      { staff: [aStaff({ curfews: [{ kind: 'after', duration: hours(366 * 24) }] })] },
      'staff[0].curfews[0] curfew_too_long',
    ],
    [
      'the end of a shift that there is not',
      { keys: [aKey({ curfews: [{ kind: 'end_of_shift' }] })] },
      'keys[0].curfews[0] no_shifts',
    ],
    ['a pair with itself', { pairs: [{ kind: 'exclusive', first: KEY, second: KEY }] }, 'pairs[0] pair_with_itself'],
    [
      'a pair with itself by way of a group',
      { pairs: [{ kind: 'lock_out', first: KEY, second: GROUP }] },
      'pairs[0] pair_with_itself',
    ],
    [
      'a pair with a group of no keys',
      {
        keyGroups: [aKeyGroup(), aKeyGroup({ id: keyGroupId('empty') })],
        pairs: [{ kind: 'exclusive', first: OTHER, second: { kind: 'group', group: keyGroupId('empty') } }],
      },
      'pairs[0].second pair_of_nothing',
    ],
    [
      'an unknown time zone',
      { identity: { name: 'x', timeZone: 'Europe/Atlantis', contact: 'x', language: 'en' } },
      'identity.timeZone time_zone_unknown',
    ],
    [
      'an offset for a time zone',
      { identity: { name: 'x', timeZone: '+01:00', contact: 'x', language: 'en' } },
      'identity.timeZone time_zone_unknown',
    ],
    [
      'a grant to a group that was deleted',
      { staffGroups: [{ id: staffGroupId('others'), name: 'Others' }], staff: [], grants: [A_GRANT] },
      'grants[0].staffGroup unknown_reference',
    ],
    [
      'a grant of a group that was deleted',
      { grants: [{ ...A_GRANT, keyGroup: keyGroupId('gone') }] },
      'grants[0].keyGroup unknown_reference',
    ],
    [
      'a grant by an unknown schedule',
      { grants: [{ ...A_GRANT, schedule: DAYS }] },
      'grants[0].schedule unknown_reference',
    ],
    [
      'a grant that asks for an unknown training',
      { grants: [{ ...A_GRANT, qualifications: [TRAINING] }] },
      'grants[0].qualifications[0] unknown_reference',
    ],
    [
      'a person with an unknown training',
      { staff: [aStaff({ qualifications: [{ qualification: TRAINING, until: null }] })] },
      'staff[0].qualifications[0].qualification unknown_reference',
    ],
    [
      'a key that is handed over by an unknown schedule',
      { keys: [aKey({ egressCritical: { handover: DAYS } })] },
      'keys[0].egressCritical.handover unknown_reference',
    ],
    [
      'a group with a PIN by an unknown schedule',
      { keyGroups: [aKeyGroup({ pinOutside: DAYS })] },
      'keyGroups[0].pinOutside unknown_reference',
    ],
    ['a slot on an unknown board', { slots: [aSlot({ board: boardId('b9') })] }, 'slots[0].board unknown_reference'],
    [
      'a fob with an unknown key',
      { fobs: [{ id: fobId('fob-14'), key: keyId('gone'), tag: null }] },
      'fobs[0].key unknown_reference',
    ],
    ['a door on an unknown board', { door: { board: boardId('b9'), position: 0 } }, 'door.board unknown_reference'],
    ['a door beyond its board', { door: { board: boardId('b1'), position: 16 } }, 'door.position place_does_not_exist'],
    ['a door where a slot is', { door: { board: boardId('b1'), position: 13 } }, 'door.position place_taken'],
    ['a slot beyond its board', { slots: [aSlot({ position: 16 })] }, 'slots[0].position place_does_not_exist'],
    ['two keys with one number', { keys: [aKey(), { ...OTHER_KEY, number: 14 }] }, 'keys[1].number duplicate'],
    ['two people with one id', { staff: [aStaff(), aStaff()] }, 'staff[1].id duplicate'],
    [
      'two people with one number',
      { staff: [aStaff({ number: '7' }), aStaff({ id: staffId('b'), number: '7' })] },
      'staff[1].number duplicate',
    ],
    [
      'two slots in one place',
      { slots: [aSlot(), aSlot({ id: slotId('slot-15'), number: 15, fob: null })] },
      'slots[1].position duplicate',
    ],
    [
      'one fob in two slots',
      { slots: [aSlot(), aSlot({ id: slotId('slot-15'), number: 15, position: 14 })] },
      'slots[1].fob duplicate',
    ],
    [
      'one key on two fobs',
      {
        fobs: [
          { id: fobId('fob-14'), key: aKey().id, tag: null },
          { id: fobId('fob-15'), key: aKey().id, tag: null },
        ],
      },
      'fobs[1].key duplicate',
    ],
    ['the same grant twice', { grants: [A_GRANT, A_GRANT] }, 'grants[1] duplicate'],
    ['the same pair twice', { pairs: [PAIR, PAIR] }, 'pairs[1] duplicate'],
    ['a key twice in one group', { keys: [aKey({ groups: [ROOMS, ROOMS] })] }, 'keys[0].groups[1] duplicate'],
    [
      'a witness of whom there is none',
      {
        staffGroups: [
          { id: WARDS, name: 'Wards' },
          { id: staffGroupId('empty'), name: 'Empty' },
        ],
        keyGroups: [aKeyGroup({ witnessOnReturn: { count: 1, from: [staffGroupId('empty')] } })],
      },
      'keyGroups[0].witnessOnReturn.from witnesses_missing',
    ],
    [
      'two witnesses of whom there is one',
      { keyGroups: [aKeyGroup({ witnessOnTake: { count: 2, from: [WARDS] } })] },
      'keyGroups[0].witnessOnTake.from witnesses_missing',
    ],
    [
      'a witness who is suspended',
      {
        staff: [aStaff({ standing: 'suspended' })],
        keyGroups: [aKeyGroup({ witnessOnTake: { count: 1, from: [WARDS] } })],
      },
      'keyGroups[0].witnessOnTake.from witnesses_missing',
    ],
    [
      'a reason that asks for nothing',
      { keyGroups: [aKeyGroup({ reason: { choices: [], text: 'none' } })] },
      'keyGroups[0].reason reason_asks_nothing',
    ],
    ['fewer than no keys', { policy: { ...A_POLICY, allowance: -1 } }, 'policy.allowance allowance_negative'],
    [
      'fewer than no keys of a group',
      { keyGroups: [aKeyGroup({ allowance: -1 })] },
      'keyGroups[0].allowance allowance_negative',
    ],
    [
      'fewer than no keys for a person',
      { staff: [aStaff({ allowance: -1 })] },
      'staff[0].allowance allowance_negative',
    ],
    [
      'an escalation after more than a year',
      { policy: { ...A_POLICY, escalation: milliseconds(400 * 86_400_000) } },
      'policy.escalation duration_out_of_range',
    ],
    [
      'quiet hours that end where they begin',
      { policy: { ...A_POLICY, quiet: { from: minuteOfDay(420), until: minuteOfDay(420) } } },
      'policy.quiet empty_window',
    ],
    [
      'a person who ends before they begin',
      { staff: [aStaff({ validFrom: NOW, validUntil: NOW })] },
      'staff[0].validUntil ends_before_it_starts',
    ],
    ['an id that gives away the name', { staff: [aStaff({ id: staffId('n.testwell') })] }, 'staff[0].id id_holds_name'],
  ])('with %s is refused for that alone', (_what, over, fault) => {
    expect(found(over)).toEqual([fault]);
  });

  it('with several mistakes is told all of them, each with a sentence', () => {
    const faults = setupFaults(
      wholeSetup({
        identity: { name: 'x', timeZone: 'Nowhere', contact: 'x', language: 'en' },
        policy: { ...A_POLICY, allowance: -1 },
        grants: [{ ...A_GRANT, keyGroup: keyGroupId('gone') }],
      }),
    );
    expect(faults).toHaveLength(3);
    expect(faults.at(-2)?.message).toBe('there is no group of keys "gone"');
    expect(faults.filter(({ message }) => message.length < 10)).toEqual([]);
  });
});
