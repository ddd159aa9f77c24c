// Which sound follows which change: one table for all four, what is silent, and what still sounds for those who want no sounds.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlarmView, CabinetSnapshot, Screen } from '../../controller/contract/snapshot.ts';
import { callOf, isHeard, type Scene, type Sound, soundOf } from '../../kiosk/sounds.ts';
import { keyView } from '../support/kiosk-builders.ts';
import { EVERY_FIXTURE } from '../support/kiosk-every-fixture.ts';
import { KIOSK_FIXTURES, snapshotOf } from '../support/kiosk-fixtures.ts';

const { idle, home, take, done, pin, returned } = KIOSK_FIXTURES;
const ALARM: AlarmView = {
  kind: 'key_removed',
  severity: 'alarm',
  since: '2026-11-23T13:58:00.000Z',
  slots: [9],
  acknowledged: false,
  gone: false,
};
const live = (snapshot: CabinetSnapshot | null): Scene => ({ snapshot, live: true });
const lost = (snapshot: CabinetSnapshot | null): Scene => ({ snapshot, live: false });
const idleWith = (over: Partial<Extract<Screen, { name: 'idle' }>>, alarms: readonly AlarmView[] = []) =>
  snapshotOf({ name: 'idle', notice: null, takeover: null, ...over }, { alarms });
const taken = (alarm: AlarmView) => idleWith({ takeover: alarm }, [alarm]);
const showing = (snapshot: CabinetSnapshot, screen: object): CabinetSnapshot => ({
  ...snapshot,
  screen: { ...snapshot.screen, ...screen },
});
const of = (snapshot: CabinetSnapshot, person: object): CabinetSnapshot => ({
  ...snapshot,
  session: snapshot.session === null ? null : { ...snapshot.session, ...person },
});
const mute = (snapshot: CabinetSnapshot): CabinetSnapshot =>
  snapshot.session === null
    ? snapshot
    : of(snapshot, { preferences: { ...snapshot.session.preferences, sound: false } });
const checking = showing(pin, { checking: true });
const closing = KIOSK_FIXTURES['close-door'];
const wrongPlace = KIOSK_FIXTURES['wrong-place'];
const returning = KIOSK_FIXTURES.return;

