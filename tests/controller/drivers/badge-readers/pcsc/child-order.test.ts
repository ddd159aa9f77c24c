// The real child process and an order that is not one: it ends, and shows nothing of what it was given.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, it } from 'vitest';

const CHILD = path.resolve(import.meta.dirname, '../../../../../controller/drivers/badge-readers/pcsc/child.ts');
const FILE = { application: 'F48120', keyNumber: 2, file: 5, offset: 4, length: 4 };
const KEY = '31383f464d545b626970777e858c939a';

it('refuses an order that is malformed, and quotes nothing of it', async () => {
  const child = fork(CHILD, [], { execArgv: [], env: {}, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let said = '';
  child.stderr?.on('data', (bytes) => {
    said += bytes;
  });
  const messages: unknown[] = [];
  child.on('message', (message) => messages.push(message));
  child.send({ type: 'watch', desfire: { ...FILE, key: KEY, more: KEY } });
  await once(child, 'close');
  expect(messages.at(-1)).toEqual({ type: 'failed', fault: 'garbled' });
  expect(said).toContain('malformed');
  expect(`${said}${JSON.stringify(messages)}`).not.toContain(KEY);
});
