// Who needs more time has it: each wait for that person is three times as long, no other is, and the screen says the same end.
import { describe, expect, it } from 'vitest';
import { ok } from '../../../controller/domain/result.ts';
import type { Preferences } from '../../../controller/domain/staff.ts';
import { type Duration, milliseconds, seconds } from '../../../controller/domain/time.ts';
import type { AccountProfile } from '../../../controller/machines/account-context.ts';
import { DELAYS } from '../../../controller/machines/delays.ts';
import { needsMoreTime, paced, signOutOf } from '../../../controller/machines/pace.ts';
import type { Manners, SessionContext } from '../../../controller/machines/session-context.ts';
import { project } from '../../../controller/projection.ts';
import { NOW } from '../../support/domain-builders.ts';
import { aPicture, keyNumber, releaseOf, type SessionStateName } from '../../support/picture-builder.ts';
import { type Rest, sessionIn } from '../../support/session-stage.ts';
import { SlotStage, SPRUNG } from '../../support/slot-stage.ts';

const THREE = 3;
const PROFILE: AccountProfile = {
  hasPin: true,
  pinRule: { staffNumber: null, fewest: 6 },
  badges: ['strong'],
  bookable: { keys: [], groups: [] },
};
const LOOKS: Preferences = { language: 'en', textSize: 'normal', theme: 'dark', sound: true, moreTime: true };

/** Waits for a person, by the state in which they run. */
const PERSONAL: readonly (readonly [Rest, Duration])[] = [
  ['pin', DELAYS.sessionIdle],
  ['home', DELAYS.signOut],
  ['reason', DELAYS.reasonWindow],
  ['glass', DELAYS.reasonWindow],
  ['witnessing', DELAYS.witnessWindow],
  ['witnessingReturn', DELAYS.witnessWindow],
  ['reporting', DELAYS.reportWindow],
  ['taking', DELAYS.takingDeadline],
  ['done', DELAYS.doneDisplay],
  ['returning', DELAYS.returnWindow],
  ['misplaced', DELAYS.returnWindow],
  ['refused', DELAYS.refusedDisplay],
  ['stillThere', DELAYS.stillThereWindow],
];

/** Waits for a device, or for the cabinet to be shut: nobody's. */
const COMMON: readonly (readonly [Rest, Duration])[] = [
  ['releasing', DELAYS.releaseDeadline],
  ['pushingBack', DELAYS.pushBackPatience],
  ['closing', DELAYS.doorPatience],
];

async function endOf(rest: Rest, manners: Partial<Manners>): Promise<Duration> {
  const stage = await sessionIn(rest, manners);
  for (let passed = 0; passed < 900; passed += 1) {
    if (stage.state !== rest) return seconds(passed);
    stage.clock.pass(seconds(1));
    await stage.pass(seconds(1));
  }
  throw new Error(`${rest} never ends`);
}

describe.each(PERSONAL)('the wait in %s', (rest, wait) => {
  it.each([
    [1, false],
    [THREE, true],
  ])('is %d times as long where more time is %s', async (times, moreTime) => {
    expect(await endOf(rest, { moreTime })).toBe(wait * times);
  });
});

it.each(COMMON)('the wait in %s is the same for everybody', async (rest, wait) => {
  expect(await endOf(rest, { moreTime: true })).toBe(wait);
});

it.each([20, 40, 600])('nobody touches the list of keys for %d s by the policy of the cabinet', async (wait) => {
  expect(await endOf('home', { signOut: seconds(wait) })).toBe(seconds(wait));
});

