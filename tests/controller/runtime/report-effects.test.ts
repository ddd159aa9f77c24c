// Reports that add nothing, against a real journal on disk: what is known is said to be known, and one key has only so many open.
import { expect, it } from 'vitest';
import {
  FAULT_CODES,
  type FaultCode,
  type FaultSeverity,
  OPEN_FAULTS_LIMIT,
} from '../../../controller/domain/fault.ts';
import { newSession, type SessionContext } from '../../../controller/machines/session-context.ts';
import { recordReport } from '../../../controller/runtime/taking-effects.ts';
import { CHIEF, type DeskStage, filled, LINEN, NURSE } from '../../support/desk-stage.ts';
import { readerId, sessionId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';

const bent = { type: 'fault.report', key: LINEN.id, fault: 'bent', severity: 'minor', text: 'at the tip' } as const;
const HERE = sessionId('session-1');

/** The session of somebody who has just brought the key back. */
function returned({ services }: DeskStage, staff = NURSE.id): SessionContext {
  const visitor = { session: HERE, staff, reader: readerId('r1'), badge: 'strong' } as const;
  return { ...newSession({ clock: services.clock, visitor, door: 'none' }), returned: [LINEN.id] };
}

it('a report that the same person has made and nobody has cleared is said to be known, and neither text nor entry is kept', () => {
  const stage = filled();
  const { services, running } = stage;
  expect(recordReport(services, running, returned(stage), bent).ok).toBe(true);
  const before = stage.logged();
  expect(recordReport(services, running, returned(stage), { ...bent, text: 'again' })).toEqual({
    ok: false,
    error: 'already_reported',
  });
  expect(stage.logged()).toEqual(before);
  const [open] = services.journal.ledger().faults.get(LINEN.id) ?? [];
  if (open === undefined) throw new Error('nothing was reported');
  expectOk(
    services.journal.record({
      kind: 'fault.cleared',
      session: HERE,
      staff: NURSE.id,
      key: LINEN.id,
      report: open.report,
    }),
  );
  expect(recordReport(services, running, returned(stage), bent).ok).toBe(true);
});

it('a report is refused when too many of one key are open, unless it is the first that blocks it', () => {
  const stage = filled();
  const { services, running } = stage;
  const say = (fault: FaultCode, severity: FaultSeverity, staff = NURSE) =>
    recordReport(services, running, returned(stage, staff.id), {
      ...bent,
      fault,
      severity,
      text: null,
    });
  for (const staff of [NURSE, CHIEF]) {
    for (const fault of FAULT_CODES) for (const severity of ['minor', 'major'] as const) say(fault, severity, staff);
  }
  const open = () => services.journal.ledger().faults.get(LINEN.id)?.length;
  expect(open()).toBe(OPEN_FAULTS_LIMIT - 1);
  expect(say('other', 'major', CHIEF)).toEqual({ ok: false, error: 'too_many_open' });
  expect(say('bent', 'critical').ok).toBe(true);
  expect(say('stuck', 'critical')).toEqual({ ok: false, error: 'too_many_open' });
  expect(open()).toBe(OPEN_FAULTS_LIMIT);
});
