// A shift is handed over: the outgoing supervisor reads the sheet, leaves a word and signs by PIN; the incoming one shows a badge,
// proves it and takes over. It decides and writes nothing: who may, what stands on the sheet and the entry are effects.
import { assign, fromPromise, setup } from 'xstate';
import type { During } from '../domain/occurrence.ts';
import type { Result } from '../domain/result.ts';
import type { Duration } from '../domain/time.ts';
import { DELAYS } from './delays.ts';
import { needsMoreTime, pacedDelays } from './pace.ts';
import type { PinVerdict } from './pin-tries.ts';
import type { Visitor } from './session-context.ts';
import {
  afterPin,
  asIncoming,
  incomingOf,
  newShift,
  opened,
  outgoingOf,
  type ShiftContext,
  type ShiftEvent,
  type ShiftFault,
  type ShiftInput,
  type ShiftOpening,
  type ShiftOutput,
  type ShiftTurn,
  untried,
} from './shift-context.ts';
import { mayTypeOn, stamped } from './typing.ts';

const endAs = (end: ShiftOutput['end']) => ({ target: 'ended', actions: { type: 'end', params: { end } } }) as const;
const say = (fault: ShiftFault) => ({ type: 'say', params: { fault } }) as const;
const typingOn = <State extends 'reading' | 'signing' | 'proving'>(target: State, wait: Duration) =>
  ({ guard: { type: 'mayTypeOn', params: { wait } }, target, reenter: true }) as const;
const back = { target: 'reading', actions: 'forget' } as const;
const timedOut = { target: 'opening', actions: say('timed_out') } as const;

