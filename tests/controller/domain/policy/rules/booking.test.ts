// Bookings at taking: on a booking only, the earlier booking first, and a pool that has enough for everybody.
import { describe, expect, it } from 'vitest';
import type { Booking } from '../../../../../controller/domain/booking.ts';
import type { Holding } from '../../../../../controller/domain/custody.ts';
import type { KeyGroup, KeySet } from '../../../../../controller/domain/key.ts';
import { bookingOf, bookingRule, bookingWarnings } from '../../../../../controller/domain/policy/rules/booking.ts';
import type { Refusal } from '../../../../../controller/domain/refusal.ts';
import { rosterOf } from '../../../../../controller/domain/roster.ts';
import { hours, type Instant, instant, after as later, minutes } from '../../../../../controller/domain/time.ts';
import {
  A_POLICY,
  aKey,
  aKeyGroup,
  aSlot,
  aStaff,
  bookingId,
  keyId,
  NOW,
  ROOMS,
  staffId,
  withPerson,
} from '../../../../support/domain-builders.ts';
import { askRule, onStage, type RuleStage } from '../../../../support/rule-stage.ts';

const COLLEAGUE = staffId('colleague');
const KEY: KeySet = { kind: 'key', key: aKey().id };
const POOL: KeySet = { kind: 'group', group: ROOMS };
const SECOND = aKey({ id: keyId('second'), number: 15 });
const ago = (count: number) => instant(NOW - minutes(count));
const IN: Holding = { at: 'slot', slot: aSlot().id, since: ago(240) };

function mine(over: Partial<Booking> = {}): Booking {
  const from = ago(5);
  return {
    id: bookingId('mine'),
    staff: aStaff().id,
    what: KEY,
    from,
    until: later(from, hours(2)),
    madeAt: ago(60),
    key: null,
    ...over,
  };
}

const theirs = (over: Partial<Booking> = {}): Booking => mine({ id: bookingId('theirs'), staff: COLLEAGUE, ...over });

function stage(booking: KeyGroup['booking'], bookings: readonly Booking[], second: Holding = IN): RuleStage {
  const custody = new Map([
    [aKey().id, IN],
    [SECOND.id, second],
  ]);
  return {
    setup: { keys: [aKey(), SECOND], keyGroups: [aKeyGroup({ booking })] },
    ledger: { custody, bookings: new Map(bookings.map((one) => [one.id, one])) },
  };
}

const REQUIRED: readonly Refusal[] = [{ code: 'booking_required', group: ROOMS }];
const OTHERS: readonly Refusal[] = [{ code: 'booked_by_other', from: theirs().from, until: theirs().until }];

const CASES: readonly (readonly [string, RuleStage, readonly Refusal[]])[] = [
  ['the key cannot be booked, and an old booking is still there', stage('none', [theirs()]), []],
  ['it can be booked and nobody has', stage('possible', []), []],
  ['it goes out on a booking only and there is none', stage('only', []), REQUIRED],
  ['the person has booked it', stage('only', [mine()]), []],
  ['the person has booked any of the pool', stage('only', [mine({ what: POOL })]), []],
  ['the booking of the person is over', stage('only', [mine({ until: NOW })]), REQUIRED],
  ['the booking of the person begins in hours', stage('only', [mine({ from: later(NOW, hours(3)) })]), REQUIRED],
  ['it was used for another key', stage('only', [mine({ what: POOL, key: SECOND.id })]), REQUIRED],
  ['the person stayed away too long', stage('only', [mine({ from: ago(30) })]), REQUIRED],
  ['a colleague has booked it', stage('possible', [theirs()]), OTHERS],
  ['a colleague stayed away too long', stage('possible', [theirs({ from: ago(31) })]), []],
  ['the colleague booked it before the person did', stage('possible', [mine(), theirs({ madeAt: ago(90) })]), OTHERS],
  ['the colleague booked it after the person did', stage('possible', [mine(), theirs({ madeAt: ago(30) })]), []],
  ['a colleague booked any of the pool, and another key is there', stage('possible', [theirs({ what: POOL })]), []],
  [
    'a colleague booked any of the pool, and the other key is out',
    stage('possible', [theirs({ what: POOL })], withPerson(COLLEAGUE)),
    OTHERS,
  ],
  [
    'two colleagues booked any of the pool of two',
    stage('possible', [
      theirs({ what: POOL }),
      theirs({ id: bookingId('third'), staff: staffId('third'), what: POOL }),
    ]),
    OTHERS,
  ],
];

describe('the rule of bookings', () => {
  it.each(CASES)('when %s', (_, asked, refusals) => {
    expect(askRule(bookingRule, asked)).toEqual(refusals);
  });

  it('goes by the policy of today, not by that of the picture before', () => {
    const asked = stage('only', [mine({ from: ago(20) })]);
    const { request, facts } = onStage(asked);
    expect(bookingRule(request, facts, NOW)).toEqual([]);
    const { setup } = facts.roster;
    const roster = rosterOf({ ...setup, policy: { ...setup.policy, noShow: minutes(10) } });
    expect(bookingRule(request, { ...facts, roster }, NOW)).toEqual(REQUIRED);
    expect(bookingRule(request, facts, ago(15))).toEqual([]);
  });

  it.each<readonly [string, RuleStage, Booking['id'] | null]>([
    ['nothing is booked', stage('possible', []), null],
    ['the person has booked it', stage('possible', [mine()]), mine().id],
    ['somebody else has', stage('possible', [theirs()]), null],
    ['the key cannot be booked any more', stage('none', [mine()]), null],
  ])('says which booking a release fulfils when %s', (_, asked, booking) => {
    const { request, facts } = onStage(asked);
    expect(bookingOf(request, facts, NOW)).toBe(booking);
  });

  const soon = later(NOW, A_POLICY.bookingLead);
  const late = instant(soon + 1);
  const coming = (from: Instant) => ({ from, until: later(from, hours(1)) });
  it.each<readonly [string, RuleStage, Instant | null]>([
    ['nobody has booked it', stage('possible', []), null],
    ['a colleague comes at the end of the lead', stage('possible', [theirs(coming(soon))]), soon],
    ['a colleague comes later than that', stage('possible', [theirs(coming(late))]), null],
    ['the person comes again', stage('possible', [mine(coming(soon))]), null],
    ['another key of the pool will do', stage('possible', [theirs({ what: POOL, ...coming(soon) })]), null],
    ['the key cannot be booked any more', stage('none', [theirs(coming(soon))]), null],
  ])('warns of the next one when %s', (_, asked, from) => {
    const { request, facts } = onStage(asked);
    expect(bookingWarnings(request, facts, NOW)).toEqual(from === null ? [] : [{ code: 'booked_soon', from }]);
  });
});
