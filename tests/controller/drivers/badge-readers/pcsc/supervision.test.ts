// How the reader holds its child process: every way in which a child can misbehave ends in one answer or one event, and
// in no process left behind.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseReaderId } from '../../../../../controller/domain/ids.ts';
import type { BadgeReaderEvent } from '../../../../../controller/drivers/badge-readers/badge-reader.ts';
import { fileNumber } from '../../../../../controller/drivers/badge-readers/pcsc/desfire/file-number.ts';
import type { DesfireAccess } from '../../../../../controller/drivers/badge-readers/pcsc/desfire/read-file.ts';
import { PcscReader } from '../../../../../controller/drivers/badge-readers/pcsc/pcsc-reader.ts';
import { childProcesses } from '../../../../support/child-processes.ts';
import { expectOk } from '../../../../support/expect-ok.ts';
import { ScriptedPcscd } from '../../../../support/scripted-pcscd.ts';

const ALIVE = "setInterval(() => process.send({ type: 'alive' }), 100); process.send({ type: 'alive' });";
const ATTACHED = `${ALIVE} process.send({ type: 'attached' });`;
const FILE = { application: 'F48120', keyNumber: 2, file: 5, offset: 4, length: 4 };
const KEY = Uint8Array.from({ length: 16 }, (_none, at) => 0x31 + 7 * at);

let folder: string;
let pcscd: ScriptedPcscd;
let reader: PcscReader;
let events: BadgeReaderEvent[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'wardkey-child-'));
  pcscd = await ScriptedPcscd.start();
  events = [];
});
afterEach(async () => {
  await reader.disconnect();
  await pcscd.stop();
  expect(await childProcesses(folder)).toEqual([]);
  await rm(folder, { recursive: true });
});

/** A reader whose child process is this script. */
async function readerOf(script: string, desfire: DesfireAccess | null = null): Promise<PcscReader> {
  const file = path.join(folder, 'child.mjs');
  await writeFile(file, script);
  reader = new PcscReader(expectOk(parseReaderId('front')), {
    socketPath: pcscd.socketPath,
    childFile: pathToFileURL(file),
    ...(desfire === null ? {} : { desfire }),
  });
  reader.subscribe((event) => events.push(event));
  return reader;
}

const lostWith = (fault: string) =>
  expect.poll(() => events, { timeout: 10_000 }).toEqual([{ type: 'reader.lost', fault }]);

