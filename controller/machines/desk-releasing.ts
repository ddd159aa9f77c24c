// Releases past the rules, as states of the desk: the PIN once more, the button that is held, then slot after slot. Whoever
// walks away before the button was held has released nothing; what has begun is carried through.
import { assign } from 'xstate';
import type { Duration } from '../domain/time.ts';
import { DELAYS } from './delays.ts';
import type { DeskEnd } from './desk-context.ts';
import { deskSetup } from './desk-setup.ts';
import { pageAfter, wishOf, wishType } from './desk-wishes.ts';
import { tried } from './pin-tries.ts';

const endAs = (end: DeskEnd) => ({ target: 'ended', actions: { type: 'end', params: { end } } }) as const;
const typingOn = (target: 'securing', wait: Duration) =>
  ({ guard: { type: 'mayTypeOn', params: { wait } }, target, reenter: true }) as const;
const givenUp = { target: 'showing', actions: 'unwish' } as const;

/** The PIN once more. A key that is forced out always asks for it. */
const securing = deskSetup.createStateConfig({
  entry: 'stamp',
  on: {
    'desk.prove': 'rechecking',
    'session.continue': typingOn('securing', DELAYS.sessionIdle),
    'desk.now': givenUp,
    'desk.leave': endAs('left'),
    'visitor.waits': endAs('replaced'),
  },
  after: { sessionIdle: givenUp },
});

const rechecking = deskSetup.createStateConfig({
  invoke: {
    src: 'checkPin',
    input: ({ context, event }) => ({
      visitor: context.visitor,
      pin: event.type === 'desk.prove' ? event.pin : '',
    }),
    onDone: [
      { guard: ({ event }) => event.output.accepted, target: 'arming', actions: 'proved' },
      {
        target: 'securing',
        actions: assign(({ event, context }) => ({ pin: tried(context.pin, event.output) })),
      },
    ],
    onError: endAs('fault'),
  },
});

/** All is said and proved: it waits for the button to be held. */
const arming = deskSetup.createStateConfig({
  entry: 'stamp',
  on: {
    'desk.confirm': 'releasing',
    'desk.now': givenUp,
    'desk.leave': endAs('left'),
    'visitor.waits': endAs('replaced'),
  },
  after: { sessionIdle: givenUp },
});

const releasing = deskSetup.createStateConfig({
  entry: 'stamp',
  invoke: {
    id: 'emergency',
    src: 'emergency',
    input: ({ context }) => ({ visitor: context.visitor, factors: context.factors, ...wishOf(context) }),
    onDone: {
      target: 'showing',
      actions: assign(({ context, event: { output } }) => {
        const wish = wishOf(context);
        const after = output.ok
          ? { page: pageAfter(wish, output.value) }
          : { notice: { fault: output.error, request: wishType(wish) } };
        return { emergency: null, progress: null, ...after };
      }),
    },
    onError: endAs('fault'),
  },
  on: {
    'emergency.progress': { actions: 'noteProgress' },
    'slot.offered': { actions: 'passOn' },
    'slot.ended': { actions: 'passOn' },
    'desk.stop': { actions: 'passOn' },
    'standing.changed': { description: 'what has begun is carried through; the next request is asked anew' },
  },
});

export const releases = { securing, rechecking, arming, releasing };
