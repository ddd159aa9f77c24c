// What the board of a supervisor asks and does: a badge for somebody else, alarms that are over, every slot.
import { afterEach, describe, expect, it } from 'vitest';
import { type Alarm, alarmOccurrence, newAlarm } from '../../../controller/domain/alarm.ts';
import { HELD } from '../../support/desk-machine-stage.ts';
import { AT_DESK, CHIEF, DEPUTY, type DeskStage, filled, NURSE, newest } from '../../support/desk-stage.ts';
import { NOW, staffId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';

let stage: DeskStage;

afterEach(() => stage.services.store.close());

const enrol = (person = NURSE.id, held: typeof HELD | undefined = HELD) =>
  stage.ask({ type: 'desk.enrol_badge', person, ...(held !== undefined && { held }) });
const badgesOf = (person = NURSE.id) => stage.services.store.credentials.badgesOf(person).map(({ hash }) => hash);

describe('a badge for somebody else', () => {
  it('is in the log with who gave it, and good from then on', async () => {
    stage = filled();
    const before = badgesOf().length;
    expect(await enrol()).toMatchObject({ ok: true });
    expect(newest(stage)).toEqual({ kind: 'badge.issued', ...AT_DESK, person: NURSE.id, ...HELD });
    expect(badgesOf()).toHaveLength(before + 1);
    expect(stage.services.store.credentials.staffByBadge(HELD.badge)).toMatchObject({ staff: NURSE.id });
  });

  it('that is somebody’s already stays theirs', async () => {
    stage = filled();
    expectOk(await enrol(DEPUTY.id));
    const size = stage.logged().length;
    expect(await enrol()).toEqual({ ok: false, error: 'badge_of_another' });
    expect(stage.logged()).toHaveLength(size);
    expect(stage.services.store.credentials.staffByBadge(HELD.badge)).toMatchObject({ staff: DEPUTY.id });
  });

  it('needs a person whom the set-up knows, and a badge', async () => {
    stage = filled();
    const size = stage.logged().length;
    expect(await enrol(staffId('nobody'))).toEqual({ ok: false, error: 'not_found' });
    expect(await stage.ask({ type: 'desk.enrol_badge', person: NURSE.id })).toEqual({ ok: false, error: 'no_badge' });
    expect(stage.logged()).toHaveLength(size);
  });

  it('is given by a supervisor alone', async () => {
    stage = filled();
    const visitor = { ...AT_DESK, staff: NURSE.id };
    const request = { type: 'desk.enrol_badge', person: CHIEF.id, held: HELD } as const;
    expect(await stage.ask(request, { visitor })).toEqual({ ok: false, error: 'not_a_supervisor' });
    expect(badgesOf(CHIEF.id)).toEqual([]);
  });
});

describe('alarms', () => {
  const door: Alarm = newAlarm({ kind: 'door_left_open' }, NOW);

  it('that ended within a day are told of', async () => {
    stage = filled();
    for (const kind of ['alarm.raised', 'alarm.gone', 'alarm.closed'] as const) {
      expectOk(stage.services.journal.record(alarmOccurrence(kind, door)));
    }
    const answer = expectOk(await stage.ask({ type: 'desk.alarms' }));
    expect(answer).toMatchObject({ kind: 'alarms', ended: [{ alarm: { kind: 'door_left_open' } }] });
  });

  it('of a log that cannot be read are not said to be none', async () => {
    stage = filled();
    const { alarmLog: _, ...services } = stage.services;
    const { serveDesk } = await import('../../../controller/runtime/desk-effects.ts');
    const at = { services, running: stage.running, visitor: AT_DESK, page: { kind: 'now' } } as const;
    expect(await serveDesk(at, { type: 'desk.alarms' })).toEqual({ ok: true, value: { kind: 'alarms', ended: null } });
  });

  it('are read anew once one was acknowledged from their page', async () => {
    stage = filled();
    expectOk(stage.services.journal.record(alarmOccurrence('alarm.raised', door)));
    const page = { kind: 'alarms', ended: null } as const;
    const request = { type: 'desk.acknowledge', alarm: 'door_left_open', text: 'it is closed' } as const;
    expect(await stage.ask(request, { page })).toEqual({ ok: true, value: { kind: 'alarms', ended: [] } });
  });
});

it('the map needs nothing but to be asked for', async () => {
  stage = filled();
  expect(await stage.ask({ type: 'desk.map' })).toEqual({ ok: true, value: { kind: 'map' } });
});
