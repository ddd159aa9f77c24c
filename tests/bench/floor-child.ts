// One durable insert with the pragmas of the product into a table of the same size, then five bytes to a line that somebody
// reads: the least that a release can take. Answers each message with one sample in ms; ends when its parent lets go.
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase, proveDurable } from '../../controller/store/database.ts';
import { expectOk } from '../support/expect-ok.ts';

/** A checkpoint between samples after so many, as the cabinet makes one when nobody is there. */
const CHECKPOINT_EVERY = 200;
const ENTRY = Buffer.alloc(300, 7);
const UNLOCK = Buffer.of(0x02, 0x00, 0x31, 0x03, 0x36);

const folder = mkdtempSync(path.join(tmpdir(), 'wardkey-floor-'));
const database = expectOk(openDatabase(path.join(folder, 'floor.db')));
expectOk(proveDurable(database));
database.exec('CREATE TABLE bare (seq INTEGER PRIMARY KEY, bytes BLOB) STRICT');
const insert = database.prepare('INSERT INTO bare (bytes) VALUES (?)');
database.transaction(() => {
  for (let row = 0; row < Number(process.argv[2]); row += 1) insert.run(ENTRY);
})();
database.pragma('wal_checkpoint(TRUNCATE)');
const line = await pairOfSockets();
let taken = 0;

process.on('message', () => {
  void sample().then((took) => {
    process.send?.(took);
    taken += 1;
    if (taken % CHECKPOINT_EVERY === 0) database.pragma('wal_checkpoint(TRUNCATE)');
  });
});
process.once('disconnect', () => {
  line.near.destroy();
  line.far.destroy();
  database.close();
  rmSync(folder, { recursive: true, force: true });
});
process.send?.(0);

async function sample(): Promise<number> {
  const began = performance.now();
  insert.run(ENTRY);
  const arrived = new Promise<number>((resolve) => line.far.once('data', () => resolve(performance.now())));
  line.near.write(UNLOCK);
  return (await arrived) - began;
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
