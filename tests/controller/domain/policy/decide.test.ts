// The decision as a whole: every rule runs, all refusals come together in one order, and a permit says what goes with it.
import { describe, expect, it } from 'vitest';
import { newAlarm } from '../../../../controller/domain/alarm.ts';
import { decide, refusalCodes } from '../../../../controller/domain/policy/decide.ts';
import type { Refusal } from '../../../../controller/domain/refusal.ts';
import { hours, instant, after as later, minutes } from '../../../../controller/domain/time.ts';
import { minuteOfDay } from '../../../../controller/domain/zone.ts';
import {
  A_GRANT,
  A_POLICY,
  aCustody,
  aKey,
  aKeyGroup,
  aSlot,
  aStaff,
  boardId,
  bookingId,
  keyId,
  NOW,
  ROOMS,
  scheduleId,
  seq,
  staffId,
  WARDS,
  withPerson,
} from '../../../support/domain-builders.ts';
import { onStage, type RuleStage } from '../../../support/rule-stage.ts';

const COLLEAGUE = staffId('colleague');
const OTHER = aKey({ id: keyId('other'), number: 15 });
const EARLIER = instant(NOW - 60_000);
const BOOKING = {
  id: bookingId('b1'),
  what: { kind: 'key', key: aKey().id },
  from: EARLIER,
  until: later(NOW, hours(1)),
  madeAt: EARLIER,
  key: null,
} as const;

function ask(stage: RuleStage) {
  const { request, facts } = onStage(stage);
  return decide(request, facts, NOW);
}

/** A cabinet in which the nurse may do nothing right. */
const HOPELESS: RuleStage = {
  staff: { allowance: 1 },
  key: { class: 'controlled' },
  setup: {
    keys: [aKey({ class: 'controlled' }), OTHER],
    schedules: [{ id: scheduleId('never'), name: 'Never', windows: [], onHolidays: null, exceptions: [] }],
    grants: [{ ...A_GRANT, schedule: scheduleId('never') }],
    policy: { ...A_POLICY, overdueBlocks: true },
    pairs: [{ kind: 'exclusive', first: { kind: 'key', key: aKey().id }, second: { kind: 'key', key: OTHER.id } }],
    keyGroups: [
      aKeyGroup({
        witnessOnTake: { count: 1, from: [WARDS] },
        reason: { choices: ['cleaning'], text: 'none' },
        booking: 'only',
      }),
    ],
  },
  ledger: {
    custody: aCustody({
      linen: { at: 'lost', since: NOW, staff: null },
      other: { at: 'person', staff: aStaff().id, since: EARLIER, due: NOW, intent: seq(1), stage: 'overdue' },
    }),
    alarms: (['mains_lost', 'battery_low'] as const).map((kind) => newAlarm({ kind, board: boardId('b1') }, NOW)),
    faults: new Map([
      [
        aKey().id,
        [
          {
            report: seq(1),
            key: aKey().id,
            fault: 'bent',
            severity: 'critical',
            by: COLLEAGUE,
            since: NOW,
            note: null,
          },
        ],
      ],
    ]),
  },
  facts: { held: [OTHER.id], condition: 'silent', storage: 'unavailable' },
};

const EVERYTHING: readonly Refusal['code'][] = [
  'outside_schedule',
  'pin_not_set',
  'allowance_reached',
  'holds_overdue',
  'excluded_by',
  'witness_required',
  'reason_required',
  'booking_required',
  'key_faulty',
  'key_lost',
  'slot_silent',
  'storage_unavailable',
  'on_battery',
];

