// Times in words: 24 hours, the cabinet's own zone, the day named only when it is not today.
import { describe, expect, test } from 'vitest';
import { createMoments } from '../../../kiosk/strings/moments.ts';

const ms = (iso: string) => Date.parse(iso);
const london = createMoments('Europe/London');
const NOW = ms('2026-11-23T14:02:41Z');

test.each([
  ['Europe/London', '14:02'],
  ['Europe/Paris', '15:02'],
  ['America/St_Johns', '10:32'],
  ['Asia/Kathmandu', '19:47'],
])('the clock of %s', (zone, clock) => {
  expect(createMoments(zone).clock(NOW)).toBe(clock);
});

test('midnight is 00:00', () => {
  expect(london.clock(ms('2026-11-23T00:00:00Z'))).toBe('00:00');
});

test('a day in words', () => {
  expect(london.day(NOW)).toBe('Monday 23 November');
});

describe('near', () => {
  test.each([
    ['2026-11-23T18:00:00Z', '18:00'],
    ['2026-11-24T18:00:00Z', 'Tue 18:00'],
    ['2026-11-22T23:59:00Z', 'Sun 23:59'],
    ['2026-11-29T09:00:00Z', 'Sun 09:00'],
    ['2026-11-30T18:00:00Z', '30 Nov 18:00'],
    ['2026-10-01T18:00:00Z', '1 Oct 19:00'],
  ])('%s is %s', (iso, words) => {
    expect(london.near(ms(iso), NOW)).toBe(words);
  });

  test('today is today in the zone of the cabinet', () => {
    const paris = createMoments('Europe/Paris');
    expect(paris.near(ms('2026-11-23T23:30:00Z'), NOW)).toBe('Tue 00:30');
    expect(london.near(ms('2026-11-23T23:30:00Z'), NOW)).toBe('23:30');
  });
});

describe('in French', () => {
  const paris = createMoments('Europe/Paris', 'fr-FR');

  test.each([
    ['2026-11-23T17:00:00Z', '18:00'],
    ['2026-11-24T17:00:00Z', 'mar. 18:00'],
    ['2026-12-01T17:00:00Z', '1er déc. 18:00'],
    ['2026-12-11T17:00:00Z', '11 déc. 18:00'],
    ['2026-12-21T17:00:00Z', '21 déc. 18:00'],
  ])('%s is %s', (iso, words) => {
    expect(paris.near(ms(iso), NOW)).toBe(words);
  });

  test.each([
    [NOW, 'lundi 23 novembre'],
    [ms('2026-12-01T12:00:00Z'), 'mardi 1er décembre'],
    [ms('2026-12-31T12:00:00Z'), 'jeudi 31 décembre'],
  ])('a day in words', (at, words) => {
    expect(paris.day(at)).toBe(words);
  });

  test('lengths', () => {
    expect([paris.length(0), paris.length(3_600_000), paris.length(3 * 86_400_000)]).toEqual([
      '1 min',
      '1 h',
      '3\u00a0jours',
    ]);
  });
});

test.each([
  [0, '1 min'],
  [61_000, '1 min'],
  [59 * 60_000, '59 min'],
  [60 * 60_000, '1 h'],
  [47.9 * 3_600_000, '47 h'],
  [48 * 3_600_000, '2 days'],
])('%d ms is %s', (length, words) => {
  expect(london.length(length)).toBe(words);
});
