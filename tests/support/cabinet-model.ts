// What the cabinet is walked with as a model: devices, slots and people. Its children only listen; each has a model of its own.
import { err, ok } from '../../controller/domain/result.ts';
import type { SlotReading } from '../../controller/domain/slot.ts';
import { cabinetMachine } from '../../controller/machines/cabinet.ts';
import type { CabinetEvent } from '../../controller/machines/cabinet-context.ts';
import { B1, B2, FREE, LAYOUT, LINEN } from './cabinet-layout.ts';
import { BADGE, BOARD1, NURSE, R1 } from './cabinet-stage.ts';
import { anIntent, NOW, sessionId } from './domain-builders.ts';
import { type MachineModel, modelOf } from './machine-model.ts';
import { PORTER } from './session-stage.ts';
import { EMPTY, HOME } from './slot-stage.ts';
import { SteppedClock } from './stepped-clock.ts';

const READING: readonly SlotReading[] = [HOME, HOME, EMPTY, HOME];
const ARRIVAL = { reader: R1, strength: 'strong', hash: BADGE, session: sessionId('session-1') } as const;

const EVENTS: readonly CabinetEvent[] = [
  { type: 'board.read', board: B1, reading: READING },
  { type: 'board.read', board: B2, reading: READING },
  { type: 'link.online', device: BOARD1 },
  { type: 'link.offline', device: BOARD1, fault: 'silent' },
  { type: 'device.lost', device: BOARD1, fault: 'silent' },
  { type: 'badge.presented', staff: NURSE, ...ARRIVAL },
  { type: 'badge.presented', staff: null, ...ARRIVAL },
  { type: 'badge.unreadable', reader: R1, trouble: 'random_uid' },
  { type: 'number.entered', staff: NURSE, session: sessionId('session-1') },
  { type: 'code.entered', code: 'ABCD-1234', session: sessionId('session-2') },
  { type: 'code.leave' },
  { type: 'slot.offered', release: anIntent() },
  { type: 'slot.changed', subject: LINEN, change: 'filled' },
  { type: 'slot.changed', subject: LINEN, change: 'emptied' },
  { type: 'slot.changed', subject: FREE, change: 'filled' },
  { type: 'door.opened' },
  { type: 'door.closed' },
  { type: 'door.left_open' },
  { type: 'storage.failed' },
  { type: 'storage.lost' },
  { type: 'storage.back' },
  { type: 'storage.on_reserve' },
  { type: 'storage.whole' },
  { type: 'storage.filling', percent: 95 },
  { type: 'clock.stepped', occurrence: { kind: 'clock.stepped', from: NOW, onto: NOW } },
  { type: 'due.check' },
  { type: 'due.passed' },
  { type: 'standing.changed', refusal: null, holds: 0 },
  { type: 'release.requested', intended: anIntent() },
  { type: 'command', command: { type: 'session.end' } },
];

const ended = (next: typeof PORTER | null) => ({ cause: 'signed_out', next, waiting: [] });

export const cabinetModels = [
  'cabinet',
  (): readonly MachineModel[] => [
    modelOf(cabinetMachine, {
      input: { clock: new SteppedClock(), layout: LAYOUT, openAlarms: [] },
      events: EVENTS,
      answers: {
        reconcile: [ok({ boards: [B1, B2], expected: [], occurrences: [] }), err('storage_unavailable')],
        session: [ended(null), ended(PORTER)],
        enrolment: [undefined],
      },
      tells: ({ started, readings, pending, visitor, storage }) => [
        started,
        [...readings.keys()].toSorted(),
        pending.length,
        visitor?.staff,
        storage,
      ],
      rests: (value) => JSON.stringify(value) === JSON.stringify({ recovery: 'watching', hall: 'idle' }),
    }),
  ],
] as const;
