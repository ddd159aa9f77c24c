// The words of the cabinet machine: its children, its effects and what it passes on to whom. The sequence is in cabinet.ts.
import { fromPromise, setup } from 'xstate';
import type { Alarm } from '../domain/alarm.ts';
import type { BoardId } from '../domain/ids.ts';
import { type Device, deviceName } from '../domain/link.ts';
import type { During, Occurrence, SlotSubject } from '../domain/occurrence.ts';
import type { Result } from '../domain/result.ts';
import { sameReading } from '../domain/slot.ts';
import type { Clock } from '../domain/time.ts';
import {
  alarmsAfter,
  boardOf,
  type CabinetContext,
  type CabinetEvent,
  type CabinetLayout,
  during,
  present,
  type Reconciled,
  slotName,
  slotsOn,
  visitorOf,
  withAlarm,
  withoutAlarm,
} from './cabinet-context.ts';
import { DELAYS } from './delays.ts';
import { doorMachine } from './door.ts';
import { linkMachine } from './link.ts';
import { sessionMachine } from './session.ts';
import type { SessionNews } from './session-context.ts';
import { slotMachine } from './slot.ts';
import { changeOf, outcomeOf } from './slot-reports.ts';
import { storageMachine } from './storage.ts';

const effects = setup({
  types: {
    context: {} as CabinetContext,
    events: {} as CabinetEvent,
    input: {} as { readonly clock: Clock; readonly layout: CabinetLayout },
  },
  actors: {
    link: linkMachine,
    slot: slotMachine,
    door: doorMachine,
    session: sessionMachine,
    storage: storageMachine,
    /** Effect: compares sensors and log, records every difference. `silent`: boards that nobody waits for any longer. */
    reconcile: fromPromise<Result<Reconciled, string>, { context: CabinetContext; silent: readonly BoardId[] }>(() =>
      Promise.reject(new Error('the runtime did not provide this effect')),
    ),
  },
  actions: {
    /** Effect: writes an entry. A disk that fails comes back as the event `storage.failed`. */
    record: (_context, _params: { occurrence: Occurrence }) => undefined,
    /** Effect: as `record`, for a key that stands in its slot again; whoever held it is looked up in custody. */
    recordReturn: (_context, _params: { subject: SlotSubject; during: During | null }) => undefined,
    /** Effect: an event that no state expects. Ends the process when it is the failure of an actor. */
    reportUnexpected: (_context, _params: { event: string }) => undefined,
    /** Effect: nothing may go on; the process ends and starts anew. */
    crash: (_context, _params: { error: unknown }) => undefined,
  },
  guards: {
    isKnown: ({ event }) => event.type === 'badge.presented' && event.staff !== null,
    boardsAnswered: ({ context }) => context.layout.boards.every(({ board }) => context.readings.has(board)),
    mustReconcile: ({ context: { pending, started, storage } }) =>
      (pending.length > 0 || !started) && storage === 'available',
    /** With nobody at the screen; a session shows by itself what comes back in it. */
    keyCameBack: ({ context, event }) =>
      event.type === 'slot.changed' &&
      event.change === 'filled' &&
      event.subject.key !== null &&
      context.visitor === null,
  },
  delays: DELAYS,
});

