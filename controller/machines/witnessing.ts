// Waits for the second, or third, person of a taking or a return: one badge after the other until enough stand by.
// It judges nobody: whether somebody may witness is an effect.
import { assign, fromPromise, setup } from 'xstate';
import type { KeyId, StaffGroupId, StaffId } from '../domain/ids.ts';
import type { Clock, Instant } from '../domain/time.ts';
import { pacedDelays } from './pace.ts';
import type { SessionContext, Visitor } from './session-context.ts';

export interface WitnessingInput {
  readonly clock: Clock;
  readonly session: SessionContext;
  readonly key: KeyId;
  readonly purpose: 'take' | 'return';
  /** Who stands by already. */
  readonly witnesses: readonly StaffId[];
  /** How many are still needed. */
  readonly missing: number;
  readonly from: readonly StaffGroupId[];
}

export interface WitnessingContext extends WitnessingInput {
  /** When the wait that is shown began. */
  readonly since: Instant;
  readonly candidate: Visitor | null;
  /** Why the last badge did not count. */
  readonly fault: WitnessFault | null;
  /** Whether an effect failed by surprise. */
  readonly failed: boolean;
}

export type WitnessFault = 'same_person' | 'already_there' | 'not_among' | 'not_valid';

/** `missing`: how many are needed after this one. */
export type WitnessVerdict =
  | { readonly accepted: true; readonly missing: number }
  | { readonly accepted: false; readonly fault: WitnessFault };

export interface WitnessingOutput {
  readonly end: 'complete' | 'nobody' | 'fault';
  readonly witnesses: readonly StaffId[];
}

export type WitnessingEvent = { readonly type: 'badge.presented'; readonly visitor: Visitor };

export const witnessingMachine = setup({
  types: {
    context: {} as WitnessingContext,
    events: {} as WitnessingEvent,
    input: {} as WitnessingInput,
    output: {} as WitnessingOutput,
  },
  actors: {
    /** Effect: whether a person may stand by. Who does is in the log before this answers. */
    judge: fromPromise<WitnessVerdict, { witnessing: WitnessingContext; witness: StaffId }>(() =>
      Promise.reject(new Error('the runtime did not provide this effect')),
    ),
  },
  actions: {
    stamp: assign({ since: ({ context }) => context.clock.now() }),
    refuse: assign((_, params: { fault: WitnessFault }) => ({ fault: params.fault })),
  },
  guards: {
    isSame: ({ context, event }) => event.visitor.staff === context.session.visitor.staff,
    standsBy: ({ context, event }) => context.witnesses.includes(event.visitor.staff),
    isEnough: ({ context }) => context.missing <= 0,
  },
  delays: pacedDelays(({ session }: WitnessingContext) => session),
}).createMachine({
  id: 'witnessing',
  context: ({ input }) => ({ ...input, since: input.clock.now(), candidate: null, fault: null, failed: false }),
  output: ({ context }) => ({
    end: context.failed ? 'fault' : context.missing > 0 ? 'nobody' : 'complete',
    witnesses: context.witnesses,
  }),
  initial: 'waiting',
  on: { 'badge.presented': { description: 'one badge at a time' } },
  states: {
    waiting: {
      entry: 'stamp',
      always: { guard: 'isEnough', target: 'ended' },
      on: {
        'badge.presented': [
          {
            guard: 'isSame',
            target: 'waiting',
            reenter: true,
            actions: { type: 'refuse', params: { fault: 'same_person' } },
          },
          {
            guard: 'standsBy',
            target: 'waiting',
            reenter: true,
            actions: { type: 'refuse', params: { fault: 'already_there' } },
          },
          { target: 'judging', actions: assign({ candidate: ({ event }) => event.visitor }) },
        ],
      },
      after: { witnessWindow: 'ended' },
    },
    judging: {
      invoke: {
        src: 'judge',
        input: ({ context }) => ({ witnessing: context, witness: candidate(context).staff }),
        onDone: {
          target: 'waiting',
          actions: assign(({ context, event }) => judged(context, event.output)),
        },
        onError: { target: 'ended', actions: assign({ failed: true }) },
      },
    },
    ended: { type: 'final' },
  },
});

function judged(context: WitnessingContext, verdict: WitnessVerdict): Partial<WitnessingContext> {
  if (!verdict.accepted) return { fault: verdict.fault };
  const { witnesses } = context;
  return { fault: null, missing: verdict.missing, witnesses: [...witnesses, candidate(context).staff] };
}

function candidate(context: WitnessingContext): Visitor {
  if (context.candidate === null) throw new Error('nobody has shown a badge');
  return context.candidate;
}
