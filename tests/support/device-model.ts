// What the page about the device is walked with as a model: all that can be said to it, and all that its effects can answer.
import { err, ok } from '../../controller/domain/result.ts';
import { deviceMachine } from '../../controller/machines/device.ts';
import { CHIEF } from './desk-machine-stage.ts';
import { DEVICE_FACTS } from './device-stage.ts';
import { type MachineModel, modelOf } from './machine-model.ts';
import { SteppedClock } from './stepped-clock.ts';

const clock = new SteppedClock();

export const deviceModels = [
  'device',
  (): readonly MachineModel[] => [
    modelOf(deviceMachine, {
      input: { clock, visitor: CHIEF },
      events: [
        { type: 'device.test' },
        { type: 'device.restart_screen' },
        { type: 'device.restart_service' },
        { type: 'device.leave' },
        { type: 'visitor.waits' },
      ],
      answers: {
        open: [ok(DEVICE_FACTS), ok({ ...DEVICE_FACTS, supervised: false }), err('not_an_installer')],
        test: [{ facts: DEVICE_FACTS, answers: [] }],
        restartScreen: [ok(undefined), err('storage_unavailable')],
        restartService: [ok(undefined), err('storage_unavailable')],
      },
      tells: ({ facts, answers, notice, end }) => [facts?.supervised, answers !== null, notice, end],
    }),
  ],
] as const;
