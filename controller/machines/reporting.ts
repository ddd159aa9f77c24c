// Somebody says what is wrong with a key, or reads off a vehicle: asks, has it written down, says that it was.
import { assign, fromPromise, setup } from 'xstate';
import type { NeedlessReport } from '../domain/fault.ts';
import type { KeyId } from '../domain/ids.ts';
import type { Result } from '../domain/result.ts';
import type { Clock, Duration, Instant } from '../domain/time.ts';
import { DELAYS } from './delays.ts';
import { needsMoreTime, pacedDelays } from './pace.ts';
import type { ReportCommand, ReportKind } from './session-commands.ts';
import type { SessionContext } from './session-context.ts';
import { mayTypeOn, stamped, type TypingOn } from './typing.ts';

export interface ReportingInput {
  readonly clock: Clock;
  readonly session: SessionContext;
  readonly key: KeyId;
  readonly report: ReportKind;
}

export interface ReportingContext extends ReportingInput {
  readonly since: Instant;
  readonly begun: Instant;
  readonly said: ReportCommand | null;
  /** Why the last attempt was not written down. */
  readonly fault: ReportFault | null;
  readonly failed: boolean;
}

/** `not_yours`: the person neither holds the key nor brought it back. `mileage_fell`: the counter was higher before. */
export type ReportFault = 'storage_unavailable' | 'not_yours' | 'not_a_vehicle' | 'mileage_fell' | NeedlessReport;

export interface ReportingOutput {
  readonly end: 'ended' | 'fault';
}

export const reportingMachine = setup({
  types: {
    context: {} as ReportingContext,
    events: {} as ReportCommand | TypingOn,
    input: {} as ReportingInput,
    output: {} as ReportingOutput,
  },
  actors: {
    /** Effect: writes a report. It is in the log once this answers. */
    record: fromPromise<Result<void, ReportFault>, { session: SessionContext; said: ReportCommand }>(() =>
      Promise.reject(new Error('the runtime did not provide this effect')),
    ),
  },
  actions: {
    stamp: assign(({ context, event }) => stamped(context, event)),
    note: assign(({ event }) => (event.type === 'session.continue' ? {} : { said: event, fault: null })),
  },
  guards: {
    mayTypeOn: ({ context }, params: { wait: Duration }) =>
      mayTypeOn(context, params.wait, needsMoreTime(context.session)),
    isOfThisKey: ({ context, event }) => 'key' in event && event.key === context.key,
  },
  delays: pacedDelays(({ session }: ReportingContext) => session),
}).createMachine({
  id: 'reporting',
  context: ({ input }) => ({
    ...input,
    since: input.clock.now(),
    begun: input.clock.now(),
    said: null,
    fault: null,
    failed: false,
  }),
  output: ({ context }) => ({ end: context.failed ? 'fault' : 'ended' }),
  initial: 'asking',
  states: {
    asking: {
      entry: 'stamp',
      on: {
        'fault.report': { guard: 'isOfThisKey', target: 'recording', actions: 'note' },
        'vehicle.report': { guard: 'isOfThisKey', target: 'recording', actions: 'note' },
        'session.continue': {
          guard: { type: 'mayTypeOn', params: { wait: DELAYS.reportWindow } },
          target: 'asking',
          reenter: true,
        },
      },
      after: { reportWindow: 'ended' },
    },
    recording: {
      invoke: {
        src: 'record',
        input: ({ context }) => ({ session: context.session, said: said(context) }),
        onDone: [
          { guard: ({ event }) => event.output.ok, target: 'noted' },
          {
            target: 'asking',
            actions: assign({ fault: ({ event }) => (event.output.ok ? null : event.output.error) }),
          },
        ],
        onError: { target: 'ended', actions: assign({ failed: true }) },
      },
    },
    noted: {
      entry: 'stamp',
      after: { notedDisplay: 'ended' },
    },
    ended: { type: 'final' },
  },
});

function said(context: ReportingContext): ReportCommand {
  if (context.said === null) throw new Error('nothing was said');
  return context.said;
}
