// What stood at a past moment is what the ledger said then, at each moment of any log, however far the index has come.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { LogQueries } from '../../../../controller/audit/queries/log-queries.ts';
import type { Whereabouts } from '../../../../controller/audit/queries/past-custody.ts';
import type { Custody, Holding } from '../../../../controller/domain/custody.ts';
import type { EntrySeq, KeyId } from '../../../../controller/domain/ids.ts';
import { EMPTY_LEDGER, type Ledger, ledgerChanges, withChanges } from '../../../../controller/domain/ledger.ts';
import { isOutcome, type Occurrence } from '../../../../controller/domain/occurrence.ts';
import { instant } from '../../../../controller/domain/time.ts';
import { someEvent, someRelease } from '../../../support/arbitrary-events.ts';
import { aKey, anIntent, aRelease, aStaff, NOW, seq, sessionId, staffId } from '../../../support/domain-builders.ts';
import { expectOk } from '../../../support/expect-ok.ts';
import { entriesOfLog, indexUpTo, queryStage, writeEntries } from '../../../support/query-stage.ts';

const someSteps = fc.array(fc.record({ what: fc.oneof(someEvent, someRelease), pick: fc.nat(3) }), {
  minLength: 20,
  maxLength: 120,
  size: 'max',
});

/** A log that a journal would take: no key in two hands, each outcome after its intent. With the ledger after each entry. */
function possibleLog(steps: readonly { readonly what: Occurrence; readonly pick: number }[]) {
  const ledgers: Ledger[] = [];
  const log: Occurrence[] = [];
  const intents: EntrySeq[] = [];
  for (const { what, pick } of steps) {
    const intent = intents.at(-1 - pick);
    if (isOutcome(what) && intent === undefined) continue;
    const occurrence = isOutcome(what) && intent !== undefined ? { ...what, intent } : what;
    const position = seq(log.length + 1);
    const before = ledgers.at(-1) ?? EMPTY_LEDGER;
    const changes = ledgerChanges(before, occurrence, position, atOf(log.length));
    if (!changes.ok) continue;
    if (occurrence.kind === 'release.intended') intents.push(position);
    log.push(occurrence);
    ledgers.push(withChanges(before, changes.value));
  }
  return { log: entriesOfLog(log, atOf), ledgers };
}

/** Some entries share their instant. */
const atOf = (place: number) => instant(NOW + Math.floor(place / 2) * 1000);

function asWhereabouts(key: KeyId, holding: Holding): Omit<Whereabouts, 'told'> {
  const { at, since } = holding;
  return {
    key,
    at,
    since,
    slot: 'slot' in holding ? holding.slot : null,
    staff: 'staff' in holding ? holding.staff : 'during' in holding ? holding.during : null,
    due: 'due' in holding ? holding.due : null,
  };
}

function asList(custody: Custody) {
  return [...custody].map(([key, holding]) => asWhereabouts(key, holding)).toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

const untold = (all: readonly Whereabouts[]) => all.map(({ told: _told, ...one }) => one);

it('is the ledger of that moment: where each key was, and which alarms were open', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(someSteps, fc.nat(120), fc.boolean(), (steps, indexed, isPrepared) => {
      const stage = queryStage();
      const { log, ledgers } = possibleLog(steps);
      writeEntries(stage, log);
      indexUpTo(stage, indexed);
      const queries = isPrepared ? new LogQueries(stage.store, stage.index) : stage.queries;
      for (const place of [0, 1, Math.floor(log.length / 2), log.length - 1]) {
        const at = atOf(place);
        const ledger = ledgers[log.findLastIndex((entry) => entry.at <= at)] ?? EMPTY_LEDGER;
        const custody = expectOk(queries.custodyAt(at));
        expect(untold(custody)).toEqual(asList(ledger.custody));
        expect(expectOk(queries.outAt(at))).toEqual(custody.filter((one) => one.at !== 'slot'));
        expect(expectOk(queries.alarmsOpenAt(at))).toEqual(ledger.alarms);
        for (const one of custody) seen.add(one.at);
        if (ledger.alarms.length > 0) seen.add('alarm');
      }
      expect(expectOk(queries.custodyAt(instant(NOW - 1)))).toEqual([]);
    }),
    { numRuns: 12 },
  );
  expect([...seen].toSorted()).toEqual(['alarm', 'doubt', 'lost', 'person', 'slot', 'unaccounted']);
});

it('says which entry told it last, and what a hand-over tells when the taking is pruned', () => {
  const { id: key } = aKey();
  const nurse = aStaff().id;
  const porter = staffId('porter');
  const handed = (staff: typeof nurse, to: typeof nurse): Occurrence => ({
    kind: 'key.handed_over',
    session: sessionId('s-1'),
    key,
    staff,
    to,
    due: null,
    count: null,
    note: null,
  });
  const log = entriesOfLog([
    anIntent(),
    { kind: 'release.taken', ...aRelease(), intent: seq(1), cause: 'sensor', due: null },
    handed(nurse, porter),
    handed(porter, nurse),
    { kind: 'door.closed', during: null },
  ]);
  const whole = queryStage();
  writeEntries(whole, log);
  indexUpTo(whole, 4);
  const newest = { key, at: 'person', staff: nurse, slot: null, due: null, told: 4, since: log[3]?.at };
  expect(expectOk(whole.queries.outAt(instant(NOW + 10_000)))).toEqual([newest]);
  expect(expectOk(whole.queries.outAt(instant(NOW + 2000)))).toMatchObject([{ staff: porter, told: 3 }]);
  expect(expectOk(withoutFirst(whole, 2).outAt(instant(NOW + 10_000)))).toEqual([newest]);
});

it('keeps the moment of a taking that is told twice, as the ledger does', () => {
  const taken: Occurrence = { kind: 'release.taken', ...aRelease(), intent: seq(1), cause: 'sensor', due: null };
  const stage = queryStage();
  writeEntries(stage, entriesOfLog([anIntent(), taken, { kind: 'door.closed', during: null }, taken]));
  indexUpTo(stage, 4);
  expect(expectOk(stage.queries.outAt(instant(NOW + 10_000)))).toMatchObject([{ since: NOW + 1000, told: 2 }]);
});

/** The same questions of a log whose first entries are gone. */
function withoutFirst({ store }: ReturnType<typeof queryStage>, count: number): LogQueries {
  const kept = (entry: { readonly seq: EntrySeq }) => entry.seq > count;
  const { queries } = store;
  return new LogQueries({
    queries: {
      range: () => ({ ...queries.range(), first: count + 1 }),
      indexedTo: () => queries.indexedTo(),
      at: (position) => (position > count ? queries.at(position) : null),
      before: (...args) => queries.before(...args).filter(kept),
      under: (...args) => queries.under(...args).filter(kept),
      subjects: (prefix) => queries.subjects(prefix),
    },
    read: (work) => store.read(work),
  });
}
