// Somebody adds a badge of their own with a one-time code and nobody's session: the code, the badge, and what came of it. It
// judges nothing: whether the code is good, and whose it is, are effects.
import { assign, fromPromise, setup } from 'xstate';
import type { EnrolmentFault } from '../domain/enrolment.ts';
import type { BadgeHash, SessionId, StaffId } from '../domain/ids.ts';
import type { Result } from '../domain/result.ts';
import type { BadgeStrength } from '../domain/staff.ts';
import type { Clock, Instant } from '../domain/time.ts';
import { DELAYS } from './delays.ts';

export interface EnrolmentInput {
  readonly clock: Clock;
  /** Under which the log has it: a fresh one. */
  readonly session: SessionId;
  /** As typed. */
  readonly code: string;
}

/** Why no badge was added. `until`: no code is looked at before. `no_badge`: none was held to the reader in time. */
export type EnrolmentRefusal =
  | { readonly code: EnrolmentFault | 'no_badge' }
  | { readonly code: 'too_many_tries'; readonly until: Instant };

export interface EnrolmentContext extends EnrolmentInput {
  readonly since: Instant;
  /** Why the badge that was held to the reader last could not be read. */
  readonly trouble: BadgeTrouble | null;
  readonly refusal: EnrolmentRefusal | null;
  /** Whose badge it is now. */
  readonly staff: StaffId | null;
}

/** Why a credential that was held to a reader cannot be used. */
export type BadgeTrouble =
  | 'random_uid'
  | 'too_long'
  | 'removed_too_soon'
  | 'no_answer'
  | 'not_authentic'
  | 'not_understood';

export type EnrolmentEvent =
  /** A badge that nobody has was held to the reader. */
  | { readonly type: 'badge.offered'; readonly badge: BadgeHash; readonly strength: BadgeStrength }
  | { readonly type: 'badge.unreadable'; readonly trouble: BadgeTrouble }
  | { readonly type: 'code.leave' };

/** With nobody at the screen, somebody typed a one-time code, or has thought better of it. The session id is a fresh one. */
export type CodeEvent =
  | { readonly type: 'code.entered'; readonly code: string; readonly session: SessionId }
  | { readonly type: 'code.leave' };

export interface HeldWithCode extends EnrolmentInput {
  readonly badge: BadgeHash;
  readonly strength: BadgeStrength;
}

export const enrolmentMachine = setup({
  types: {
    context: {} as EnrolmentContext,
    events: {} as EnrolmentEvent,
    input: {} as EnrolmentInput,
  },
  actors: {
    /** Effect: whether the code is good. A wrong one is in the log, and counted, before this answers; a good one stays good. */
    look: fromPromise<Result<void, EnrolmentRefusal>, EnrolmentInput>(unprovided),
    /** Effect: makes the badge that of whoever the code was made for. It is in the log before this answers. */
    enrol: fromPromise<Result<StaffId, EnrolmentRefusal>, HeldWithCode>(unprovided),
  },
  actions: {
    stamp: assign({ since: ({ context }) => context.clock.now() }),
    forgetCode: assign({ code: '' }),
    refuse: assign((_, { refusal }: { refusal: EnrolmentRefusal }) => ({ refusal })),
  },
  delays: {
    enrolWindow: DELAYS.enrolWindow,
    doneDisplay: DELAYS.doneDisplay,
    refusedDisplay: DELAYS.refusedDisplay,
  },
}).createMachine({
  id: 'enrolment',
  context: ({ input }) => ({ ...input, since: input.clock.now(), trouble: null, refusal: null, staff: null }),
  initial: 'looking',
  on: {
    'badge.offered': { description: 'no badge is waited for' },
    'badge.unreadable': { description: 'as above' },
    'code.leave': '.ended',
  },
  states: {
    looking: {
      invoke: {
        src: 'look',
        input: ({ context: { clock, session, code } }) => ({ clock, session, code }),
        onDone: [
          { guard: ({ event }) => event.output.ok, target: 'tapping' },
          {
            target: 'refused',
            actions: assign(({ event }) => (event.output.ok ? {} : { refusal: event.output.error })),
          },
        ],
        onError: { target: 'refused', actions: { type: 'refuse', params: { refusal: { code: 'storage_failed' } } } },
      },
    },
    tapping: {
      entry: 'stamp',
      on: {
        'badge.offered': 'enrolling',
        'badge.unreadable': { actions: assign({ trouble: ({ event }) => event.trouble }) },
      },
      after: {
        enrolWindow: { target: 'refused', actions: { type: 'refuse', params: { refusal: { code: 'no_badge' } } } },
      },
    },
    enrolling: {
      invoke: {
        src: 'enrol',
        input: ({ context: { clock, session, code }, event }) => {
          if (event.type !== 'badge.offered') throw new Error('no badge was offered');
          return { clock, session, code, badge: event.badge, strength: event.strength };
        },
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'enrolled',
            actions: assign(({ event }) => (event.output.ok ? { staff: event.output.value } : {})),
          },
          {
            target: 'refused',
            actions: assign(({ event }) => (event.output.ok ? {} : { refusal: event.output.error })),
          },
        ],
        onError: { target: 'refused', actions: { type: 'refuse', params: { refusal: { code: 'storage_failed' } } } },
      },
      on: { 'code.leave': { description: 'what has begun is carried through' } },
    },
    enrolled: { entry: ['stamp', 'forgetCode'], after: { doneDisplay: 'ended' } },
    refused: { entry: ['stamp', 'forgetCode'], after: { refusedDisplay: 'ended' } },
    ended: { type: 'final' },
  },
});

function unprovided(): Promise<never> {
  return Promise.reject(new Error('the runtime did not provide this effect'));
}
