// The journal on a real database: one transaction for entry and ledger, and tokens only after a commit.
import { describe, expect, it } from 'vitest';
import type { Recordable } from '../../../controller/audit/journal.ts';
import type { EntrySeq } from '../../../controller/domain/ids.ts';
import type { ReleaseTaken, Visit } from '../../../controller/domain/occurrence.ts';
import { err } from '../../../controller/domain/result.ts';
import { after, minutes } from '../../../controller/domain/time.ts';
import {
  aKey,
  anIntent,
  aRelease,
  aStaff,
  holdingOf,
  NOW,
  readerId,
  seq,
  sessionId,
  slotId,
  staffId,
} from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { expectWholeLog, hexDigits, journalStage, openJournal, TOKEN_LIFETIME } from '../../support/journal-stage.ts';

const STARTED: Recordable = { kind: 'cabinet.started', openIntents: 0, size: 0, root: '0'.repeat(64) };
const DOOR: Recordable = { kind: 'door.opened', during: null };
const CAME: Visit = {
  kind: 'session.began',
  session: sessionId('session-1'),
  staff: aStaff().id,
  reader: readerId('r1'),
};
const taken = (intent: EntrySeq, over: Partial<ReleaseTaken> = {}): Recordable => ({
  kind: 'release.taken',
  ...aRelease(),
  intent,
  cause: 'sensor',
  due: null,
  ...over,
});
const unknown = (intent: EntrySeq): Recordable => ({
  kind: 'release.unknown',
  ...aRelease(),
  intent,
  cause: 'board_silent',
});

describe('recording', () => {
  it('numbers entries densely and can read them back', () => {
    const { journal, store, clock } = journalStage();
    expect(expectOk(journal.record(STARTED))).toBe(1);
    clock.pass(1500.75);
    expect(expectOk(journal.record(DOOR))).toBe(2);
    expect(expectOk(journal.entries(seq(1), 10))).toEqual([
      expect.objectContaining({ seq: 1, occurrence: STARTED }),
      { seq: 2, boot: 'boot-1', mono: 2500, at: NOW + 1500, clock: 'good', occurrence: DOOR },
    ]);
    expect(expectOk(journal.latest(1))).toEqual([expect.objectContaining({ seq: 2 })]);
    expect(journal.size()).toBe(2);
    expectWholeLog(store, 2);
  });

  it('reads in pages', () => {
    const { journal } = journalStage();
    for (let count = 0; count < 5; count += 1) expectOk(journal.record(DOOR));
    const seqs = (from: number, limit: number) => expectOk(journal.entries(seq(from), limit)).map((entry) => entry.seq);
    expect(seqs(2, 2)).toEqual([2, 3]);
    expect(seqs(5, 2_000_000)).toEqual([5]);
    expect(seqs(6, 2)).toEqual([]);
    expect(seqs(1, -1)).toEqual([]);
  });

  it('goes on where the log ended', () => {
    const { journal, store, clock } = journalStage();
    expectOk(journal.record(DOOR));
    const next = openJournal(store, clock, 'boot-2');
    expect(hexDigits(next.root())).toBe(hexDigits(journal.root()));
    expect(expectOk(next.record(DOOR))).toBe(2);
    expect(expectOk(next.latest(1))).toEqual([expect.objectContaining({ boot: 'boot-2' })]);
    expectWholeLog(store, 2);
  });

  it('keeps custody and entry together, in memory and on disk', () => {
    const { journal, store } = journalStage();
    const due = after(NOW, minutes(30));
    const { intent } = expectOk(journal.intend(anIntent({ due })));
    expect(journal.custody().size).toBe(0);
    expectOk(journal.record(taken(intent, { due })));
    const held = { at: 'person', staff: aStaff().id, since: NOW, due, intent, stage: 'in_time' };
    expect(holdingOf(journal.custody(), aKey().id)).toEqual(held);
    expect(holdingOf(store.ledger.read().custody, aKey().id)).toEqual(held);
  });

  it('throws before it writes what cannot be: a key in a second hand', () => {
    const { journal, store } = journalStage();
    const first = expectOk(journal.intend(anIntent()));
    const second = expectOk(journal.intend(anIntent({ staff: staffId('other') })));
    expectOk(journal.record(taken(first.intent)));
    expect(() => journal.record(taken(second.intent, { staff: staffId('other') }))).toThrow('key_in_other_hands');
    expect(journal.size()).toBe(3);
    expect(journal.ledger().custody).toBe(journal.custody());
    expect(expectOk(journal.record(DOOR))).toBe(4);
    expectWholeLog(store, 4);
  });

  it('throws for the outcome of a release that nobody intended', () => {
    const { journal, store } = journalStage();
    expectOk(journal.record(DOOR));
    const { intent } = expectOk(journal.intend(anIntent()));
    expect(() => journal.record(taken(seq(1)))).toThrow('No release');
    expect(() => journal.record(taken(seq(99)))).toThrow('No release');
    expect(() => journal.record(taken(intent, { slot: slotId('slot-15') }))).toThrow('No release');
    expect(journal.custody().size).toBe(0);
    expectWholeLog(store, 2);
  });
});

