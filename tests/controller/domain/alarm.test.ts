// Alarms as a fold over the log: each thing that is wrong is open once, from its beginning until an entry closes it.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Alarm,
  type AlarmKind,
  type AlarmOccurrence,
  type AlarmSubject,
  acknowledgement,
  alarmChange,
  alarmName,
  alarmOccurrence,
  alarmSubject,
  isMoment,
  isOver,
  isSilent,
  isStanding,
  newAlarm,
  occurrencesFor,
  sameAlarm,
  severityOf,
} from '../../../controller/domain/alarm.ts';
import { instant } from '../../../controller/domain/time.ts';
import { boardId, keyId, NOW, readerId, seq, sessionId, slotId, staffId } from '../../support/domain-builders.ts';

/** Every kind with its severity and what tells two of it apart. */
const KINDS: readonly (readonly [AlarmKind, 'alarm' | 'warning', keyof AlarmSubject | null])[] = [
  ['key_removed', 'alarm', 'slot'],
  ['slot_misfilled', 'warning', 'slot'],
  ['slot_left_unlocked', 'warning', 'slot'],
  ['slot_jammed', 'warning', 'slot'],
  ['outcome_unknown', 'alarm', 'slot'],
  ['door_left_open', 'alarm', null],
  ['door_forced', 'alarm', null],
  ['board_lost', 'alarm', 'board'],
  ['reader_lost', 'alarm', 'reader'],
  ['storage_failed', 'alarm', null],
  ['storage_filling', 'warning', null],
  ['storage_nearly_full', 'alarm', null],
  ['log_damaged', 'alarm', null],
  ['clock_stepped', 'warning', null],
  ['unexpected_event', 'alarm', null],
  ['key_overdue', 'warning', 'key'],
  ['key_escalated', 'alarm', 'key'],
  ['key_lost', 'alarm', 'key'],
  ['key_faulty', 'warning', 'key'],
  ['egress_key_in', 'warning', 'key'],
  ['duress', 'alarm', 'staff'],
  ['pin_locked', 'alarm', 'staff'],
  ['break_glass', 'alarm', 'intent'],
  ['recall', 'alarm', 'staff'],
];

const EVERYTHING = {
  slot: slotId('slot-14'),
  key: keyId('linen'),
  board: boardId('b1'),
  reader: readerId('front'),
  staff: staffId('nurse'),
  intent: seq(7),
};
const OTHERS = {
  slot: slotId('slot-15'),
  key: keyId('roof'),
  board: boardId('b2'),
  reader: readerId('back'),
  staff: staffId('porter'),
  intent: seq(8),
};
const SUPERVISOR = { session: sessionId('s1'), staff: staffId('supervisor'), note: null };
const LATER = instant(NOW + 5000);

const REMOVED: AlarmSubject = { kind: 'key_removed', slot: slotId('slot-14'), key: keyId('linen') };
const DOOR: AlarmSubject = { kind: 'door_left_open' };
const raised = (subject: AlarmSubject) => alarmOccurrence('alarm.raised', subject);
const gone = (subject: AlarmSubject) => alarmOccurrence('alarm.gone', subject);
const closed = (subject: AlarmSubject) => alarmOccurrence('alarm.closed', subject);
const fold = (...occurrences: readonly AlarmOccurrence[]) =>
  occurrences.reduce<readonly Alarm[]>((alarms, one, index) => alarmChange(alarms, one, instant(NOW + index)), []);

const subjects: fc.Arbitrary<AlarmSubject> = fc
  .record({ kind: fc.constantFrom(...KINDS.map(([kind]) => kind)), of: fc.constantFrom(EVERYTHING, OTHERS) })
  .map(({ kind, of }) => ({ kind, ...of }));
