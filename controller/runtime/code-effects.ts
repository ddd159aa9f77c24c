// What a one-time code is good for with nobody signed in: a badge of one's own. Wrong codes are written down and slow the next
// ones down, for everybody alike: the counter is made from the log, so no restart forgets it.
import { fromPromise } from 'xstate';
import { codeGate, parseEnrolmentCode } from '../domain/enrolment.ts';
import type { StaffId } from '../domain/ids.ts';
import { err, ok, type Result } from '../domain/result.ts';
import {
  type EnrolmentInput,
  type EnrolmentRefusal,
  enrolmentMachine,
  type HeldWithCode,
} from '../machines/enrolment.ts';
import { enrolBadge } from './pin-effects.ts';
import { type Running, record, type Services } from './services.ts';

/** The enrolment with everything real in it. */
export function provideEnrolment(services: Services, running: Running) {
  return enrolmentMachine.provide({
    actors: {
      look: fromPromise(async ({ input }) => lookAtCode(services, running, input)),
      enrol: fromPromise(async ({ input }) => enrolByCode(services, running, input)),
    },
  });
}

/** Whether a code is good now. It is not used up by this. */
export function lookAtCode(
  services: Services,
  running: Running,
  { session, code: typed }: EnrolmentInput,
): Result<void, EnrolmentRefusal> {
  const { store, codes, journal, roster } = services;
  const gate = codeGate(journal.ledger().codes, journal.now());
  if (!gate.open) return err({ code: 'too_many_tries', until: gate.until });
  const code = parseEnrolmentCode(typed);
  const owner = store.read(() =>
    code.ok ? store.credentials.staffByCode(codes.hash(code.value), journal.now()) : null,
  );
  if (!owner.ok) {
    running.send({ type: 'storage.failed' });
    return err({ code: 'storage_failed' });
  }
  if (owner.value !== null && roster.staff(owner.value) !== null) return ok(undefined);
  const isWritten = record(services, running, { kind: 'code.refused', session });
  return err({ code: isWritten ? 'no_such_code' : 'storage_failed' });
}

/** Makes a badge that nobody has the credential of whoever the code was made for. @returns whose it is now */
export function enrolByCode(
  services: Services,
  running: Running,
  { session, code, badge: hash, strength }: HeldWithCode,
): Result<StaffId, EnrolmentRefusal> {
  const enrolled = enrolBadge(services, running, { session, staff: null, hash, strength, code });
  return enrolled.ok ? enrolled : err({ code: enrolled.error });
}