export const shiftMachine = setup({
  types: {
    context: {} as ShiftContext,
    events: {} as ShiftEvent,
    input: {} as ShiftInput,
    output: {} as ShiftOutput,
  },
  actors: {
    /** Effect: the sheet of this moment, for a supervisor. That it was looked at is in the log before this answers. */
    open: fromPromise<ShiftOpening, { shift: ShiftContext }>(unprovided),
    /** Effect: verifies a PIN; the counter of wrong tries is on disk before this answers. */
    checkPin: fromPromise<PinVerdict, { visitor: During; pin: string }>(unprovided),
    /** Effect: whether somebody may take over, and how it stands with their PIN. */
    judge: fromPromise<Result<ShiftTurn, ShiftFault>, { incoming: Visitor }>(unprovided),
    /** Effect: writes the hand-over, if the sheet is still the same. It is in the log before this answers. */
    record: fromPromise<Result<void, ShiftFault>, { shift: ShiftContext }>(unprovided),
  },
  actions: {
    stamp: assign(({ context, event }) => stamped(context, event)),
    say: assign((_, { fault }: { fault: ShiftFault }) => ({ fault })),
    forget: assign({ incoming: null, fault: null }),
    keepText: assign(({ event }) =>
      event.type === 'shift.sign' ? { text: event.text, fault: null, ...untried() } : {},
    ),
    noteIncoming: assign(({ event }) =>
      event.type === 'badge.presented' ? { incoming: event.visitor, fault: null } : {},
    ),
    end: assign((_, { end }: { end: ShiftOutput['end'] }) => ({ end })),
  },
  guards: {
    mayTypeOn: ({ context }, { wait }: { wait: Duration }) => mayTypeOn(context, wait, needsMoreTime(context.session)),
    isAnother: ({ context, event }) =>
      event.type === 'badge.presented' && event.visitor.staff !== context.session.visitor.staff,
  },
  delays: { ...pacedDelays(({ session }: ShiftContext) => session), shiftReading: DELAYS.shiftReading },
}).createMachine({
  id: 'shift',
  context: ({ input }) => newShift(input),
  output: ({ context }) => ({ end: context.end }),
  initial: 'opening',
  on: {
    'badge.presented': { description: 'nobody is asked for a badge' },
    'session.continue': { description: 'there is nothing to type' },
  },
  states: {
    opening: {
      invoke: {
        src: 'open',
        input: ({ context }) => ({ shift: context }),
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'reading',
            actions: assign(({ event }) => opened(event.output)),
          },
          { target: 'refused', actions: assign(({ event }) => opened(event.output)) },
        ],
        onError: endAs('fault'),
      },
    },
    reading: {
      entry: 'stamp',
      on: {
        'shift.sign': { target: 'signing', actions: 'keepText' },
        'session.continue': typingOn('reading', DELAYS.shiftReading),
        'shift.leave': endAs('left'),
      },
      after: { shiftReading: endAs('idle') },
    },
    signing: {
      entry: 'stamp',
      on: {
        'shift.prove': 'verifying',
        'session.continue': typingOn('signing', DELAYS.sessionIdle),
        'shift.back': back,
        'shift.leave': endAs('left'),
      },
      after: { sessionIdle: timedOut },
    },
    verifying: {
      invoke: {
        src: 'checkPin',
        input: ({ context, event }) => ({
          visitor: outgoingOf(context),
          pin: event.type === 'shift.prove' ? event.pin : '',
        }),
        onDone: [
          { guard: ({ event }) => event.output.accepted, target: 'waiting' },
          { target: 'signing', actions: assign(({ context, event }) => afterPin(context, event.output)) },
        ],
        onError: endAs('fault'),
      },
    },
    waiting: {
      entry: 'stamp',
      on: {
        'badge.presented': [
          { guard: 'isAnother', target: 'judging', actions: 'noteIncoming' },
          { actions: say('same_person') },
        ],
        'shift.back': back,
        'shift.leave': endAs('left'),
      },
      after: { handoverWindow: timedOut },
    },
    judging: {
      invoke: {
        src: 'judge',
        input: ({ context }) => ({ incoming: incomingOf(context) }),
        onDone: [
          {
            guard: ({ event }) => !event.output.ok,
            target: 'waiting',
            actions: assign(({ event }) => (event.output.ok ? {} : { incoming: null, fault: event.output.error })),
          },
          {
            guard: ({ event }) => event.output.ok && event.output.value.gate !== null,
            target: 'proving',
            actions: assign(({ event }) => (event.output.ok ? untried(event.output.value.gate) : {})),
          },
          { target: 'confirming' },
        ],
        onError: endAs('fault'),
      },
    },
    proving: {
      entry: 'stamp',
      on: {
        'shift.prove': 'checking',
        'session.continue': typingOn('proving', DELAYS.sessionIdle),
        'shift.back': back,
        'shift.leave': endAs('left'),
      },
      after: { sessionIdle: timedOut },
    },
    checking: {
      invoke: {
        src: 'checkPin',
        input: ({ context, event }) => ({
          visitor: asIncoming(context),
          pin: event.type === 'shift.prove' ? event.pin : '',
        }),
        onDone: [
          { guard: ({ event }) => event.output.accepted, target: 'confirming' },
          { target: 'proving', actions: assign(({ context, event }) => afterPin(context, event.output)) },
        ],
        onError: endAs('fault'),
      },
    },
    /** A badge says who somebody is, not that they take over: whoever only taps to be served has signed nothing. */
    confirming: {
      entry: 'stamp',
      on: { 'shift.confirm': 'recording', 'shift.back': back, 'shift.leave': endAs('left') },
      after: { handoverWindow: timedOut },
    },
    recording: {
      invoke: {
        src: 'record',
        input: ({ context }) => ({ shift: context }),
        onDone: [
          { guard: ({ event }) => event.output.ok, target: 'signed' },
          {
            target: 'opening',
            actions: assign(({ event }) => (event.output.ok ? {} : { fault: event.output.error })),
          },
        ],
        onError: endAs('fault'),
      },
    },
    signed: {
      entry: 'stamp',
      on: { 'shift.leave': endAs('signed') },
      after: { doneDisplay: endAs('signed') },
    },
    refused: {
      entry: 'stamp',
      on: { 'shift.leave': endAs('left') },
      after: { refusedDisplay: endAs('left') },
    },
    ended: { type: 'final' },
  },
});

function unprovided(): Promise<never> {
  return Promise.reject(new Error('the runtime did not provide this effect'));
}
