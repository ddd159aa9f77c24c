// A key goes from hand to hand at the cabinet: the holder names it, states a count where one is wanted, the receiver shows a
// badge, others stand by where the key wants them, and the receiver says on the screen that they take it. It writes nothing: rights, the PIN and the entry are effects.
import { assign, fromPromise, sendTo, setup } from 'xstate';
import { questionsOf } from '../domain/policy/questions.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { NonEmpty, Result } from '../domain/result.ts';
import type { Duration } from '../domain/time.ts';
import { DELAYS } from './delays.ts';
import {
  asReceiver,
  finalOf,
  type HandoverContext,
  type HandoverEvent,
  type HandoverInput,
  type HandoverOutput,
  type HandoverRefused,
  type HandoverTerms,
  newHandover,
  receiverOf,
  standersBy,
} from './handover-context.ts';
import { needsMoreTime, pacedDelays } from './pace.ts';
import { type PinVerdict, tried } from './pin-tries.ts';
import type { SessionContext, Visitor } from './session-context.ts';
import { mayTypeOn, stamped } from './typing.ts';
import { witnessingMachine } from './witnessing.ts';

const typing = { type: 'mayTypeOn', params: { wait: DELAYS.handoverWindow } } as const;

export const handoverMachine = setup({
  types: {
    context: {} as HandoverContext,
    events: {} as HandoverEvent,
    input: {} as HandoverInput,
    output: {} as HandoverOutput,
  },
  actors: {
    /** Effect: whether the person holds the key, and whether a count is wanted. */
    open: fromPromise<Result<{ counts: boolean }, NonEmpty<Refusal>>, HandoverInput>(unprovided),
    /** Effect: whether the receiver may have it. A refusal is in the log before this answers. */
    judge: fromPromise<Result<HandoverTerms, HandoverRefused>, { handover: HandoverContext; receiver: Visitor }>(
      unprovided,
    ),
    /** Effect: verifies the PIN of the receiver, as in a session of their own. */
    checkPin: fromPromise<PinVerdict, { session: SessionContext; pin: string }>(unprovided),
    /** Effect: writes the handover. Custody has changed once this answers. */
    record: fromPromise<Result<void, NonEmpty<Refusal>>, { handover: HandoverContext; receiver: Visitor }>(unprovided),
    witnessing: witnessingMachine,
  },
  actions: {
    stamp: assign(({ context, event }) => stamped(context, event)),
    noteReceiver: assign(({ event }) =>
      event.type === 'badge.presented' ? { receiver: event.visitor, factors: ['badge' as const] } : {},
    ),
    fail: assign({ end: 'fault' }),
    passToWitnessing: sendTo('witnessing', ({ event }) => event),
  },
  guards: {
    mayTypeOn: ({ context }, params: { wait: Duration }) =>
      mayTypeOn(context, params.wait, needsMoreTime(context.session)),
    isAnother: ({ context, event }) =>
      event.type === 'badge.presented' && event.visitor.staff !== context.session.visitor.staff,
    needsPin: ({ context }) => questionsOf(context.refusals)[0] === 'pin',
    needsWitness: ({ context }) => questionsOf(context.refusals)[0] === 'witness',
  },
  delays: pacedDelays(({ session }: HandoverContext) => session),
}).createMachine({
  id: 'handover',
  context: ({ input }) => newHandover(input),
  output: ({ context }) => ({ end: context.end, to: context.receiver?.staff ?? null }),
  initial: 'opening',
  on: { 'badge.presented': { description: 'not the badge that is waited for' } },
  states: {
    opening: {
      invoke: {
        src: 'open',
        input: ({ context: { clock, session, key } }) => ({ clock, session, key }),
        onDone: [
          {
            guard: ({ event }) => !event.output.ok,
            target: 'refused',
            actions: assign({ refusals: ({ event }) => (event.output.ok ? [] : event.output.error) }),
          },
          {
            guard: ({ event }) => event.output.ok && event.output.value.counts,
            target: 'counting',
            actions: assign({ counts: true }),
          },
          { target: 'waiting' },
        ],
        onError: { target: 'ended', actions: 'fail' },
      },
    },
    counting: {
      entry: 'stamp',
      on: {
        'handover.count': { target: 'waiting', actions: assign({ count: ({ event }) => event.count }) },
        'session.continue': { guard: typing, target: 'counting', reenter: true },
      },
      after: { handoverWindow: 'ended' },
    },
    waiting: {
      entry: 'stamp',
      on: { 'badge.presented': { guard: 'isAnother', target: 'judging', actions: 'noteReceiver' } },
      after: { handoverWindow: 'ended' },
    },
    judging: {
      invoke: {
        src: 'judge',
        input: ({ context }) => ({ handover: context, receiver: receiverOf(context) }),
        onDone: {
          target: 'judged',
          actions: assign(({ event: { output } }) =>
            output.ok
              ? { refusals: [], due: output.value.due }
              : {
                  refusals: finalOf(output.error.refusals),
                  pin: { wrong: false, gate: output.error.pinGate },
                },
          ),
        },
        onError: { target: 'ended', actions: 'fail' },
      },
    },
    judged: {
      always: [
        { guard: 'needsPin', target: 'pin' },
        { guard: 'needsWitness', target: 'witnessing' },
        { guard: ({ context }) => context.refusals.length > 0, target: 'refused' },
        { target: 'confirming' },
      ],
    },
    pin: {
      entry: 'stamp',
      on: { 'pin.enter': 'checkingPin', 'session.continue': { guard: typing, target: 'pin', reenter: true } },
      after: { handoverWindow: 'ended' },
    },
    checkingPin: {
      invoke: {
        src: 'checkPin',
        input: ({ context, event }) => ({
          session: asReceiver(context),
          pin: event.type === 'pin.enter' ? event.pin : '',
        }),
        onDone: [
          {
            guard: ({ event }) => event.output.accepted,
            target: 'judging',
            actions: assign({ factors: ['badge', 'pin'] }),
          },
          {
            target: 'pin',
            actions: assign(({ context, event }) => ({ pin: tried(context.pin, event.output) })),
          },
        ],
        onError: { target: 'ended', actions: 'fail' },
      },
    },
    /** The giver stands by for one; whoever else must is asked for, as at the taking. */
    witnessing: {
      invoke: {
        id: 'witnessing',
        src: 'witnessing',
        input: ({ context }) => standersBy(context),
        onDone: [
          {
            guard: ({ event }) => event.output.end === 'complete',
            target: 'judging',
            actions: assign({ witnesses: ({ event }) => event.output.witnesses.slice(1) }),
          },
          { guard: ({ event }) => event.output.end === 'fault', target: 'ended', actions: 'fail' },
          { target: 'ended' },
        ],
        onError: { target: 'ended', actions: 'fail' },
      },
      on: { 'badge.presented': { actions: 'passToWitnessing' } },
    },
    /** A badge says who somebody is, not that they want the key: whoever taps to be served next must not get it unasked. */
    confirming: {
      entry: 'stamp',
      on: { 'handover.confirm': 'recording' },
      after: { handoverWindow: 'ended' },
    },
    recording: {
      invoke: {
        src: 'record',
        input: ({ context }) => ({ handover: context, receiver: receiverOf(context) }),
        onDone: [
          { guard: ({ event }) => event.output.ok, target: 'ended', actions: assign({ end: 'handed_over' }) },
          {
            target: 'refused',
            actions: assign({ refusals: ({ event }) => (event.output.ok ? [] : event.output.error) }),
          },
        ],
        onError: { target: 'ended', actions: 'fail' },
      },
    },
    refused: {
      entry: 'stamp',
      after: { refusedDisplay: 'ended' },
    },
    ended: { type: 'final' },
  },
});

function unprovided(): Promise<never> {
  return Promise.reject(new Error('the runtime did not provide this effect'));
}