describe('the decision', () => {
  it('permits a nurse to take a key that is in its slot', () => {
    expect(ask({})).toEqual({
      permitted: true,
      permit: {
        staff: aStaff().id,
        key: aKey().id,
        slot: aSlot(),
        due: null,
        booking: null,
        overridden: [],
        warnings: [],
      },
    });
  });

  it('says everything that speaks against it, in the order of the rules', () => {
    expect(refusalCodes(ask(HOPELESS))).toEqual(EVERYTHING);
  });

  it('asks nothing of a person who may take nothing at all', () => {
    const codes = refusalCodes(ask({ ...HOPELESS, staff: { allowance: 1, validUntil: NOW }, facts: { hasPin: true } }));
    expect(codes).toContain('staff_expired');
    expect(codes).not.toEqual(expect.arrayContaining(['pin_required']));
    expect(codes).not.toEqual(expect.arrayContaining(['witness_required']));
    expect(codes).not.toEqual(expect.arrayContaining(['reason_required']));
  });

  it.each([
    ['is suspended', { standing: 'suspended' }, 'staff_suspended'],
    ['has not begun', { validFrom: instant(NOW + 1) }, 'staff_not_yet_valid'],
    ['is a witness only', { role: 'witness' }, 'witness_only'],
  ] as const)('asks no PIN of somebody who %s', (_, staff, code) => {
    const stage: RuleStage = { staff: { ...staff, wantsPin: true }, facts: { hasPin: true } };
    expect(refusalCodes(ask(stage))).toEqual([code]);
  });

  it('refuses a key that has no slot', () => {
    expect(refusalCodes(ask({ facts: { slot: null } }))).toEqual(['key_has_no_slot']);
  });

  it.each([
    ['no curfew', [], [], null],
    ['half an hour of the key', [{ kind: 'after', duration: minutes(30) }], [], instant(NOW + 1_800_000)],
    ['an hour of the person', [], [{ kind: 'after', duration: hours(1) }], instant(NOW + 3_600_000)],
    [
      'the earlier of both',
      [{ kind: 'after', duration: hours(2) }],
      [{ kind: 'at', minute: minuteOfDay(10 * 60) }],
      instant(Date.UTC(2030, 0, 15, 10)),
    ],
    ['the end of the shift', [{ kind: 'end_of_shift' }], [], instant(Date.UTC(2030, 0, 15, 14))],
  ] as const)('says when the key is due with %s', (_, ofKey, ofPerson, due) => {
    const shifts = [6 * 60, 14 * 60, 22 * 60].map(minuteOfDay);
    expect(ask({ key: { curfews: ofKey }, staff: { curfews: ofPerson }, setup: { shifts } })).toMatchObject({
      permit: { due },
    });
  });

  it('names the booking that it fulfils, and warns of the next one', () => {
    const next = { ...BOOKING, id: bookingId('b2'), staff: COLLEAGUE, from: BOOKING.until };
    const bookings = new Map([BOOKING, next].map((one) => [one.id, { staff: aStaff().id, ...one }]));
    const stage = { setup: { keyGroups: [aKeyGroup({ booking: 'only' as const })] }, ledger: { bookings } };
    expect(ask(stage)).toMatchObject({
      permit: { booking: BOOKING.id, warnings: [{ code: 'booked_soon', from: BOOKING.until }] },
    });
  });

  it.each([
    ['outside its handover', [], [{ code: 'egress_critical' }]],
    ['during its handover', [{ days: [2], from: minuteOfDay(540), to: minuteOfDay(600) }], []],
  ] as const)('warns that a key should have been carried %s', (_, windows, warnings) => {
    const schedule = { id: scheduleId('handover'), name: 'Handover', windows, onHolidays: null, exceptions: [] };
    const stage: RuleStage = {
      key: { egressCritical: { handover: schedule.id } },
      setup: { schedules: [schedule] },
    };
    expect(ask(stage)).toMatchObject({ permit: { warnings } });
  });

  it('is as good for a person who holds another key', () => {
    const stage: RuleStage = {
      setup: { keys: [aKey(), OTHER], keyGroups: [aKeyGroup({ id: ROOMS, allowance: 2 })] },
      ledger: { custody: aCustody({ other: withPerson(aStaff().id) }) },
      facts: { held: [OTHER.id] },
    };
    expect(ask(stage).permitted).toBe(true);
  });
});
