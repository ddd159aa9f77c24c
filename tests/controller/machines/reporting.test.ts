// Saying what is wrong with a key, and reading off a vehicle.
import { describe, expect, it } from 'vitest';
import { err, ok, type Result } from '../../../controller/domain/result.ts';
import { type ReportFault, reportingMachine } from '../../../controller/machines/reporting.ts';
import type { ReportCommand } from '../../../controller/machines/session-commands.ts';
import { newSession, type SessionContext } from '../../../controller/machines/session-context.ts';
import { keyId } from '../../support/domain-builders.ts';
import { HeldEffect, pass, stageMachine } from '../../support/machine-stage.ts';
import { ended, KEY, NURSE, SessionStage, sessionIn } from '../../support/session-stage.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';

const BENT = { type: 'fault.report', key: KEY, fault: 'bent', severity: 'critical', text: 'at the tip' } as const;
const READ = { type: 'vehicle.report', key: KEY, mileage: 41_200, fuel: 6, text: 'bay 3' } as const;

function staged() {
  const record = new HeldEffect<Result<void, ReportFault>, { session: SessionContext; said: ReportCommand }>();
  const clock = new SteppedClock();
  const machine = reportingMachine.provide({ actors: { record: record.logic } });
  const session = newSession({ clock, visitor: NURSE, door: 'none' });
  const { actor, clock: time } = stageMachine(machine, { clock, session, key: KEY, report: 'fault' });
  return { record, actor, time, now: () => actor.getSnapshot() };
}

describe('a report', () => {
  it.each([BENT, READ])('is written as it was said: $type', async (said) => {
    const { record, actor, time, now } = staged();
    actor.send(said);
    expect(record.last.input.said).toEqual(said);
    await record.last.answer(ok(undefined));
    expect(now().value).toBe('noted');
    await pass(time, 3000);
    expect(now().output).toEqual({ end: 'ended' });
  });

  it('is of the key that it was opened for, and of no other', () => {
    const { record, actor, now } = staged();
    actor.send({ ...BENT, key: keyId('roof') });
    expect([now().value, record.calls]).toEqual(['asking', []]);
  });

  it('says why it was not written, and asks again', async () => {
    const { record, actor, now } = staged();
    actor.send(READ);
    await record.last.answer(err('mileage_fell'));
    expect([now().value, now().context.fault]).toEqual(['asking', 'mileage_fell']);
    actor.send({ ...READ, mileage: 41_300 });
    expect([now().value, now().context.fault]).toEqual(['recording', null]);
  });

  it('is not waited for for ever, and is a fault when the effect fails by surprise', async () => {
    const left = staged();
    await pass(left.time, 90_000);
    expect(left.now().output).toEqual({ end: 'ended' });
    const broken = staged();
    broken.actor.send(BENT);
    await broken.record.last.fail();
    expect(broken.now().output).toEqual({ end: 'fault' });
  });
});

describe('the session around it', () => {
  it('goes back to what was done where something was, else to the list of keys', async () => {
    const done = (await sessionIn('done')).send({ type: 'report.open', key: KEY, report: 'vehicle' });
    expect([done.state, done.context.report]).toEqual(['reporting', 'vehicle']);
    await done.pass(90_000);
    expect(done.state).toBe('done');
    const home = await sessionIn('reporting');
    await home.pass(90_000);
    expect(home.state).toBe('home');
  });

  it('is not asked for before a key is in a hand', async () => {
    const stage = await (await new SessionStage().admitted()).taking();
    expect(stage.can({ type: 'report.open', key: KEY, report: 'fault' })).toBe(false);
    stage.send(ended('release.taken', 'sensor'));
    expect(stage.can({ type: 'report.open', key: KEY, report: 'fault' })).toBe(true);
  });
});
