// An inspector comes while the cabinet is in use: the export is whole and proved, and nobody at the screen notices.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { filesIn } from '../../controller/audit/verify/export-files.ts';
import { verifyExport } from '../../controller/audit/verify/verify-export.ts';
import { logKeyOf } from '../../controller/cli/audit-source.ts';
import { startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { REPOSITORY } from '../support/architecture/source-tree.ts';
import { expectOk } from '../support/expect-ok.ts';
import { scratchFolder } from '../support/scratch.ts';

const PROGRAM = path.join(REPOSITORY, 'controller', 'cli.ts');
/** What the WAL may hold, whoever looks on. */
const WAL_LIMIT = 8 * 1024 * 1024;

test('exports of a cabinet in use are proved, and the second continues the first', async () => {
  const cabinet = await startTestAppliance();
  onTestFinished(() => cabinet.stop());
  const { journal } = cabinet.appliance.data;
  const scratch = scratchFolder();
  let since: Buffer | null = null;
  for (const name of ['first', 'second']) {
    const folder = path.join(scratch, name);
    const before = journal.size();
    const turns = await whileExporting(cabinet, folder);
    expect(turns).toBeGreaterThan(0);

    const files = filesIn(folder);
    if (files === null) throw new Error('there is no export');
    const proved = expectOk(verifyExport(files, { key: logKeyOf(cabinet.folder).vkey, since }));
    expect(proved).toMatchObject({ from: 1, to: proved.size, strangers: [] });
    expect(proved.size).toBeGreaterThanOrEqual(before);
    expect(proved.size).toBeLessThanOrEqual(journal.size());
    since = readFileSync(path.join(folder, 'checkpoint'));
  }
  expect(cabinet.fatal).toEqual([]);
});

/** Exports in a process of its own, and opens and closes the door until it has ended. @returns how often */
async function whileExporting(cabinet: TestAppliance, folder: string): Promise<number> {
  const words = [PROGRAM, 'audit', 'export', folder, '--data', cabinet.folder];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = once(child, 'exit');
  let turns = 0;
  while (child.exitCode === null) {
    await cabinet.act({ type: 'door.open' });
    await cabinet.until(({ door }) => door === 'open', 'the open door');
    await cabinet.act({ type: 'door.close' });
    await cabinet.until(({ door }) => door === 'closed', 'the closed door');
    expect(cabinet.appliance.data.store.walBytes()).toBeLessThanOrEqual(WAL_LIMIT);
    turns += 1;
  }
  expect(await ended).toEqual([0, null]);
  return turns;
}
