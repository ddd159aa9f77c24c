// One alarm: raised, acknowledged, gone, closed. It tells the cabinet each change, which is recorded, and never looks at the
// thing it is about: whoever sees the cause says when it is gone and when it is back.
import { enqueueActions, sendParent, setup } from 'xstate';
import {
  type Alarm,
  type AlarmAcknowledged,
  type AlarmOccurrence,
  acknowledgement,
  alarmChange,
  alarmOccurrence,
  isMoment,
  isOver,
  severityOf,
} from '../domain/alarm.ts';
import type { SessionId, StaffId } from '../domain/ids.ts';
import type { Clock } from '../domain/time.ts';
import { DELAYS } from './delays.ts';

export interface AlarmInput {
  readonly clock: Clock;
  readonly alarm: Alarm;
  /** Whether the log knows of it already: it was open when the cabinet stopped. */
  readonly recorded: boolean;
}

export type AlarmContext = AlarmInput;

export type AlarmEvent =
  | { readonly type: 'alarm.cause_gone' }
  | { readonly type: 'alarm.cause_back' }
  /** Somebody has acknowledged it, and the log has it: the entry was written with its note, before it counts. */
  | { readonly type: 'alarm.acknowledged'; readonly occurrence: AlarmAcknowledged }
  | AlarmReviewed;

/** Somebody has looked at the use of break-glass that it is about; that acknowledges it too. */
interface AlarmReviewed {
  readonly type: 'alarm.reviewed';
  readonly session: SessionId;
  readonly staff: StaffId;
}

/** What the cabinet hears. `recorded`: the log has this change already. */
export interface AlarmReport {
  readonly type: 'alarm.changed';
  readonly occurrence: AlarmOccurrence;
  readonly recorded: boolean;
}

/** The entry of a change that nobody made. */
const told = (kind: Exclude<AlarmOccurrence['kind'], 'alarm.acknowledged'>) =>
  ({
    type: 'tell',
    params: ({ context: { alarm } }: { context: AlarmContext }) => ({
      occurrence: alarmOccurrence(kind, alarm),
      recorded: false,
    }),
  }) as const;

const raised = told('alarm.raised');
const gone = told('alarm.gone');
const closed = told('alarm.closed');

export const alarmMachine = setup({
  types: { context: {} as AlarmContext, events: {} as AlarmEvent, input: {} as AlarmInput },
  actions: {
    /** Tells the cabinet one change, and remembers it. */
    tell: enqueueActions(
      ({ context: { alarm, clock }, enqueue }, params: { occurrence: AlarmOccurrence; recorded: boolean }) => {
        const [changed = alarm] = alarmChange([alarm], params.occurrence, clock.now());
        enqueue.assign({ alarm: changed });
        enqueue(sendParent({ type: 'alarm.changed', ...params } satisfies AlarmReport));
      },
    ),
  },
  guards: {
    isNew: ({ context }) => !context.recorded,
    isOver: ({ context: { alarm } }) => isOver(alarm),
    isGone: ({ context: { alarm } }) => alarm.gone !== null,
    isAcknowledged: ({ context: { alarm } }) => alarm.acknowledged !== null,
    endsByItself: ({ context: { alarm } }) => severityOf(alarm.kind) === 'warning',
    isMoment: ({ context: { alarm } }) => isMoment(alarm.kind),
    /** It has happened and is over: only the acknowledgement is still to come. */
    hasPassed: ({ context: { alarm } }) => isMoment(alarm.kind) && severityOf(alarm.kind) === 'alarm',
  },
  delays: { momentNotice: DELAYS.momentNotice },
}).createMachine({
  id: 'alarm',
  context: ({ input }) => input,
  initial: 'noticed',
  on: {
    'alarm.cause_gone': { description: 'it is known to be gone' },
    'alarm.cause_back': { description: 'it is known to be there' },
    'alarm.acknowledged': { description: 'somebody has acknowledged it before' },
  },
  states: {
    noticed: {
      always: [
        { guard: 'isNew', target: 'raised', actions: raised },
        { guard: 'isOver', target: 'closed', actions: closed },
        { guard: 'isGone', target: 'gone' },
        { guard: 'isAcknowledged', target: 'acknowledged' },
        { target: 'raised' },
      ],
    },
    raised: {
      always: { guard: 'hasPassed', target: 'gone', actions: gone },
      on: {
        'alarm.cause_gone': [
          { guard: 'endsByItself', target: 'closed', actions: [gone, closed] },
          { target: 'gone', actions: gone },
        ],
        'alarm.acknowledged': {
          target: 'acknowledged',
          actions: { type: 'tell', params: ({ event: { occurrence } }) => ({ occurrence, recorded: true }) },
        },
        'alarm.reviewed': {
          target: 'closed',
          actions: [{ type: 'tell', params: byReview }, gone, closed],
        },
      },
      after: { momentNotice: { guard: 'isMoment', target: 'closed', actions: [gone, closed] } },
    },
    acknowledged: {
      always: { guard: 'isMoment', target: 'closed', actions: [gone, closed] },
      on: {
        'alarm.cause_gone': { target: 'closed', actions: [gone, closed] },
        'alarm.reviewed': { target: 'closed', actions: [gone, closed] },
      },
    },
    gone: {
      on: {
        'alarm.cause_back': { target: 'raised', actions: raised },
        'alarm.acknowledged': {
          target: 'closed',
          actions: [{ type: 'tell', params: ({ event: { occurrence } }) => ({ occurrence, recorded: true }) }, closed],
        },
        'alarm.reviewed': { target: 'closed', actions: [{ type: 'tell', params: byReview }, closed] },
      },
    },
    closed: { type: 'final' },
  },
});

function byReview({ context: { alarm }, event }: { context: AlarmContext; event: AlarmReviewed }) {
  const { session, staff } = event;
  return { occurrence: acknowledgement(alarm, { session, staff, note: null }), recorded: false };
}
