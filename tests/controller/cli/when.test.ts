// Days and times as they are typed: by the wall at the cabinet unless they say otherwise, over a change of the clocks too.
import { describe, expect, it } from 'vitest';
import { parseWhen, wallText } from '../../../controller/cli/when.ts';
import { instant } from '../../../controller/domain/time.ts';
import { timeZone } from '../../../controller/time-zone.ts';
import { expectOk } from '../../support/expect-ok.ts';

const PARIS = expectOk(timeZone('Europe/Paris'));
const at = (iso: string) => instant(Date.parse(iso));

describe('what is typed', () => {
  it.each([
    ['2030-01-15', '2030-01-14T23:00:00Z', '2030-01-15T23:00:00Z'],
    ['2030-03-31', '2030-03-30T23:00:00Z', '2030-03-31T22:00:00Z'],
    ['2030-01-15T08:30', '2030-01-15T07:30:00Z', '2030-01-15T07:31:00Z'],
    ['2030-01-15 08:30', '2030-01-15T07:30:00Z', '2030-01-15T07:31:00Z'],
    ['2030-07-15T08:30:15', '2030-07-15T06:30:15Z', '2030-07-15T06:30:16Z'],
    ['2030-07-15T08:30:15.250', '2030-07-15T06:30:15.250Z', '2030-07-15T06:30:15.251Z'],
    ['2030-07-15T08:30Z', '2030-07-15T08:30:00Z', '2030-07-15T08:31:00Z'],
    ['2030-07-15T08:30:00-05:30', '2030-07-15T14:00:00Z', '2030-07-15T14:00:01Z'],
  ])('%s is a stretch of time', (text, begin, end) => {
    expect(expectOk(parseWhen(text, PARIS))).toEqual({ begin: at(begin), end: at(end) });
  });

  it.each([
    '',
    'yesterday',
    '2030-02-30',
    '2030-1-5',
    '15.01.2030',
    '2030-01-15T24:00',
    '2030-01-15T08:60',
    '2030-01-15T08:30:60',
    '2030-01-15Z',
    '2030-01-15T08',
    '2030-01-15T08:30+1',
    '2030-01-15T08:30 ',
    '2030-01-15T08:30+24:00',
    '2030-01-15T08:30-01:60',
    '0001-01-01',
  ])('"%s" is none', (text) => {
    expect(parseWhen(text, PARIS)).toEqual({ ok: false, error: 'not_a_time' });
  });
});

it.each([
  ['2030-01-15T07:30:05.999Z', '2030-01-15 08:30:05'],
  ['2030-07-14T22:00:00Z', '2030-07-15 00:00:00'],
  ['1969-12-31T23:59:58Z', '1970-01-01 00:59:58'],
])('%s is on the wall as %s', (iso, text) => {
  expect(wallText(at(iso), PARIS)).toBe(text);
});
