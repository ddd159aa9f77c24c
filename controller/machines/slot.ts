// One slot: watches its sensors, and carries one release from the intent to what the sensors say in the end.
// It never sends a second unlock for an intent: after a doubt it asks the sensor.
import { assign, fromPromise, sendParent, setup } from 'xstate';
import type { OutcomeCause, ReleaseIntended, ReleaseSubject, SlotSubject } from '../domain/occurrence.ts';
import type { ReleaseToken } from '../domain/release-token.ts';
import type { Result } from '../domain/result.ts';
import type { Presence, SlotReading } from '../domain/slot.ts';
import { DELAYS } from './delays.ts';
import type { OutcomeKind, ReleaseEnd, SlotChange, SlotEvent, SlotReport, UnlockReport } from './slot-events.ts';

export interface SlotContext {
  readonly subject: SlotSubject;
  /** Last word of the sensors; null while the board is silent. */
  readonly reading: SlotReading | null;
  /** What the log says should be seen; null until start-up or a board's return has been reconciled. */
  readonly expected: Presence | null;
  readonly release: ActiveRelease | null;
  /** Whether the last release found that the bolt does not move. Ends with the next bolt that does. */
  readonly jammed: boolean;
}

export interface ActiveRelease {
  readonly intended: ReleaseIntended;
  readonly token: ReleaseToken | null;
}

/** A fob found standing in an open slot is watched until it is pushed home or drawn. */
const agree = [
  { guard: 'standsOpen', target: 'unlatched', actions: 'agree' },
  { target: 'settled', actions: 'agree' },
] as const;

const { boltDeadline, takeWindow, catchDeadline } = DELAYS;
const outcome = (kind: OutcomeKind, cause: OutcomeCause) => ({ type: 'end', params: { kind, cause } }) as const;
const report = (change: SlotChange) => ({ type: 'report', params: { change } }) as const;

