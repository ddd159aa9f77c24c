// What the cabinet does with what it hears: whom it tells, what it records, which alarms begin and end. The sequence is in
// cabinet.ts, the effects are in cabinet-effects.ts.

import { type AlarmSubject, alarmChange, alarmSubject, isStanding } from '../domain/alarm.ts';
import { inputAlarms } from '../domain/board-inputs.ts';
import type { SlotId } from '../domain/ids.ts';
import { type Device, deviceName } from '../domain/link.ts';
import type { Occurrence } from '../domain/occurrence.ts';
import { isBlind, sameReading } from '../domain/slot.ts';
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
import { circumstancesOf, lightsAfter, staysOpen } from './cabinet-slots.ts';
import type { SessionNews } from './session-context.ts';
import { believedNow, changeOf, outcomeOf } from './slot-reports.ts';

export const cabinetSetup = effects.extend({
  actions: {
    spawnAll: effects.enqueueActions(({ context, enqueue }) => {
      const { boards, readers, door } = context.layout;
      enqueue.spawnChild('storage', { id: 'storage' });
      enqueue.spawnChild('due', { id: 'due', input: { openAlarms: context.alarms } });
      if (door !== null) enqueue.spawnChild('door', { id: 'door', input: { reported: doorBefore(context.alarms) } });
      enqueue('adoptAlarms');
      enqueue({ type: 'changeAlarms', params: stepsAtStart(context) });
      for (const { subject, senses } of boards.flatMap(({ slots }) => slots)) {
        enqueue.spawnChild('slot', { id: slotName(subject.slot), input: { subject, senses } });
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
      let isPending = before === undefined;
      for (const { position, subject, senses } of slotsOn(context, board)) {
        const seen = reading[position];
        const last = before?.[position] ?? null;
        if (seen === undefined || sameReading(seen, last)) continue;
        const isDark = isBlind(seen, senses);
        isPending ||= !isDark && last !== null && isBlind(last, senses);
        enqueue.sendTo(slotName(subject.slot), isDark ? { type: 'slot.silent' } : { type: 'slot.read', reading: seen });
      }
      if (isPending && !context.pending.includes(board)) enqueue.assign({ pending: [...context.pending, board] });
      const { door } = context.layout;
      if (door?.board !== board || door.position === undefined) return;
      const contact = reading[door.position]?.bolt;
      if (contact === 'unseen') enqueue.sendTo('door', { type: 'door.silent' });
      else if (contact !== undefined) {
        enqueue.sendTo('door', { type: 'door.read', contact: contact === 'locked' ? 'closed' : 'open' });
      }
    }),
    takeInputs: effects.enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'board.inputs') return;
      const { board, inputs } = event;
      enqueue({ type: 'changeAlarms', params: inputAlarms(board, inputs) });
      const { door } = context.layout;
      if (door?.board !== board || door.input !== 'door') return;
      const { door: contact } = inputs;
      enqueue.sendTo('door', contact === null ? { type: 'door.silent' } : { type: 'door.read', contact });
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
      const dark = new Set(slotsOn(context, device.board).map(({ subject }) => subject.slot));
      enqueue.assign({ lit: new Set([...context.lit].filter((slot) => !dark.has(slot))) });
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
      let dark: SlotId | null = null;
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
        if (!staysOpen(context, event)) dark = event.release.slot;
        enqueue('checkDue');
      } else if (event.type === 'slot.changed') {
        const circumstances = circumstancesOf(context);
        const { occurrence, alarms, tell, returned } = changeOf(event, circumstances);
        const believed = believedNow(event, circumstances);
        if (believed !== null) enqueue.sendTo(slotName(believed), { type: 'slot.reconciled', expected: 'absent' });
        if (occurrence !== null) enqueue({ type: 'record', params: { occurrence } });
        if (returned !== null) {
          enqueue({ type: 'recordReturn', params: { returned, during: during(context) } });
          const { key, slot } = returned;
          if (context.visitor === null) enqueue.assign({ returned: { key, slot } });
        }
        if (event.change !== 'left_unlocked') dark = event.subject.slot;
        enqueue({ type: 'changeAlarms', params: alarms });
        if (tell !== null) news.push(tell);
        enqueue('checkDue');
      }
      if (dark !== null && context.lit.has(dark)) {
        const { lit, shown } = lightsAfter(context, dark, false);
        enqueue.assign({ lit });
        enqueue({ type: 'showLights', params: shown });
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
      for (const { slot, presence, fob } of expected) {
        const chipped = fob === undefined ? {} : { chip: fob.chip, unread: fob.unread };
        enqueue.sendTo(slotName(slot), { type: 'slot.reconciled', expected: presence, ...chipped });
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
    /** The badge that nobody has is meant for the code that was typed. */
    offerBadge: effects.enqueueActions(({ event, enqueue }) => {
      if (event.type !== 'badge.presented') return;
      enqueue.sendTo('enrolment', { type: 'badge.offered', badge: event.hash, strength: event.strength });
    }),
    passToEnrolment: effects.enqueueActions(({ event, enqueue }) => {
      if (event.type === 'code.leave') enqueue.sendTo('enrolment', event);
      if (event.type === 'badge.unreadable') {
        enqueue.sendTo('enrolment', { type: event.type, trouble: event.trouble });
      }
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
    passRelease: effects.enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'release.requested') return;
      const { intended, window } = event;
      const { lit, shown } = lightsAfter(context, intended.slot, true);
      enqueue.assign({ lit });
      enqueue({ type: 'showLights', params: shown });
      enqueue.sendTo(slotName(intended.slot), {
        type: 'slot.release',
        intended,
        ...(window !== undefined && { window }),
      });
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
