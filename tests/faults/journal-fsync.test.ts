// What a commit costs and what a failing fsync does, seen by strace from outside the process.
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../controller/store/database.ts';
import { Store } from '../../controller/store/store.ts';
import { expectOk } from '../support/expect-ok.ts';
import { expectWholeLog, openJournal } from '../support/journal-stage.ts';
import { scratchFolder } from '../support/scratch.ts';
import { runTraced } from '../support/traced.ts';

const SYNC = /\b(fsync|fdatasync)\(/;

describe('the cost of a commit', () => {
  it('is exactly one fsync for an intent, after a checkpoint too', () => {
    const file = path.join(scratchFolder(), 'wardkey.db');
    const run = runTraced(['-e', 'trace=fsync,fdatasync,write'], 'journal-child.ts', file, 'count');
    expect(run.stderr).toBe('');
    const syncs = syncsBetweenMarks(run.trace);
    expect(syncs).toMatchObject({ 'first intent': 1, 'second intent': 1, record: 1, 'intent after a checkpoint': 1 });
    expect(syncs).toMatchObject({ 'intent with a text': 1, nothing: 0 });
    expect(syncs.checkpoint).toBeGreaterThan(1);
  });
});

describe('a failing fsync', () => {
  it('at any place gives no token, and the log is whole after reopen and reload', () => {
    let planted = 0;
    let told = 0;
    for (let place = 1; ; place += 1) {
      const file = path.join(scratchFolder(), 'wardkey.db');
      const inject = `inject=fsync,fdatasync:error=EIO:when=${place}`;
      const run = runTraced(['-e', 'trace=fsync,fdatasync', '-e', inject], 'journal-child.ts', file, 'heal');
      expect(run.stderr, `fsync ${place}`).toBe('');
      expect(run.status).toBe(0);
      const hit = run.trace.filter((line) => line.includes('(INJECTED)')).length;
      expectHealed(file, run.stdout, place);
      if (hit === 0) break;
      planted += hit;
      told += run.stdout.includes('fault') ? 1 : 0;
    }
    expect(planted).toBeGreaterThan(10);
    expect(told).toBeGreaterThan(planted / 2);
  });
});

/** Tokens only for intents that are in the log; every entry in it is whole. */
function expectHealed(file: string, stdout: string, place: number): void {
  const tokens = [...stdout.matchAll(/^token (\d+)$/gm)].map(([, seq]) => Number(seq));
  const size = Number(/^done (\d+)$/m.exec(stdout)?.[1]);
  expect(tokens, `fsync ${place}`).toHaveLength(4);
  const store = expectOk(Store.open(file, 'existing'));
  expectWholeLog(store, size);
  const open = openJournal(store)
    .openIntents()
    .map(({ intent }) => intent);
  expect(open).toEqual(expect.arrayContaining(tokens));
  store.close();
  expectOk(openDatabase(file, 'existing')).close();
}

function syncsBetweenMarks(trace: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  let mark: string | null = null;
  for (const line of trace) {
    const [, begun] = /write\(1, "begin ([^\\"]+)/.exec(line) ?? [];
    if (begun !== undefined) {
      mark = begun;
      counts[begun] = 0;
    } else if (/write\(1, "end /.test(line)) mark = null;
    else if (mark !== null && SYNC.test(line)) counts[mark] = (counts[mark] ?? 0) + 1;
  }
  return counts;
}
