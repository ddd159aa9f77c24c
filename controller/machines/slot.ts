// One slot: watches its sensors, and carries one release from the intent to what the sensors say in the end.
// It never sends a second unlock for an intent: after a doubt it asks the sensor.
import { assign, sendParent } from 'xstate';
import type { OutcomeCause } from '../domain/occurrence.ts';
import type { OutcomeKind, SlotChange } from './slot-events.ts';
import { activeRelease, ended, mintedToken, newSlot, slotSetup } from './slot-setup.ts';

/** A fob found standing in an open slot is watched until it is pushed home or drawn. */
const agree = [
  { guard: 'standsOpen', target: 'unlatched', actions: ['giveUp', 'agree'] },
  { target: 'settled', actions: ['giveUp', 'agree'] },
] as const;

const outcome = (kind: OutcomeKind, cause: OutcomeCause) => ({ type: 'end', params: { kind, cause } }) as const;
const report = (change: SlotChange) => ({ type: 'report', params: { change } }) as const;

export const slotMachine = slotSetup.createMachine({
  id: 'slot',
  context: ({ input }) => newSlot(input),
  initial: 'waiting',
  on: {
    'slot.read': { actions: 'read' },
    'slot.silent': { actions: assign({ reading: null }) },
    'slot.reconciled': { description: 'a release is under way and will end with its own word' },
    'slot.release': {
      description: 'no release can begin now: answered at once, so that nobody waits',
      actions: sendParent(({ event: { intended } }) => ended(intended, { kind: 'not_begun' })),
    },
  },
  states: {
    waiting: {
      entry: ['giveUp', assign({ expected: null, chip: null, unread: false })],
      on: { 'slot.reconciled': agree },
    },
    settled: {
      always: [
        { guard: 'silent', target: 'waiting' },
        { guard: 'emptied', actions: ['giveUp', 'noteEmptied'] },
        { guard: 'swapped', actions: ['giveUp', 'noteFilled'] },
        { guard: 'filled', actions: 'noteFilled' },
        { guard: 'confirmed', actions: assign({ unread: false }) },
        { guard: 'unnamed', target: 'identifying' },
        { guard: 'standsOpen', target: 'catching' },
        { guard: 'isAsked', target: 'recording' },
      ],
      on: {
        'slot.reconciled': agree,
        'slot.release': { target: 'recording', actions: 'accept' },
      },
    },
    /** A fob stands there, and its chip has still to say which. */
    identifying: {
      always: [
        { guard: 'silent', target: 'waiting' },
        { guard: 'gone', target: 'settled' },
        { guard: 'named', target: 'settled' },
      ],
      on: { 'slot.reconciled': agree },
      after: { chipGrace: { target: 'settled', actions: ['giveUp', 'noteFilled'] } },
    },
    /**
     * A fob stands in a slot whose bolt has not caught it, or no longer holds it. A release that is asked for now begins when
     * it has: somebody takes over the key that the one before has just put back.
     */
    catching: {
      entry: 'expose',
      always: [
        { guard: 'silent', target: 'waiting' },
        { guard: 'left', target: 'settled' },
        { guard: 'pushedHome', target: 'settled' },
      ],
      on: {
        'slot.reconciled': agree,
        'slot.release': { guard: 'isFree', actions: 'accept' },
      },
      after: { catchDeadline: { target: 'unlatched', actions: report('left_unlocked') } },
    },
    recording: {
      invoke: {
        src: 'recordIntent',
        input: ({ context }) => ({ intended: activeRelease(context).intended }),
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'unlocking',
            actions: assign({
              release: ({ context, event }) => ({
                ...activeRelease(context),
                token: event.output.ok ? event.output.value : null,
              }),
            }),
          },
          { target: 'settled', actions: 'endUnrecorded' },
        ],
        onError: { target: 'settled', actions: 'endUnrecorded' },
      },
    },
    unlocking: {
      invoke: {
        src: 'unlock',
        input: ({ context }) => ({ release: activeRelease(context).intended, token: mintedToken(context) }),
        onDone: [
          {
            guard: ({ event }) => event.output === 'not_sent',
            target: 'settled',
            actions: outcome('release.not_taken', 'not_sent'),
          },
          { target: 'opening' },
        ],
        onError: { target: 'asking' },
      },
    },
    opening: {
      always: [
        { guard: 'silent', target: 'doubtful' },
        { guard: 'left', target: 'taken' },
        { guard: 'boltBack', target: 'offered' },
        { guard: 'boltHidden', target: 'offered' },
      ],
      after: { boltDeadline: 'asking' },
    },
    asking: {
      invoke: {
        src: 'ask',
        input: ({ context }) => ({ subject: context.subject }),
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'judging',
            actions: assign({ reading: ({ event }) => (event.output.ok ? event.output.value : null) }),
          },
          { target: 'doubtful' },
        ],
        onError: { target: 'doubtful' },
      },
    },
    judging: {
      always: [
        { guard: 'left', target: 'taken' },
        { guard: 'boltBack', target: 'offered' },
        { guard: 'boltHidden', target: 'offered' },
        {
          target: 'settled',
          actions: [assign({ jammed: true }), outcome('release.not_opened', 'bolt_still')],
        },
      ],
    },
    offered: {
      entry: [assign({ jammed: false }), 'expose', 'offer'],
      always: [
        { guard: 'silent', target: 'doubtful' },
        { guard: 'left', target: 'taken' },
        {
          guard: 'pushedBack',
          target: 'settled',
          actions: outcome('release.not_taken', 'pushed_back'),
        },
        { guard: 'pushedHome', target: 'recognising' },
      ],
      after: {
        takeWindow: [
          { guard: 'boltHidden', target: 'settled', actions: outcome('release.not_taken', 'window_ended') },
          {
            target: 'unlatched',
            actions: [outcome('release.not_taken', 'window_ended'), report('left_unlocked')],
          },
        ],
      },
    },
    /** Something was pushed home in place of drawing the key. Unless its chip says that it is the key, the key was taken. */
    recognising: {
      always: [
        { guard: 'silent', target: 'doubtful' },
        { guard: 'left', target: 'taken' },
        { guard: 'named', target: 'settled', actions: outcome('release.not_taken', 'pushed_back') },
      ],
      after: { chipGrace: 'taken' },
    },
    taken: {
      always: {
        target: 'settled',
        actions: [
          outcome('release.taken', 'sensor'),
          assign({ expected: 'absent', chip: null, unread: false, jammed: false }),
        ],
      },
    },
    doubtful: {
      always: {
        target: 'waiting',
        actions: outcome('release.unknown', 'board_silent'),
      },
    },
    unlatched: {
      entry: ['giveUp', 'expose'],
      always: [
        { guard: 'silent', target: 'waiting' },
        { guard: 'left', target: 'settled' },
        { guard: 'pushedHome', target: 'settled', actions: report('relocked') },
      ],
    },
  },
});
