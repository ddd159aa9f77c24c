// The sheet of a shift: what stands on it, what must not, and that the same state has the same text.
import { expect, test } from 'vitest';
import { codeGate } from '../../../controller/domain/enrolment.ts';
import { shiftCounts, shiftSheet, shiftText } from '../../../controller/domain/shift.ts';
import { after, seconds } from '../../../controller/domain/time.ts';
import { NOW } from '../../support/domain-builders.ts';
import { anAlarm, aPicture, keyNumber, minutesPast, NURSE, outWith } from '../../support/picture-builder.ts';

const OUT = { 9: outWith(NURSE, minutesPast(60)), 10: outWith(NURSE), 11: outWith(NURSE, minutesPast(-5)) };
const sheetOf = (over: Parameters<typeof aPicture>[0], now = NOW) => {
  const { roster, ledger } = aPicture(over);
  return shiftSheet(roster, ledger, now);
};

test('what is out stands there by due time, with whoever is late', () => {
  const sheet = sheetOf({ custody: OUT });
  expect(sheet.out.map(({ key, overdue }) => [key, overdue])).toEqual([
    [keyNumber(11).id, true],
    [keyNumber(9).id, false],
    [keyNumber(10).id, false],
  ]);
  expect(shiftCounts(sheet)).toMatchObject({ out: 3, overdue: 1, astray: 0 });
});

test('a lost key is astray, and a controlled one is missed in its slot', () => {
  const lost = sheetOf({ custody: { 5: { at: 'lost', since: NOW, staff: NURSE } } });
  expect(lost.astray).toEqual([{ key: keyNumber(5).id, at: 'lost' }]);
  const { controlled, controlledIn } = shiftCounts(lost);
  expect(controlled - controlledIn).toBe(1);
});

test('a duress alarm is on no sheet: it would betray whoever signs', () => {
  const before = sheetOf({ ledger: { alarms: [anAlarm('door_left_open')] } });
  const pressed = sheetOf({ ledger: { alarms: [anAlarm('door_left_open'), { ...anAlarm('duress'), staff: NURSE }] } });
  expect(before.alarms).toHaveLength(1);
  expect(shiftText(pressed)).toBe(shiftText(before));
});

test('the text is the same for the same state, and another once a key is late', () => {
  const { 9: nine, 10: ten } = OUT;
  expect(shiftText(sheetOf({ custody: { 10: ten, 9: nine } }))).toBe(
    shiftText(sheetOf({ custody: { 9: nine, 10: ten } })),
  );
  expect(shiftText(sheetOf({ custody: OUT }, minutesPast(61)))).not.toBe(shiftText(sheetOf({ custody: OUT })));
  expect(shiftText(sheetOf({}))).toMatch(/^wardkey shift 1\n/);
});

test.each([
  [4, 0],
  [5, 15],
  [6, 30],
  [30, 900],
])('after %i wrong codes nobody tries for %i s', (wrong, wait) => {
  const tries = { wrong, last: NOW };
  expect(codeGate(tries, after(NOW, seconds(wait)))).toEqual({ open: true });
  if (wait > 0) expect(codeGate(tries, NOW)).toEqual({ open: false, until: after(NOW, seconds(wait)) });
});
