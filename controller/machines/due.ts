// The watch over due times and over keys that must be carried: it wakes, has both looked at, and tells what is new. It keeps
// no time of its own: what is due stands in custody, so a restart or a stepped clock costs one sleep at most.
import { assign, enqueueActions, fromPromise, setup } from 'xstate';
import type { Alarm, AlarmSubject } from '../domain/alarm.ts';
import type { DueStage } from '../domain/custody.ts';
import { type DueStages, stagesOf } from '../domain/due.ts';
import { egressKeysOf } from '../domain/egress.ts';
import type { KeyId } from '../domain/ids.ts';
import type { Result } from '../domain/result.ts';
import type { Duration } from '../domain/time.ts';
import { dueSleep } from './delays.ts';

/** Custody, the set-up or the clock has changed, or the storage is back: look now, not when the sleep ends. */
export type DueEvent = { readonly type: 'due.check' };

/** What a look at the due times found. */
export interface DueReview {
  /** As custody has them once all that was new is recorded. */
  readonly stages: DueStages;
  /** Until the next stage of any key; null = none will come. */
  readonly wait: Duration | null;
}

export type DueReport =
  /** `in_time`: it is back, handed over or was given more time. */
  | { readonly type: 'key.stage'; readonly key: KeyId; readonly stage: DueStage }
  | { readonly type: 'alarm.raise' | 'alarm.end'; readonly alarm: AlarmSubject }
  /** All that was new has been told: what a screen shows of due times may be old. */
  | { readonly type: 'due.passed' };

export interface DueContext {
  /** What was told last. */
  readonly stages: DueStages;
  readonly egress: readonly KeyId[];
  readonly wait: Duration | null;
  /** Whether something changed while it was looking. */
  readonly stale: boolean;
}

export const dueMachine = setup({
  types: {
    context: {} as DueContext,
    events: {} as DueEvent,
    /** The alarms that were open when the cabinet started: what has ended meanwhile is told too. */
    input: {} as { readonly openAlarms: readonly Alarm[] },
  },
  actors: {
    /** Effect: records what is due and not yet on record, and says how things stand then. An error is a disk that failed. */
    recordStages: fromPromise<Result<DueReview, 'storage_unavailable'>>(() =>
      Promise.reject(new Error('the runtime did not provide this effect')),
    ),
    /** Effect: the keys that should be carried and stand in their slots. */
    findEgressKeys: fromPromise<readonly KeyId[]>(() =>
      Promise.reject(new Error('the runtime did not provide this effect')),
    ),
  },
  actions: {
    tellStages: enqueueActions(
      ({ context, enqueue }, { reviewed }: { reviewed: Result<DueReview, 'storage_unavailable'> }) => {
        if (!reviewed.ok) return;
        const { stages, wait } = reviewed.value;
        const news = stageNews(context.stages, stages);
        for (const report of news) enqueue.sendParent(report);
        if (news.length > 0) enqueue.sendParent({ type: 'due.passed' } satisfies DueReport);
        enqueue.assign({ stages, wait });
      },
    ),
    tellEgress: enqueueActions(({ context, enqueue }, { egress }: { egress: readonly KeyId[] }) => {
      for (const report of egressNews(context.egress, egress)) enqueue.sendParent(report);
      enqueue.assign({ egress });
    }),
    noteCheck: assign({ stale: true }),
    /** A surprise of an effect: this actor fails, and with it the cabinet. */
    crash: (_context, { error }: { error: unknown }) => {
      throw error instanceof Error ? error : new Error('the watch over due times failed', { cause: error });
    },
  },
  delays: { dueSleep: ({ context }) => dueSleep(context.wait) },
}).createMachine({
  id: 'due',
  context: ({ input }) => ({
    stages: stagesOf(input.openAlarms),
    egress: egressKeysOf(input.openAlarms),
    wait: null,
    stale: false,
  }),
  initial: 'sleeping',
  states: {
    /** The first sleep is long enough for slots and custody to be compared, unless it is told that they were. */
    sleeping: {
      after: { dueSleep: 'recording' },
      on: { 'due.check': 'recording' },
    },
    recording: {
      entry: assign({ wait: null, stale: false }),
      on: { 'due.check': { actions: 'noteCheck' } },
      invoke: {
        src: 'recordStages',
        onDone: {
          target: 'searching',
          actions: { type: 'tellStages', params: ({ event }) => ({ reviewed: event.output }) },
        },
        onError: { actions: { type: 'crash', params: ({ event }) => ({ error: event.error }) } },
      },
    },
    searching: {
      on: { 'due.check': { actions: 'noteCheck' } },
      invoke: {
        src: 'findEgressKeys',
        onDone: {
          target: 'rested',
          actions: { type: 'tellEgress', params: ({ event }) => ({ egress: event.output }) },
        },
        onError: { actions: { type: 'crash', params: ({ event }) => ({ error: event.error }) } },
      },
    },
    rested: {
      always: [{ guard: ({ context }) => context.stale, target: 'recording' }, { target: 'sleeping' }],
    },
  },
});

/** What changed of the stages: first the keys that have none any longer. */
function stageNews(told: DueStages, stages: DueStages): readonly DueReport[] {
  const ended = [...told.keys()].filter((key) => !stages.has(key));
  const reached = [...stages].filter(([key, stage]) => told.get(key) !== stage);
  return [
    ...ended.map((key): DueReport => ({ type: 'key.stage', key, stage: 'in_time' })),
    ...reached.map(([key, stage]): DueReport => ({ type: 'key.stage', key, stage })),
  ];
}

function egressNews(told: readonly KeyId[], egress: readonly KeyId[]): readonly DueReport[] {
  const about = (type: 'alarm.raise' | 'alarm.end') => (key: KeyId) =>
    ({ type, alarm: { kind: 'egress_key_in', key } }) satisfies DueReport;
  return [
    ...told.filter((key) => !egress.includes(key)).map(about('alarm.end')),
    ...egress.filter((key) => !told.includes(key)).map(about('alarm.raise')),
  ];
}