export const cabinetSetup = effects.extend({
  actions: {
    spawnAll: effects.enqueueActions(({ context, enqueue }) => {
      const { boards, readers, door } = context.layout;
      enqueue.spawnChild('storage', { id: 'storage' });
      if (door !== null) enqueue.spawnChild('door', { id: 'door' });
      for (const { subject } of boards.flatMap(({ slots }) => slots)) {
        enqueue.spawnChild('slot', { id: slotName(subject.slot), input: { subject } });
      }
      const devices = [
        ...boards.map(({ board }) => ({ kind: 'board', board }) as const),
        ...readers.map((reader) => ({ kind: 'reader', reader }) as const),
      ];
      for (const device of devices) enqueue.spawnChild('link', { id: deviceName(device), input: { device } });
    }),
    takeReading: effects.enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'board.read') return;
      const { board, reading } = event;
      const before = context.readings.get(board);
      enqueue.assign({ readings: new Map(context.readings).set(board, reading) });
      if (before === undefined) enqueue.assign({ pending: [...context.pending, board] });
      for (const { position, subject } of slotsOn(context, board)) {
        const seen = reading[position];
        const isNews = seen !== undefined && !sameReading(seen, before?.[position] ?? null);
        if (isNews) enqueue.sendTo(slotName(subject.slot), { type: 'slot.read', reading: seen });
      }
      const { door } = context.layout;
      const contact = door?.board === board ? reading[door.position]?.bolt : undefined;
      if (contact !== undefined) {
        enqueue.sendTo('door', { type: 'door.read', contact: contact === 'locked' ? 'closed' : 'open' });
      }
    }),
    passLoss: effects.enqueueActions(({ event, enqueue }) => {
      if (event.type === 'device.lost')
        enqueue.sendTo(deviceName(event.device), { type: 'link.lost', fault: event.fault });
    }),
    noteOffline: effects.enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'link.offline') return;
      const { device } = event;
      const { alarms } = withAlarm(context, lostAlarm(device));
      if (alarms !== context.alarms) {
        enqueue.assign({ alarms });
        enqueue({ type: 'record', params: { occurrence: linkOccurrence(device, 'lost') } });
      }
      if (device.kind !== 'board') return;
      const readings = new Map(context.readings);
      if (!readings.delete(device.board)) return;
      enqueue.assign({ readings, pending: context.pending.filter((board) => board !== device.board) });
      for (const { subject } of slotsOn(context, device.board)) {
        enqueue.sendTo(slotName(subject.slot), { type: 'slot.silent' });
      }
      if (context.layout.door?.board === device.board) enqueue.sendTo('door', { type: 'door.silent' });
    }),
    noteOnline: effects.enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'link.online') return;
      const { device } = event;
      const alarm = lostAlarm(device);
      const { alarms } = withoutAlarm(context, alarm);
      if (alarms.length === context.alarms.length) return;
      enqueue.assign({ alarms });
      enqueue({
        type: 'record',
        params: {
          occurrence: linkOccurrence(device, 'back'),
        },
      });
    }),
    noteSlot: effects.enqueueActions(({ context, event, enqueue }) => {
      const news: SessionNews[] = [];
      if (event.type === 'slot.offered') {
        enqueue.assign(withoutAlarm(context, { kind: 'slot_jammed', slot: event.release.slot }));
        news.push(event);
      } else if (event.type === 'slot.ended') {
        const { occurrence, alarms, tell } = outcomeOf(context, event);
        if (occurrence !== null) enqueue({ type: 'record', params: { occurrence } });
        enqueue.assign({ alarms });
        const board = boardOf(context, event.release.slot);
        const asksAgain = event.end.kind === 'release.unknown' && context.readings.has(board);
        if (asksAgain) enqueue.assign({ pending: [...context.pending.filter((one) => one !== board), board] });
        news.push(...tell);
      } else if (event.type === 'slot.changed') {
        const { occurrence, alarms, tell, returned } = changeOf(context, event);
        if (occurrence !== null) enqueue({ type: 'record', params: { occurrence } });
        if (returned !== null) {
          enqueue({ type: 'recordReturn', params: { subject: event.subject, during: during(context) } });
          if (context.visitor === null) enqueue.assign({ returned });
        }
        enqueue.assign({ alarms });
        if (tell !== null) news.push(tell);
      }
      if (context.visitor !== null) for (const one of news) enqueue.sendTo('session', one);
    }),
    noteDoor: effects.enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'door.opened' && event.type !== 'door.closed' && event.type !== 'door.left_open') return;
      enqueue({ type: 'record', params: { occurrence: { kind: event.type, during: during(context) } } });
      if (event.type === 'door.left_open') {
        enqueue.assign(withAlarm(context, { kind: 'door_left_open' }));
        return;
      }
      enqueue.assign({ door: event.type === 'door.opened' ? 'open' : 'closed' });
      enqueue.assign(withoutAlarm(context, { kind: 'door_left_open' }));
      if (context.visitor !== null) enqueue.sendTo('session', { type: event.type });
    }),
    applyReconciled: effects.enqueueActions(({ context, enqueue }) => {
      if (context.found === null) return;
      const { boards, expected } = context.found;
      for (const { slot, presence } of expected) {
        enqueue.sendTo(slotName(slot), { type: 'slot.reconciled', expected: presence });
      }
      enqueue.assign({
        alarms: alarmsAfter(context, context.found),
        pending: context.pending.filter((board) => !boards.includes(board)),
        started: true,
        found: null,
      });
    }),
    noteUnknownBadge: effects.enqueueActions(({ event, enqueue }) => {
      if (event.type !== 'badge.presented') return;
      enqueue({ type: 'record', params: { occurrence: { kind: 'badge.unknown', reader: event.reader } } });
    }),
    recordArrival: effects.enqueueActions(({ context, enqueue }) => {
      enqueue({ type: 'record', params: { occurrence: { kind: 'session.began', ...present(context.visitor) } } });
    }),
    passBadge: effects.enqueueActions(({ event, enqueue }) => {
      if (event.type !== 'badge.presented') return;
      enqueue.sendTo('session', { type: 'badge.presented', visitor: present(visitorOf(event)) });
    }),
    passCommand: effects.enqueueActions(({ event, enqueue }) => {
      if (event.type === 'command') enqueue.sendTo('session', event.command);
    }),
    passRelease: effects.enqueueActions(({ event, enqueue }) => {
      if (event.type !== 'release.requested') return;
      enqueue.sendTo(slotName(event.intended.slot), { type: 'slot.release', intended: event.intended });
    }),
    passFailure: effects.sendTo('storage', { type: 'storage.failed' }),
    reconcileEverything: effects.assign({ pending: ({ context }) => [...context.readings.keys()] }),
  },
});

function lostAlarm(device: Device): Omit<Alarm, 'since'> {
  return device.kind === 'board'
    ? { kind: 'board_lost', board: device.board }
    : { kind: 'reader_lost', reader: device.reader };
}

function linkOccurrence(device: Device, what: 'lost' | 'back'): Occurrence {
  return device.kind === 'board'
    ? { kind: `board.${what}`, board: device.board }
    : { kind: `reader.${what}`, reader: device.reader };
}