describe('while connecting', () => {
  it.each([
    ['that says nothing at all', 'setInterval(() => {}, 1000);', 'silent'],
    [
      'that says it is alive and then freezes',
      "process.send({ type: 'alive' }); setTimeout(() => { for (;;); }, 50);",
      'silent',
    ],
    ['that finds no reader', ALIVE, 'port_absent'],
    ['that crashes', "throw new Error('boom');", 'crashed'],
    ['that ends as if all were well', '', 'crashed'],
    [
      'that gives its reason',
      "process.send({ type: 'failed', fault: 'port_refused' }, () => process.exit(1));",
      'port_refused',
    ],
    ['that talks nonsense', "process.send({ type: 'hello' }); setInterval(() => {}, 1000);", 'garbled'],
  ])('answers for a child %s', async (_name, script, fault) => {
    expect(await (await readerOf(script)).connect()).toEqual({ ok: false, error: fault });
    expect(await childProcesses(folder)).toEqual([]);
    expect(events).toEqual([]);
  });

  it('starts no child when pcscd is absent', async () => {
    const mark = path.join(folder, 'started');
    await readerOf(`import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(mark)}, ''); ${ATTACHED}`);
    await pcscd.stop();
    expect(await reader.connect()).toEqual({ ok: false, error: 'port_absent' });
    await expect(rm(mark)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('answers the earlier of two connects with port_closed, whenever the later one comes', async () => {
    await readerOf(ATTACHED);
    const answers = await Promise.all([reader.connect(), reader.connect(), reader.connect()]);
    expect(answers.map((answer) => (answer.ok ? 'connected' : answer.error))).toEqual([
      'port_closed',
      'port_closed',
      'connected',
    ]);
    expect(await childProcesses(folder)).toHaveLength(1);
  });

  it('answers with port_closed when it is disconnected meanwhile', async () => {
    await readerOf(ALIVE);
    const answer = reader.connect();
    await expect.poll(() => childProcesses(folder)).toHaveLength(1);
    await reader.disconnect();
    expect(await answer).toEqual({ ok: false, error: 'port_closed' });
    expect(await childProcesses(folder)).toEqual([]);
  });
});

describe('while connected', () => {
  it.each([
    ['crashes', `${ATTACHED} setTimeout(() => { throw new Error('boom'); }, 50);`, 'crashed'],
    ['is killed', `${ATTACHED} setTimeout(() => process.kill(process.pid, 'SIGKILL'), 50);`, 'crashed'],
    ['freezes', `${ATTACHED} setTimeout(() => { for (;;); }, 50);`, 'silent'],
    [
      'gives its reason',
      `${ATTACHED} process.send({ type: 'failed', fault: 'port_closed' }, () => process.exit(1));`,
      'port_closed',
    ],
    ['talks nonsense', `${ATTACHED} setTimeout(() => process.send({ type: 'badge', number: 'zz' }), 50);`, 'garbled'],
    [
      'floods',
      `${ATTACHED} setTimeout(() => { for (let i = 0; i < 500; i += 1) process.send({ type: 'alive' }); }, 50);`,
      'garbled',
    ],
  ])('loses a child that %s, once', async (_name, script, fault) => {
    expectOk(await (await readerOf(script)).connect());
    await lostWith(fault);
    await expect.poll(() => childProcesses(folder)).toEqual([]);
    expect(events).toHaveLength(1);
  });

  it('loses pcscd that hangs up, and ends the child', async () => {
    expectOk(await (await readerOf(ATTACHED)).connect());
    pcscd.hangUp();
    await lostWith('port_closed');
    await expect.poll(() => childProcesses(folder)).toEqual([]);
  });

  it('can be connected again from within the news of its loss', async () => {
    await readerOf(`${ATTACHED} setTimeout(() => process.exit(1), 100);`);
    const again = Promise.withResolvers<boolean>();
    const unsubscribe = reader.subscribe(() => {
      unsubscribe();
      void reader.connect().then((answer) => again.resolve(answer.ok));
    });
    expectOk(await reader.connect());
    expect(await again.promise).toBe(true);
  });

  it('passes on badges in order, judged, and nothing from before it was attached', async () => {
    const badge = (hex: string) => `process.send({ type: 'badge', number: '${hex}' });`;
    await readerOf(`${badge('aa')} ${ATTACHED} ${badge('04010203')} ${badge('08010203')} ${badge('')} ${badge('00'.repeat(65))}
      process.send({ type: 'unreadable', reason: 'removed_too_soon' });`);
    expectOk(await reader.connect());
    await expect.poll(() => events.length).toBe(5);
    expect(events).toEqual([
      { type: 'badge.presented', number: Uint8Array.of(4, 1, 2, 3), strength: 'weak', format: 'iso14443-uid' },
      { type: 'badge.unreadable', reason: 'random_uid' },
      { type: 'badge.unreadable', reason: 'no_answer' },
      { type: 'badge.unreadable', reason: 'too_long' },
      { type: 'badge.unreadable', reason: 'removed_too_soon' },
    ]);
  });

  it.each([
    ['nobody asked for', null, '01020304'],
    ['is longer than was asked for', { file: { ...FILE, length: 3 }, key: KEY }, '01020304'],
  ])('loses a child that gives a file which %s', async (_name, desfire, content) => {
    const script = `${ATTACHED} setTimeout(() => process.send({ type: 'file', content: '${content}' }), 50);`;
    expectOk(await (await readerOf(script, desfire)).connect());
    await lostWith('garbled');
  });

  it('gives the child its order with the key over the channel, and takes the file for strong', async () => {
    const order = 'JSON.stringify(message)';
    await readerOf(
      `process.once('message', (message) => {
        process.stderr.write(${order});
        process.send({ type: 'attached' });
        process.send({ type: 'file', content: '01020304' });
      }); setInterval(() => process.send({ type: 'alive' }), 100);`,
      { file: FILE, key: KEY },
    );
    expectOk(await reader.connect());
    await expect.poll(() => events.length).toBe(1);
    expect(JSON.parse(reader.errorOutput)).toEqual({
      type: 'watch',
      desfire: { ...FILE, key: Buffer.from(KEY).toString('hex') },
    });
    const number = fileNumber(FILE.application, Uint8Array.of(1, 2, 3, 4));
    expect(events).toEqual([{ type: 'badge.presented', number, strength: 'strong', format: 'desfire-file' }]);
  });

  it('gives the child no environment of ours, and keeps the end of what it complains about', async () => {
    await readerOf(
      `process.stderr.write('x'.repeat(100_000) + Object.keys(process.env).sort().join(), () => { ${ATTACHED} });`,
    );
    expectOk(await reader.connect());
    await expect.poll(() => reader.errorOutput).toMatch(/PCSCLITE_CSOCK_NAME$/);
    expect(reader.errorOutput).toHaveLength(4_096);
    expect(
      reader.errorOutput
        .replace(/^x+/, '')
        .split(',')
        .filter((name) => !name.startsWith('NODE_CHANNEL')),
    ).toEqual(['PCSCLITE_CSOCK_NAME']);
  });
});
