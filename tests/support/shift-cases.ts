// What the machines for a shift that is handed over, and for a badge that comes by a code, are walked with as models.
import { err, ok } from '../../controller/domain/result.ts';
import { enrolmentMachine } from '../../controller/machines/enrolment.ts';
import { newSession } from '../../controller/machines/session-context.ts';
import { shiftMachine } from '../../controller/machines/shift.ts';
import { badgeHash } from './credential-stage.ts';
import { GATE } from './desk-machine-stage.ts';
import { NOW } from './domain-builders.ts';
import { type MachineModel, modelOf } from './machine-model.ts';
import { NURSE, PORTER } from './session-stage.ts';
import { SteppedClock } from './stepped-clock.ts';

const clock = new SteppedClock();
const session = newSession({ clock, visitor: NURSE, door: 'none' });

/** A sheet with nothing on it. */
export const EMPTY_SHEET = {
  sheet: { out: [], astray: [], controlled: [], faults: [], alarms: [], suspended: [], quarantined: [] },
  digest: 'a'.repeat(64),
};

export const shiftModels = [
  'shift',
  (): readonly MachineModel[] => [
    modelOf(shiftMachine, {
      input: { clock, session },
      events: [
        { type: 'shift.sign', text: 'all quiet' },
        { type: 'shift.prove', pin: '284913' },
        { type: 'shift.confirm' },
        { type: 'shift.back' },
        { type: 'shift.leave' },
        ...[NURSE, PORTER].map((visitor) => ({ type: 'badge.presented', visitor }) as const),
      ],
      answers: {
        open: [ok(EMPTY_SHEET), err('not_a_supervisor')],
        checkPin: [{ accepted: true }, { accepted: false, gate: GATE }],
        judge: [ok({ gate: null }), ok({ gate: GATE }), err('not_a_supervisor')],
        record: [ok(undefined), err('sheet_changed')],
      },
      tells: ({ fault, incoming, pin, end }) => [fault, incoming?.staff, pin.wrong, end],
    }),
  ],
] as const;

export const enrolmentModels = [
  'enrolment',
  (): readonly MachineModel[] => [
    modelOf(enrolmentMachine, {
      input: { clock, session: NURSE.session, code: 'ABCD-1234' },
      events: [
        { type: 'badge.offered', badge: badgeHash('a'), strength: 'weak' },
        { type: 'badge.unreadable', trouble: 'random_uid' },
        { type: 'code.leave' },
      ],
      answers: {
        look: [ok(undefined), err({ code: 'no_such_code' }), err({ code: 'too_many_tries', until: NOW })],
        enrol: [ok(NURSE.staff), err({ code: 'badge_of_another' })],
      },
      tells: ({ trouble, refusal, staff, code }) => [trouble, refusal?.code, staff, code],
    }),
  ],
] as const;
