// How the screen is for a person during a session: a choice counts at once, is kept only when asked, and says what became of that.
import { expect, it } from 'vitest';
import type { Preferences } from '../../../controller/domain/staff.ts';
import { accountMachine } from '../../../controller/machines/account.ts';
import type { LooksToKeep } from '../../../controller/machines/looks.ts';
import { sessionMachine } from '../../../controller/machines/session.ts';
import type { Arrival, SessionContext } from '../../../controller/machines/session-context.ts';
import { HeldEffect, stageMachine } from '../../support/machine-stage.ts';
import { anAdmission, NURSE, SessionStage, sessionIn } from '../../support/session-stage.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';

const LARGE: Preferences = {
  language: 'fr',
  textSize: 'largest',
  theme: 'light-contrast',
  sound: false,
  moreTime: false,
};
const SET = { type: 'preferences.set', preferences: LARGE, remember: false } as const;

/** A session of the nurse at home whose disk answers as told. */
async function atHome(isKept: boolean) {
  const admit = new HeldEffect<Arrival, { session: SessionContext }>();
  const asked: LooksToKeep[] = [];
  const machine = sessionMachine.provide({
    actors: { admit: admit.logic, account: accountMachine },
    actions: {
      keepLooks: ({ self }, chosen) => {
        asked.push(chosen);
        self.send({ type: isKept ? 'preferences.kept' : 'preferences.not_kept' });
      },
    },
  });
  const { actor } = stageMachine(machine, { clock: new SteppedClock(), visitor: NURSE, door: 'none' });
  await admit.last.answer(anAdmission());
  return { actor, asked, looks: () => actor.getSnapshot().context.looks };
}

it('begins as the person once chose, or as the set-up has it', async () => {
  const [usual, own] = [new SessionStage(), new SessionStage()];
  await usual.admitted();
  await own.admitted({ remembered: LARGE });
  expect([usual.context.looks, own.context.looks]).toEqual([null, { preferences: LARGE, kept: 'remembered' }]);
});

it('counts at once, and until the person goes', async () => {
  const { actor, asked, looks } = await atHome(true);
  actor.send(SET);
  expect([looks(), asked]).toEqual([{ preferences: LARGE, kept: 'session' }, []]);
  expect(actor.getSnapshot().value).toBe('home');
});

it.each([
  [true, 'remembered'],
  [false, 'failed'],
] as const)('is said to be kept only when the disk has it: %s', async (isKept, kept) => {
  const { actor, asked, looks } = await atHome(isKept);
  actor.send({ ...SET, remember: true });
  expect(asked).toEqual([{ visitor: { session: NURSE.session, staff: NURSE.staff }, preferences: LARGE }]);
  expect(looks()).toEqual({ preferences: LARGE, kept });
  actor.send({ ...SET, preferences: { ...LARGE, theme: 'dark' } });
  expect(looks()).toEqual({ preferences: { ...LARGE, theme: 'dark' }, kept: 'session' });
});

it('gives the page about oneself its time anew', async () => {
  const stage = await sessionIn('account');
  await stage.openAccount.last.answer({
    hasPin: true,
    pinRule: { staffNumber: null, fewest: 4 },
    badges: [],
    bookable: { keys: [], groups: [] },
  });
  await stage.pass(59_000);
  stage.send(SET);
  await stage.pass(59_000);
  expect([stage.state, stage.context.looks?.preferences]).toEqual(['account', LARGE]);
  await stage.pass(1000);
  expect(stage.output?.cause).toBe('idle');
});