const occurrences: fc.Arbitrary<AlarmOccurrence> = fc
  .tuple(subjects, fc.constantFrom('alarm.raised', 'alarm.gone', 'alarm.closed', 'alarm.acknowledged'))
  .map(([subject, kind]) =>
    kind === 'alarm.acknowledged' ? acknowledgement(subject, SUPERVISOR) : alarmOccurrence(kind, subject),
  );

describe('a kind of alarm', () => {
  it.each(KINDS)('%s is said as %s', (kind, severity) => {
    expect(severityOf(kind)).toBe(severity);
  });

  it.each(KINDS)('%s (%s) is told apart by %s and by nothing else', (kind, _, about) => {
    const alarm: AlarmSubject = { kind, ...EVERYTHING };
    for (const field of Object.keys(EVERYTHING)) {
      const other: AlarmSubject = { ...alarm, [field]: Object.entries(OTHERS).find(([name]) => name === field)?.[1] };
      expect([field, sameAlarm(alarm, other)]).toEqual([field, field !== about]);
      expect(alarmName(alarm) === alarmName(other)).toBe(field !== about);
    }
    const another = kind === 'key_removed' ? 'slot_jammed' : 'key_removed';
    expect(sameAlarm(alarm, { ...alarm, kind: another })).toBe(false);
  });

  it('is silent for duress alone, and a moment for what does not last', () => {
    const kinds = KINDS.map(([kind]) => kind);
    expect(kinds.filter(isSilent)).toEqual(['duress']);
    expect(kinds.filter(isMoment)).toEqual(['clock_stepped', 'unexpected_event', 'duress']);
  });
});

describe('the open alarms', () => {
  it('have each thing once, from its beginning', () => {
    expect(fold(raised(REMOVED), raised(DOOR), raised(REMOVED))).toEqual([
      newAlarm(REMOVED, NOW),
      newAlarm(DOOR, instant(NOW + 1)),
    ]);
  });

  it('keep what was acknowledged, by whom first, and when it was gone', () => {
    const second = acknowledgement(DOOR, { ...SUPERVISOR, staff: staffId('other') });
    expect(fold(raised(DOOR), acknowledgement(DOOR, SUPERVISOR), second, gone(DOOR), gone(DOOR))).toEqual([
      {
        ...DOOR,
        since: NOW,
        acknowledged: { by: SUPERVISOR.staff, at: instant(NOW + 1) },
        gone: instant(NOW + 3),
      },
    ]);
  });

  it('stand again when their cause comes back before they are closed, since their first beginning', () => {
    expect(fold(raised(DOOR), gone(DOOR), raised(DOOR))).toEqual([newAlarm(DOOR, NOW)]);
  });

  it('begin anew when it comes back after that', () => {
    expect(fold(raised(DOOR), gone(DOOR), closed(DOOR), raised(DOOR))).toEqual([newAlarm(DOOR, instant(NOW + 3))]);
  });

  it('are not changed by an entry about what is not open', () => {
    for (const entry of [gone(REMOVED), closed(REMOVED), acknowledgement(REMOVED, SUPERVISOR)]) {
      expect(alarmChange(fold(raised(DOOR)), entry, LATER)).toEqual(fold(raised(DOOR)));
    }
  });

  it('never have one thing twice, and lose none without an entry that closes it', () => {
    fc.assert(
      fc.property(fc.array(occurrences, { maxLength: 40 }), (entries) => {
        let open: readonly Alarm[] = [];
        for (const entry of entries) {
          const next = alarmChange(open, entry, NOW);
          const names = next.map(alarmName);
          expect(new Set(names).size).toBe(names.length);
          const lost = open.filter((alarm) => !names.includes(alarmName(alarm)));
          const mayGo = entry.kind === 'alarm.closed' ? [alarmName(alarmSubject(entry))] : [];
          expect(mayGo).toEqual(expect.arrayContaining(lost.map(alarmName)));
          open = next;
        }
      }),
    );
  });
});

