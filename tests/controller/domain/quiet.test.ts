// Quiet hours by the wall, within a day and over midnight, to the minute.
import { describe, expect, it } from 'vitest';
import { isQuietAt } from '../../../controller/domain/quiet.ts';
import { minuteOfDay } from '../../../controller/domain/zone.ts';

const at = (hour: number, minute = 0) => minuteOfDay(hour * 60 + minute);
const NIGHT = { from: at(20), until: at(7) };
const NOON = { from: at(12), until: at(14) };

describe('a minute of the day', () => {
  it.each([
    ['night', NIGHT, at(19, 59), false],
    ['night', NIGHT, at(20), true],
    ['night', NIGHT, at(23, 59), true],
    ['night', NIGHT, at(0), true],
    ['night', NIGHT, at(6, 59), true],
    ['night', NIGHT, at(7), false],
    ['noon', NOON, at(11, 59), false],
    ['noon', NOON, at(12), true],
    ['noon', NOON, at(13, 59), true],
    ['noon', NOON, at(14), false],
    ['no hours', null, at(3), false],
  ])('%s %j at %i: %s', (_, hours, minute, quiet) => {
    expect(isQuietAt(hours, minute)).toBe(quiet);
  });
});