export const slotMachine = setup({
  types: {
    context: {} as SlotContext,
    events: {} as SlotEvent,
    input: {} as { readonly subject: SlotSubject },
  },
  actors: {
    /** Effect: writes the intent and returns the token once it is on disk. */
    recordIntent: fromPromise<Result<ReleaseToken, string>, { intended: ReleaseIntended }>(unprovided),
    /** Effect: sends the one unlock frame of a token. */
    unlock: fromPromise<UnlockReport, { release: ReleaseSubject; token: ReleaseToken }>(unprovided),
    /** Effect: asks the sensors of this slot now. */
    ask: fromPromise<Result<SlotReading, string>, { subject: SlotSubject }>(unprovided),
  },
  actions: {
    read: assign({ reading: ({ event }) => (event.type === 'slot.read' ? event.reading : null) }),
    end: sendParent(({ context }, params: { kind: OutcomeKind; cause: OutcomeCause }) => {
      const { intended, token } = activeRelease(context);
      return ended(intended, token === null ? { kind: 'not_recorded' } : { ...params, token });
    }),
    endUnrecorded: sendParent(({ context }) => ended(activeRelease(context).intended, { kind: 'not_recorded' })),
    offer: sendParent(({ context }) => ({ type: 'slot.offered', release: activeRelease(context).intended })),
    report: sendParent(({ context }, params: { change: SlotChange }) => ({
      type: 'slot.changed',
      subject: context.subject,
      change: params.change,
    })),
    agree: assign(({ event }) => (event.type === 'slot.reconciled' ? { expected: event.expected } : {})),
    drop: assign({ release: null }),
  },
  guards: {
    emptied: ({ context }) => context.expected === 'present' && context.reading?.presence === 'absent',
    filled: ({ context }) => context.expected === 'absent' && context.reading?.presence === 'present',
    gone: ({ context }) => context.reading?.presence === 'absent',
    boltBack: ({ context }) => context.reading?.bolt === 'unlocked',
    pushedHome: ({ context }) => context.reading?.bolt === 'locked' && context.reading.presence === 'present',
    silent: ({ context }) => context.reading === null,
    standsOpen: ({ context }) => context.reading?.bolt === 'unlocked' && context.reading.presence === 'present',
  },
  delays: { boltDeadline, takeWindow, catchDeadline },
}).createMachine({
  id: 'slot',
  context: ({ input }) => ({ subject: input.subject, reading: null, expected: null, release: null, jammed: false }),
  initial: 'waiting',
  on: {
    'slot.read': { actions: 'read' },
    'slot.silent': { actions: assign({ reading: null }) },
    'slot.reconciled': { description: 'a release is under way and will end with its own word' },
    'slot.release': {
      description: 'no release can begin now: answered at once, so that nobody waits',
      actions: sendParent(({ event: { intended } }) => ended(intended, { kind: 'not_recorded' })),
    },
  },
  states: {
    waiting: {
      entry: ['drop', assign({ expected: null })],
      on: { 'slot.reconciled': agree },
    },
    settled: {
      entry: 'drop',
      always: [
        { guard: 'silent', target: 'waiting' },
        { guard: 'emptied', actions: [assign({ expected: 'absent' }), report('emptied')] },
        { guard: 'filled', actions: [assign({ expected: 'present' }), report('filled')] },
        { guard: 'standsOpen', target: 'catching' },
      ],
      on: {
        'slot.reconciled': agree,
        'slot.release': {
          target: 'recording',
          actions: assign({ release: ({ event }) => ({ intended: event.intended, token: null }) }),
        },
      },
    },
    /** A fob stands in a slot whose bolt has not caught it, or no longer holds it. */
    catching: {
      always: [
        { guard: 'silent', target: 'waiting' },
        { guard: 'gone', target: 'settled' },
        { guard: 'pushedHome', target: 'settled' },
      ],
      on: { 'slot.reconciled': agree },
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
                intended: activeRelease(context).intended,
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
        { guard: 'gone', target: 'taken' },
        { guard: 'boltBack', target: 'offered' },
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
        { guard: 'gone', target: 'taken' },
        { guard: 'boltBack', target: 'offered' },
        {
          target: 'settled',
          actions: [assign({ jammed: true }), outcome('release.not_opened', 'bolt_still')],
        },
      ],
    },
    offered: {
      entry: [assign({ jammed: false }), 'offer'],
      always: [
        { guard: 'silent', target: 'doubtful' },
        { guard: 'gone', target: 'taken' },
        {
          guard: 'pushedHome',
          target: 'settled',
          actions: outcome('release.not_taken', 'pushed_back'),
        },
      ],
      after: {
        takeWindow: {
          target: 'unlatched',
          actions: [outcome('release.not_taken', 'window_ended'), report('left_unlocked')],
        },
      },
    },
    taken: {
      always: {
        target: 'settled',
        actions: [assign({ expected: 'absent', jammed: false }), outcome('release.taken', 'sensor')],
      },
    },
    doubtful: {
      always: {
        target: 'waiting',
        actions: outcome('release.unknown', 'board_silent'),
      },
    },
    unlatched: {
      entry: 'drop',
      always: [
        { guard: 'silent', target: 'waiting' },
        { guard: 'gone', target: 'settled' },
        { guard: 'pushedHome', target: 'settled', actions: report('relocked') },
      ],
    },
  },
});

function activeRelease(context: SlotContext): ActiveRelease {
  if (context.release === null) throw new Error(`slot ${context.subject.slot} has no release under way`);
  return context.release;
}

function ended(release: ReleaseIntended, end: ReleaseEnd): SlotReport {
  return { type: 'slot.ended', release, end };
}

function mintedToken(context: SlotContext): ReleaseToken {
  const { token } = activeRelease(context);
  if (token === null) throw new Error(`slot ${context.subject.slot} has no release token`);
  return token;
}

function unprovided(): Promise<never> {
  return Promise.reject(new Error('the runtime did not provide this effect'));
}