describe('the sound of a change', () => {
  it.each<readonly [string, Sound | null, CabinetSnapshot, CabinetSnapshot]>([
    ['a badge is good', 'accepted', idle, home],
    ['a badge is good and the PIN is next', 'accepted', idle, pin],
    ['the next person is served', 'accepted', done, of(home, { id: 's-42' })],
    ['another badge waits its turn', 'accepted', closing, of(closing, { waiting: 1 })],
    ['the PIN is right', 'accepted', checking, home],
    ['the PIN page is left', null, pin, home],
    ['the PIN is wrong', 'refused', checking, showing(pin, { wrong: true, triesLeft: 4 })],
    ['the PIN is wrong again', 'refused', showing(pin, { wrong: true, triesLeft: 4 }), KIOSK_FIXTURES['pin-wrong']],
    [
      'the PIN is typed again',
      null,
      KIOSK_FIXTURES['pin-wrong'],
      showing(KIOSK_FIXTURES['pin-wrong'], { checking: true }),
    ],
    ['a badge is not known', 'refused', idle, KIOSK_FIXTURES['refused-badge']],
    ['a rule says no', 'refused', home, KIOSK_FIXTURES['refused-rules']],
    ['a badge cannot be read', 'refused', idle, idleWith({ notice: 'no_answer' })],
    ['a notice ends', null, idleWith({ notice: 'no_answer' }), idle],
    ['a key stands in the wrong place', 'refused', returning, wrongPlace],
    ['it stands in another wrong place', 'refused', wrongPlace, showing(wrongPlace, { slot: 31 })],
    ['take it now', 'attention', home, take],
    ['take the next', 'attention', take, showing(take, { slot: 15, key: keyView(15) })],
    ['put it back', 'attention', home, returning],
    ['push it home', 'attention', take, KIOSK_FIXTURES['push-back']],
    ['an alarm takes the screen over', 'attention', idle, taken(ALARM)],
    ['an alarm begins while somebody is there', 'attention', home, { ...home, alarms: [ALARM] }],
    [
      'it is at one more slot',
      'attention',
      { ...home, alarms: [ALARM] },
      { ...home, alarms: [{ ...ALARM, slots: [9, 10] }] },
    ],
    ['it is at one slot less', null, { ...home, alarms: [{ ...ALARM, slots: [9, 10] }] }, { ...home, alarms: [ALARM] }],
    ['an alarm is acknowledged', null, taken(ALARM), idleWith({}, [{ ...ALARM, acknowledged: true }])],
    ['a warning begins', null, idle, { ...idle, alarms: [{ ...ALARM, severity: 'warning' }] }],
    ['a key is taken', 'done', take, closing],
    ['a key is taken and the door has no contact', 'done', take, done],
    ['the door is shut', 'done', closing, done],
    ['a key comes back with nobody there', 'done', idle, returned],
    ['the visit is over', null, done, idle],
    ['nothing that matters', null, home, { ...home, revision: 101 }],
    ['the minute passes', null, idle, { ...idle, serverTime: '2026-11-23T14:03:00.000Z' }],
  ])('%s: %s', (_, sound, before, after) => {
    expect(soundOf(live(before), live(after))).toBe(sound);
  });

  it('calls somebody when the controller falls silent, once, and not when it is heard again', () => {
    expect(soundOf(live(home), lost(home))).toBe('attention');
    expect(soundOf(lost(home), lost(home))).toBeNull();
    expect(soundOf(lost(home), live(take))).toBeNull();
  });

  it('is none for the first picture, whatever it shows', () => {
    for (const picture of Object.values(EVERY_FIXTURE)) expect(soundOf(live(null), live(picture))).toBeNull();
  });
});

describe('somebody who wants no sounds', () => {
  it('hears an alarm of the cabinet', () => {
    expect(soundOf(live(mute(home)), live({ ...mute(home), alarms: [ALARM] }))).toBe('attention');
  });

  it.each([
    ['their own PIN', mute(checking), mute(home)],
    ['take it now', mute(home), mute(take)],
    ['a refusal', mute(home), mute(KIOSK_FIXTURES['refused-rules'])],
    ['that they have it', mute(take), mute(closing)],
    ['that they are signed out', mute(done), idle],
  ] as const)('does not hear %s', (_, before, after) => {
    expect(soundOf(live(before), live(after))).toBeNull();
  });

  it('does not hear that the controller is silent', () => {
    expect(soundOf(live(mute(home)), lost(mute(home)))).toBeNull();
    expect(isHeard(lost(mute(home)))).toBe(false);
  });

  it('hears nothing but attention, whatever two pictures follow each other', () => {
    const pictures = fc.constantFrom(...Object.values(EVERY_FIXTURE).filter(({ session }) => session !== null));
    fc.assert(
      fc.property(pictures, pictures, (before, after) => {
        expect([null, 'attention']).toContain(soundOf(live(mute(before)), live(mute(after))));
      }),
    );
  });
});

describe('what calls again', () => {
  it.each<readonly [string | null, Scene]>([
    ['take 14', live(take)],
    ['return 14', live(returning)],
    ['push-back 14', live(KIOSK_FIXTURES['push-back'])],
    ['close-door', live(closing)],
    ['key_removed 2026-11-23T13:58:00.000Z', live(taken(ALARM))],
    [null, live(taken({ ...ALARM, gone: true }))],
    ['not live', lost(home)],
    [null, lost(null)],
    [null, live(home)],
    [null, live(idle)],
  ])('is %s', (cause, scene) => {
    expect(callOf(scene)?.cause ?? null).toBe(cause);
  });
});
