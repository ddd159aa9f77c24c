// PINs: demanded by person, key, class, group, hour or a badge that is easy to copy; the first of these is the cause that is said.
import { describe, expect, it } from 'vitest';
import { pinRule } from '../../../../../controller/domain/policy/rules/pin.ts';
import type { Schedule } from '../../../../../controller/domain/schedule.ts';
import { minuteOfDay } from '../../../../../controller/domain/zone.ts';
import { A_POLICY, aKeyGroup, keyGroupId, ROOMS, scheduleId } from '../../../../support/domain-builders.ts';
import { askRule, type RuleCase } from '../../../../support/rule-stage.ts';

const HAS_PIN = { hasPin: true };
const DAYS = daily('days', 7, 19);
const NIGHTS = daily('nights', 20, 6);
const LAX = { ...A_POLICY, pinClasses: [], strongBadgeClasses: [] };

const CASES: readonly RuleCase[] = [
  { when: 'an ordinary key is asked for', facts: HAS_PIN, refusals: [] },
  {
    when: 'the person wants it for everything',
    staff: { wantsPin: true },
    facts: HAS_PIN,
    refusals: [{ code: 'pin_required', keyClass: 'ordinary', cause: 'person' }],
  },
  {
    when: 'the key wants it',
    key: { wantsPin: true },
    facts: HAS_PIN,
    refusals: [{ code: 'pin_required', keyClass: 'ordinary', cause: 'key' }],
  },
  {
    when: 'its class wants it',
    key: { class: 'controlled' },
    facts: HAS_PIN,
    refusals: [{ code: 'pin_required', keyClass: 'controlled', cause: 'key_class' }],
  },
  {
    when: 'its group wants it',
    setup: { keyGroups: [aKeyGroup({ wantsPin: true })] },
    facts: HAS_PIN,
    refusals: [{ code: 'pin_required', keyClass: 'ordinary', cause: 'key_group' }],
  },
  {
    when: 'the hours of its group without one are over',
    setup: { schedules: [DAYS, NIGHTS], keyGroups: [aKeyGroup({ pinOutside: NIGHTS.id })] },
    facts: HAS_PIN,
    refusals: [{ code: 'pin_required', keyClass: 'ordinary', cause: 'schedule' }],
  },
  {
    when: 'its group has none at this hour',
    setup: { schedules: [DAYS, NIGHTS], keyGroups: [aKeyGroup({ pinOutside: DAYS.id })] },
    facts: HAS_PIN,
    refusals: [],
  },
  {
    when: 'one of two groups wants it at this hour',
    key: { groups: [ROOMS, keyGroupId('more')] },
    setup: {
      schedules: [DAYS, NIGHTS],
      keyGroups: [aKeyGroup({ pinOutside: DAYS.id }), aKeyGroup({ id: keyGroupId('more'), pinOutside: NIGHTS.id })],
    },
    facts: HAS_PIN,
    refusals: [{ code: 'pin_required', keyClass: 'ordinary', cause: 'schedule' }],
  },
  {
    when: 'the hour wants it and it was given',
    request: { factors: ['badge', 'pin'] },
    setup: { schedules: [NIGHTS], keyGroups: [aKeyGroup({ pinOutside: NIGHTS.id })] },
    facts: HAS_PIN,
    refusals: [],
  },
  {
    when: 'a weak badge asks for a class that wants a strong one',
    key: { class: 'vehicle' },
    request: { badge: 'weak' },
    setup: { policy: { ...LAX, strongBadgeClasses: ['vehicle'] } },
    facts: HAS_PIN,
    refusals: [{ code: 'pin_required', keyClass: 'vehicle', cause: 'badge' }],
  },
  {
    when: 'a weak badge asks for a group that wants a strong one',
    request: { badge: 'weak' },
    setup: { keyGroups: [aKeyGroup({ badgeStrength: 'strong' })] },
    facts: HAS_PIN,
    refusals: [{ code: 'pin_required', keyClass: 'ordinary', cause: 'badge' }],
  },
  {
    when: 'no badge was shown at all',
    request: { badge: null, factors: ['number'] },
    setup: { keyGroups: [aKeyGroup({ badgeStrength: 'strong' })] },
    facts: HAS_PIN,
    refusals: [{ code: 'pin_required', keyClass: 'ordinary', cause: 'badge' }],
  },
  {
    when: 'a strong badge is good enough',
    key: { class: 'controlled' },
    setup: {
      keyGroups: [aKeyGroup({ badgeStrength: 'strong' })],
      policy: { ...LAX, strongBadgeClasses: ['controlled'] },
    },
    facts: HAS_PIN,
    refusals: [],
  },
  { when: 'a weak badge asks for an ordinary key', request: { badge: 'weak' }, facts: HAS_PIN, refusals: [] },
  {
    when: 'everything wants it: the nearest cause is said',
    staff: { wantsPin: true },
    key: { wantsPin: true, class: 'master' },
    request: { badge: 'weak' },
    setup: { keyGroups: [aKeyGroup({ wantsPin: true, badgeStrength: 'strong' })] },
    facts: HAS_PIN,
    refusals: [{ code: 'pin_required', keyClass: 'master', cause: 'person' }],
  },
  {
    when: 'everything wants it and it was given',
    staff: { wantsPin: true },
    key: { wantsPin: true, class: 'master' },
    request: { badge: 'weak', factors: ['badge', 'pin'] },
    facts: HAS_PIN,
    refusals: [],
  },
  {
    when: 'the person has none',
    key: { class: 'master' },
    refusals: [{ code: 'pin_not_set', keyClass: 'master', cause: 'key_class' }],
  },
  { when: 'the person has none and needs none', refusals: [] },
];

describe('the rule of PINs', () => {
  it.each(CASES)('when $when', ({ refusals, ...stage }) => {
    expect(askRule(pinRule, stage)).toEqual(refusals);
  });
});

/** Open on every day between two full hours. */
function daily(name: string, from: number, to: number): Schedule {
  const window = { from: minuteOfDay(from * 60), to: minuteOfDay(to * 60) };
  return {
    id: scheduleId(name),
    name,
    windows: [{ days: [1, 2, 3, 4, 5, 6, 7], ...window }],
    onHolidays: null,
    exceptions: [],
  };
}
