// The conventions of the schema, asked from SQLite itself, so that the next migration keeps them too.
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../controller/store/database.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { scratchFolder } from '../../support/scratch.ts';

/** What the pragmas answer with; each query names the columns that it wants. */
interface Row {
  readonly name: string;
  readonly type: string;
  readonly strict: number;
  readonly from: string;
}

const SNAKE = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;

function rows(database: Database, sql: string, ...values: unknown[]): readonly Row[] {
  return database.prepare<unknown[], Row>(sql).all(...values);
}

/** What a schema does wrong; empty when nothing. */
function faultsOf(database: Database): readonly string[] {
  const tables = rows(
    database,
    `SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'`,
  );
  return tables.flatMap(({ name, strict }) => [
    ...(strict === 1 ? [] : [`${name} is not STRICT`]),
    ...(SNAKE.test(name) ? [] : [`${name} is not in snake case`]),
    ...columnFaults(database, name),
    ...foreignKeyFaults(database, name),
  ]);
}

function columnFaults(database: Database, table: string): readonly string[] {
  const columns = rows(database, 'SELECT name, type FROM pragma_table_info(?)', table);
  return [
    ...columns.filter(({ name }) => !SNAKE.test(name)).map(({ name }) => `${table}.${name} is not in snake case`),
    ...columns.filter(({ type }) => type === 'ANY').map(({ name }) => `${table}.${name} holds anything`),
  ];
}

/** A foreign key needs an index that opens with its column; the primary key of a rowid table is one by itself. */
function foreignKeyFaults(database: Database, table: string): readonly string[] {
  const keys = rows(database, 'SELECT "from" FROM pragma_foreign_key_list(?)', table);
  const indexed = new Set(
    rows(database, 'SELECT name FROM pragma_index_list(?)', table).flatMap((index) =>
      rows(database, 'SELECT name FROM pragma_index_info(?) WHERE seqno = 0', index.name).map((column) => column.name),
    ),
  );
  const rowid = rows(database, `SELECT * FROM pragma_table_info(?) WHERE pk = 1 AND type = 'INTEGER'`, table);
  for (const { name } of rowid) indexed.add(name);
  return keys.filter(({ from }) => !indexed.has(from)).map(({ from }) => `${table}.${from} has no index`);
}

describe('the schema', () => {
  it('keeps every convention', () => {
    const database = expectOk(openDatabase(path.join(scratchFolder(), 'wardkey.db')));
    expect(faultsOf(database)).toEqual([]);
    expect(database.pragma('foreign_key_check')).toEqual([]);
    expect(
      rows(database, `SELECT 1 FROM pragma_table_list WHERE schema = 'main' AND strict = 1`).length,
    ).toBeGreaterThan(15);
    database.close();
  });

  it.each([
    ['CREATE TABLE loose (id INTEGER PRIMARY KEY)', 'loose is not STRICT'],
    ['CREATE TABLE "Big" (id INTEGER PRIMARY KEY) STRICT', 'Big is not in snake case'],
    ['CREATE TABLE big (bigName TEXT) STRICT', 'big.bigName is not in snake case'],
    ['CREATE TABLE big (a ANY) STRICT', 'big.a holds anything'],
    [
      'CREATE TABLE a (id INTEGER PRIMARY KEY) STRICT; CREATE TABLE b (a INTEGER REFERENCES a (id)) STRICT',
      'b.a has no index',
    ],
  ])('would be caught with %s', (sql, fault) => {
    const database = new Sqlite(':memory:');
    database.exec(sql);
    expect(faultsOf(database)).toEqual([fault]);
    database.close();
  });
});
