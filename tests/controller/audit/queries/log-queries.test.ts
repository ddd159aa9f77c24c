// Whatever is in the log and however far the index has come: each answer is that of a scan of the whole log.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../../controller/audit/entry.ts';
import { PAGE_LIMIT, type RefusalFilter, type Span } from '../../../../controller/audit/queries/log-queries.ts';
import { PARTS } from '../../../../controller/audit/queries/parts.ts';
import { type KeyId, parseBadgeHash, type StaffId } from '../../../../controller/domain/ids.ts';
import type { Occurrence } from '../../../../controller/domain/occurrence.ts';
import type { RefusalCode } from '../../../../controller/domain/refusal.ts';
import { instant } from '../../../../controller/domain/time.ts';
import { KEYS, PEOPLE, someEvent, someRelease } from '../../../support/arbitrary-events.ts';
import { someOccurrence } from '../../../support/arbitrary-occurrences.ts';
import {
  aKey,
  aStaff,
  boardId,
  bookingId,
  NOW,
  readerId,
  seq,
  sessionId,
  staffId,
} from '../../../support/domain-builders.ts';
import { expectOk } from '../../../support/expect-ok.ts';
import { entriesOfLog, indexUpTo, pagesOf, queryStage, writeEntries } from '../../../support/query-stage.ts';

const someLog = fc.array(
  fc.oneof({ weight: 3, arbitrary: someEvent }, { weight: 2, arbitrary: someRelease }, someOccurrence),
  { maxLength: 120, size: 'max' },
);

/** A log, how much of it is indexed, and how an answer is paged. */
const someCase = fc.record({
  log: someLog,
  indexed: fc.nat(120),
  limit: fc.constantFrom(1, 2, 7, PAGE_LIMIT),
  from: fc.option(fc.nat(130), { nil: undefined }),
  until: fc.option(fc.nat(130), { nil: undefined }),
});

const at = (place: number | undefined) => (place === undefined ? undefined : instant(NOW + place * 1000 - 500));

const named = (entries: readonly Entry[]) => entries.map(({ seq: position }) => Number(position));

function newestFirst(log: readonly Entry[], { from, until }: Span, test: (occurrence: Occurrence) => boolean) {
  return named(
    log.filter(
      (entry) =>
        (from === undefined || entry.at >= from) && (until === undefined || entry.at < until) && test(entry.occurrence),
    ),
  ).toReversed();
}

const isOfKey = (key: KeyId) => (occurrence: Occurrence) => JSON.stringify(occurrence).includes(`"${key}"`);
const isOfPerson = (staff: StaffId) => (occurrence: Occurrence) => JSON.stringify(occurrence).includes(`"${staff}"`);

it('answers by index and tail as a scan of the whole log does, in pages without gap or double', () => {
  fc.assert(
    fc.property(someCase, ({ log: occurrences, indexed, limit, from, until }) => {
      const stage = queryStage();
      const { queries } = stage;
      const log = entriesOfLog(occurrences);
      writeEntries(stage, log);
      indexUpTo(stage, indexed);
      const span = { limit, from: at(from), until: at(until) };
      const check = (ask: Parameters<typeof pagesOf>[0], test: (occurrence: Occurrence) => boolean) => {
        const pages = pagesOf(ask, span);
        expect(named(pages.flat())).toEqual(newestFirst(log, span, test));
        expect(Math.max(...pages.map(({ length }) => length))).toBeLessThanOrEqual(limit);
      };
      check(
        (part) => queries.all(part),
        () => true,
      );
      for (const key of KEYS) check((part) => queries.ofKey(key, part), isOfKey(key));
      for (const staff of PEOPLE) check((part) => queries.ofPerson(staff, part), isOfPerson(staff));
      check(
        (part) => queries.alarms(part),
        ({ kind }) => kind.startsWith('alarm.'),
      );
      check(
        (part) => queries.alarms(part, 'key_lost'),
        (occurrence) => 'alarm' in occurrence && occurrence.alarm === 'key_lost',
      );
      check(
        (part) => queries.refusals(part),
        ({ kind }) =>
          ['access.refused', 'pin.refused', 'badge.unknown', 'number.unknown', 'code.refused'].includes(kind),
      );
      check(
        (part) => queries.overrides(part),
        (occurrence) =>
          occurrence.kind === 'override.reviewed' ||
          (occurrence.kind === 'release.intended' && occurrence.overridden.length > 0),
      );
    }),
    { numRuns: 12 },
  );
});

