// What pruning may take, whatever the log and its ledger hold, and who may decide it.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHoldId } from '../../../controller/domain/ids.ts';
import { EMPTY_LEDGER, type Ledger } from '../../../controller/domain/ledger.ts';
import type { LegalHold } from '../../../controller/domain/legal-hold.ts';
import { isHeld, type LogTimes, prunable, twoPersons } from '../../../controller/domain/retention.ts';
import { type Instant, instant } from '../../../controller/domain/time.ts';
import { aStaff, bookingId, keyGroupId, keyId, NOW, seq, slotId, staffId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';

const DAY = 86_400_000;
const NURSE = staffId('nurse');
const KEY = keyId('linen');
const daysAgo = (days: number) => instant(NOW - days * DAY);

/** A log with one entry a day that ends now, signed to its end. */
function aLog(size: number, over: Partial<LogTimes> = {}): LogTimes {
  return timesOf(
    Array.from({ length: size }, (_, index) => daysAgo(size - 1 - index)),
    over,
  );
}

function timesOf(at: readonly Instant[], over: Partial<LogTimes> = {}): LogTimes {
  const first = over.first ?? 1;
  const since = (from: Instant) => {
    const index = at.findIndex((time, place) => place + 1 >= first && time >= from);
    return index === -1 ? at.length + 1 : index + 1;
  };
  return { first, size: at.length, checkpoint: at.length, since, ...over };
}

function aHold(from: Instant, until: Instant | null, placed = 2000): LegalHold {
  return { hold: expectOk(parseHoldId(`hold-${from}`)), from, until, placed: seq(placed), at: NOW, note: null };
}

const holding = (...holds: readonly LegalHold[]) => ({ holds: new Map(holds.map((hold) => [hold.hold, hold])) });
const kept = (days: number, over: Partial<Ledger> = {}): Ledger => ({
  ...EMPTY_LEDGER,
  retention: { days, pruned: 1 },
  ...over,
});

describe('what may be pruned', () => {
  // 2,000 entries, one a day; 1,000 days are kept, so the first young one is entry 1,000, in the tile that begins at 769.
  it.each<[string, Partial<Ledger>, Partial<LogTimes>, object]>([
    ['whole tiles before the period', {}, {}, { first: 769, limit: 'period', limitedAt: 1000 }],
    ['nothing that no signature covers', {}, { checkpoint: 600 }, { first: 513, limit: 'checkpoint', limitedAt: 601 }],
    ['nothing without a checkpoint', {}, { checkpoint: 0 }, { first: 1, limit: 'checkpoint', limitedAt: 1 }],
    [
      'nothing that a hold covers',
      holding(aHold(daysAgo(1500), daysAgo(1400))),
      {},
      { first: 257, limit: 'hold', limitedAt: 500 },
    ],
    ['nothing from a hold without an end on', holding(aHold(daysAgo(1900), null)), {}, { first: 1, limitedAt: 100 }],
    [
      'nothing for a hold on what is gone',
      holding(aHold(daysAgo(1990), daysAgo(1980))),
      { first: 257 },
      { first: 769 },
    ],
    ['not the entry that placed a hold', holding(aHold(NOW, null, 300)), {}, { first: 257, limit: 'hold' }],
    ['nothing twice', {}, { first: 769 }, { first: 769, limit: 'period' }],
    [
      'not the release of a key that is out',
      {
        custody: new Map([
          [KEY, { at: 'person', staff: NURSE, since: NOW, due: null, intent: seq(520), stage: 'overdue' }],
        ]),
      },
      {},
      { first: 513, limit: 'open', limitedAt: 520 },
    ],
    [
      'not the last word of a lost key',
      { custody: new Map([[KEY, { at: 'lost', staff: null, since: daysAgo(1700) }]]) },
      {},
      { first: 257, limit: 'open', limitedAt: 300 },
    ],
    [
      'anything of a key in its slot',
      { custody: new Map([[KEY, { at: 'slot', slot: slotId('slot-14'), since: daysAgo(1999) }]]) },
      {},
      { first: 769 },
    ],
    [
      'not an open fault',
      {
        faults: new Map([
          [KEY, [{ report: seq(10), key: KEY, fault: 'bent', severity: 'minor', by: NURSE, since: NOW, note: null }]],
        ]),
      },
      {},
      { first: 1, limit: 'open' },
    ],
    [
      'not an override that nobody has looked at',
      { reviews: new Map([[seq(10), { intent: seq(10), staff: NURSE, key: KEY, at: NOW }]]) },
      {},
      { first: 1, limit: 'open' },
    ],
    [
      'not a release that promised something',
      { releases: new Map([[seq(10), { intent: seq(10), booking: null, overrides: true }]]) },
      {},
      { first: 1, limit: 'open' },
    ],
    [
      'not an open alarm',
      { alarms: [{ kind: 'break_glass', intent: seq(10), since: NOW, acknowledged: null, gone: null }] },
      {},
      { first: 1, limit: 'open' },
    ],
    [
      'not a suspension in force',
      { suspensions: new Map([[NURSE, { staff: NURSE, by: NURSE, since: daysAgo(1999), silent: false }]]) },
      {},
      { first: 1, limit: 'open' },
    ],
    [
      'not an open booking',
      {
        bookings: new Map([
          [
            bookingId('b-1'),
            {
              id: bookingId('b-1'),
              staff: NURSE,
              what: { kind: 'group', group: keyGroupId('cars') },
              from: NOW,
              until: NOW,
              madeAt: daysAgo(1999),
              key: null,
            },
          ],
        ]),
      },
      {},
      { first: 1, limit: 'open' },
    ],
  ])('is %s', (_what, ledger, log, expected) => {
    expect(prunable(NOW, kept(1000, ledger), [], aLog(2000, log))).toMatchObject(expected);
  });

  it('is not an open release', () => {
    expect(prunable(NOW, kept(1000), [seq(400)], aLog(2000))).toEqual({ first: 257, limit: 'open', limitedAt: 400 });
  });
});

describe('pruning, for any log', () => {
  const someLog = fc
    .record({
      steps: fc.array(fc.nat({ max: 40 * DAY }), { minLength: 1, maxLength: 900, size: 'max' }),
      tile: fc.nat({ max: 2 }),
      signed: fc.nat({ max: 900 }),
    })
    .map(({ steps, tile, signed }) => {
      const length = steps.reduce((sum, step) => sum + step, 0);
      const times = steps.map((_, index) =>
        instant(NOW - length + steps.slice(0, index + 1).reduce((sum, step) => sum + step, 0)),
      );
      const first = Math.min(tile * 256, Math.floor((times.length - 1) / 256) * 256) + 1;
      return { times, log: timesOf(times, { first, checkpoint: Math.min(signed, times.length) }) };
    });
  const someDays = fc.integer({ min: 30, max: 4000 });
  const someMoment = fc.integer({ min: NOW - 9000 * DAY, max: NOW + 100 * DAY }).map(instant);
  const someHold = fc
    .tuple(someMoment, fc.option(someMoment, { nil: null }), fc.integer({ min: 1, max: 900 }))
    .map(([from, until, placed]) => aHold(from, until, placed));

  it('takes nothing that is young, held or unsigned, and whole tiles only', () => {
    let pruned = 0;
    fc.assert(
      fc.property(someLog, someDays, fc.array(someHold, { maxLength: 3 }), ({ times, log }, days, holds) => {
        const { first } = prunable(NOW, kept(days, holding(...holds)), [], log);
        expect(first % 256).toBe(1);
        expect(first).toBeGreaterThanOrEqual(log.first);
        for (const [index, at] of times.entries()) {
          if (index + 1 < log.first || index + 1 >= first) continue;
          pruned += 1;
          expect(at).toBeLessThan(NOW - days * DAY);
          expect(index + 1).toBeLessThanOrEqual(log.checkpoint);
          expect(holds.some((hold) => isHeld(hold, at) || hold.placed === index + 1)).toBe(false);
        }
      }),
    );
    expect(pruned).toBeGreaterThan(0);
  });

  it('never takes more because of a hold, a longer period or an open release', () => {
    fc.assert(
      fc.property(someLog, someDays, someHold, fc.integer({ min: 1, max: 900 }), ({ log }, days, hold, intent) => {
        const most = prunable(NOW, kept(days), [], log).first;
        expect(prunable(NOW, kept(days, holding(hold)), [], log).first).toBeLessThanOrEqual(most);
        expect(prunable(NOW, kept(days + 100), [], log).first).toBeLessThanOrEqual(most);
        expect(prunable(NOW, kept(days), [seq(intent)], log).first).toBeLessThanOrEqual(most);
      }),
    );
  });
});

describe('two persons', () => {
  const SUPERVISOR = aStaff({ id: staffId('s-1'), role: 'supervisor' });
  const AUDITOR = aStaff({ id: staffId('a-1'), role: 'auditor' });
  const free = { suspensions: EMPTY_LEDGER.suspensions };

  it('are supervisors or auditors, valid now, and not one', () => {
    expect(twoPersons(SUPERVISOR, AUDITOR, free, NOW)).toEqual({ ok: true, value: { by: 's-1', witness: 'a-1' } });
    expect(twoPersons(SUPERVISOR, SUPERVISOR, free, NOW)).toMatchObject({ error: { code: 'same_person' } });
  });

  it.each(['staff', 'witness', 'installer'] as const)('are not of the role %s', (role) => {
    const other = aStaff({ id: staffId('o-1'), role });
    const refusal = { error: { code: 'not_their_role', staff: 'o-1' } };
    expect(twoPersons(other, AUDITOR, free, NOW)).toMatchObject(refusal);
    expect(twoPersons(SUPERVISOR, other, free, NOW)).toMatchObject(refusal);
  });

  it('are refused when one is suspended, by the set-up or at the cabinet, or no longer valid', () => {
    const refusal = { error: { code: 'not_valid' } };
    expect(twoPersons({ ...SUPERVISOR, standing: 'suspended' }, AUDITOR, free, NOW)).toMatchObject(refusal);
    expect(twoPersons(SUPERVISOR, { ...AUDITOR, validUntil: NOW }, free, NOW)).toMatchObject(refusal);
    const suspensions = new Map([[AUDITOR.id, { staff: AUDITOR.id, by: SUPERVISOR.id, since: NOW, silent: false }]]);
    expect(twoPersons(SUPERVISOR, AUDITOR, { suspensions }, NOW)).toMatchObject(refusal);
  });
});
