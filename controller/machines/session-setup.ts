// The words of the session machine: its effects, its children, its guards and what it notes down. The sequence is in
// session.ts and, for what a child does, in session-asides.ts.
import { assign, enqueueActions, fromPromise, sendParent, sendTo, setup } from 'xstate';
import type { KeyId } from '../domain/ids.ts';
import type { Duration } from '../domain/time.ts';
import { accountMachine } from './account.ts';
import { DELAYS } from './delays.ts';
import { deskMachine } from './desk.ts';
import { deviceMachine } from './device.ts';
import { handoverMachine } from './handover.ts';
import { chosenLooks, type LooksToKeep, settledLooks } from './looks.ts';
import { needsMoreTime, pacedDelays, signOutOf, waitOf } from './pace.ts';
import type { PinVerdict } from './pin-tries.ts';
import { reportingMachine } from './reporting.ts';
import type {
  Arrival,
  Choice,
  SessionContext,
  SessionEvent,
  SessionInput,
  SessionOutput,
  Verdict,
} from './session-context.ts';
import { NOTHING_CHOSEN } from './session-context.ts';
import {
  chooseNext,
  chooseSeveral,
  endsAs,
  failedRelease,
  glassAlarm,
  isMine,
  mustAsk,
  withHandedOver,
  withReturned,
  withTaken,
  withWaiting,
} from './session-steps.ts';
import { shiftMachine } from './shift.ts';
import { mayTypeOn, stamped } from './typing.ts';
import { witnessingMachine } from './witnessing.ts';

