// Gives the session its real effects, and its children theirs. Decides nothing and keeps nothing.
import { fromPromise } from 'xstate';
import { handoverMachine } from '../machines/handover.ts';
import { reportingMachine } from '../machines/reporting.ts';
import { sessionMachine } from '../machines/session.ts';
import { witnessingMachine } from '../machines/witnessing.ts';
import { provideAccount } from './account-effects.ts';
import { provideDesk } from './desk-effects.ts';
import { provideDevice } from './device-effects.ts';
import { refuseOnReader } from './device-feed.ts';
import { checkPin } from './pin-effects.ts';
import type { Running, Services } from './services.ts';
import { admit, decideChoice, keepLooks } from './session-effects.ts';
import { provideShift } from './shift-effects.ts';
import {
  judgeReceiver,
  judgeWitness,
  openHandover,
  recordHandover,
  recordReport,
  recordUnwitnessed,
} from './taking-effects.ts';

/** The session with everything real in it. */
export function provideSession(services: Services, running: Running) {
  const witnessing = witnessingMachine.provide({
    actors: {
      judge: fromPromise(async ({ input }) => {
        const verdict = judgeWitness(services, running, input.witnessing, input.witness);
        if (!verdict.accepted) refuseOnReader(services, input.witnessing.candidate);
        return verdict;
      }),
    },
  });
  return sessionMachine.provide({
    actors: {
      admit: fromPromise(async ({ input }) => admit(services, running, input.session)),
      checkPin: fromPromise(({ input }) => checkPin(services, running, input.session, input.pin)),
      decide: fromPromise(async ({ input }) => decideChoice(services, running, input.session, input.choice)),
      witnessing,
      handover: handoverMachine.provide({
        actors: {
          witnessing,
          open: fromPromise(async ({ input }) => openHandover(services, input)),
          judge: fromPromise(async ({ input }) => judgeReceiver(services, running, input.handover, input.receiver)),
          checkPin: fromPromise(({ input }) => checkPin(services, running, input.session, input.pin)),
          record: fromPromise(async ({ input }) => recordHandover(services, running, input.handover, input.receiver)),
        },
      }),
      reporting: reportingMachine.provide({
        actors: {
          record: fromPromise(async ({ input }) => recordReport(services, running, input.session, input.said)),
        },
      }),
      desk: provideDesk(services, running),
      account: provideAccount(services, running),
      device: provideDevice(services, running),
      shift: provideShift(services, running),
    },
    actions: {
      keepLooks: ({ self }, chosen) => {
        self.send({ type: keepLooks(services, running, chosen) ? 'preferences.kept' : 'preferences.not_kept' });
      },
      recordUnwitnessed: (_context, { session, keys }) => recordUnwitnessed(services, running, session, keys),
    },
  });
}
