// The states of a session in which it asks: for the PIN, on arrival or for one key; for a reason; for what it takes to break
// glass. Each answer leads back to the decision, which alone says whether it was good enough.
import { assign } from 'xstate';
import type { Duration } from '../domain/time.ts';
import { DELAYS } from './delays.ts';
import { tried } from './pin-tries.ts';
import { sessionSetup } from './session-setup.ts';
import { endAs, makeRoom, showMisplaced, showReturn, standAnew } from './session-turns.ts';

/** A press on the pad: the time of the question begins anew. */
const typingOn = <State extends 'pin' | 'reason' | 'glass'>(target: State, wait: Duration) =>
  ({ guard: { type: 'mayTypeOn', params: { wait } }, target, reenter: true }) as const;

const pin = sessionSetup.createStateConfig({
  entry: 'stamp',
  on: {
    'pin.enter': 'checkingPin',
    'session.continue': typingOn('pin', DELAYS.sessionIdle),
    'screen.back': { guard: 'hasChosen', target: 'resuming' },
    'key.returned': showReturn,
    'slot.misfilled': showMisplaced,
    'badge.presented': makeRoom,
    'standing.changed': standAnew,
    'session.end': endAs('signed_out'),
  },
  after: { sessionIdle: endAs('idle') },
});

const checkingPin = sessionSetup.createStateConfig({
  invoke: {
    src: 'checkPin',
    input: ({ context, event }) => ({ session: context, pin: event.type === 'pin.enter' ? event.pin : '' }),
    onDone: [
      {
        guard: ({ event }) => event.output.accepted,
        target: 'proved',
        actions: assign({
          factors: ({ context: { factors } }) => [...new Set([...factors, 'pin' as const])],
          proved: ({ context: { clock } }) => clock.monotonic(),
        }),
      },
      {
        target: 'pin',
        actions: assign(({ event, context }) => ({ pin: tried(context.pin, event.output) })),
      },
    ],
    onError: endAs('fault'),
  },
});

const proved = sessionSetup.createStateConfig({
  always: [{ guard: 'hasChosen', target: 'deciding' }, { target: 'resuming' }],
});

/** What a refusal asks for, one question after the other; one that no answer settles is shown. */
const answering = sessionSetup.createStateConfig({
  always: [
    { guard: 'asksPin', target: 'pin' },
    { guard: 'asksReason', target: 'reason' },
    { guard: 'asksWitness', target: 'witnessing' },
    { target: 'refused' },
  ],
});

const reason = sessionSetup.createStateConfig({
  entry: 'stamp',
  on: {
    'session.continue': typingOn('reason', DELAYS.reasonWindow),
    'reason.give': { target: 'deciding', actions: 'noteReason' },
    'screen.back': 'resuming',
    'key.returned': showReturn,
    'slot.misfilled': showMisplaced,
    'badge.presented': makeRoom,
    'standing.changed': standAnew,
    'session.end': endAs('signed_out'),
  },
  after: { reasonWindow: 'resuming' },
});

const glass = sessionSetup.createStateConfig({
  entry: 'stamp',
  on: {
    'session.continue': typingOn('glass', DELAYS.reasonWindow),
    'glass.break': { target: 'deciding', actions: 'noteReason' },
    'screen.back': 'resuming',
    'key.returned': showReturn,
    'badge.presented': makeRoom,
    'standing.changed': standAnew,
    'session.end': endAs('signed_out'),
  },
  after: { reasonWindow: 'resuming' },
});

export const questions = { pin, checkingPin, proved, answering, reason, glass };
