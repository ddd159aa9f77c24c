// Checkpoints of the journal: each is signed over what is on disk, a log with entries always has one, and nobody waits for it.
import { describe, expect, it } from 'vitest';
import { openCheckpoint } from '../../../controller/audit/checkpoint.ts';
import type { Recordable } from '../../../controller/audit/journal.ts';
import { rootOf } from '../../../controller/audit/merkle.ts';
import { storedTree } from '../../../controller/audit/stored-tree.ts';
import {
  consistencyProof,
  inclusionProof,
  verifyConsistency,
  verifyInclusion,
} from '../../../controller/audit/tree.ts';
import type { Visit } from '../../../controller/domain/occurrence.ts';
import { err } from '../../../controller/domain/result.ts';
import { anIntent, aStaff, seq, sessionId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { hexDigits, journalStage, openJournal } from '../../support/journal-stage.ts';
import { LOG_KEY } from '../../support/log-key.ts';

const DOOR: Recordable = { kind: 'door.opened', during: null };
const CAME: Visit = { kind: 'session.began', session: sessionId('session-1'), staff: aStaff().id, reader: null };
const signed = (note: string) => expectOk(openCheckpoint(note, LOG_KEY.noteKey));

describe('a checkpoint of the journal', () => {
  it('is signed over the size and root that are on disk', () => {
    const { journal, store } = journalStage();
    for (let count = 0; count < 3; count += 1) expectOk(journal.record(DOOR));
    const note = expectOk(journal.checkpoint());
    expect(signed(note)).toEqual({ origin: LOG_KEY.origin, size: 3, root: new Uint8Array(journal.root()) });
    expect(hexDigits(rootOf(store.tree.head()))).toBe(hexDigits(journal.root()));
    expect(store.tree.newestCheckpoint()?.note).toBe(note);
  });

  it('is made once of the same log', () => {
    const { journal, store } = journalStage();
    expectOk(journal.record(DOOR));
    const note = expectOk(journal.checkpoint());
    expect(expectOk(journal.checkpoint())).toBe(note);
    expect(store.tree.checkpoints(0, 10).map(({ size }) => size)).toEqual([0, 1]);
  });

  it('covers what was only noted', () => {
    const { journal } = journalStage();
    journal.note(CAME);
    expect(signed(expectOk(journal.checkpoint())).size).toBe(1);
    expect(journal.unsigned()).toBe(0);
  });

  it('comes with the first entry, so that a log with entries is never without one', () => {
    const { journal, store } = journalStage();
    expect(store.tree.newestCheckpoint()).toBeNull();
    expectOk(journal.intend(anIntent()));
    expect(signed(store.tree.newestCheckpoint()?.note ?? '').size).toBe(0);
    expect(journal.unsigned()).toBe(1);
  });

  it('of an empty log is one too', () => {
    const { journal } = journalStage();
    expect(signed(expectOk(journal.checkpoint())).size).toBe(0);
    expectOk(journal.record(DOOR));
    expect(signed(expectOk(journal.checkpoint())).size).toBe(1);
  });

  it('that cannot be written ends all writing, as an entry does', () => {
    const { store, clock } = journalStage();
    let fails = false;
    const journal = openJournal(
      {
        entries: store.entries,
        tree: store.tree,
        ledger: store.ledger,
        notes: store.notes,
        transaction: (work, pace) => (fails ? err('storage_full') : store.transaction(work, pace)),
        read: (work) => store.read(work),
      },
      clock,
    );
    expectOk(journal.record(DOOR));
    fails = true;
    expect(journal.checkpoint()).toEqual(err('storage_full'));
    fails = false;
    expect(journal.record(DOOR)).toEqual(err('storage_full'));
    expect(journal.checkpoint()).toEqual(err('storage_full'));
    expectOk(journal.reload());
    expect(signed(expectOk(journal.checkpoint())).size).toBe(1);
  });

  it('is known again after a restart', () => {
    const { journal, store, clock } = journalStage();
    expectOk(journal.record(DOOR));
    const note = expectOk(journal.checkpoint());
    const again = openJournal(store, clock);
    expect(again.unsigned()).toBe(0);
    expect(expectOk(again.checkpoint())).toBe(note);
  });
});

describe('the tree on disk', () => {
  it('has a tile for every 256 entries, and proves every entry and every checkpoint from it', () => {
    const { journal, store } = journalStage();
    const roots = new Map<number, Uint8Array>();
    for (let count = 1; count <= 600; count += 1) {
      journal.note(CAME);
      if (count % 97 !== 0 && count % 256 !== 0) continue;
      expectOk(journal.flush());
      roots.set(count, journal.root());
    }
    expectOk(journal.flush());
    expect([store.tree.tileCount(1), store.tree.tileCount(2)]).toEqual([2, 0]);
    const source = storedTree(store);
    const tree = { size: 600, root: journal.root() };
    for (const [size, root] of roots) {
      expect(verifyConsistency({ size, root }, tree, consistencyProof(source, size, 600))).toBe(true);
      const leaf = store.entries.at(seq(size))?.leaf ?? new Uint8Array();
      expect(verifyInclusion(leaf, size - 1, tree, inclusionProof(source, size - 1, 600))).toBe(true);
    }
    expect(roots.size).toBe(8);
  });

  it('is the same with several entries in one transaction', () => {
    const { journal, store } = journalStage();
    for (let count = 0; count < 255; count += 1) journal.note(CAME);
    expectOk(journal.record(DOOR));
    for (let count = 0; count < 255; count += 1) journal.note(CAME);
    expectOk(journal.flush());
    journal.note(CAME);
    journal.note(CAME);
    expectOk(journal.record(DOOR));
    expect(store.tree.tileCount(1)).toBe(2);
    expectOk(journal.reload());
  });
});
