// The hand-over of a shift, and a badge that comes by a code, put into any state for pictures. A test names only what differs.
import type { StateValueFrom } from 'xstate';
import type { EnrolmentContext } from '../../controller/machines/enrolment.ts';
import { enrolmentMachine } from '../../controller/machines/enrolment.ts';
import { shiftMachine } from '../../controller/machines/shift.ts';
import { newShift, type ShiftContext } from '../../controller/machines/shift-context.ts';
import type { SessionChildren } from '../../controller/projection/picture.ts';
import { NOW } from './domain-builders.ts';
import { aSession, VISITOR } from './picture-builder.ts';
import { EMPTY_SHEET } from './shift-cases.ts';
import { SteppedClock } from './stepped-clock.ts';

type Child = Partial<SessionChildren>;

const clock = new SteppedClock();

/** The sheet is read, and nothing is on it. */
export function aShift(
  value: StateValueFrom<typeof shiftMachine> = 'reading',
  over: Partial<ShiftContext> = {},
): Child {
  const context: ShiftContext = { ...newShift({ clock, session: aSession(clock) }), read: EMPTY_SHEET, ...over };
  return { shift: shiftMachine.resolveState({ value, context }) };
}

/** The new badge is awaited. */
export function anEnrolment(
  value: StateValueFrom<typeof enrolmentMachine> = 'tapping',
  over: Partial<EnrolmentContext> = {},
): Child {
  const asked = { clock, session: VISITOR.session, code: '', since: NOW };
  const context: EnrolmentContext = { ...asked, trouble: null, refusal: null, staff: null, ...over };
  return { enrolment: enrolmentMachine.resolveState({ value, context }) };
}