describe('an alarm', () => {
  it.each([
    ['warning', false, false, false],
    ['warning', true, false, false],
    ['warning', false, true, true],
    ['alarm', false, false, false],
    ['alarm', true, false, false],
    ['alarm', false, true, false],
    ['alarm', true, true, true],
  ] as const)('of severity %s, acknowledged %s, gone %s, is over: %s', (severity, isAcknowledged, isGone, over) => {
    const kind = severity === 'alarm' ? 'key_removed' : 'slot_jammed';
    const acknowledged = isAcknowledged ? { by: SUPERVISOR.staff, at: NOW } : null;
    expect(isOver({ ...newAlarm({ kind }, NOW), acknowledged, gone: isGone ? LATER : null })).toBe(over);
  });

  it('stands while its cause is there', () => {
    expect(isStanding(fold(raised(REMOVED)), { kind: 'key_removed', slot: slotId('slot-14') })).toBe(true);
    expect(isStanding(fold(raised(REMOVED), gone(REMOVED)), REMOVED)).toBe(false);
    expect(isStanding(fold(raised(DOOR)), REMOVED)).toBe(false);
  });

  it('goes into an entry and comes back whole', () => {
    fc.assert(
      fc.property(subjects, (subject) => {
        expect(alarmSubject(raised(subject))).toEqual(subject);
        expect(alarmSubject(acknowledgement(subject, SUPERVISOR))).toEqual(subject);
      }),
    );
    expect(alarmSubject(raised(DOOR))).toEqual(DOOR);
    expect(acknowledgement(DOOR, SUPERVISOR)).toMatchObject({ kind: 'alarm.acknowledged', ...SUPERVISOR });
  });
});

describe('a log that could not be written for a while', () => {
  const told = (known: readonly Alarm[], open: readonly Alarm[]) =>
    occurrencesFor(known, open).map(({ alarm, kind }) => `${alarm} ${kind}`);

  it('hears nothing new when it knows all', () => {
    const open = fold(raised(REMOVED), raised(DOOR), gone(DOOR));
    expect(told(open, open)).toEqual([]);
  });

  it('hears what began and what is gone meanwhile', () => {
    expect(told([], fold(raised(REMOVED), gone(REMOVED)))).toEqual([
      'key_removed alarm.raised',
      'key_removed alarm.gone',
    ]);
    expect(told(fold(raised(REMOVED)), fold(raised(REMOVED), gone(REMOVED)))).toEqual(['key_removed alarm.gone']);
    expect(told(fold(raised(DOOR), gone(DOOR)), fold(raised(DOOR)))).toEqual(['door_left_open alarm.raised']);
  });

  it('hears what is closed, unless nobody has acknowledged it there', () => {
    const jammed: AlarmSubject = { kind: 'slot_jammed', slot: slotId('slot-14') };
    expect(told(fold(raised(jammed)), [])).toEqual(['slot_jammed alarm.gone', 'slot_jammed alarm.closed']);
    expect(told(fold(raised(DOOR), acknowledgement(DOOR, SUPERVISOR)), [])).toEqual([
      'door_left_open alarm.gone',
      'door_left_open alarm.closed',
    ]);
    expect(told(fold(raised(DOOR)), [])).toEqual(['door_left_open alarm.gone']);
  });

  it('knows afterwards what stands, whatever it missed', () => {
    const folded = fc.array(occurrences, { maxLength: 20 }).map((entries) => fold(...entries));
    fc.assert(
      fc.property(folded, folded, (known, open) => {
        const after = occurrencesFor(known, open).reduce((alarms, one) => alarmChange(alarms, one, LATER), known);
        const standing = (alarms: readonly Alarm[]) =>
          alarms
            .filter((alarm) => alarm.gone === null)
            .map(alarmName)
            .toSorted();
        expect(standing(after)).toEqual(standing(open));
        expect(occurrencesFor(after, open).map(({ kind }) => kind)).not.toContain('alarm.raised');
      }),
    );
  });
});
