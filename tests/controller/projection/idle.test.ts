// What the idle screen and its sounds depend on: which alarm takes the screen over, and when the hours are quiet.
import { describe, expect, it } from 'vitest';
import { minuteOfDay } from '../../../controller/domain/zone.ts';
import { project } from '../../../controller/projection.ts';
import { NOW } from '../../support/domain-builders.ts';
import {
  alarmAt,
  anAlarm,
  aPicture,
  COLLEAGUE,
  type Differences,
  NURSE,
  ROSTER,
  ZONE,
} from '../../support/picture-builder.ts';

describe('quiet hours', () => {
  const atWall = (minute: number) => ZONE.instantAt(ZONE.wallAt(NOW).date, minuteOfDay(minute));

  it.each([
    [19 * 60 + 59, false],
    [20 * 60, true],
    [6 * 60 + 59, true],
    [7 * 60, false],
  ])('from 20 to 7 by the wall: minute %i is %s', (minute, quiet) => {
    expect(project(aPicture({ now: atWall(minute) })).cabinet.quiet).toBe(quiet);
  });

  it('are never where the set-up names none', () => {
    const { setup } = ROSTER;
    const roster = { ...ROSTER, setup: { ...setup, policy: { ...setup.policy, quiet: null } } };
    expect(project({ ...aPicture({ now: atWall(0) }), roster }).cabinet.quiet).toBe(false);
  });
});

describe('the alarm that takes the screen over', () => {
  const taken = (over: Differences) => {
    const { screen } = project(aPicture(over));
    return screen.name === 'idle' ? screen.takeover : 'not idle';
  };
  const acknowledged = { by: COLLEAGUE, at: NOW };

  it('is the newest that nobody has acknowledged, what is still there before what is over', () => {
    const old = alarmAt('key_removed', 4, -9);
    const fresh = anAlarm('door_forced', -2);
    const gone = { ...anAlarm('log_damaged', -1), gone: NOW };
    expect(taken({ cabinet: { alarms: [old, fresh, gone] } })).toMatchObject({ kind: 'door_forced' });
    expect(taken({ cabinet: { alarms: [old, gone] } })).toMatchObject({ kind: 'key_removed', slots: [4] });
    expect(taken({ cabinet: { alarms: [gone] } })).toMatchObject({ kind: 'log_damaged', gone: true });
  });

  it.each<readonly [string, Differences]>([
    ['a warning', { cabinet: { alarms: [alarmAt('slot_jammed', 9)] } }],
    ['what was acknowledged', { cabinet: { alarms: [{ ...anAlarm('door_forced'), acknowledged }] } }],
    ['what only a supervisor may know', { cabinet: { alarms: [{ ...anAlarm('duress'), staff: NURSE }] } }],
    ['a recall in silence', { cabinet: { alarms: [{ ...anAlarm('recall'), staff: NURSE }] } }],
    ['nothing', {}],
  ])('is none for %s', (_, over) => {
    expect(taken(over)).toBeNull();
  });

  it('never takes a screen from somebody who is there, nor from a badge that was just shown', () => {
    const cabinet = { alarms: [anAlarm('door_forced')] };
    expect(taken({ session: 'home', cabinet })).toBe('not idle');
    expect(taken({ hall: 'turningAway', cabinet })).toBe('not idle');
    expect(taken({ hall: 'explaining', cabinet: { ...cabinet, trouble: 'no_answer' } })).toBeNull();
  });
});
