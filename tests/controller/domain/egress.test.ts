// Keys that must be carried: in their slots outside the hand-over window they are warned of, elsewhere or within it not.
import { describe, expect, it } from 'vitest';
import type { Alarm } from '../../../controller/domain/alarm.ts';
import type { Holding } from '../../../controller/domain/custody.ts';
import { egressKeysOf, egressWarnings } from '../../../controller/domain/egress.ts';
import { parseScheduleId } from '../../../controller/domain/ids.ts';
import type { Schedule } from '../../../controller/domain/schedule.ts';
import { aCustody, aKey, aSetup, aSlot, keyId, NOW, seq, staffId, withPerson } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { at, clock, PARIS } from '../../support/some-zones.ts';

const HANDOVER = expectOk(parseScheduleId('handover'));
const SCHEDULE: Schedule = {
  id: HANDOVER,
  name: 'Hand-over',
  windows: [{ days: [1, 2, 3, 4, 5, 6, 7], from: clock('06:30'), to: clock('07:00') }],
  onHolidays: [],
  exceptions: [],
};
const FIRE = aKey({ id: keyId('fire'), egressCritical: { handover: HANDOVER } });
const IN: Holding = { at: 'slot', slot: aSlot().id, since: NOW };
const WITHIN = '2026-11-02T05:45Z';
const OUTSIDE = '2026-11-02T06:00Z';

function warned(
  when: string,
  holding: Holding | null = IN,
  over: { schedule?: Schedule | null; holiday?: boolean } = {},
) {
  const { schedule = SCHEDULE, holiday = false } = over;
  const roster = {
    setup: aSetup({ keys: [aKey(), FIRE] }),
    schedule: (id: typeof HANDOVER) => (id === HANDOVER ? schedule : null),
    isHoliday: () => holiday,
  };
  const custody = aCustody(holding === null ? {} : { fire: holding });
  return egressWarnings({ roster, custody, zone: PARIS, wall: PARIS.wallAt(at(when)) });
}

describe('a key that must be carried', () => {
  it.each([
    ['is warned of in its slot outside the hand-over', OUTSIDE, IN, ['fire']],
    ['may be in its slot during the hand-over', WITHIN, IN, []],
    ['is fine when somebody carries it', OUTSIDE, withPerson(staffId('nurse')), []],
    ['has other alarms when it is gone', OUTSIDE, { at: 'unaccounted', since: NOW, during: null }, []],
    ['or in doubt', OUTSIDE, { at: 'doubt', staff: staffId('nurse'), since: NOW, intent: seq(1) }, []],
    ['or lost', OUTSIDE, { at: 'lost', since: NOW, staff: null }, []],
    ['or was never seen', OUTSIDE, null, []],
  ] satisfies readonly [string, string, Holding | null, readonly string[]][])('%s', (_what, when, holding, keys) =>
    expect(warned(when, holding)).toEqual(keys),
  );

  it('has no hand-over on a day on which the schedule has none, nor by a schedule that is not known', () => {
    expect(warned(WITHIN, IN, { holiday: true })).toEqual(['fire']);
    expect(warned(WITHIN, IN, { schedule: null })).toEqual(['fire']);
  });
});

describe('keys that alarms warn of', () => {
  it('are those of open warnings of this kind whose cause is there', () => {
    const alarm = { kind: 'egress_key_in', key: FIRE.id, since: NOW, acknowledged: null, gone: null } satisfies Alarm;
    const others: readonly Alarm[] = [
      { ...alarm, key: keyId('gate'), gone: NOW },
      { ...alarm, key: keyId('lift'), kind: 'key_lost' },
    ];
    expect(egressKeysOf([alarm, ...others])).toEqual(['fire']);
  });
});
