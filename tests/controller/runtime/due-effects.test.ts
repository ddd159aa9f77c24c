// What is due, on a real log: written once, known again after a restart, and left alone while nothing can be written.
import { describe, expect, it } from 'vitest';
import { parseBookingId, parseScheduleId } from '../../../controller/domain/ids.ts';
import type { CabinetSetup } from '../../../controller/domain/setup.ts';
import { hours, instant, minutes } from '../../../controller/domain/time.ts';
import { findEgressKeys, recordStages } from '../../../controller/runtime/due-effects.ts';
import { breakDisk, type CredentialStage, credentialStage } from '../../support/credential-stage.ts';
import { aKey, anIntent, aRelease, NOW } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { openJournal } from '../../support/journal-stage.ts';
import { clock as minuteOf } from '../../support/some-zones.ts';

const DUE = instant(NOW + hours(1));
const KEY = aKey();

/** A cabinet whose key is out and due in an hour. */
function stageDue(setup: Partial<CabinetSetup> = {}): CredentialStage {
  const stage = credentialStage(setup);
  const { journal } = stage.services;
  const token = expectOk(journal.intend(anIntent({ due: DUE })));
  expectOk(journal.record({ kind: 'release.taken', ...aRelease(), intent: token.intent, cause: 'sensor', due: DUE }));
  return stage;
}

/** Every stage that the log holds, oldest first. */
function said(stage: CredentialStage): readonly string[] {
  return stage.logged().flatMap(({ kind }) => (/^key\.(?:due_soon|overdue|escalated)$/.test(kind) ? [kind] : []));
}

describe('recording what is due', () => {
  it('writes nothing in time and says how long that lasts', () => {
    const stage = stageDue();
    expect(recordStages(stage.services, stage.running)).toEqual({
      ok: true,
      value: { stages: new Map(), wait: minutes(45) },
    });
    expect(said(stage)).toEqual([]);
  });

  it('writes each stage once, with who has the key, and moves custody on', () => {
    const stage = stageDue();
    stage.clock.pass(minutes(50));
    for (let look = 0; look < 2; look += 1) {
      const { stages, wait } = expectOk(recordStages(stage.services, stage.running));
      expect([[...stages], wait]).toEqual([[[KEY.id, 'due_soon']], minutes(10)]);
    }
    expect(stage.logged().at(-1)).toEqual({ kind: 'key.due_soon', key: KEY.id, holder: aRelease().staff, due: DUE });
    expect(said(stage)).toEqual(['key.due_soon']);
  });

  it('catches up after a restart, from the log alone', () => {
    const stage = stageDue();
    stage.clock.pass(minutes(50));
    expectOk(recordStages(stage.services, stage.running));
    stage.clock.pass(minutes(60));
    const journal = openJournal(stage.store, stage.clock, 'boot-2');
    const { stages, wait } = expectOk(recordStages({ ...stage.services, journal }, stage.running));
    expect([[...stages], wait]).toEqual([[[KEY.id, 'escalated']], null]);
    expect(said(stage)).toEqual(['key.due_soon', 'key.overdue', 'key.escalated']);
  });

  it('says nothing twice when the clock is put back behind the log', () => {
    const stage = stageDue();
    stage.clock.pass(minutes(65));
    expectOk(recordStages(stage.services, stage.running));
    stage.clock.wall = NOW;
    expectOk(recordStages(stage.services, stage.running));
    expect(said(stage)).toEqual(['key.due_soon', 'key.overdue']);
  });

  it('is nothing for a key that is back', () => {
    const stage = stageDue();
    const { slot, fob, staff: holder } = aRelease();
    expectOk(
      stage.services.journal.record({
        kind: 'key.returned',
        slot,
        fob,
        key: KEY.id,
        holder,
        during: null,
        cause: 'sensor',
      }),
    );
    stage.clock.pass(hours(5));
    expect(expectOk(recordStages(stage.services, stage.running))).toEqual({ stages: new Map(), wait: null });
    expect(said(stage)).toEqual([]);
  });

  it('ends at a disk that fails, and tells the cabinet', () => {
    const stage = stageDue();
    stage.clock.pass(hours(5));
    breakDisk(stage);
    expect(recordStages(stage.services, stage.running)).toEqual({ ok: false, error: 'storage_unavailable' });
    expect(stage.sent).toEqual([{ type: 'storage.failed' }]);
  });

  it('does not try while the storage is being repaired', () => {
    const stage = stageDue();
    stage.clock.pass(hours(5));
    const running = { ...stage.running, storage: () => 'unavailable' as const };
    expect(recordStages(stage.services, running)).toEqual({ ok: false, error: 'storage_unavailable' });
    expect([said(stage), stage.sent]).toEqual([[], []]);
  });
});

describe('a booking', () => {
  const booking = expectOk(parseBookingId('booking-1'));
  const { session, staff } = aRelease();

  function stageBooked(): CredentialStage {
    const stage = credentialStage();
    const from = instant(NOW + hours(1));
    const until = instant(NOW + hours(4));
    const made = { booking, session, staff, holder: staff, key: KEY.id, keyGroup: null, from, until } as const;
    expectOk(stage.services.journal.record({ kind: 'booking.made', ...made }));
    return stage;
  }

  it('lapses when nobody came for it in time, and once', () => {
    const stage = stageBooked();
    stage.clock.pass(minutes(90) - 1);
    expectOk(recordStages(stage.services, stage.running));
    expect(stage.services.journal.ledger().bookings.has(booking)).toBe(true);
    stage.clock.pass(1);
    for (let look = 0; look < 2; look += 1) expectOk(recordStages(stage.services, stage.running));
    expect(stage.logged().map(({ kind }) => kind)).toEqual(['booking.made', 'booking.lapsed']);
    expect(stage.services.journal.ledger().bookings.has(booking)).toBe(false);
  });

  it('stands while the key is out on it', () => {
    const stage = stageBooked();
    const { journal } = stage.services;
    const token = expectOk(journal.intend(anIntent({ booking, due: null })));
    expectOk(
      journal.record({ kind: 'release.taken', ...aRelease(), intent: token.intent, cause: 'sensor', due: null }),
    );
    stage.clock.pass(hours(3));
    expectOk(recordStages(stage.services, stage.running));
    expect(journal.ledger().bookings.get(booking)?.key).toBe(KEY.id);
  });
});

describe('keys that must be carried', () => {
  it('are found by what the wall shows now', () => {
    const handover = expectOk(parseScheduleId('handover'));
    const window = { days: [2] as const, from: minuteOf('09:00'), to: minuteOf('09:30') };
    const stage = credentialStage({
      keys: [aKey({ egressCritical: { handover } })],
      schedules: [{ id: handover, name: 'Hand-over', windows: [window], onHolidays: null, exceptions: [] }],
    });
    const { slot, fob } = aRelease();
    expectOk(
      stage.services.journal.record({
        kind: 'key.returned',
        slot,
        fob,
        key: KEY.id,
        holder: null,
        during: null,
        cause: 'recovered',
      }),
    );
    expect(findEgressKeys(stage.services)).toEqual([]);
    stage.clock.pass(minutes(30));
    expect(findEgressKeys(stage.services)).toEqual([KEY.id]);
  });
});
