// Whatever happens at a cabinet, custody on disk is the fold of the log, and the log stays whole.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Journal, Recordable } from '../../../controller/audit/journal.ts';
import { type Custody, custodyChange, withChange } from '../../../controller/domain/custody.ts';
import type { EntrySeq } from '../../../controller/domain/ids.ts';
import type { Occurrence } from '../../../controller/domain/occurrence.ts';
import { anIntent, aRelease, keyId, seq, slotId, staffId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { expectWholeLog, journalStage, openJournal } from '../../support/journal-stage.ts';

interface Step {
  readonly what: 'intend' | 'taken' | 'not_taken' | 'not_opened' | 'unknown' | 'returned' | 'removed' | 'restart';
  readonly key: number;
  readonly person: number;
  readonly pick: number;
}

const someSteps = fc.array(
  fc.record<Step>({
    what: fc.constantFrom(
      'intend',
      'intend',
      'intend',
      'taken',
      'taken',
      'not_taken',
      'not_opened',
      'unknown',
      'returned',
      'removed',
      'restart',
    ),
    key: fc.nat(2),
    person: fc.nat(2),
    pick: fc.nat(9),
  }),
  { maxLength: 40 },
);

it('keeps custody on disk equal to the fold of the log', () => {
  const { store, clock, journal: first } = journalStage();
  fc.assert(
    fc.property(someSteps, (steps) => {
      let journal = openJournal(store, clock);
      for (const step of steps) {
        clock.pass(10);
        if (step.what === 'restart') journal = openJournal(store, clock);
        else happen(journal, step);
      }
      expect(store.custody.read()).toEqual(foldOf(journal));
      expect(journal.custody()).toEqual(foldOf(journal));
      expect(journal.openIntents().map(({ intent }) => intent)).toEqual(openIn(journal));
      expect(store.entries.openIntents()).toEqual(openIn(journal));
      expectWholeLog(store, journal.size());
    }),
    { numRuns: 20 },
  );
  expectOk(first.reload());
  expect(first.size()).toBeGreaterThan(20);
});

function happen(journal: Journal, { what, key, person, pick }: Step): void {
  const subject = { key: keyId(`key-${key}`), slot: slotId(`slot-${key}`), staff: staffId(`person-${person}`) };
  switch (what) {
    case 'intend':
      expectOk(journal.intend(anIntent(subject)));
      return;
    case 'returned':
    case 'removed': {
      const base = { ...subject, fob: null, during: null, cause: 'sensor' } as const;
      expectOk(
        journal.record(
          what === 'removed' ? { kind: 'key.removed', ...base } : { kind: 'key.returned', ...base, holder: null },
        ),
      );
      return;
    }
    case 'restart':
      return;
    default:
      settle(journal, what, pick);
  }
}

/** One of the open releases, or one in doubt, gets an outcome, unless custody forbids it. */
function settle(journal: Journal, what: 'taken' | 'not_taken' | 'not_opened' | 'unknown', pick: number): void {
  const entries = allOf(journal);
  const doubts = [...journal.custody().values()].flatMap((holding) => (holding.at === 'doubt' ? [holding.intent] : []));
  const intents = [...journal.openIntents().map(({ intent }) => intent), ...doubts];
  const intent = intents[pick % Math.max(1, intents.length)];
  const release = entries.find(([at]) => at === intent)?.[1];
  if (intent === undefined || release?.kind !== 'release.intended') return;
  const subject = { ...aRelease(), ...pickSubject(release), intent, cause: 'recovered' } as const;
  const occurrence: Recordable =
    what === 'taken'
      ? { kind: 'release.taken', ...subject, due: null }
      : { kind: `release.${what}` as const, ...subject };
  if (!custodyChange(journal.custody(), occurrence, journal.now()).ok) {
    expect(() => journal.record(occurrence)).toThrow('key_in_other_hands');
    return;
  }
  expectOk(journal.record(occurrence));
}

function pickSubject({ session, staff, slot, fob, key, purpose }: Extract<Occurrence, { kind: 'release.intended' }>) {
  return { session, staff, slot, fob, key, purpose };
}

function allOf(journal: Journal): readonly (readonly [EntrySeq, Occurrence])[] {
  const entries: (readonly [EntrySeq, Occurrence])[] = [];
  for (let from = 1; from <= journal.size(); from += 1000) {
    for (const { seq: at, occurrence } of expectOk(journal.entries(seq(from), 1000))) entries.push([at, occurrence]);
  }
  return entries;
}

function foldOf(journal: Journal): Custody {
  let custody: Custody = new Map();
  for (let from = 1; from <= journal.size(); from += 1000) {
    for (const { occurrence, at } of expectOk(journal.entries(seq(from), 1000))) {
      custody = withChange(custody, expectOk(custodyChange(custody, occurrence, at)));
    }
  }
  return custody;
}

function openIn(journal: Journal): readonly EntrySeq[] {
  const open = new Set<EntrySeq>();
  for (const [at, occurrence] of allOf(journal)) {
    if (occurrence.kind === 'release.intended') open.add(at);
    if ('intent' in occurrence) open.delete(occurrence.intent);
  }
  return [...open];
}