describe('a person', () => {
  const nurse = staffId('nurse');
  const session = { session: sessionId('s-1'), staff: nurse };
  const key = aKey().id;
  const occurrences: readonly Occurrence[] = [
    { kind: 'session.began', ...session, reader: readerId('r-1') },
    { kind: 'witness.confirmed', session: session.session, staff: staffId('porter'), witness: nurse, key },
    { kind: 'key.due_soon', key, holder: nurse, due: NOW },
    { kind: 'staff.reinstated', session: session.session, staff: staffId('porter'), person: nurse, note: null },
    { kind: 'door.opened', during: session },
    { kind: 'booking.cancelled', booking: bookingId('b-1'), by: nurse },
    { kind: 'badge.revoked', by: staffId('porter'), staff: nurse, badge: expectOk(parseBadgeHash('a'.repeat(64))) },
    { kind: 'board.lost', board: boardId('b-1') },
  ];

  it.each([
    ['actor', [6, 1]],
    ['holder', [3]],
    ['witness', [2]],
    ['subject', [7, 4]],
    ['present', [5]],
  ] as const)('is found as %s', (part, positions) => {
    const stage = queryStage();
    writeEntries(stage, entriesOfLog(occurrences));
    indexUpTo(stage, 4);
    expect(named(expectOk(stage.queries.ofPerson(nurse, {}, part)).entries)).toEqual(positions);
    expect(PARTS).toContain(part);
  });
});

it('finds refusals by person, key and reason, alone and together', () => {
  const key = aKey().id;
  const refused = (staff: StaffId, reasons: readonly RefusalCode[], of: KeyId | null = key): Occurrence => ({
    kind: 'access.refused',
    session: null,
    staff,
    key: of,
    slot: null,
    reasons,
  });
  const { id: nurse } = aStaff();
  const porter = staffId('porter');
  const stage = queryStage();
  writeEntries(
    stage,
    entriesOfLog([
      refused(nurse, ['no_grant']),
      refused(porter, ['no_grant', 'key_out']),
      refused(nurse, ['key_out'], null),
      { kind: 'pin.refused', session: sessionId('s-1'), staff: nurse },
      { kind: 'badge.unknown', reader: readerId('r-1') },
    ]),
  );
  indexUpTo(stage, 3);
  const ask = (filter: RefusalFilter) => named(expectOk(stage.queries.refusals({}, filter)).entries);
  expect(ask({})).toEqual([5, 4, 3, 2, 1]);
  expect(ask({ staff: nurse })).toEqual([4, 3, 1]);
  expect(ask({ key })).toEqual([2, 1]);
  expect(ask({ reason: 'key_out' })).toEqual([3, 2]);
  expect(ask({ key, reason: 'key_out' })).toEqual([2]);
  expect(ask({ staff: nurse, key, reason: 'key_out' })).toEqual([]);
});

it('gives a page that is short rather than slow when hardly anything passes, and goes on from there', () => {
  const stage = queryStage();
  const nurse = staffId('nurse');
  const session = { session: sessionId('s-1'), staff: nurse };
  const log: Occurrence[] = Array.from({ length: 5000 }, () => ({ kind: 'pin.accepted', ...session }));
  log[10] = { kind: 'door.opened', during: session };
  writeEntries(stage, entriesOfLog(log));
  indexUpTo(stage, 3000);
  const first = expectOk(stage.queries.ofPerson(nurse, {}, 'present'));
  expect(first.entries).toEqual([]);
  expect(first.next).toBeGreaterThan(11);
  expect(named(pagesOf((span) => stage.queries.ofPerson(nurse, span, 'present')).flat())).toEqual([11]);
});

it('answers nothing of an empty log', () => {
  const { queries } = queryStage();
  expect(expectOk(queries.all())).toEqual({ entries: [], next: null });
  expect(expectOk(queries.ofKey(aKey().id, { from: NOW, until: NOW }))).toEqual({ entries: [], next: null });
  expect(expectOk(queries.outAt(NOW))).toEqual([]);
  expect(expectOk(queries.alarmsOpenAt(NOW))).toEqual([]);
});

it('keeps to the most that a page may hold', () => {
  const stage = queryStage();
  writeEntries(stage, entriesOfLog(Array.from({ length: 450 }, () => ({ kind: 'storage.restored' }))));
  const pages = pagesOf((span) => stage.queries.all(span), { limit: 10_000, below: seq(440) });
  expect(pages.map(({ length }) => length)).toEqual([PAGE_LIMIT, PAGE_LIMIT, 39]);
});

it('reports an entry that is not what was hashed, and no page with it', () => {
  const stage = queryStage();
  const log = entriesOfLog(Array.from({ length: 3 }, () => ({ kind: 'storage.restored' })));
  writeEntries(stage, log.slice(0, 2));
  expectOk(
    stage.store.transaction(() =>
      stage.store.entries.append({ seq: seq(3), bytes: Buffer.from('{}'), leaf: Buffer.alloc(32) }),
    ),
  );
  expect(stage.queries.all()).toEqual({ ok: false, error: { code: 'log_broken', flaw: 'entry' } });
});
