// The index behind the log: filled by batches, never half, made anew when it does not fit, and no log ever waits for it.
import { closeSync, openSync, writeSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { BATCH, EntryIndex } from '../../../../controller/audit/queries/entry-index.ts';
import { LogQueries } from '../../../../controller/audit/queries/log-queries.ts';
import type { Occurrence } from '../../../../controller/domain/occurrence.ts';
import { err } from '../../../../controller/domain/result.ts';
import { Store } from '../../../../controller/store/store.ts';
import { aKey, aStaff, seq, sessionId } from '../../../support/domain-builders.ts';
import { expectOk } from '../../../support/expect-ok.ts';
import { diskFailure } from '../../../support/journal-stage.ts';
import { entriesOfLog, pagesOf, type QueryStage, queryStage, writeEntries } from '../../../support/query-stage.ts';

const DURING = { session: sessionId('s-1'), staff: aStaff().id };
const FOUND: Occurrence = { kind: 'key.found', ...DURING, key: aKey().id };

const some = (count: number) => entriesOfLog(Array.from({ length: count }, () => FOUND));

function stageWith(count: number): QueryStage {
  const stage = queryStage();
  writeEntries(stage, some(count));
  return stage;
}

const foundBy = (queries: LogQueries) =>
  pagesOf((span) => queries.ofKey(aKey().id, span), { limit: 200 }).flat().length;

describe('the index', () => {
  it('waits for a whole batch, and takes one batch at a time', () => {
    const stage = stageWith(2 * BATCH + 10);
    const { index } = stage;
    expect([index.keepUp(), index.keepUp(), index.keepUp()].map(expectOk)).toEqual([BATCH, BATCH, 0]);
    expect(expectOk(index.behind())).toBe(10);
    expect([expectOk(index.advance()), expectOk(index.advance())]).toEqual([10, 0]);
    expect(foundBy(stage.queries)).toBe(2 * BATCH + 10);
  });

  it('is filled before a question when much is missing, as far as a question may wait', () => {
    const stage = stageWith(6000);
    const queries = new LogQueries(stage.store, stage.index);
    expectOk(queries.all({ limit: 1 }));
    expect(expectOk(stage.index.behind())).toBe(6000 - 8 * BATCH);
    for (let asked = 0; asked < 2; asked += 1) expectOk(queries.all({ limit: 1 }));
    expect(expectOk(stage.index.behind())).toBeLessThanOrEqual(1024);
    expect(foundBy(queries)).toBe(6000);
  });

  it('is as it was when the disk fails between the rows and the mark, and answers stay complete', () => {
    const stage = stageWith(40);
    const { store } = stage;
    expect(expectOk(stage.index.advance(10))).toBe(10);
    const failing = new EntryIndex({
      queries: new Proxy(store.queries, {
        get: (target, name) => {
          if (name === 'setIndexedTo') return diskFailure;
          const method: unknown = Reflect.get(target, name, target);
          return typeof method === 'function' ? method.bind(target) : method;
        },
      }),
      derive: (work) => store.derive(work),
      read: (work) => store.read(work),
    });
    expect(failing.advance()).toEqual(err('storage_io'));
    expect(store.queries.indexedTo()).toBe(10);
    expect(store.queries.under(`key:${aKey().id}`, 100, 1, 100)).toHaveLength(10);
    expect(foundBy(stage.queries)).toBe(40);
    expectOk(store.reopen());
    expect(expectOk(new EntryIndex(store).advance())).toBe(30);
    expect(foundBy(new LogQueries(store))).toBe(40);
  });

  it('gives nothing twice where its mark stands before its rows', () => {
    const stage = stageWith(40);
    const { store, index } = stage;
    expectOk(index.advance());
    expectOk(store.transaction(() => store.queries.setIndexedTo(25)));
    expect(foundBy(stage.queries)).toBe(40);
    expect(expectOk(index.advance())).toBe(15);
    expect(foundBy(stage.queries)).toBe(40);
  });

  it('begins anew where its mark stands past the log, and when it is dropped', () => {
    const stage = stageWith(40);
    const { store, index } = stage;
    expectOk(index.advance());
    expectOk(store.transaction(() => store.queries.setIndexedTo(900)));
    expectOk(index.keepUp());
    expect(store.queries.indexedTo()).toBe(0);
    expect(foundBy(stage.queries)).toBe(40);
    expect(expectOk(index.advance())).toBe(40);
    expectOk(index.drop());
    expect(store.queries.subjects('key:')).toEqual([]);
    expect(foundBy(stage.queries)).toBe(40);
  });

  it('stops before an entry that cannot be read, and says so', () => {
    const stage = stageWith(3);
    const { store, index } = stage;
    expectOk(
      store.transaction(() => store.entries.append({ seq: seq(4), bytes: Buffer.from('{}'), leaf: Buffer.alloc(32) })),
    );
    expect(expectOk(index.advance())).toBe(3);
    expect(index.advance()).toEqual(err({ code: 'log_broken', flaw: 'entry' }));
    expect(expectOk(index.behind())).toBe(1);
  });

  it('may be damaged, and the log does not mind: it is written and read on', () => {
    const stage = stageWith(300);
    expectOk(stage.index.keepUp());
    stage.store.close();
    overwritePage(stage.file, 'entry_index');
    const store = expectOk(Store.open(stage.file));
    const index = new EntryIndex(store);
    expect([index.advance(), index.drop()]).toEqual([err('storage_io'), err('storage_io')]);
    expect(store.fault).toBeNull();
    writeEntries({ store }, entriesOfLog(Array.from({ length: 301 }, () => FOUND)).slice(300));
    const queries = new LogQueries(store);
    expect(expectOk(queries.ofKey(aKey().id, { below: null, limit: 40 })).entries).toHaveLength(40);
    expect(queries.ofKey(aKey().id, { below: seq(BATCH), limit: 40 })).toEqual(err('storage_io'));
    store.close();
  });

  it('forgets what is pruned, and only that', () => {
    const stage = stageWith(40);
    const { store, index } = stage;
    expectOk(index.advance());
    expectOk(store.transaction(() => store.queries.forgetBefore(31)));
    expect(store.queries.under(`key:${aKey().id}`, 100, 1, 100)).toHaveLength(10);
    expect(store.queries.subjects('key:')).toEqual([`key:${aKey().id}`]);
    expectOk(store.transaction(() => store.queries.forgetBefore(41)));
    expect(store.queries.subjects('key:')).toEqual([]);
  });

  it('is there after a restart as it was', () => {
    const stage = stageWith(300);
    expectOk(stage.index.keepUp());
    stage.store.close();
    const store = expectOk(Store.open(stage.file));
    expect(store.queries.indexedTo()).toBe(BATCH);
    expect(foundBy(new LogQueries(store))).toBe(300);
    store.close();
  });
});

/** Destroys the first page of a table. */
function overwritePage(file: string, table: string): void {
  const database = new Sqlite(file);
  const page = Number(database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(table));
  const size = Number(database.pragma('page_size', { simple: true }));
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, Buffer.alloc(size, 0xee), 0, size, (page - 1) * size);
  closeSync(descriptor);
}