export const sessionSetup = setup({
  types: {
    context: {} as SessionContext,
    events: {} as SessionEvent,
    input: {} as SessionInput,
    output: {} as SessionOutput,
  },
  actors: {
    /** Effect: looks up what the person needs to prove, whether they are valid at all, and how the session goes. */
    admit: fromPromise<Arrival, { session: SessionContext }>(unprovided),
    /** Effect: verifies a PIN; the counter of wrong tries is on disk before this answers. */
    checkPin: fromPromise<PinVerdict, { session: SessionContext; pin: string }>(unprovided),
    /** Effect: asks the policy. A refusal that no answer settles is in the log before this answers. */
    decide: fromPromise<Verdict, { session: SessionContext; choice: Choice }>(unprovided),
    witnessing: witnessingMachine,
    handover: handoverMachine,
    reporting: reportingMachine,
    desk: deskMachine,
    account: accountMachine,
    device: deviceMachine,
    shift: shiftMachine,
  },
  actions: {
    /** Effect: writes that nobody stood by when keys came back. */
    recordUnwitnessed: (_context, _params: { session: SessionContext; keys: readonly KeyId[] }) => undefined,
    /** Effect: writes how the screen shall be whenever the person comes, and tells the session whether the disk has it. */
    keepLooks: (_context, _params: LooksToKeep) => undefined,
    setLooks: assign(({ event }) => chosenLooks(event)),
    noteKept: assign(({ context, event }) => settledLooks(context.looks, event)),
    stamp: assign(({ context, event }) => stamped(context, event)),
    chooseKeys: assign(({ event }) => {
      if (event.type === 'key.take') return chooseSeveral([event.key]);
      return event.type === 'key.take_many' ? chooseSeveral(event.keys) : {};
    }),
    chooseNext: assign(({ context }) => chooseNext(context)),
    chooseSlot: assign(({ event }) =>
      event.type === 'slot.reopen' ? { ...NOTHING_CHOSEN, choice: { kind: 'reopen', slot: event.slot } } : {},
    ),
    chooseAside: assign(({ event }) => {
      if (event.type === 'key.hand_over') return { aside: event.key };
      return event.type === 'report.open' ? { aside: event.key, report: event.report } : {};
    }),
    noteReason: assign(({ event }) => {
      if (event.type !== 'reason.give' && event.type !== 'glass.break') return {};
      return { reason: event.choice, text: event.text, ...(event.type === 'glass.break' ? { breakGlass: true } : {}) };
    }),
    requestRelease: sendParent(({ context }) => ({
      type: 'release.requested',
      intended: context.release,
      window: waitOf(context, 'takeWindow'),
    })),
    soundGlass: enqueueActions(({ event, enqueue }) => {
      const alarm = glassAlarm(event);
      if (alarm !== null) enqueue(sendParent(alarm));
    }),
    noteReturned: assign(({ context, event }) =>
      event.type === 'key.returned' ? withReturned(context, event.key) : {},
    ),
    noteTaken: assign(({ context }) => withTaken(context)),
    settleReturn: assign(({ context }) => ({ unwitnessed: context.unwitnessed.slice(1) })),
    noteHandedOver: assign(({ context }) => withHandedOver(context)),
    noteMisfilled: assign(({ event }) => (event.type === 'slot.misfilled' ? { misfilled: event.slot } : {})),
    noteCleared: assign(({ context: { misfilled }, event }) =>
      event.type === 'slot.cleared' && event.slot === misfilled ? { misfilled: null } : {},
    ),
    noteFailure: assign({
      refusal: ({ context, event }) => failedRelease(context, event),
      canBreakGlass: false,
    }),
    noteStanding: assign(({ event }) =>
      event.type === 'standing.changed'
        ? {
            barred: event.refusal !== null,
            admitted: event.refusal === null || event.holds > 0,
            refusal: event.refusal,
          }
        : {},
    ),
    end: assign((_, params: { cause: SessionOutput['cause'] }) => ({ cause: params.cause })),
    makeRoom: assign(({ event }) =>
      event.type === 'badge.presented' ? { cause: 'replaced' as const, next: event.visitor } : {},
    ),
    queueUp: assign(({ context, event }) =>
      event.type === 'badge.presented' ? { waiting: withWaiting(context, event.visitor) } : {},
    ),
    passToWitnessing: sendTo('witnessing', ({ event }) => event),
    passToHandover: sendTo('handover', ({ event }) => event),
    passToReporting: sendTo('reporting', ({ event }) => event),
    passToDesk: sendTo('desk', ({ event }) => event),
    passToAccount: sendTo('account', ({ event }) => event),
    passToDevice: sendTo('device', ({ event }) => event),
    passToShift: sendTo('shift', ({ event }) => event),
    tellDesk: sendTo('desk', { type: 'visitor.waits' }),
    tellDeskStanding: sendTo('desk', { type: 'standing.changed' }),
    touchAccount: sendTo('account', { type: 'session.continue' }),
    tellAccount: sendTo('account', { type: 'visitor.waits' }),
    tellDevice: sendTo('device', { type: 'visitor.waits' }),
  },
  guards: {
    isToKeep: ({ event }) => event.type === 'preferences.set' && event.remember,
    mayTypeOn: ({ context }, params: { wait: Duration }) => mayTypeOn(context, params.wait, needsMoreTime(context)),
    isAnother: ({ context, event }) =>
      event.type === 'badge.presented' && event.visitor.staff !== context.visitor.staff,
    /** Behind an open door the next person waits, unless shifts change in a burst. */
    mayTakeOver: ({ context, event }) =>
      event.type === 'badge.presented' &&
      event.visitor.staff !== context.visitor.staff &&
      (context.door !== 'open' || context.manners.shiftChange),
    nextMayCome: ({ context }) => context.waiting.length > 0 && context.manners.shiftChange,
    someoneWaits: ({ context }) => context.waiting.length > 0,
    needsPin: ({ context }) => needsPin(context),
    mustChangePin: ({ context }) => context.manners.mustChangePin && !context.barred,
    hasChosen: ({ context }) => context.choice !== null,
    asksPin: ({ context }) => mustAsk(context, 'pin'),
    asksReason: ({ context }) => mustAsk(context, 'reason'),
    asksWitness: ({ context }) => mustAsk(context, 'witness'),
    canBreakGlass: ({ context }) => context.canBreakGlass,
    isUnwitnessed: ({ context }) => context.unwitnessed.length > 0,
    hasOutcome: ({ context: { taken, returned, handedOver } }) =>
      taken.length + returned.length + handedOver.length > 0,
    hasMore: ({ context }) => context.release?.purpose === 'take' && context.rest.length > 0 && context.admitted,
    tookKey: ({ context }) => context.release?.purpose === 'take',
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
  delays: {
    ...DELAYS,
    ...pacedDelays((context: SessionContext) => context),
    signOut: ({ context }) => signOutOf(context),
  },
});

/** Whether a PIN must be given before anything is shown: a staff number alone proves nothing. */
function needsPin({ wantsPin, manners, barred, visitor, factors }: SessionContext): boolean {
  const isWanted = wantsPin || (manners.mustChangePin && !barred) || visitor.reader === null;
  return isWanted && !factors.includes('pin');
}

function unprovided(): Promise<never> {
  return Promise.reject(new Error('the runtime did not provide this effect'));
}
