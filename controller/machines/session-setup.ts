// The words of the session machine: its effects, its guards and what it notes down. The sequence is in session.ts.
import { assign, fromPromise, sendParent, setup } from 'xstate';
import { DELAYS } from './delays.ts';
import {
  type Admission,
  type Choice,
  endsAs,
  failedRelease,
  isMine,
  type PinVerdict,
  type SessionContext,
  type SessionEvent,
  type SessionInput,
  type SessionOutput,
  type Verdict,
} from './session-context.ts';

export const sessionSetup = setup({
  types: {
    context: {} as SessionContext,
    events: {} as SessionEvent,
    input: {} as SessionInput,
    output: {} as SessionOutput,
  },
  actors: {
    /** Effect: looks up what the person needs to prove and whether they are valid at all. */
    admit: fromPromise<Admission, { session: SessionContext }>(unprovided),
    /** Effect: verifies a PIN; the counter of wrong tries is on disk before this answers. */
    checkPin: fromPromise<PinVerdict, { session: SessionContext; pin: string }>(unprovided),
    /** Effect: asks the policy. A refusal is in the log before this answers. */
    decide: fromPromise<Verdict, { session: SessionContext; choice: Choice }>(unprovided),
  },
  actions: {
    stamp: assign({ since: ({ context }) => context.clock.now() }),
    chooseKey: assign(({ event }) => (event.type === 'key.take' ? { choice: { kind: 'take', key: event.key } } : {})),
    chooseSlot: assign(({ event }) =>
      event.type === 'slot.reopen' ? { choice: { kind: 'reopen', slot: event.slot } } : {},
    ),
    requestRelease: sendParent(({ context }) => ({ type: 'release.requested', intended: context.release })),
    noteReturned: assign(({ context, event }) => {
      if (event.type !== 'key.returned') return {};
      const { key } = event;
      return {
        returned: [...context.returned.filter((other) => other !== key), key],
        taken: context.taken.filter((other) => other !== key),
      };
    }),
    noteTaken: assign(({ context: { release, taken, returned } }) =>
      release === null || release.key === null
        ? {}
        : { taken: [...taken, release.key], returned: returned.filter((key) => key !== release.key) },
    ),
    noteMisfilled: assign(({ event }) => (event.type === 'slot.misfilled' ? { misfilled: event.slot } : {})),
    noteCleared: assign(({ context: { misfilled }, event }) =>
      event.type === 'slot.cleared' && event.slot === misfilled ? { misfilled: null } : {},
    ),
    noteFailure: assign({ refusal: ({ context, event }) => failedRelease(context, event) }),
    end: assign((_, params: { cause: SessionOutput['cause'] }) => ({ cause: params.cause })),
    makeRoom: assign(({ event }) =>
      event.type === 'badge.presented' ? { cause: 'replaced' as const, next: event.visitor } : {},
    ),
  },
  guards: {
    isAnother: ({ context, event }) =>
      event.type === 'badge.presented' && event.visitor.staff !== context.visitor.staff,
    needsPin: ({ context }) => context.wantsPin && !context.factors.includes('pin'),
    doorShut: ({ context }) => context.door !== 'open',
    admitted: ({ context }) => context.admitted,
    offersMine: ({ context, event }) => event.type === 'slot.offered' && isMine(context, event.release),
    settlesMine: ({ context, event }) => 'slot' in event && event.slot === context.release?.slot,
    clearsShown: ({ context, event }) => event.type === 'slot.cleared' && event.slot === context.misfilled,
    endsMine: ({ context, event }) => endsAs(context, event, () => true),
    takenByMe: ({ context, event }) => endsAs(context, event, (end) => end.kind === 'release.taken'),
    pushedBack: ({ context, event }) =>
      endsAs(context, event, (end) => end.kind === 'release.not_taken' && end.cause === 'pushed_back'),
    windowEnded: ({ context, event }) =>
      endsAs(context, event, (end) => end.kind === 'release.not_taken' && end.cause === 'window_ended'),
  },
  delays: DELAYS,
});

function unprovided(): Promise<never> {
  return Promise.reject(new Error('the runtime did not provide this effect'));
}