describe('who needs more time', () => {
  const manners = { shiftChange: false, mustChangePin: false, signOut: seconds(40), witnessedReturns: new Map() };
  const looks = (moreTime: boolean) => ({ preferences: { ...LOOKS, moreTime }, kept: 'session' }) as const;

  it.each([
    ['the set-up says so', true, null, true],
    ['nobody says so', false, null, false],
    ['they chose it', false, looks(true), true],
    ['they chose not to, whatever the set-up says', true, looks(false), false],
  ])('is known where %s', (_when, moreTime, chosen, needed) => {
    expect(needsMoreTime({ manners: { ...manners, moreTime }, looks: chosen })).toBe(needed);
    expect(signOutOf({ manners: { ...manners, moreTime }, looks: chosen })).toBe(seconds(needed ? 120 : 40));
  });

  it('is asked anew with each wait: the choice counts at once', async () => {
    const stage = await sessionIn('home');
    stage.send({ type: 'preferences.set', preferences: LOOKS, remember: false });
    await stage.pass(DELAYS.signOut);
    expect(stage.state).toBe('home');
  });

  it('types three times as long', async () => {
    const stage = await sessionIn('reason', { moreTime: true });
    const longest = paced(DELAYS.longestTyping, true);
    const wait = paced(DELAYS.reasonWindow, true);
    for (let spent = 0; spent < longest - wait; spent += seconds(5)) {
      stage.clock.pass(seconds(5));
      await stage.pass(seconds(5));
      stage.send({ type: 'session.continue' });
    }
    await stage.pass(wait - 1000);
    expect(stage.state).toBe('reason');
    stage.clock.pass(wait - 1000);
    stage.send({ type: 'session.continue' });
    await stage.pass(1000);
    expect(stage.state).not.toBe('reason');
  });
});

describe('the slot', () => {
  it('asks for the window of the person with the release', async () => {
    const stage = await sessionIn('releasing', { moreTime: true });
    expect(stage.requests).toMatchObject([{ window: seconds(60) }]);
  });

  it.each([undefined, seconds(60)])('stays open for the window that was asked for: %s', async (window) => {
    const stage = new SlotStage().settled();
    stage.send({ type: 'slot.release', intended: stage.intended, ...(window !== undefined && { window }) });
    await stage.recordIntent.last.answer(ok(stage.token()));
    await stage.unlock.last.answer('answered');
    stage.read(SPRUNG);
    await stage.pass((window ?? DELAYS.takeWindow) - 1000);
    expect(stage.state).toBe('offered');
    await stage.pass(1000);
    expect([stage.state, stage.words.at(1)]).toEqual(['unlatched', 'release.not_taken window_ended']);
  });
});

it.each([
  [false, DELAYS.accountIdle],
  [true, milliseconds(DELAYS.accountIdle * THREE)],
])('nobody touches the page about themselves for three times as long where more time is %s', async (moreTime, wait) => {
  const stage = await sessionIn('account', { moreTime });
  await stage.openAccount.last.answer(PROFILE);
  await stage.pass(wait - 1000);
  expect(stage.state).toBe('account');
  await stage.pass(1000);
  expect(stage.output?.cause).toBe('idle');
});

describe('the picture', () => {
  const context = (over: Partial<SessionContext>, moreTime: boolean) => ({
    ...over,
    looks: { preferences: { ...LOOKS, moreTime }, kept: 'session' } as const,
  });

  it.each<[SessionStateName, Partial<SessionContext>, Duration]>([
    ['pin', {}, DELAYS.sessionIdle],
    ['home', {}, DELAYS.signOut],
    ['taking', { release: releaseOf(9) }, DELAYS.takeWindow],
    ['done', {}, DELAYS.doneDisplay],
    ['returning', { returning: keyNumber(9).id }, DELAYS.returnWindow],
    ['refused', {}, DELAYS.refusedDisplay],
    ['stillThere', {}, DELAYS.stillThereWindow],
    ['reason', { choice: { kind: 'take', key: keyNumber(9).id } }, DELAYS.reasonWindow],
  ])('of %s ends when the wait does', (session, over, wait) => {
    for (const moreTime of [false, true]) {
      const { screen } = project(aPicture({ session, context: context(over, moreTime) }));
      const ends = 'endsAt' in screen ? Date.parse(screen.endsAt ?? '') - NOW : null;
      expect([screen.name, ends]).toEqual([screen.name, milliseconds(wait * (moreTime ? THREE : 1))]);
    }
  });
});
