// What one intent costs: its commit beside a bare durable insert with the same pragmas, taken in turn in one process; the bytes
// that reach the disk for each entry; the WAL at its longest; and what a cabinet writes while nobody is there.
// Arguments: [samples] [entries in the log].
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDataFolder } from '../../controller/data-folder.ts';
import { seconds } from '../../controller/domain/time.ts';
import { collectYoungGarbage, openingOf, systemClock } from '../../controller/main.ts';
import { openDatabase, proveDurable } from '../../controller/store/database.ts';
import { startTestAppliance } from '../support/appliance.ts';
import { expectOk } from '../support/expect-ok.ts';
import { PassingTime } from '../support/passing-time.ts';
import { bytesWritten } from './bytes-written.ts';
import { percentile, report } from './figures.ts';
import { fillLog } from './filled-log.ts';
import { Lending } from './lending.ts';

const [samples = 4000, entries = 100_000] = process.argv.slice(2).map(Number);
/** Between two quiet moments, in which both sides empty their WAL. */
const QUIET_EVERY = 100;
/** A visit leaves half a minute without anybody after so many, on a busy day. */
const VISITS_A_QUIET_MOMENT = 5;
const WARM_UP = 200;
const ENTRY = Buffer.alloc(400, 7);
const MIB = 1024 * 1024;

const folder = mkdtempSync(path.join(tmpdir(), 'wardkey-commit-'));
const data = expectOk(openDataFolder(path.join(folder, 'data'), openingOf()));
fillLog(data, entries);
const lending = new Lending(data);
const { intents, bare } = beside();
const results = [
  report({ id: 'commit.bytes-per-entry', target: 16, measured: kibibytesPerEntry(), unit: 'KiB' }),
  report({ id: 'commit.wal', target: 8, measured: longestWal() / MIB, unit: 'MiB' }),
];
data.close();
rmSync(folder, { recursive: true, force: true });
report({ id: 'commit.bare.p50', target: null, measured: percentile(bare, 0.5), unit: 'ms' });
report({ id: 'commit.bare.p99', target: null, measured: percentile(bare, 0.99), unit: 'ms' });
report({ id: 'commit.intent.p50', target: null, measured: percentile(intents, 0.5), unit: 'ms' });
results.push(
  report({
    id: 'commit.intent.p99',
    target: 1.5 * percentile(bare, 0.99),
    measured: percentile(intents, 0.99),
    unit: 'ms',
  }),
  report({ id: 'commit.idle', target: 1, measured: (await idleBytes()) / MIB, unit: 'MiB/h' }),
);
process.exit(results.every(Boolean) ? 0 : 1);

/** Durations of commits in ms: intents of the journal, and one row into a table of the same length in a file beside it. */
function beside(): { readonly intents: readonly number[]; readonly bare: readonly number[] } {
  const database = expectOk(openDatabase(path.join(folder, 'bare.db')));
  expectOk(proveDurable(database));
  database.exec('CREATE TABLE bare (seq INTEGER PRIMARY KEY, bytes BLOB) STRICT');
  const insert = database.prepare('INSERT INTO bare (bytes) VALUES (?)');
  database.transaction(() => {
    for (let row = 0; row < entries; row += 1) insert.run(ENTRY);
  })();
  const taken = { intents: [] as number[], bare: [] as number[] };
  for (let turn = 0; turn < WARM_UP + samples; turn += 1) {
    if (turn % QUIET_EVERY === 0) {
      expectOk(data.store.checkpointWhenQuiet());
      database.pragma('wal_checkpoint(TRUNCATE)');
      expectOk(proveDurable(database));
    }
    // As the cabinet does when a visit is over. A visit has an intent or two.
    collectYoungGarbage();
    const sides = [
      () => taken.intents.push(lending.release()),
      () => {
        const began = performance.now();
        insert.run(ENTRY);
        taken.bare.push(performance.now() - began);
      },
    ];
    for (const side of turn % 2 === 0 ? sides : sides.toReversed()) side();
  }
  database.close();
  return { intents: taken.intents.slice(WARM_UP), bare: taken.bare.slice(WARM_UP) };
}

/** Whole visits, each signed at its end, with the WAL emptied as on a busy day. */
function kibibytesPerEntry(): number {
  expectOk(data.store.checkpointWhenQuiet());
  const before = bytesWritten();
  let written = 0;
  for (let visit = 0; visit < samples / 4; visit += 1) {
    written += lending.visit();
    if (visit % VISITS_A_QUIET_MOMENT === 0) expectOk(data.store.checkpointWhenQuiet());
  }
  expectOk(data.store.checkpointWhenQuiet());
  const bytes = bytesWritten() - before;
  if (bytes === 0) throw new Error(`${folder} lies in memory: nothing can be said of what is written`);
  return bytes / 1024 / written;
}

/** The longest WAL in bytes, with people at the cabinet all the time. */
function longestWal(): number {
  let longest = 0;
  for (let release = 0; release < samples; release += 1) {
    lending.release();
    longest = Math.max(longest, data.store.walBytes());
  }
  return longest;
}

/** Bytes that a cabinet writes in an hour in which nobody comes. */
async function idleBytes(): Promise<number> {
  const time = new PassingTime(systemClock.now());
  const cabinet = await startTestAppliance({ time });
  await cabinet.until(({ screen }) => screen.name !== 'starting', 'a cabinet that has started');
  await time.pass(seconds(300));
  const before = bytesWritten();
  for (let passed = 0; passed < 3600; passed += 1) await time.pass(seconds(1));
  const bytes = bytesWritten() - before;
  await cabinet.stop();
  return bytes;
}