describe('a visit', () => {
  it('is on disk with the next entry, in its order and with its own time', () => {
    const { journal, store, clock } = journalStage();
    journal.note(CAME);
    expectWholeLog(store, 0);
    clock.pass(400);
    expect(expectOk(journal.intend(anIntent())).intent).toBe(2);
    expect(expectOk(journal.entries(seq(1), 10))).toEqual([
      expect.objectContaining({ seq: 1, at: NOW, occurrence: CAME }),
      expect.objectContaining({ seq: 2, at: NOW + 400, occurrence: anIntent() }),
    ]);
    expectWholeLog(store, 2);
  });

  it('is on disk after a flush, which costs nothing when nothing was noted', () => {
    const { journal, store } = journalStage();
    expectOk(journal.flush());
    expectWholeLog(store, 0);
    journal.note(CAME);
    expectOk(journal.flush());
    expectWholeLog(store, 1);
    expectOk(journal.flush());
    expectWholeLog(store, 1);
  });

  it('is seen by whoever reads the log', () => {
    const { journal } = journalStage();
    journal.note(CAME);
    expect(expectOk(journal.latest(5))).toEqual([expect.objectContaining({ seq: 1, occurrence: CAME })]);
  });

  it('holds the time up when the clock is set back before it is written', () => {
    const { journal, clock } = journalStage();
    journal.note(CAME);
    clock.wall = after(NOW, minutes(-5));
    expect([journal.now(), journal.clockQuality()]).toEqual([NOW, 'suspect']);
  });

  it.each([
    ['the commit never reached the disk', false],
    ['the commit reached the disk all the same', true],
  ])('is written once when a commit fails and %s', (_what, reached) => {
    const { store, clock } = journalStage();
    let fails = true;
    const journal = openJournal(
      {
        entries: store.entries,
        tree: store.tree,
        ledger: store.ledger,
        notes: store.notes,
        transaction: (work, pace) => {
          const done = !fails || reached ? store.transaction(work, pace) : err('storage_io' as const);
          return fails ? err('storage_io') : done;
        },
        read: (work) => store.read(work),
      },
      clock,
    );
    journal.note(CAME);
    expect(journal.flush()).toEqual(err('storage_io'));
    fails = false;
    expectOk(journal.reload());
    expectOk(journal.record(DOOR));
    expectWholeLog(store, 2);
    expect(expectOk(journal.entries(seq(1), 10)).map(({ occurrence }) => occurrence)).toEqual([CAME, DOOR]);
  });
});

describe('an intent', () => {
  it('gives a token for its slot that ends with its lifetime after the commit', () => {
    const { journal, clock } = journalStage();
    const token = expectOk(journal.intend(anIntent()));
    expect(token).toMatchObject({ intent: 1, slot: anIntent().slot, deadline: clock.running + TOKEN_LIFETIME });
    expect(token.spend(clock.monotonic())).toEqual({ ok: true, value: undefined });
    expect(token.spend(clock.monotonic())).toEqual({ ok: false, error: 'token_spent' });
  });

  it('is open until its outcome is in the log, over a restart too', () => {
    const { journal, store, clock } = journalStage();
    const { intent } = expectOk(journal.intend(anIntent()));
    const open = [{ intent, occurrence: anIntent(), at: NOW }];
    expect(journal.openIntents()).toEqual(open);
    const next = openJournal(store, clock);
    expect(next.openIntents()).toEqual(open);
    expectOk(next.record(taken(intent)));
    expect(next.openIntents()).toEqual([]);
    expect(openJournal(store, clock).openIntents()).toEqual([]);
  });

  it.each(['release.not_taken', 'release.not_opened', 'release.unknown'] as const)('is closed by %s', (kind) => {
    const { journal } = journalStage();
    const { intent } = expectOk(journal.intend(anIntent()));
    expectOk(journal.record({ kind, ...aRelease(), intent, cause: 'recovered' }));
    expect(journal.openIntents()).toEqual([]);
  });

  it('with an unknown outcome is resolved by a later entry of the same intent', () => {
    const { journal, store } = journalStage();
    const { intent } = expectOk(journal.intend(anIntent()));
    expectOk(journal.record(unknown(intent)));
    expect(holdingOf(journal.custody(), aKey().id)).toMatchObject({ at: 'doubt', intent });
    expectOk(journal.record(taken(intent)));
    expect(holdingOf(store.ledger.read().custody, aKey().id)).toMatchObject({ at: 'person', intent });
    expectWholeLog(store, 3);
  });
});

describe('the clock', () => {
  it('never goes back behind the newest entry', () => {
    const { journal, store, clock } = journalStage();
    expectOk(journal.record(DOOR));
    clock.wall -= 3_600_000;
    expect(journal.now()).toBe(NOW);
    expect(journal.clockQuality()).toBe('suspect');
    expectOk(journal.record(DOOR));
    expect(expectOk(journal.latest(1))).toEqual([expect.objectContaining({ at: NOW, clock: 'suspect' })]);
    const next = openJournal(store, clock);
    expect(next.clockQuality()).toBe('suspect');
    clock.wall = NOW + 1;
    expect(next.clockQuality()).toBe('good');
    expect(next.now()).toBe(NOW + 1);
  });

  it('is taken as it is in an empty log', () => {
    const { journal, clock } = journalStage();
    clock.wall = 0;
    expect(journal.now()).toBe(0);
    expect(journal.clockQuality()).toBe('good');
  });
});
