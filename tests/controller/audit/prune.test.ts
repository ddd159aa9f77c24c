// Pruning takes whole tiles and their texts, keeps every checkpoint and proof good, goes on after a stop, and leaves evidence.
import { describe, expect, it } from 'vitest';
import { verifyProof } from '../../../controller/audit/entry-proof.ts';
import type { EntryRow } from '../../../controller/audit/journal-store.ts';
import { sealNote } from '../../../controller/audit/note-seal.ts';
import { lookAtTimes, type PrunableStore, pruneTo } from '../../../controller/audit/prune.ts';
import { prunable } from '../../../controller/domain/retention.ts';
import { instant } from '../../../controller/domain/time.ts';
import type { Store } from '../../../controller/store/store.ts';
import { keyId, NOW, seq, sessionId, staffId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { type JournalStage, journalStage, openJournal } from '../../support/journal-stage.ts';
import { LOG_KEY } from '../../support/log-key.ts';
import { agreeOn, DAY, fillDaily, type Kept, misfits, proofOf } from '../../support/pruned-log.ts';

const SIZE = 900;
const PAIR = { by: staffId('supervisor'), witness: staffId('auditor') };

interface PruneStage extends JournalStage {
  readonly kept: Kept;
}

function pruneStage(): PruneStage {
  const stage = journalStage();
  const checkpoints = fillDaily(stage.journal, stage.clock, SIZE - 1);
  agreeOn(stage.journal, 769);
  return { ...stage, kept: { checkpoints, ...proofOf(stage.store, 100) } };
}

/** The parts of a store, so that a test can put another in the place of one. */
function partsOf(store: Store): PrunableStore {
  const { entries, tree, notes, pruning, queries } = store;
  return {
    entries,
    tree,
    notes,
    pruning,
    queries,
    transaction: (work) => store.transaction(work),
    read: (work) => store.read(work),
  };
}

/** A store that stands still before its n-th transaction from now on. */
function stoppingAt(store: Store, nth: number): PrunableStore {
  let transactions = 0;
  return {
    ...partsOf(store),
    transaction: (work) => {
      transactions += 1;
      if (transactions === nth) throw new Error('stopped');
      return store.transaction(work);
    },
  };
}

/** A store whose entry 300 was changed. */
function damagedAt300(store: Store): PrunableStore {
  const { entries } = store;
  const damaged = (row: EntryRow) => (row.seq === 300 ? { ...row, bytes: Buffer.from('{}') } : row);
  return {
    ...partsOf(store),
    entries: {
      first: () => entries.first(),
      span: () => entries.span(),
      page: (from, limit) => entries.page(from, limit).map(damaged),
    },
  };
}

const rowsOf = (store: Store) => store.entries.page(seq(1), 2000).map((row) => Number(row.seq));

describe('pruning', () => {
  it('deletes whole tiles, and every old checkpoint and proof still verifies', () => {
    const { store, clock, kept } = pruneStage();
    expect(pruneTo(store, 513)).toEqual({ ok: true, value: 512 });
    expect(store.entries.first()).toBe(513);
    expect(rowsOf(store)).toEqual(Array.from({ length: SIZE - 512 }, (_, index) => 513 + index));
    expect(misfits(store, kept)).toEqual([]);
    for (const position of [513, 600, SIZE]) {
      const { proof, entry } = proofOf(store, position);
      expect(verifyProof(proof, entry, LOG_KEY.noteKey).ok).toBe(true);
    }
    const journal = openJournal(store, clock);
    fillDaily(journal, clock, SIZE + 200);
    expect(misfits(store, kept)).toEqual([]);
  });

  it('would notice leaves that are not those of the pruned entries', () => {
    const { store, kept } = pruneStage();
    const leaves = store.entries.leaves(1, 256);
    expectOk(store.transaction(() => store.pruning.cut(0, leaves.toReversed(), 257)));
    expect(misfits(store, kept).length).toBeGreaterThan(1);
  });

  it('keeps a tile that is not before the position as a whole', () => {
    const { store } = pruneStage();
    expect(pruneTo(store, 1)).toEqual({ ok: true, value: 0 });
    expect(pruneTo(store, 500)).toEqual({ ok: true, value: 256 });
    expect(store.entries.first()).toBe(257);
  });

  it.each([1, 2, 3])('goes on where it was stopped before transaction %i', (nth) => {
    const { store, clock, kept } = pruneStage();
    expect(() => pruneTo(stoppingAt(store, nth), 769)).toThrow('stopped');
    expect(store.entries.first()).toBe((nth - 1) * 256 + 1);
    expect(misfits(store, kept)).toEqual([]);
    openJournal(store, clock);
    expect(pruneTo(store, 769)).toEqual({ ok: true, value: (4 - nth) * 256 });
    expect(rowsOf(store)[0]).toBe(769);
    expect(misfits(store, kept)).toEqual([]);
  });

  it('takes the texts of the entries with them, and no others', () => {
    const { store, clock, journal } = journalStage();
    const texts = [sealNote('old', new Uint8Array(16)), sealNote('young', new Uint8Array(16))] as const;
    const driver = { session: sessionId('s-1'), staff: staffId('nurse') };
    const read = { kind: 'vehicle.read', ...driver, key: keyId('car'), mileage: 1, fuel: null, cause: null } as const;
    const [old, young] = texts;
    expectOk(journal.record({ ...read, note: old.id }, [old]));
    fillDaily(journal, clock, 300);
    expectOk(journal.record({ ...read, note: young.id }, [young]));
    expectOk(pruneTo(store, 257));
    expect(texts.map(({ id }) => store.notes.read(id)?.text ?? null)).toEqual([null, 'young']);
  });

  it('stops at what is damaged, and leaves it as it is', () => {
    const { store, kept } = pruneStage();
    expect(pruneTo(damagedAt300(store), 769)).toEqual({ ok: false, error: { code: 'log_broken', flaw: 'entry' } });
    expect(store.entries.first()).toBe(257);
    expect(misfits(store, kept)).toEqual([]);
  });

  it('takes what retention lets go by the times of the log, once the entry says so', () => {
    const { store, journal, clock } = pruneStage();
    expectOk(journal.record({ kind: 'retention.changed', ...PAIR, days: 300 }));
    const possible = () => expectOk(lookAtTimes(store, (times) => prunable(clock.now(), journal.ledger(), [], times)));
    expect(possible()).toMatchObject({ first: 513, limit: 'period', limitedAt: 599 });
    expectOk(pruneTo(store, 513));
    expect(possible()).toMatchObject({ first: 513 });
    expect(openJournal(store, clock).ledger().retention).toEqual({ days: 300, pruned: 769 });
  });

  it('is no start of a log when nobody agreed to it', () => {
    const { store, clock } = pruneStage();
    expectOk(pruneTo(store, 769));
    openJournal(store, clock);
    const alone = journalStage();
    fillDaily(alone.journal, alone.clock, 300);
    expectOk(pruneTo(alone.store, 257));
    expect(() => openJournal(alone.store, alone.clock)).toThrow('gap');
  });
});

describe('the times of a log', () => {
  it('find the first kept entry that is not before an instant', () => {
    const { store } = pruneStage();
    expectOk(pruneTo(store, 257));
    const at = (day: number) => instant(NOW + day * DAY);
    const found = expectOk(
      lookAtTimes(store, ({ since, first, size }) => [
        first,
        size,
        ...[0, 256, 257, 258, SIZE - 1, SIZE].map((day) => since(at(day))),
      ]),
    );
    expect(found).toEqual([257, SIZE, 257, 257, 257, 258, SIZE - 1, SIZE + 1]);
  });
});
