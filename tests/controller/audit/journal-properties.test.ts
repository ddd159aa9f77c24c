// Whatever happens at a cabinet, the ledger on disk is the fold of the log, and the log stays whole.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Entry } from '../../../controller/audit/entry.ts';
import type { Journal, Recordable } from '../../../controller/audit/journal.ts';
import type { EntrySeq } from '../../../controller/domain/ids.ts';
import { EMPTY_LEDGER, type Ledger, ledgerChanges } from '../../../controller/domain/ledger.ts';
import { isOutcome, type Occurrence } from '../../../controller/domain/occurrence.ts';
import { BOOKINGS, KEYS, PEOPLE, someEvent } from '../../support/arbitrary-events.ts';
import { anIntent, aRelease, seq, slotId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { expectWholeLog, journalStage, ledgerOf, openJournal, wholeLog } from '../../support/journal-stage.ts';

interface Step {
  readonly what: 'intend' | 'taken' | 'not_taken' | 'not_opened' | 'unknown' | 'restart' | 'event';
  readonly event: Occurrence;
  readonly key: number;
  readonly person: number;
  readonly pick: number;
}

const ends = fc.constantFrom<Step['what']>('intend', 'intend', 'taken', 'taken', 'not_taken', 'not_opened', 'unknown');

const someSteps = fc.array(
  fc.record<Step>({
    what: fc.oneof(
      { weight: 3, arbitrary: ends },
      { weight: 4, arbitrary: fc.constant('event' as const) },
      { weight: 1, arbitrary: fc.constant('restart' as const) },
    ),
    event: someEvent,
    key: fc.nat(2),
    person: fc.nat(2),
    pick: fc.nat(9),
  }),
  { minLength: 30, maxLength: 50, size: 'max' },
);

it('keeps the ledger on disk equal to the fold of the log', () => {
  const { store, clock, journal: first } = journalStage();
  const seen = new Set<keyof Ledger>();
  fc.assert(
    fc.property(someSteps, (steps) => {
      let journal = openJournal(store, clock);
      for (const step of steps) {
        clock.pass(60_000);
        if (step.what === 'restart') journal = openJournal(store, clock);
        else happen(journal, step);
        for (const part of filledParts(journal.ledger())) seen.add(part);
      }
      const log = wholeLog(journal);
      const ledger = ledgerOf(log);
      expect(journal.ledger()).toEqual(ledger);
      expect(store.ledger.read()).toEqual(ledger);
      expect(journal.openIntents().map(({ intent }) => intent)).toEqual(openIn(log));
      expect(store.tree.head().intents).toEqual(openIn(log));
      expectWholeLog(store, journal.size());
    }),
    { numRuns: 20 },
  );
  expectOk(first.reload());
  expect(first.size()).toBeGreaterThan(20);
  expect([...seen].toSorted(), 'every part of the ledger was filled once').toEqual(
    Object.keys(first.ledger()).toSorted(),
  );
});

function happen(journal: Journal, { what, event, key, person, pick }: Step): void {
  switch (what) {
    case 'restart':
      return;
    case 'event':
      write(journal, named(journal, event, pick));
      return;
    case 'intend': {
      const subject = {
        key: KEYS[key] ?? null,
        slot: slotId(`slot-${key}`),
        staff: PEOPLE[person] ?? aRelease().staff,
      };
      const booking = BOOKINGS[pick] ?? null;
      expectOk(journal.intend(anIntent({ ...subject, booking, overridden: pick > 4 ? ['outside_schedule'] : [] })));
      return;
    }
    default:
      settle(journal, what, pick);
  }
}

/** An event that names an entry names one that is open, and a step about a lost key one that is lost. */
function named(journal: Journal, event: Occurrence, pick: number): Occurrence {
  const { custody, faults, reviews } = journal.ledger();
  if (event.kind === 'lost.step_done') {
    const lost = [...custody].filter(([, { at }]) => at === 'lost');
    return { ...event, key: picked(lost, pick)?.[0] ?? event.key };
  }
  if (event.kind === 'override.reviewed') return { ...event, intent: picked([...reviews.keys()], pick) ?? seq(1) };
  if (event.kind !== 'fault.cleared') return event;
  const open = [...faults.values()].flat();
  const fault = picked(open, pick);
  return fault === undefined ? event : { ...event, key: fault.key, report: fault.report };
}

/** One of the open releases, or one in doubt, gets an outcome. */
function settle(journal: Journal, what: 'taken' | 'not_taken' | 'not_opened' | 'unknown', pick: number): void {
  const doubts = [...journal.custody().values()].flatMap((holding) => (holding.at === 'doubt' ? [holding.intent] : []));
  const intents = [...journal.openIntents().map(({ intent }) => intent), ...doubts];
  const intent = picked(intents, pick);
  const release = intent === undefined ? undefined : expectOk(journal.entries(intent, 1))[0]?.occurrence;
  if (intent === undefined || release?.kind !== 'release.intended') return;
  const { session, staff, slot, fob, key, purpose } = release;
  const subject = { session, staff, slot, fob, key, purpose, intent, cause: 'recovered' } as const;
  write(
    journal,
    what === 'taken' ? { kind: 'release.taken', ...subject, due: null } : { kind: `release.${what}`, ...subject },
  );
}

/** Writes it, unless the ledger forbids it: then it throws, and nothing is written. */
function write(journal: Journal, occurrence: Occurrence): void {
  const size = journal.size();
  const changes = ledgerChanges(journal.ledger(), occurrence, seq(size + 1), journal.now());
  if (changes.ok) {
    expectOk(journal.record(recordable(occurrence)));
    return;
  }
  expect(() => journal.record(recordable(occurrence))).toThrow(changes.error.code);
  expect(journal.size()).toBe(size);
}

function recordable(occurrence: Occurrence): Recordable {
  if (occurrence.kind === 'release.intended') throw new Error('an intent is written by intend');
  return occurrence;
}

function picked<T>(list: readonly T[], pick: number): T | undefined {
  return list[pick % Math.max(1, list.length)];
}

function filledParts(ledger: Ledger): readonly (keyof Ledger)[] {
  const parts = [
    'custody',
    'lost',
    'faults',
    'readings',
    'bookings',
    'suspensions',
    'reviews',
    'releases',
    'alarms',
    'usage',
    'holds',
    'rights',
    'returns',
    'misfits',
    'quarantines',
  ] as const satisfies readonly (keyof Ledger)[];
  const single = ['retention', 'codes', 'shift'] as const;
  return [
    ...parts.filter((part) => [...ledger[part].values()].length > 0),
    ...single.filter((part) => ledger[part] !== EMPTY_LEDGER[part]),
  ];
}

function openIn(log: readonly Entry[]): readonly EntrySeq[] {
  const open = new Set<EntrySeq>();
  for (const { seq: at, occurrence } of log) {
    if (occurrence.kind === 'release.intended') open.add(at);
    if (isOutcome(occurrence)) open.delete(occurrence.intent);
  }
  return [...open];
}
