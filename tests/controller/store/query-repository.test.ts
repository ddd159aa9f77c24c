// How SQLite runs the questions: along an index, never through the whole log, and without sorting.
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../controller/store/database.ts';
import { QUERY_SQL } from '../../../controller/store/query-repository.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { scratchFolder } from '../../support/scratch.ts';

const VALUES = { position: 7, limit: 10, below: 9, from: 1, subject: 'key:linen', prefix: 'key:', end: 'key;' };

function planOf(sql: string): readonly string[] {
  const database = expectOk(openDatabase(path.join(scratchFolder(), 'wardkey.db')));
  try {
    const named = Object.fromEntries(Object.entries(VALUES).filter(([name]) => sql.includes(`:${name}`)));
    return database
      .prepare<[typeof named], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(named)
      .map(({ detail }) => detail);
  } finally {
    database.close();
  }
}

/** Reading the first or last of an index is a SEARCH; a SCAN reads all of it. */
const READS_ALL = /^SCAN (?!index_mark)|TEMP B-TREE/;

describe('a statement', () => {
  it.each(Object.entries(QUERY_SQL))('%s walks along an index', (_name, sql) => {
    const plan = planOf(sql);
    expect(plan.length).toBeGreaterThan(0);
    expect(plan.filter((step) => READS_ALL.test(step))).toEqual([]);
  });

  it('would be caught reading the whole log, or sorting it', () => {
    const careless = "SELECT seq FROM entries WHERE bytes LIKE '%linen%' ORDER BY leaf";
    expect(planOf(careless).filter((step) => READS_ALL.test(step))).toHaveLength(2);
  });

  it('finds entries of a subject by the subject first', () => {
    expect(planOf(QUERY_SQL.under)).toEqual([
      expect.stringMatching(/^SEARCH index_subjects USING .*INDEX/),
      expect.stringMatching(/^SEARCH entry_index USING PRIMARY KEY \(subject=\? AND seq>\? AND seq<\?\)/),
      expect.stringMatching(/^SEARCH entries USING INTEGER PRIMARY KEY/),
    ]);
  });
});
