// What the cabinet is told on each tick: a clock that stepped, a disk that fills, alarms that the ledger asks for.
import { describe, expect, it } from 'vitest';
import { encodeEntry } from '../../../controller/audit/entry.ts';
import { newAlarm } from '../../../controller/domain/alarm.ts';
import { parseBootId } from '../../../controller/domain/ids.ts';
import type { Ledger } from '../../../controller/domain/ledger.ts';
import { monotonic } from '../../../controller/domain/time.ts';
import { AlarmWatch } from '../../../controller/runtime/alarm-watch.ts';
import { aCustody, aKey, aLedger, NOW, seq } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';

const KEY = aKey().id;
const LOST = aLedger({ custody: aCustody({ [KEY]: { at: 'lost', since: NOW, staff: null } }) });

function stage() {
  const clock = new SteppedClock();
  const seen: { ledger: Ledger; disk: number | null } = { ledger: aLedger(), disk: null };
  const watch = new AlarmWatch({ clock, ledger: () => seen.ledger, diskUse: () => seen.disk });
  return { clock, seen, look: () => watch.look() };
}

describe('the clock', () => {
  it('that runs, or is slewed a little at each tick, says nothing', () => {
    const { clock, look } = stage();
    for (let tick = 0; tick < 100; tick += 1) {
      clock.pass(1000);
      clock.wall += 400;
      expect(look()).toEqual([]);
    }
  });

  it.each([2000, 3_600_000, -2000, -86_400_000])('stepped by %d ms says so once', (step) => {
    const { clock, look } = stage();
    clock.pass(1000);
    const from = clock.wall;
    clock.wall += step;
    const occurrence = { kind: 'clock.stepped', from, onto: clock.wall };
    expect([look(), look()]).toEqual([[{ type: 'clock.stepped', occurrence }], []]);
    clock.pass(60_000);
    expect(look()).toEqual([]);
  });
});

it.each([-1e15, 1e15])(
  'a clock that is nowhere in the calendar (%d) is told as far as an entry can spell it',
  (wall) => {
    const { clock, look } = stage();
    clock.wall = wall;
    const [told] = look();
    if (told?.type !== 'clock.stepped') throw new Error('the step was not told');
    const entry = {
      seq: seq(1),
      boot: expectOk(parseBootId('b')),
      mono: monotonic(1),
      at: NOW,
      clock: 'good',
    } as const;
    expect(() => encodeEntry({ ...entry, occurrence: told.occurrence })).not.toThrow();
  },
);

describe('the disk', () => {
  it('is looked at once a minute, and says nothing when it cannot', () => {
    const { clock, seen, look } = stage();
    expect(look()).toEqual([]);
    seen.disk = 81;
    clock.pass(59_999);
    expect(look()).toEqual([]);
    clock.pass(1);
    expect([look(), look()]).toEqual([[{ type: 'storage.filling', percent: 81 }], []]);
    clock.pass(60_000);
    expect(look()).toEqual([{ type: 'storage.filling', percent: 81 }]);
  });
});

describe('the ledger', () => {
  it('is asked when it has changed, for what no alarm says yet and for what is over', () => {
    const { seen, look } = stage();
    look();
    seen.ledger = LOST;
    expect([look(), look()]).toEqual([[{ type: 'alarm.raise', alarm: { kind: 'key_lost', key: KEY } }], []]);
    const alarm = newAlarm({ kind: 'key_lost', key: KEY }, NOW);
    seen.ledger = { ...LOST, alarms: [alarm] };
    expect(look()).toEqual([]);
    seen.ledger = { ...aLedger(), alarms: [alarm] };
    expect(look()).toEqual([{ type: 'alarm.end', alarm }]);
  });
});
