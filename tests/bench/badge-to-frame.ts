// Badge event → unlock frame on the wire, with 100,000 entries in the log, beside its floor measured in the same run:
// one bare durable insert with the same pragmas, and one write of five bytes to a line. Arguments: [sessions] [entries].
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DemoPerson } from '../../controller/demo/hospital-staff.ts';
import { openDatabase } from '../../controller/store/database.ts';
import { personWho, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { percentile, report } from './figures.ts';
import { fillLog } from './filled-log.ts';
import { fsyncsPerIntent } from './fsyncs.ts';
import { residentMemory } from './memory.ts';

const [sessions = 2000, entries = 100_000] = process.argv.slice(2).map(Number);

const measured = await badgeToFrame(sessions, entries);
const floor = await floorOf(sessions, entries);
report({ id: 'floor.p50', target: null, measured: percentile(floor, 0.5), unit: 'ms' });
report({ id: 'floor.p99', target: null, measured: percentile(floor, 0.99), unit: 'ms' });
report({ id: 'badge-to-frame.p50', target: null, measured: percentile(measured, 0.5), unit: 'ms' });
const results = [
  report({
    id: 'badge-to-frame.p99',
    target: 2 * percentile(floor, 0.99),
    measured: percentile(measured, 0.99),
    unit: 'ms',
  }),
  report({ id: 'fsyncs-per-intent', target: 1, measured: await fsyncsPerIntent(200), unit: 'fsyncs' }),
  report({ id: 'rss-of-the-demo', target: 120, measured: await residentMemory(), unit: 'MiB' }),
];
process.exit(results.every(Boolean) ? 0 : 1);

/** Time from the tap of a badge to the unlock frame at the board, in ms. The choice of a key takes no time here. */
async function badgeToFrame(count: number, fill: number): Promise<readonly number[]> {
  const cabinet = await startTestAppliance();
  const { runtime, simulation, data } = cabinet.appliance;
  if (simulation === null) throw new Error('the bench needs the simulated cabinet');
  fillLog(data, fill);
  await cabinet.act({ type: 'door.open' });
  const person = personWho(cabinet.people, ({ title }) => title === 'Porter');
  const samples: number[] = [];
  while (samples.length < count) samples.push(await oneSession(cabinet, person, samples.length));
  await cabinet.stop();
  return samples;

  async function oneSession(appliance: TestAppliance, { badge }: DemoPerson, turn: number): Promise<number> {
    await appliance.until(({ session, screen }) => session === null && screen.name !== 'starting', 'an empty hall');
    const frame = new Promise<number>((resolve) => {
      const unsubscribe = simulation?.bus.onFrame(({ from, bytes, at }) => {
        if (from !== 'controller' || bytes[2] !== 0x31) return;
        unsubscribe?.();
        resolve(at);
      });
    });
    const began = performance.now();
    simulation?.act({ type: 'badge.tap', badge });
    const { session, revision, screen } = await appliance.until(
      (picture) => picture.screen.name === 'home',
      'the keys',
    );
    const offers = screen.name === 'home' ? screen.offers.filter(({ refusals }) => refusals.length === 0) : [];
    const key = offers[turn % Math.max(1, offers.length)];
    if (session === null || key === undefined || key.slot === null) throw new Error('nothing is offered');
    const refused = runtime.command({ sessionId: session.id, revision, command: { type: 'key.take', key: key.id } });
    if (refused !== null) throw new Error(refused.title);
    const took = (await frame) - began;
    const { slot } = key;
    await appliance.until((picture) => picture.screen.name === 'take', 'the open slot');
    simulation?.act({ type: 'fob.pull', slot });
    await appliance.until((picture) => picture.screen.name === 'close-door', 'the taken key');
    const fob = simulation?.view().hand[0];
    const open = runtime.snapshot();
    runtime.command({ sessionId: session.id, revision: open.revision, command: { type: 'session.end' } });
    if (fob !== undefined) simulation?.act({ type: 'fob.insert', fob: fob.id, slot });
    await appliance.until(
      (picture) => picture.slots.some((one) => one.number === slot && one.state === 'in'),
      'the key in its slot',
    );
    return took;
  }
}

/** One durable insert into a log of the same size, then five bytes to a line that somebody reads: the least it can take. */
async function floorOf(count: number, fill: number): Promise<readonly number[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'wardkey-floor-'));
  const opened = openDatabase(path.join(folder, 'floor.db'), 'create_if_missing');
  if (!opened.ok) throw new Error(`no database for the floor: ${opened.error}`);
  const database = opened.value;
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE bare (seq INTEGER PRIMARY KEY, bytes BLOB) STRICT');
  const insert = database.prepare('INSERT INTO bare (bytes) VALUES (?)');
  const bytes = Buffer.alloc(300, 7);
  database.transaction(() => {
    for (let row = 0; row < fill; row += 1) insert.run(bytes);
  })();
  database.pragma('wal_checkpoint(TRUNCATE)');
  const line = await pairOfSockets();
  const samples: number[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    const began = performance.now();
    insert.run(bytes);
    const arrived = new Promise<number>((resolve) => line.far.once('data', () => resolve(performance.now())));
    line.near.write(Buffer.of(0x02, 0x00, 0x31, 0x03, 0x36));
    samples.push((await arrived) - began);
    if (turn % 200 === 199) database.pragma('wal_checkpoint(TRUNCATE)');
  }
  line.near.destroy();
  line.far.destroy();
  database.close();
  rmSync(folder, { recursive: true, force: true });
  return samples;
}

async function pairOfSockets(): Promise<{ near: Socket; far: Socket }> {
  const server = createServer({ noDelay: true });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('the floor has no line');
  const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve));
  const near = connect({ port: bound.port, host: '127.0.0.1', noDelay: true });
  const far = await accepted;
  server.close();
  return { near, far };
}
