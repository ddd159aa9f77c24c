// Alarms that follow from the ledger: what stands there and no alarm says, and what an alarm says and stands no longer.
import { describe, expect, it } from 'vitest';
import { type Alarm, type AlarmSubject, newAlarm } from '../../../controller/domain/alarm.ts';
import { alarmNews } from '../../../controller/domain/alarm-causes.ts';
import type { KeyFault } from '../../../controller/domain/fault.ts';
import type { Ledger } from '../../../controller/domain/ledger.ts';
import { aCustody, aKey, aLedger, aStaff, NOW, seq, staffId, withPerson } from '../../support/domain-builders.ts';

const KEY = aKey().id;
const NURSE = aStaff().id;
const FAULT: KeyFault = {
  report: seq(3),
  key: KEY,
  fault: 'bent',
  severity: 'critical',
  by: NURSE,
  since: NOW,
  note: null,
};

const LOST = aLedger({ custody: aCustody({ [KEY]: { at: 'lost', since: NOW, staff: NURSE } }) });
const FAULTY = aLedger({ faults: new Map([[KEY, [{ ...FAULT, severity: 'minor' }, FAULT]]]) });
const OVERRIDDEN = aLedger({ reviews: new Map([[seq(7), { intent: seq(7), staff: NURSE, key: KEY, at: NOW }]]) });
const STOPPED = { staff: NURSE, by: staffId('supervisor'), since: NOW, silent: false };
const RECALLED = aLedger({
  custody: aCustody({ [KEY]: withPerson(NURSE) }),
  suspensions: new Map([[NURSE, STOPPED]]),
});

const CAUSES: readonly (readonly [AlarmSubject, Ledger])[] = [
  [{ kind: 'key_lost', key: KEY }, LOST],
  [{ kind: 'key_faulty', key: KEY }, FAULTY],
  [{ kind: 'break_glass', intent: seq(7), key: KEY, staff: NURSE }, OVERRIDDEN],
  [{ kind: 'recall', staff: NURSE }, RECALLED],
];

describe('the alarms of a ledger', () => {
  it.each(CAUSES)('$kind begins with its cause, is said once, and ends with it', (subject, ledger) => {
    const open: readonly Alarm[] = [newAlarm(subject, NOW)];
    expect(alarmNews(ledger, [])).toEqual({ raise: [subject], end: [] });
    expect(alarmNews(ledger, open)).toEqual({ raise: [], end: [] });
    expect(alarmNews(aLedger(), open)).toEqual({ raise: [], end: open });
  });

  it.each(CAUSES)(
    '$kind that was gone and not closed stands again with its cause, and ends but once',
    (subject, ledger) => {
      const gone: readonly Alarm[] = [{ ...newAlarm(subject, NOW), gone: NOW }];
      expect(alarmNews(ledger, gone)).toEqual({ raise: [subject], end: [] });
      expect(alarmNews(aLedger(), gone)).toEqual({ raise: [], end: [] });
    },
  );

  it('are none for small faults, and for a stopped person without a key', () => {
    const minor = aLedger({ faults: new Map([[KEY, [{ ...FAULT, severity: 'major' }]]]) });
    const stopped = aLedger({ suspensions: new Map([[NURSE, STOPPED]]) });
    expect([alarmNews(minor, []), alarmNews(stopped, [])]).toEqual([
      { raise: [], end: [] },
      { raise: [], end: [] },
    ]);
  });

  it('leave all others alone', () => {
    const others = (['key_removed', 'door_left_open', 'key_overdue', 'duress', 'pin_locked'] as const).map((kind) =>
      newAlarm({ kind, key: KEY, staff: NURSE }, NOW),
    );
    expect(alarmNews(aLedger(), others)).toEqual({ raise: [], end: [] });
  });
});
