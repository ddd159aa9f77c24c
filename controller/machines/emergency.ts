// The emergency release: one slot after the other, each recorded before its bolt moves. A slot that fails holds up none of the
// others, nor does a key that nobody draws. A key that is forced out goes the same way, alone. It decides nothing: who may begin
// and which keys come out is said by `begin`.
import { assign, fromPromise, not, sendParent, setup } from 'xstate';
import type { ReleaseIntended } from '../domain/occurrence.ts';
import { err, ok } from '../domain/result.ts';
import { DELAYS } from './delays.ts';
import {
  advanced,
  awaited,
  counted,
  currentOf,
  type EmergencyContext,
  type EmergencyEvent,
  type EmergencyInput,
  type EmergencyOutput,
  type EmergencyPlan,
  givenUp,
  newEmergency,
  offered,
  progressOf,
} from './emergency-context.ts';

export const emergencyMachine = setup({
  types: {
    context: {} as EmergencyContext,
    events: {} as EmergencyEvent,
    input: {} as EmergencyInput,
    output: {} as EmergencyOutput,
  },
  actors: {
    /** Effect: records that it begins and says which slots are to be opened, in order. */
    begin: fromPromise<EmergencyPlan, EmergencyInput>(unprovided),
    /** Effect: asks the cabinet for the release of one slot, whose own word then tells what came of it. */
    request: fromPromise<void, { intended: ReleaseIntended }>(unprovided),
    /** Effect: records how many keys came out. */
    finish: fromPromise<void, { emergency: EmergencyContext }>(unprovided),
  },
  actions: {
    advance: assign(({ context }) => advanced(context)),
    report: sendParent(({ context }) => ({ type: 'emergency.progress', progress: progressOf(context) })),
    noteOpen: assign(({ context }) => offered(context)),
    count: assign(({ context, event }) => {
      const release = event.type === 'slot.ended' ? awaited(context, event.release) : null;
      return event.type === 'slot.ended' && release !== null ? counted(context, release, event.end.kind) : {};
    }),
    giveUp: assign(({ context }) => counted(context, currentOf(context), 'silent')),
    giveUpOpen: assign(({ context }) => givenUp(context)),
  },
  guards: {
    isCurrent: ({ context, event }) =>
      'release' in event && context.current !== null && awaited(context, event.release) === context.current,
    isAwaited: ({ context, event }) => 'release' in event && awaited(context, event.release) !== null,
    hasNext: ({ context }) => context.current !== null,
    standsOpen: ({ context }) => context.open.length > 0,
  },
  delays: { releaseDeadline: DELAYS.releaseDeadline, takingDeadline: DELAYS.takingDeadline },
}).createMachine({
  id: 'emergency',
  context: ({ input }) => newEmergency(input),
  output: ({ context }) => (context.fault === null ? ok(progressOf(context)) : err(context.fault)),
  initial: 'beginning',
  on: {
    'slot.offered': { description: 'of a release that is not waited for any longer' },
    'slot.ended': [{ guard: 'isAwaited', actions: ['count', 'report'] }, { description: 'as above; the log has it' }],
    'desk.stop': { actions: [assign({ stopping: true }), 'report'] },
  },
  states: {
    beginning: {
      invoke: {
        src: 'begin',
        input: ({ context: { visitor, factors, group, key, text } }) => ({ visitor, factors, group, key, text }),
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'advancing',
            actions: assign(({ event }) =>
              event.output.ok ? { queue: event.output.value, total: event.output.value.length } : {},
            ),
          },
          {
            target: 'ended',
            actions: assign(({ event }) => (event.output.ok ? {} : { fault: event.output.error })),
          },
        ],
        onError: { target: 'ended', actions: assign({ fault: 'storage_unavailable' }) },
      },
    },
    advancing: {
      entry: ['advance', 'report'],
      always: [{ guard: 'hasNext', target: 'releasing' }, { target: 'awaitingHands' }],
    },
    releasing: {
      invoke: {
        src: 'request',
        input: ({ context }) => ({ intended: currentOf(context) }),
        onError: { target: 'advancing', actions: 'giveUp' },
      },
      on: {
        'slot.offered': { guard: 'isCurrent', target: 'advancing', actions: 'noteOpen' },
        'slot.ended': { guard: 'isCurrent', target: 'advancing', actions: 'count' },
      },
      after: { releaseDeadline: { target: 'advancing', actions: 'giveUp' } },
    },
    awaitingHands: {
      always: { guard: not('standsOpen'), target: 'finishing' },
      after: { takingDeadline: { target: 'finishing', actions: ['giveUpOpen', 'report'] } },
    },
    finishing: {
      invoke: {
        src: 'finish',
        input: ({ context }) => ({ emergency: context }),
        onDone: 'ended',
        onError: 'ended',
      },
    },
    ended: { type: 'final' },
  },
});

function unprovided(): Promise<never> {
  return Promise.reject(new Error('the runtime did not provide this effect'));
}
