// What the cabinet does with what it hears: whom it tells, what it records, which alarms begin and end. The sequence is in
// cabinet.ts, the effects are in cabinet-effects.ts.
import { type AlarmSubject, alarmChange, alarmSubject, isStanding } from '../domain/alarm.ts';
import { type Device, deviceName } from '../domain/link.ts';
import type { Occurrence } from '../domain/occurrence.ts';
import { sameReading } from '../domain/slot.ts';
import { lostAlarm, stepsAfter, stepsAtDoor, stepsAtStart } from './cabinet-alarms.ts';
import {
  arrival,
  boardOf,
  doorBefore,
  during,
  present,
  slotName,
  slotsOn,
  visitorOf,
  watchName,
} from './cabinet-context.ts';
import { cabinetEffects as effects } from './cabinet-effects.ts';
import type { SessionNews } from './session-context.ts';
import { changeOf, outcomeOf } from './slot-reports.ts';

export const cabinetSetup = effects.extend({
  actions: {
    spawnAll: effects.enqueueActions(({ context, enqueue }) => {
      const { boards, readers, door } = context.layout;
      enqueue.spawnChild('storage', { id: 'storage' });
      enqueue.spawnChild('due', { id: 'due', input: { openAlarms: context.alarms } });
      if (door !== null) enqueue.spawnChild('door', { id: 'door', input: { reported: doorBefore(context.alarms) } });
      enqueue('adoptAlarms');
      enqueue({ type: 'changeAlarms', params: stepsAtStart(context) });
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
      const lost = lostAlarm(device);
      if (!isStanding(context.alarms, lost)) {
        enqueue({ type: 'record', params: { occurrence: linkOccurrence(device, 'lost') } });
        enqueue({ type: 'changeAlarms', params: { raise: [lost] } });
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
      const lost = lostAlarm(device);
      if (!isStanding(context.alarms, lost)) return;
      enqueue({ type: 'record', params: { occurrence: linkOccurrence(device, 'back') } });
      enqueue({ type: 'changeAlarms', params: { end: [lost] } });
    }),
    noteSlot: effects.enqueueActions(({ context, event, enqueue }) => {
      const news: SessionNews[] = [];
      if (event.type === 'slot.offered') {
        enqueue({ type: 'changeAlarms', params: { end: [{ kind: 'slot_jammed', slot: event.release.slot }] } });
        news.push(event);
      } else if (event.type === 'slot.ended') {
        const { occurrence, alarms, tell } = outcomeOf(event);
        if (occurrence !== null) enqueue({ type: 'record', params: { occurrence } });
        enqueue({ type: 'changeAlarms', params: alarms });
        const board = boardOf(context, event.release.slot);
        const asksAgain = event.end.kind === 'release.unknown' && context.readings.has(board);
        if (asksAgain) enqueue.assign({ pending: [...context.pending.filter((one) => one !== board), board] });
        news.push(...tell);
        enqueue('checkDue');
      } else if (event.type === 'slot.changed') {
        const { occurrence, alarms, tell, returned } = changeOf(event, during(context));
        if (occurrence !== null) enqueue({ type: 'record', params: { occurrence } });
        if (returned !== null) {
          enqueue({ type: 'recordReturn', params: { subject: event.subject, during: during(context) } });
          if (context.visitor === null) enqueue.assign({ returned });
        }
        enqueue({ type: 'changeAlarms', params: alarms });
        if (tell !== null) news.push(tell);
        enqueue('checkDue');
      }
      if (context.visitor !== null) for (const one of news) enqueue.sendTo('session', one);
    }),
    noteDoor: effects.enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'door.opened' && event.type !== 'door.closed' && event.type !== 'door.left_open') return;
      enqueue({ type: 'record', params: { occurrence: { kind: event.type, during: during(context) } } });
      if (event.type === 'door.left_open') {
        enqueue({ type: 'changeAlarms', params: { raise: [{ kind: 'door_left_open' }] } });
        return;
      }
      enqueue.assign({ door: event.type === 'door.opened' ? 'open' : 'closed' });
      enqueue({ type: 'changeAlarms', params: stepsAtDoor(context, event.type) });
      if (context.visitor !== null) enqueue.sendTo('session', { type: event.type });
    }),
    applyReconciled: effects.enqueueActions(({ context, enqueue }) => {
      if (context.found === null) return;
      const { boards, expected } = context.found;
      for (const { slot, presence } of expected) {
        enqueue.sendTo(slotName(slot), { type: 'slot.reconciled', expected: presence });
      }
      enqueue({ type: 'changeAlarms', params: stepsAfter(context.alarms, context.found) });
      enqueue.assign({
        pending: context.pending.filter((board) => !boards.includes(board)),
        started: true,
        found: null,
      });
      enqueue('checkDue');
    }),
    /** An alarm has changed: the log has it first. */
    noteAlarm: effects.enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'alarm.changed') return;
      const { occurrence, recorded } = event;
      if (!recorded) enqueue({ type: 'record', params: { occurrence } });
      enqueue.assign({ alarms: alarmChange(context.alarms, occurrence, context.clock.now()) });
      const name = watchName(alarmSubject(occurrence));
      const watch = context.watches.get(name);
      // The cause may have come back meanwhile: then the name belongs to the next alarm about it.
      if (occurrence.kind !== 'alarm.closed' || watch?.getSnapshot().status !== 'done') return;
      enqueue.stopChild(watch);
      enqueue.assign({ watches: new Map([...context.watches].filter(([other]) => other !== name)) });
    }),
    /** What somebody did about an alarm. One that is not open is nobody's to change. */
    passToAlarm: effects.enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'alarm.acknowledged' && event.type !== 'alarm.reviewed') return;
      const subject: AlarmSubject =
        event.type === 'alarm.acknowledged'
          ? alarmSubject(event.occurrence)
          : { kind: 'break_glass', intent: event.intent };
      const watch = context.watches.get(watchName(subject));
      if (watch !== undefined) enqueue.sendTo(watch, event);
    }),
    noteUnknownBadge: effects.enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'badge.presented') return;
      const { reader, hash, strength } = event;
      enqueue({ type: 'record', params: { occurrence: { kind: 'badge.unknown', reader } } });
      if (context.visitor !== null) enqueue.sendTo('session', { type: 'badge.offered', badge: hash, strength });
    }),
    recordArrival: effects.enqueueActions(({ context, enqueue }) => {
      enqueue({ type: 'record', params: { occurrence: arrival(context) } });
    }),
    passBadge: effects.enqueueActions(({ event, enqueue }) => {
      if (event.type !== 'badge.presented') return;
      enqueue.sendTo('session', { type: 'badge.presented', visitor: present(visitorOf(event)) });
    }),
    passStanding: effects.enqueueActions(({ event, enqueue }) => {
      if (event.type === 'standing.changed') enqueue.sendTo('session', event);
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

function linkOccurrence(device: Device, what: 'lost' | 'back'): Occurrence {
  return device.kind === 'board'
    ? { kind: `board.${what}`, board: device.board }
    : { kind: `reader.${what}`, reader: device.reader };
}
