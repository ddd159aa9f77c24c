// What an inspector waits for: a whole log exported and verified, each by the program in a process of its own.
//
//   export.write / verify   seconds from start to end of `wardkey audit export` and `verify`
//   export.total            both together, which has the target
//   …-memory                most resident memory of the process, as the kernel counts it
//   export.size             bytes of the export for each entry
//
// Argument: [entries], six years by default. Filling the log comes first and is not counted.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { append, EMPTY_FRONTIER, type Frontier } from '../../controller/audit/merkle.ts';
import { perfectRoot, TILE_WIDTH, TOP_TILE_LEVEL } from '../../controller/audit/tree.ts';
import { logKeyOf } from '../../controller/cli/audit-source.ts';
import { openDataFolder } from '../../controller/data-folder.ts';
import { openingOf } from '../../controller/main.ts';
import type { Store } from '../../controller/store/store.ts';
import { seq } from '../support/domain-builders.ts';
import { expectOk } from '../support/expect-ok.ts';
import { fillBusyLog } from './busy-log.ts';
import { report } from './figures.ts';

const PROGRAM = path.join(import.meta.dirname, '..', '..', 'controller', 'cli.ts');
const SIX_YEARS = 5_300_000;
/** For both commands, in seconds. */
const PATIENCE = 600;
/** A process that holds on to entries would need far more, in MiB. */
const ENOUGH_MEMORY = 384;
const PAGE = 4096;

const [entries = SIX_YEARS] = process.argv.slice(2).map(Number);
const scratch = mkdtempSync(path.join(tmpdir(), 'wardkey-export-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
const data = path.join(scratch, 'data');
const folder = path.join(scratch, 'export');

const opened = expectOk(openDataFolder(data, openingOf()));
fillBusyLog(opened.store, entries);
growTree(opened.store);
opened.close();

const written = await timed('export', folder, '--data', data);
const verified = await timed('verify', folder, '--key', logKeyOf(data).vkey);
const bytes = globSync('**/*', { cwd: folder }).reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0);
report({ id: 'export.entries', target: null, measured: entries, unit: 'entries' });
report({ id: 'export.size', target: null, measured: bytes / entries, unit: 'B/entry' });
report({ id: 'export.write', target: null, measured: written.seconds, unit: 's' });
report({ id: 'export.verify', target: null, measured: verified.seconds, unit: 's' });
const results = [
  report({ id: 'export.total', target: PATIENCE, measured: written.seconds + verified.seconds, unit: 's' }),
  report({ id: 'export.write-memory', target: ENOUGH_MEMORY, measured: written.memory, unit: 'MiB' }),
  report({ id: 'export.verify-memory', target: ENOUGH_MEMORY, measured: verified.memory, unit: 'MiB' }),
];
process.exit(results.every(Boolean) ? 0 : 1);

/** Runs a command of the group. @throws when it does not end with 0 */
async function timed(...words: readonly string[]): Promise<{ readonly seconds: number; readonly memory: number }> {
  const began = performance.now();
  const child = spawn(process.execPath, [...process.execArgv, PROGRAM, 'audit', ...words], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let memory = 0;
  const watch = setInterval(() => {
    memory = Math.max(memory, peakOf(child.pid));
  }, 20);
  const [status] = await once(child, 'exit');
  clearInterval(watch);
  if (status !== 0) throw new Error(`${words[0]} ended with ${status}`);
  return { seconds: (performance.now() - began) / 1000, memory };
}

/** Most resident memory of a process so far in MiB; 0 once it has ended. */
function peakOf(pid: number | undefined): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return 0;
    throw error;
  }
}

/** The head and the tiles over entries that were written without a journal. */
function growTree(store: Store): void {
  let frontier: Frontier = EMPTY_FRONTIER;
  const rows: Uint8Array[][] = Array.from({ length: TOP_TILE_LEVEL + 1 }, () => []);
  const counts = Array.from({ length: TOP_TILE_LEVEL + 1 }, () => 0);
  for (;;) {
    const leaves = store.entries.leaves(seq(frontier.size + 1), PAGE);
    if (leaves.length === 0) break;
    const tiles: { readonly level: number; readonly position: number; readonly hash: Uint8Array }[] = [];
    for (const leaf of leaves) {
      frontier = append(frontier, leaf);
      let hash = leaf;
      for (let level = 0; level < TOP_TILE_LEVEL; level += 1) {
        const row = rows[level] ?? [];
        row.push(hash);
        if (row.length < TILE_WIDTH) break;
        hash = perfectRoot(row);
        rows[level] = [];
        tiles.push({ level: level + 1, position: counts[level] ?? 0, hash });
        counts[level] = (counts[level] ?? 0) + 1;
      }
    }
    const head = { ...frontier, intents: [] };
    expectOk(
      store.transaction(() => {
        for (const { level, position, hash } of tiles) store.tree.addTile(level, position, hash);
        store.tree.saveHead(head);
      }),
    );
  }
}
