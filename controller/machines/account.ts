// The page of a person about themselves: replace a one-time PIN, change the PIN, set the one for duress, add a badge, book.
// It decides nothing but whether a PIN was entered twice alike and is not too easy.
import { assign, not } from 'xstate';
import type { Duration } from '../domain/time.ts';
import {
  type AccountOutput,
  afterBadge,
  afterRequest,
  codeOf,
  newAccount,
  newPin,
  requestOf,
} from './account-context.ts';
import { accountSetup } from './account-setup.ts';
import { DELAYS } from './delays.ts';

const endAs = (end: AccountOutput['end']) => ({ target: 'ended', actions: { type: 'end', params: { end } } }) as const;
const typingOn = <State extends 'overview' | 'choosing' | 'repeating'>(target: State, wait: Duration) =>
  ({ guard: { type: 'mayTypeOn', params: { wait } }, target, reenter: true }) as const;
const settle = { target: 'settling', actions: 'keepRequest' } as const;
const back = { guard: not('mustChangePin'), target: 'overview', actions: 'forgetAside' } as const;

export const accountMachine = accountSetup.createMachine({
  id: 'account',
  context: ({ input }) => newAccount(input),
  output: ({ context }) => ({ end: context.end, mustChangePin: context.mustChangePin }),
  initial: 'opening',
  on: {
    'badge.offered': { description: 'no badge is waited for' },
    'visitor.waits': { description: 'something is under way that must end first' },
  },
  states: {
    opening: {
      invoke: {
        src: 'open',
        input: ({ context: { visitor } }) => ({ visitor }),
        onDone: [
          {
            guard: 'mustChangePin',
            target: 'choosing',
            actions: assign({ profile: ({ event }) => event.output }),
          },
          { target: 'overview', actions: assign({ profile: ({ event }) => event.output }) },
        ],
        onError: endAs('fault'),
      },
    },
    overview: {
      entry: 'stamp',
      on: {
        'session.continue': typingOn('overview', DELAYS.accountIdle),
        'account.change_pin': {
          guard: 'hasPin',
          target: 'choosing',
          actions: { type: 'beginPin', params: { purpose: 'changed' } },
        },
        'account.set_duress': {
          guard: 'hasPin',
          target: 'choosing',
          actions: { type: 'beginPin', params: { purpose: 'duress' } },
        },
        'account.enrol': { target: 'tapping', actions: 'keepCode' },
        'account.book': settle,
        'account.cancel_booking': settle,
        'account.leave': endAs('left'),
        'visitor.waits': endAs('replaced'),
      },
      after: { accountIdle: endAs('idle') },
    },
    choosing: {
      entry: 'stamp',
      on: {
        'account.pin': [
          { guard: 'isWeak', target: 'choosing', reenter: true, actions: 'noteWeakness' },
          { target: 'repeating', actions: 'keepPin' },
        ],
        'session.continue': typingOn('choosing', DELAYS.accountIdle),
        'account.back': back,
        'account.leave': endAs('left'),
        'visitor.waits': endAs('replaced'),
      },
      after: { accountIdle: endAs('idle') },
    },
    repeating: {
      entry: 'stamp',
      on: {
        'account.pin': [
          { guard: 'isRepeated', target: 'changing' },
          { target: 'choosing', actions: { type: 'refusePin', params: { fault: 'different' } } },
        ],
        'session.continue': typingOn('repeating', DELAYS.accountIdle),
        'account.back': { target: 'choosing', actions: { type: 'refusePin', params: { fault: null } } },
        'account.leave': endAs('left'),
        'visitor.waits': endAs('replaced'),
      },
      after: { accountIdle: endAs('idle') },
    },
    changing: {
      invoke: {
        src: 'changePin',
        input: ({ context }) => ({
          visitor: context.visitor,
          factors: context.factors,
          pin: newPin(context),
          purpose: context.purpose,
        }),
        onDone: [
          {
            guard: ({ event }) => !event.output.ok,
            target: 'choosing',
            actions: {
              type: 'refusePin',
              params: ({ event }) => ({ fault: event.output.ok ? null : event.output.error }),
            },
          },
          { guard: 'replacesFirst', target: 'ended', actions: ['pinSet', { type: 'end', params: { end: 'changed' } }] },
          { target: 'overview', actions: 'pinSet' },
        ],
        onError: endAs('fault'),
      },
    },
    tapping: {
      entry: 'stamp',
      on: {
        'badge.offered': 'enrolling',
        'account.back': back,
        'visitor.waits': {
          target: 'overview',
          actions: { type: 'refuseBadge', params: { fault: 'badge_of_another' } },
        },
      },
      after: {
        enrolWindow: { target: 'overview', actions: assign({ code: null, notice: { kind: 'no_badge' } }) },
      },
    },
    enrolling: {
      invoke: {
        src: 'enrol',
        input: ({ context, event }) => {
          if (event.type !== 'badge.offered') throw new Error('no badge was offered');
          const { badge, strength } = event;
          return { visitor: context.visitor, code: codeOf(context), badge, strength };
        },
        onDone: {
          target: 'overview',
          actions: assign(({ context, event }) => afterBadge(context, event.output)),
        },
        onError: endAs('fault'),
      },
    },
    settling: {
      invoke: {
        src: 'settle',
        input: ({ context }) => ({ visitor: context.visitor, request: requestOf(context) }),
        onDone: {
          target: 'overview',
          actions: assign(({ context, event }) => afterRequest(context, event.output)),
        },
        onError: endAs('fault'),
      },
    },
    ended: { type: 'final', entry: 'forgetAside' },
  },
});
