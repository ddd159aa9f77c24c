// What ends the wiping of the glass before its time: a badge or an alarm, and nothing else that can happen to a cabinet.
import { expect, test } from 'vitest';
import type { AlarmView, CabinetSnapshot } from '../../../controller/contract/snapshot.ts';
import { wantsGlass } from '../../../kiosk/pages/cleaning.ts';
import { EVERY_FIXTURE } from '../../support/kiosk-every-fixture.ts';

const { idle, home, returned } = EVERY_FIXTURE;
const desk = EVERY_FIXTURE['desk-now'];
const ALARM: AlarmView = {
  kind: 'key_removed',
  severity: 'alarm',
  since: '2026-11-23T14:01:00.000Z',
  slots: [14],
  acknowledged: false,
  gone: false,
};
const withSession = (part: Partial<NonNullable<CabinetSnapshot['session']>>): CabinetSnapshot => ({
  ...desk,
  session: desk.session && { ...desk.session, ...part },
});

test.each<[string, CabinetSnapshot, CabinetSnapshot, boolean]>([
  ['a badge', idle, home, true],
  ['a badge that is not known', idle, EVERY_FIXTURE['refused-badge'], true],
  ['a badge that cannot be read', idle, EVERY_FIXTURE['idle-notice'], true],
  ['the badge of somebody else at the desk', desk, withSession({ id: 's-99' }), true],
  ['somebody who waits at the desk', desk, withSession({ waiting: 1 }), true],
  ['an alarm', { ...idle, alarms: [] }, { ...idle, alarms: [ALARM] }, true],
  ['another alarm', { ...idle, alarms: [ALARM] }, { ...idle, alarms: [ALARM, { ...ALARM, slots: [15] }] }, true],
  ['nothing', idle, idle, false],
  ['an alarm that was there', { ...idle, alarms: [ALARM] }, { ...idle, alarms: [ALARM] }, false],
  ['an alarm that goes', { ...idle, alarms: [ALARM] }, { ...idle, alarms: [] }, false],
  ['a warning', { ...idle, alarms: [] }, { ...idle, alarms: [{ ...ALARM, severity: 'warning' }] }, false],
  ['a key that comes back', idle, returned, false],
  ['the end of the session at the desk', desk, idle, false],
])('%s', (_what, before, now, ends) => {
  expect(wantsGlass(before, now)).toBe(ends);
});
