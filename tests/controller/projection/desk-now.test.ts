// The desk at a glance: what is away, what is wrong, what is counted, and what a long list leaves out.
import { describe, expect, it } from 'vitest';
import { type Alarm, newAlarm } from '../../../controller/domain/alarm.ts';
import { rosterOf } from '../../../controller/domain/roster.ts';
import { after as later, minutes } from '../../../controller/domain/time.ts';
import { deskScreen } from '../../../controller/projection/desk-screens.ts';
import { custody, facts, LATER, NURSE_REF, page, SINCE, screen, state } from '../../support/desk-pictures.ts';
import { CHIEF, DEPUTY, LINEN, NURSE, STORE, VAN, VANS } from '../../support/desk-stage.ts';
import { aKey, aLedger, aSetup, keyId, NOW, ROOMS, seq, withPerson } from '../../support/domain-builders.ts';

const LOST: Alarm = { ...newAlarm({ kind: 'key_lost', key: VAN.id }, NOW), acknowledged: { by: DEPUTY.id, at: NOW } };

describe('now', () => {
  const out = { ...withPerson(NURSE.id), due: LATER };
  const gone = { at: 'unaccounted', since: NOW, during: NURSE.id } as const;

  it('counts, and lists what nobody answers for first and then by due time', () => {
    const rows = custody([
      [LINEN.id, out],
      [VAN.id, { ...out, due: later(NOW, minutes(5)) }],
      [STORE.id, gone],
    ]);
    const shown = screen('desk-now', deskScreen(facts(rows, later(NOW, minutes(5))), state('showing')));
    expect(shown.away.map(({ number, where }) => [number, where.at])).toEqual([
      [16, 'unaccounted'],
      [15, 'person'],
      [14, 'person'],
    ]);
    expect(shown.away[1]?.where).toEqual({
      at: 'person',
      person: NURSE_REF,
      since: SINCE,
      due: new Date(NOW + 300_000).toISOString(),
      overdue: true,
    });
    expect(shown.away[0]?.where).toEqual({ at: 'unaccounted', since: SINCE, during: NURSE_REF });
    expect(shown.counts).toEqual({
      in: 0,
      out: 2,
      overdue: 1,
      lost: 1,
      faults: 0,
      alarms: 0,
      suspended: 0,
      reviews: 0,
      weak: 0,
    });
    expect(shown.groups).toEqual([
      { id: ROOMS, name: 'Rooms' },
      { id: VANS, name: 'Vans' },
    ]);
  });

  it('lists alarms, also silent ones, faults, reviews and who is suspended', () => {
    const fault = {
      report: seq(7),
      key: LINEN.id,
      fault: 'bent',
      severity: 'critical',
      by: NURSE.id,
      since: NOW,
      note: null,
    } as const;
    const suspension = { staff: NURSE.id, by: CHIEF.id, since: NOW, silent: true };
    const shown = screen(
      'desk-now',
      page(
        { kind: 'now' },
        {
          alarms: [LOST, newAlarm({ kind: 'duress', staff: NURSE.id }, NOW)],
          faults: new Map([[LINEN.id, [fault]]]),
          reviews: new Map([
            [seq(3), { intent: seq(3), staff: CHIEF.id, key: LINEN.id, at: NOW }],
            [seq(4), { intent: seq(4), staff: NURSE.id, key: LINEN.id, at: NOW }],
          ]),
          suspensions: new Map([[NURSE.id, suspension]]),
        },
      ),
    );
    expect(shown.alarms, 'what nobody has looked at comes first').toEqual([
      expect.objectContaining({ ref: 'duress.nurse', kind: 'duress', person: NURSE_REF, acknowledged: null }),
      {
        ref: 'key_lost.van',
        kind: 'key_lost',
        severity: 'alarm',
        since: SINCE,
        slot: null,
        key: 'van',
        keyNumber: 15,
        person: null,
        acknowledged: { by: { id: 'deputy', name: 'D. Oakley' }, at: SINCE },
        gone: null,
        search: { done: 0, of: 6 },
      },
    ]);
    expect(shown.faults).toEqual([
      { report: 7, key: 'linen', number: 14, fault: 'bent', severity: 'critical', by: NURSE_REF, since: SINCE },
    ]);
    expect(shown.reviews.map(({ intent, yours }) => [intent, yours])).toEqual([
      [3, true],
      [4, false],
    ]);
    expect(shown.suspended).toMatchObject([{ ...NURSE_REF, standing: 'suspended_here' }]);
    expect(shown.counts).toMatchObject({ alarms: 2, faults: 1, reviews: 2, suspended: 1 });
  });

  it('cuts long lists and not the counts', () => {
    const keys = Array.from({ length: 250 }, (_, index) => aKey({ id: keyId(`k-${index}`), number: index + 1 }));
    const roster = rosterOf(aSetup({ keys, slots: [], fobs: [] }));
    const held = new Map(keys.map(({ id }) => [id, out]));
    const shown = deskScreen({ roster, ledger: aLedger({ custody: held }), now: NOW }, state('showing'));
    expect([screen('desk-now', shown).away.length, screen('desk-now', shown).counts.out]).toEqual([200, 250]);
    const sheet = (at: number) =>
      screen(
        'desk-now',
        deskScreen({ ...facts({ custody: held }), roster }, state('showing', { page: { kind: 'now', sheet: at } })),
      );
    expect([1, 2, 9].map((at) => [sheet(at).sheet, sheet(at).sheets, sheet(at).away.length])).toEqual([
      [1, 2, 200],
      [2, 2, 50],
      [2, 2, 50],
    ]);
    expect(sheet(2).away[0]?.number).toBe(201);
  });
});
