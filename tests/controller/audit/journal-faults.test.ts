// The journal on a disk that fails, and on a log that is damaged: nothing half done, and no silent repair.
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { Journal, type Recordable } from '../../../controller/audit/journal.ts';
import { type EntrySeq, parseBootId } from '../../../controller/domain/ids.ts';
import { err } from '../../../controller/domain/result.ts';
import { aKey, anIntent, aRelease, holdingOf, seq } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import {
  expectWholeLog,
  failingLedger,
  journalStage,
  openJournal,
  TOKEN_LIFETIME,
} from '../../support/journal-stage.ts';
import { LOG_KEY } from '../../support/log-key.ts';

const BOOT = expectOk(parseBootId('boot-1'));
const DOOR: Recordable = { kind: 'door.opened', during: null };
const taken = (intent: EntrySeq): Recordable => ({
  kind: 'release.taken',
  ...aRelease(),
  intent,
  cause: 'sensor',
  due: null,
});

describe('a failing disk', () => {
  it('leaves no entry when the ledger cannot be written, and works again after reopen and reload', () => {
    const stage = journalStage();
    const { store, clock } = stage;
    const { intent } = expectOk(stage.journal.intend(anIntent()));
    const journal = openJournal(failingLedger(stage), clock);
    expect(journal.record(taken(intent))).toEqual(err('storage_io'));
    expect(journal.custody().size).toBe(0);
    expect(journal.size()).toBe(1);
    expect(journal.openIntents()).toHaveLength(1);
    expectWholeLog(store, 1);

    expect(journal.record(DOOR)).toEqual(err('storage_io'));
    expectOk(store.reopen());
    expect(journal.record(DOOR)).toEqual(err('storage_io'));
    const healed = stage.journal;
    expectOk(healed.reload());
    expectOk(healed.record(taken(intent)));
    expect(holdingOf(healed.custody(), aKey().id)).toMatchObject({ at: 'person' });
    expectWholeLog(store, 2);
  });

  it('gives no token and refuses until reload', () => {
    const { store, clock } = journalStage();
    let fails = true;
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
    expect(journal.intend(anIntent())).toEqual(err('storage_full'));
    fails = false;
    expect(journal.intend(anIntent())).toEqual(err('storage_full'));
    expectOk(journal.reload());
    expect(expectOk(journal.intend(anIntent())).intent).toBe(1);
  });

  it('trusts the disk over memory: an entry that a failed commit has left is found by reload', () => {
    const { journal, store, clock } = journalStage();
    expectOk(openJournal(store, clock).intend(anIntent()));
    expect(journal.size()).toBe(0);
    expectOk(journal.reload());
    expect(journal.size()).toBe(1);
    expect(journal.openIntents()).toHaveLength(1);
  });
});

describe('opening a log that is damaged', () => {
  const damages: readonly [what: string, sql: string, flaw: string][] = [
    ['a row is missing', 'DELETE FROM entries WHERE seq = 2', 'gap'],
    ['the tail is missing', 'DELETE FROM entries WHERE seq = 5', 'frontier'],
    ['the frontier was set back', 'UPDATE log_head SET size = 4', 'frontier'],
    ['the frontier lacks a node', `UPDATE log_head SET nodes = x'${'00'.repeat(32)}'`, 'frontier'],
    ['the frontier is of another log', `UPDATE log_head SET nodes = x'${'00'.repeat(64)}'`, 'frontier'],
    [
      'the newest entry was edited',
      `UPDATE entries SET bytes = CAST(replace(CAST(bytes AS TEXT), 'opened', 'closed') AS BLOB) WHERE seq = 5`,
      'leaf',
    ],
    [
      'the newest entry is another one',
      'UPDATE entries SET bytes = (SELECT bytes FROM entries WHERE seq = 1) WHERE seq = 5',
      'entry',
    ],
    ['the newest entry cannot be read', `UPDATE entries SET bytes = x'00' WHERE seq = 5`, 'entry'],
    ['an open release is none', `UPDATE log_head SET intents = '[2]'`, 'intent'],
  ];

  it.each(damages)('says so when %s, and changes nothing', (_what, sql, flaw) => {
    const { file, journal, store, clock } = journalStage();
    for (let count = 0; count < 5; count += 1) expectOk(journal.record(DOOR));
    const vandal = new Sqlite(file);
    vandal.exec('DROP TRIGGER entries_are_never_changed; DROP TRIGGER entries_are_never_deleted');
    vandal.exec(sql);
    vandal.close();
    const before = store.entries.page(seq(1), 10);
    const broken = err({ code: 'log_broken', flaw });
    expect(Journal.open(store, { boot: BOOT, clock, tokenLifetime: TOKEN_LIFETIME, key: LOG_KEY })).toEqual(broken);
    expect(journal.reload()).toEqual(broken);
    expect(store.entries.page(seq(1), 10)).toEqual(before);
  });
});
