// SIGKILL in the middle of pruning: each tile is gone as a whole or there as a whole, and the next pruning goes on.
import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { pruneTo } from '../../controller/audit/prune.ts';
import { Store } from '../../controller/store/store.ts';
import { expectOk } from '../support/expect-ok.ts';
import { journalStage, openJournal } from '../support/journal-stage.ts';
import { agreeOn, fillDaily, misfits, proofOf } from '../support/pruned-log.ts';
import { scratchFolder } from '../support/scratch.ts';

const PRUNER = path.join(import.meta.dirname, 'pruner.ts');
const FIRST = 1025;

it('loses no leaf and no entry that was to stay, whenever it is killed', () => {
  const { file, store, journal, clock } = journalStage();
  const checkpoints = fillDaily(journal, clock, 1299);
  agreeOn(journal, FIRST);
  const kept = { checkpoints, ...proofOf(store, 300) };
  expectOk(store.checkpointWhenQuiet());
  const deaths = ['before', 'inside', 'after'].flatMap((moment) => [1, 2, 4].map((nth) => ({ moment, nth })));
  for (const { moment, nth } of deaths) {
    const copy = path.join(scratchFolder(), 'wardkey.db');
    cpSync(file, copy);
    const { signal } = spawnSync(process.execPath, [PRUNER, copy, String(FIRST), String(nth), moment]);
    expect(signal).toBe('SIGKILL');
    const left = expectOk(Store.open(copy, 'existing'));
    const done = moment === 'after' ? nth : nth - 1;
    expect(left.entries.first(), `${moment} the commit of ${nth}`).toBe(done * 256 + 1);
    expect(left.entries.span()).toEqual({ oldest: done * 256 + 1, newest: 1300 });
    expect(misfits(left, kept)).toEqual([]);
    openJournal(left, clock);
    expect(pruneTo(left, FIRST)).toEqual({ ok: true, value: FIRST - 1 - done * 256 });
    expect(left.entries.span()).toEqual({ oldest: FIRST, newest: 1300 });
    expect(misfits(left, kept)).toEqual([]);
    left.close();
  }
});
