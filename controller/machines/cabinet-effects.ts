// What the cabinet asks of the runtime, the children it has, its guards, and how it keeps its alarms. No sequence and no effect.
import { enqueueActions, fromPromise, sendTo, setup } from 'xstate';
import { type Alarm, newAlarm } from '../domain/alarm.ts';
import type { BoardId } from '../domain/ids.ts';
import type { During, Occurrence } from '../domain/occurrence.ts';
import type { Result } from '../domain/result.ts';
import { alarmMachine } from './alarm.ts';
import type { AlarmSteps } from './cabinet-alarms.ts';
import {
  type AlarmEnded,
  type CabinetContext,
  type CabinetEvent,
  type CabinetInput,
  type Reconciled,
  watchName,
} from './cabinet-context.ts';
import { circumstancesOf } from './cabinet-slots.ts';
import { DELAYS } from './delays.ts';
import { doorMachine } from './door.ts';
import { dueMachine } from './due.ts';
import { enrolmentMachine } from './enrolment.ts';
import { linkMachine } from './link.ts';
import { sessionMachine } from './session.ts';
import { slotMachine } from './slot.ts';
import { changeOf, type Returned } from './slot-reports.ts';
import { storageMachine } from './storage.ts';

export const cabinetEffects = setup({
  types: {
    context: {} as CabinetContext,
    events: {} as CabinetEvent | AlarmEnded,
    input: {} as CabinetInput,
  },
  actors: {
    link: linkMachine,
    slot: slotMachine,
    door: doorMachine,
    session: sessionMachine,
    enrolment: enrolmentMachine,
    storage: storageMachine,
    due: dueMachine,
    alarm: alarmMachine,
    /** Effect: compares sensors and log, records every difference. `silent`: boards that nobody waits for any longer. */
    reconcile: fromPromise<Result<Reconciled, string>, { context: CabinetContext; silent: readonly BoardId[] }>(() =>
      Promise.reject(new Error('the runtime did not provide this effect')),
    ),
  },
  actions: {
    /** Effect: writes an entry. A disk that fails comes back as the event `storage.failed`. */
    record: (_context, _params: { occurrence: Occurrence }) => undefined,
    /** Effect: as `record`, for a key that stands in a slot again; whoever held it is looked up in custody. */
    recordReturn: (_context, _params: { returned: Returned; during: During | null }) => undefined,
    /** Effect: switches the lights on at these positions of a board, and off at all others. */
    showLights: (_context, _params: { board: BoardId; positions: readonly number[] }) => undefined,
    /** Effect: writes what the log does not know of the open alarms, after it could not be written for a while. */
    recordAlarms: (_context, _params: { alarms: readonly Alarm[] }) => undefined,
    /** Effect: an event that no state expects. Ends the process when it is the failure of an actor. */
    reportUnexpected: (_context, _params: { event: string }) => undefined,
    /** Effect: nothing may go on; the process ends and starts anew. */
    crash: (_context, _params: { error: unknown }) => undefined,
    /** Has due times looked at: something may be due at another time, or no longer. */
    checkDue: sendTo('due', { type: 'due.check' }),
    /** Watches the alarms that were open when the cabinet stopped. */
    adoptAlarms: enqueueActions(({ context: { alarms, clock }, enqueue }) => {
      enqueue.assign({
        watches: ({ spawn }) =>
          new Map(
            alarms.map((alarm) => {
              const id = watchName(alarm);
              return [id, spawn('alarm', { id, input: { clock, alarm, recorded: true } })];
            }),
          ),
      });
    }),
    changeAlarms: enqueueActions(({ context: { clock, watches }, enqueue }, { raise = [], end = [] }: AlarmSteps) => {
      const running = (name: string) => {
        const watch = watches.get(name);
        return watch?.getSnapshot().status === 'active' ? watch : undefined;
      };
      for (const name of new Set(end.map(watchName))) {
        const watch = running(name);
        if (watch !== undefined) enqueue.sendTo(watch, { type: 'alarm.cause_gone' });
      }
      for (const [id, subject] of new Map(raise.map((one) => [watchName(one), one]))) {
        const watch = running(id);
        if (watch !== undefined) {
          enqueue.sendTo(watch, { type: 'alarm.cause_back' });
          continue;
        }
        const input = { clock, alarm: newAlarm(subject, clock.now()), recorded: false };
        enqueue.assign({
          watches: ({ context, spawn }) => new Map(context.watches).set(id, spawn('alarm', { id, input })),
        });
      }
    }),
  },
  guards: {
    isKnown: ({ event }) => event.type === 'badge.presented' && event.staff !== null,
    boardsAnswered: ({ context }) => context.layout.boards.every(({ board }) => context.readings.has(board)),
    mustReconcile: ({ context: { pending, started, storage } }) =>
      (pending.length > 0 || !started) && storage !== 'failed',
    /** With nobody at the screen; a session shows by itself what comes back in it. */
    keyCameBack: ({ context, event }) =>
      event.type === 'slot.changed' &&
      context.visitor === null &&
      changeOf(event, circumstancesOf(context)).returned !== null,
  },
  delays: DELAYS,
});
