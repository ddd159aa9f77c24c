// A log that somebody changed behind the journal's back, with leaves, tiles and head made to fit: found at the start or by the scrub.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signCheckpoint } from '../../../controller/audit/checkpoint.ts';
import { Journal, type Recordable } from '../../../controller/audit/journal.ts';
import { LogKey } from '../../../controller/audit/log-key.ts';
import { leafHash, rootOf, rootOfLeaves } from '../../../controller/audit/merkle.ts';
import { storedTree } from '../../../controller/audit/stored-tree.ts';
import { frontierAt, perfectRoot } from '../../../controller/audit/tree.ts';
import { parseBootId } from '../../../controller/domain/ids.ts';
import type { Visit } from '../../../controller/domain/occurrence.ts';
import { err, ok } from '../../../controller/domain/result.ts';
import { Store } from '../../../controller/store/store.ts';
import { aStaff, seq, sessionId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { type JournalStage, journalStage, openJournal, TOKEN_LIFETIME } from '../../support/journal-stage.ts';
import { LOG_KEY } from '../../support/log-key.ts';
import { scratchFolder } from '../../support/scratch.ts';

const DOOR: Recordable = { kind: 'door.opened', during: null };
/** Visits share a transaction, so that 700 entries do not cost 700 commits. */
const CAME: Visit = { kind: 'session.began', session: sessionId('session-1'), staff: aStaff().id, reader: null };
const BOOT = expectOk(parseBootId('boot-1'));
const SIZE = 700;
const TRIGGERS = [
  'entries_are_never_changed',
  'entries_are_never_deleted',
  'entries_are_dense',
  'log_tiles_are_never_changed',
  'log_tiles_are_never_deleted',
  'checkpoints_are_never_changed',
];

let made: string;
beforeAll(() => {
  made = mkdtempSync(path.join(tmpdir(), 'wardkey-log-'));
  const store = expectOk(Store.open(path.join(made, 'wardkey.db')));
  const journal = openJournal(store);
  for (let count = 1; count <= SIZE; count += 1) {
    journal.note(CAME);
    if (count === 300 || count === 650) expectOk(journal.checkpoint());
  }
  expectOk(journal.flush());
  store.close();
});
afterAll(() => rmSync(made, { recursive: true, force: true }));

/** 700 entries, signed at 650. */
function signedLog(): JournalStage {
  const folder = scratchFolder();
  copyFileSync(path.join(made, 'wardkey.db'), path.join(folder, 'wardkey.db'));
  return journalStage(folder);
}

/** What a start finds, after `vandalise` had the file for itself. */
function foundAtStart({ store, clock }: JournalStage) {
  const opened = Journal.open(store, { boot: BOOT, clock, tokenLifetime: TOKEN_LIFETIME, key: LOG_KEY });
  return opened.ok ? null : opened.error;
}

/** What one sweep of the scrub finds. */
function foundByScrub({ journal }: JournalStage) {
  for (;;) {
    const read = journal.scrub();
    if (!read.ok) return read.error;
    if (read.value === 'end') return null;
  }
}

function vandalise({ file }: JournalStage, work: (database: Sqlite.Database) => void): void {
  const vandal = new Sqlite(file);
  for (const trigger of TRIGGERS) vandal.exec(`DROP TRIGGER ${trigger}`);
  work(vandal);
  vandal.close();
}

/** Writes another entry in the place of one, with the leaf that fits it. */
function forge(database: Sqlite.Database, position: number): void {
  const bytes = database.prepare<[number], Buffer>('SELECT bytes FROM entries WHERE seq = ?').pluck().get(position);
  const forged = Buffer.from(String(bytes).replace('session-1', 'session-2'));
  expect(forged.equals(bytes ?? forged)).toBe(false);
  database.prepare('UPDATE entries SET bytes = ?, leaf = ? WHERE seq = ?').run(forged, leafHash(forged), position);
}

/** Makes tiles and head fit the entries again. */
function mendTree(database: Sqlite.Database, store: Store): void {
  const leaves = store.entries.leaves(1, SIZE);
  for (const tile of [0, 1]) {
    const root = perfectRoot(leaves.slice(tile * 256, (tile + 1) * 256));
    database.prepare('UPDATE log_tiles SET hash = ? WHERE level = 1 AND position = ?').run(root, tile);
  }
  const { nodes } = frontierAt(storedTree(store), SIZE);
  expect(rootOf({ size: SIZE, nodes })).toEqual(rootOfLeaves(leaves));
  database.prepare('UPDATE log_head SET nodes = ?').run(Buffer.concat(nodes));
}

describe('a whole log', () => {
  it('is found whole, at the start and by the scrub', () => {
    const stage = signedLog();
    expect(foundAtStart(stage)).toBeNull();
    expect(foundByScrub(stage)).toBeNull();
    expect(stage.journal.scrub()).toEqual(ok('more'));
  });
});

describe('at the start is found', () => {
  const findings: readonly [what: string, flaw: string, vandal: (database: Sqlite.Database, store: Store) => void][] = [
    ['an entry edited after the last checkpoint', 'frontier', (database) => forge(database, 680)],
    [
      'an entry edited after the last checkpoint, with the head made to fit and the checkpoint gone',
      'tile',
      (database) => {
        database.exec('DELETE FROM checkpoints WHERE size > 0');
        forge(database, 3);
      },
    ],
    [
      'an old entry edited, with leaf, tiles and head made to fit',
      'checkpoint',
      (database, store) => {
        forge(database, 100);
        mendTree(database, store);
      },
    ],
    ['a tile edited', 'frontier', (database) => database.exec('UPDATE log_tiles SET hash = zeroblob(32)')],
    ['a tile gone', 'tile', (database) => database.exec('DELETE FROM log_tiles WHERE position = 1')],
    ['a tile too many', 'tile', (database) => database.exec('INSERT INTO log_tiles VALUES (1, 2, zeroblob(32))')],
    [
      'a higher tile too early',
      'tile',
      (database) => database.exec('INSERT INTO log_tiles VALUES (2, 0, zeroblob(32))'),
    ],
    ['the tail cut off', 'frontier', (database) => database.exec('DELETE FROM entries WHERE seq > 690')],
    [
      'the tail cut off with the head, before the last checkpoint',
      'checkpoint',
      (database, store) => {
        database.exec('DELETE FROM entries WHERE seq > 640');
        const { nodes } = frontierAt(storedTree(store), 640);
        database.prepare('UPDATE log_head SET size = 640, nodes = ?').run(Buffer.concat(nodes));
      },
    ],
    ['every checkpoint gone', 'checkpoint', (database) => database.exec('DELETE FROM checkpoints')],
    [
      'a checkpoint of another key',
      'checkpoint',
      (database, store) => {
        const other = LogKey.of(new Uint8Array(32).fill(1));
        const note = signCheckpoint(SIZE, rootOf(store.tree.head()), other);
        database.prepare('INSERT INTO checkpoints VALUES (?, 0, ?)').run(SIZE, note);
      },
    ],
    [
      'a checkpoint under another size',
      'checkpoint',
      (database) => database.exec('UPDATE checkpoints SET size = 660 WHERE size = 650'),
    ],
    [
      'a checkpoint that is none',
      'checkpoint',
      (database) => database.exec(`UPDATE checkpoints SET note = 'x' WHERE size = 650`),
    ],
    [
      'a start that was moved without the leaves before it',
      'tile',
      (database) => database.exec('UPDATE log_start SET first = 513; DELETE FROM entries WHERE seq < 513'),
    ],
    [
      'a pruning that no entry speaks of',
      'gap',
      (database, store) => {
        const add = database.prepare('INSERT INTO log_tiles VALUES (0, 0, ?)');
        add.run(Buffer.concat(store.entries.leaves(1, 256)));
        database.exec('UPDATE log_start SET first = 257; DELETE FROM entries WHERE seq < 257');
      },
    ],
    ['old entries gone', 'gap', (database) => database.exec('DELETE FROM entries WHERE seq < 10')],
    ['an open release that is no number', 'intent', (database) => database.exec(`UPDATE log_head SET intents = '[x]'`)],
  ];

  it.each(findings)('%s: %s', (_what, flaw, vandal) => {
    const stage = signedLog();
    vandalise(stage, (database) => vandal(database, stage.store));
    const before = stage.store.entries.page(seq(1), 1000);
    expect(foundAtStart(stage)).toEqual({ code: 'log_broken', flaw });
    expect(stage.journal.reload()).toEqual(err({ code: 'log_broken', flaw }));
    expect(stage.store.entries.page(seq(1), 1000)).toEqual(before);
  });
});

describe('by the scrub is found', () => {
  const findings: readonly [what: string, flaw: string, vandal: (database: Sqlite.Database) => void][] = [
    [
      'an old entry edited',
      'leaf',
      (database) => database.exec(`UPDATE entries SET bytes = CAST(bytes || ' ' AS BLOB) WHERE seq = 100`),
    ],
    ['an old entry edited with its leaf', 'tile', (database) => forge(database, 100)],
    ['an old entry gone', 'gap', (database) => database.exec('DELETE FROM entries WHERE seq = 400')],
    [
      'a new entry edited with its leaf',
      'entry',
      (database) => database.exec(`UPDATE entries SET bytes = x'00' WHERE seq = 699`),
    ],
  ];

  it.each(findings)('%s: %s', (_what, flaw, vandal) => {
    const stage = signedLog();
    vandalise(stage, vandal);
    expect(foundByScrub(stage)).toEqual({ code: 'log_broken', flaw });
  });

  it('a tile that cannot be read, and what lies behind it is read all the same', () => {
    const stage = signedLog();
    const { entries } = stage.store;
    const page = entries.page.bind(entries);
    entries.page = (from, limit) => {
      if (from === 257) throw Object.assign(new Error('planted'), { code: 'SQLITE_CORRUPT' });
      return page(from, limit);
    };
    const steps = Array.from({ length: 4 }, () => stage.journal.scrub());
    expect(steps).toEqual([ok('more'), err('storage_io'), ok('end'), ok('more')]);
  });
});

describe('a pruned log', () => {
  it('is found whole, and its old leaves are checked', () => {
    const stage = signedLog();
    const leaves = stage.store.entries.leaves(1, 512);
    const prune = (rows: readonly Uint8Array[]) => (database: Sqlite.Database) => {
      const add = database.prepare('INSERT INTO log_tiles VALUES (0, ?, ?)');
      for (const tile of [0, 1]) add.run(tile, Buffer.concat(rows.slice(tile * 256, (tile + 1) * 256)));
      database.exec('UPDATE log_start SET first = 513; DELETE FROM entries WHERE seq < 513');
      database.exec('INSERT OR REPLACE INTO retention VALUES (1, 2000, 513)');
    };
    vandalise(stage, prune(leaves));
    expect(foundAtStart(stage)).toBeNull();
    expect(foundByScrub(stage)).toBeNull();
    expectOk(stage.journal.record(DOOR));
    expectOk(stage.journal.reload());

    const other = signedLog();
    vandalise(other, prune(leaves.with(5, leafHash(Buffer.from('forged')))));
    expect(foundByScrub(other)).toEqual({ code: 'log_broken', flaw: 'tile' });
  });
});
