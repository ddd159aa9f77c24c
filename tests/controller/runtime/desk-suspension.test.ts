// Suspending and recalling, against a real journal: the entry, its note, the clock, the alarm, and what a silent one hides.
import { describe, expect, it } from 'vitest';
import { alarmOccurrence } from '../../../controller/domain/alarm.ts';
import { RECALLED_LIMIT } from '../../../controller/domain/occurrence.ts';
import { err, ok } from '../../../controller/domain/result.ts';
import { after as later, minutes } from '../../../controller/domain/time.ts';
import type { DeskAct, DeskRequest } from '../../../controller/machines/desk-requests.ts';
import { settleRecall } from '../../../controller/runtime/suspension-acts.ts';
import {
  AT_DESK,
  alarmsOf,
  CHIEF,
  DEPUTY,
  deskStage,
  filled,
  LINEN,
  ledgerOf,
  NURSE,
  newest,
  taken,
  VAN,
} from '../../support/desk-stage.ts';
import { aKey, aSlot, fobId, keyId, NOW, slotId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';

const DONE = ok({ kind: 'now' });
const SUSPEND: DeskAct = { type: 'desk.suspend', person: NURSE.id, silent: false, text: 'badge stolen' };

describe('suspending', () => {
  it('blocks the person, calls the keys back and starts a clock', async () => {
    const stage = taken();
    expect(await stage.ask(SUSPEND)).toEqual(DONE);
    const [, suspended, clock] = stage.logged().slice(-3);
    expect(suspended).toMatchObject({
      kind: 'staff.suspended',
      ...AT_DESK,
      person: NURSE.id,
      silent: false,
      recalled: [LINEN.id],
    });
    expect(suspended?.kind === 'staff.suspended' && suspended.note !== null && stage.noted(suspended.note)).toBe(
      'badge stolen',
    );
    const due = later(NOW, minutes(30));
    expect(clock).toMatchObject({ kind: 'key.extended', key: LINEN.id, holder: NURSE.id, due });
    expect(ledgerOf(stage).suspensions.get(NURSE.id)).toMatchObject({ by: CHIEF.id, silent: false });
    expect(ledgerOf(stage).custody.get(LINEN.id)).toMatchObject({ at: 'person', due });
    expect(alarmsOf(stage)).toEqual(['alarm.raise recall.nurse']);
  });

  it('starts the clock of every key, also of those that the entry has no room for', async () => {
    const keys = Array.from({ length: RECALLED_LIMIT + 2 }, (_, place) =>
      aKey({ id: keyId(`key-${place}`), number: 100 + place }),
    );
    const stage = deskStage({
      keys,
      fobs: keys.map(({ id }) => ({ id: fobId(`fob-${id}`), key: id, tag: null })),
      slots: keys.map(({ id, number }) => aSlot({ id: slotId(`s-${id}`), number, fob: fobId(`fob-${id}`) })),
    });
    stage.fill();
    for (const { id } of keys) stage.take(id);
    expect(await stage.ask(SUSPEND)).toEqual(DONE);
    const dues = keys.map(({ id }) => ledgerOf(stage).custody.get(id));
    for (const holding of dues) expect(holding).toMatchObject({ at: 'person', due: later(NOW, minutes(30)) });
  });

  it('leaves a due time that is nearer', async () => {
    const due = later(NOW, minutes(5));
    const stage = taken(due);
    await stage.ask(SUSPEND);
    expect(ledgerOf(stage).custody.get(LINEN.id)).toMatchObject({ due });
    expect(stage.kinds()).not.toContain('key.extended');
  });

  it('shows nothing of it to the person when it is silent', async () => {
    const stage = taken();
    const before = ledgerOf(stage).custody.get(LINEN.id);
    expect(await stage.ask({ ...SUSPEND, silent: true })).toEqual(DONE);
    expect(newest(stage)).toMatchObject({ kind: 'staff.suspended', silent: true, recalled: [LINEN.id] });
    expect([ledgerOf(stage).custody.get(LINEN.id), alarmsOf(stage)]).toEqual([before, []]);
  });

  it('raises no alarm for a person who holds nothing', async () => {
    const stage = filled();
    expect(await stage.ask(SUSPEND)).toEqual(DONE);
    expect(alarmsOf(stage)).toEqual([]);
  });

  it('ends with a reinstatement', async () => {
    const stage = taken();
    await stage.ask(SUSPEND);
    expect(await stage.ask(SUSPEND)).toEqual(err('already_suspended'));
    expect(await stage.ask({ type: 'desk.reinstate', person: NURSE.id, text: '' })).toEqual(DONE);
    expect(newest(stage)).toMatchObject({ kind: 'staff.reinstated', ...AT_DESK, person: NURSE.id, note: null });
    expect(ledgerOf(stage).suspensions.size).toBe(0);
    expect(alarmsOf(stage)).toEqual(['alarm.raise recall.nurse', 'alarm.end recall.nurse']);
    expect(await stage.ask({ type: 'desk.reinstate', person: NURSE.id, text: '' })).toEqual(err('not_suspended'));
  });

  it('has its alarm until the last key is back', async () => {
    const stage = taken();
    stage.take(VAN.id);
    const { services, running } = stage;
    settleRecall(services, running, NURSE.id);
    expectOk(services.journal.record({ ...alarmOccurrence('alarm.raised', { kind: 'recall', staff: NURSE.id }) }));
    const bring = (key: typeof LINEN.id) => {
      const slot = services.roster.homeOf(key);
      if (slot === null) throw new Error('no slot');
      const where = { ...services.roster.subjectOf(slot), key, during: null, cause: 'sensor' } as const;
      expectOk(services.journal.record({ kind: 'key.returned', ...where, holder: NURSE.id }));
      settleRecall(services, running, NURSE.id);
    };
    bring(LINEN.id);
    expect(alarmsOf(stage)).toEqual([]);
    bring(VAN.id);
    settleRecall(services, running, null);
    settleRecall(services, running, DEPUTY.id);
    expect(alarmsOf(stage)).toEqual(['alarm.end recall.nurse']);
  });

  it.each<DeskRequest>([
    { ...SUSPEND, person: CHIEF.id },
    { type: 'desk.reinstate', person: CHIEF.id, text: '' },
  ])('$type is not for oneself', async (request) => {
    const stage = filled();
    expect(await stage.ask(request)).toEqual(err('yourself'));
    expect(stage.kinds()).toEqual([]);
  });
});
