// A key goes from hand to hand at the cabinet: the holder names it, states a count where one is wanted, the receiver shows a
// badge and says on the screen that they take it. It writes nothing: rights, the PIN and the entry are effects.
import { assign, fromPromise, setup } from 'xstate';
import type { KeyId, StaffId } from '../domain/ids.ts';
import type { PinGate } from '../domain/pin.ts';
import { questionsOf, standingRefusals } from '../domain/policy/questions.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { NonEmpty, Result } from '../domain/result.ts';
import type { Factor } from '../domain/staff.ts';
import type { Clock, Instant } from '../domain/time.ts';
import { DELAYS } from './delays.ts';
import { type PinTried, type PinVerdict, tried } from './pin-tries.ts';
import type { HandoverCommand, SessionContext, Visitor } from './session-context.ts';

export interface HandoverInput {
  readonly clock: Clock;
  readonly session: SessionContext;
  readonly key: KeyId;
}

export interface HandoverContext extends HandoverInput {
  readonly since: Instant;
  /** Whether both must sign a count. */
  readonly counts: boolean;
  readonly count: number | null;
  readonly receiver: Visitor | null;
  /** What has proved who the receiver is. */
  readonly factors: readonly Factor[];
  readonly pin: PinTried;
  /** When the receiver must bring it back. */
  readonly due: Instant | null;
  /** Why the holder may not hand it over, or the receiver may not have it. */
  readonly refusals: readonly Refusal[];
  readonly end: HandoverOutput['end'];
}

export interface HandoverOutput {
  readonly end: 'handed_over' | 'given_up' | 'fault';
  readonly to: StaffId | null;
}

export type HandoverEvent =
  | HandoverCommand
  | { readonly type: 'pin.enter'; readonly pin: string }
  | { readonly type: 'badge.presented'; readonly visitor: Visitor };

/** On what terms the receiver gets the key. */
export interface HandoverTerms {
  readonly due: Instant | null;
  readonly pinGate: PinGate;
}

export interface HandoverRefused {
  readonly refusals: NonEmpty<Refusal>;
  /** What the PIN of the receiver stands at. */
  readonly pinGate: PinGate;
}

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
  },
  actions: {
    stamp: assign({ since: ({ context }) => context.clock.now() }),
    noteReceiver: assign(({ event }) =>
      event.type === 'badge.presented' ? { receiver: event.visitor, factors: ['badge' as const] } : {},
    ),
    fail: assign({ end: 'fault' }),
  },
  guards: {
    isAnother: ({ context, event }) =>
      event.type === 'badge.presented' && event.visitor.staff !== context.session.visitor.staff,
    needsPin: ({ context }) => questionsOf(context.refusals)[0] === 'pin',
  },
  delays: { handoverWindow: DELAYS.handoverWindow, refusedDisplay: DELAYS.refusedDisplay },
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
      on: { 'handover.count': { target: 'waiting', actions: assign({ count: ({ event }) => event.count }) } },
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
        { guard: ({ context }) => context.refusals.length > 0, target: 'refused' },
        { target: 'confirming' },
      ],
    },
    pin: {
      entry: 'stamp',
      on: { 'pin.enter': 'checkingPin' },
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

function newHandover(input: HandoverInput): HandoverContext {
  return {
    ...input,
    since: input.clock.now(),
    counts: false,
    count: null,
    receiver: null,
    factors: ['badge'],
    pin: { wrong: false, gate: { open: true, triesLeft: 1 } },
    due: null,
    refusals: [],
    end: 'given_up',
  };
}

/** While a refusal stands that no answer settles, the others are of no use to anybody. */
function finalOf(refusals: readonly Refusal[]): readonly Refusal[] {
  const standing = standingRefusals(refusals);
  return standing.length > 0 ? standing : refusals;
}

function receiverOf({ receiver }: HandoverContext): Visitor {
  if (receiver === null) throw new Error('nobody has come for the key');
  return receiver;
}

/** The session of the holder in the person of the receiver: entries of both name the same session. */
function asReceiver(context: HandoverContext): SessionContext {
  const { session, factors } = context;
  return { ...session, factors, visitor: { ...receiverOf(context), session: session.visitor.session } };
}

function unprovided(): Promise<never> {
  return Promise.reject(new Error('the runtime did not provide this effect'));
}
