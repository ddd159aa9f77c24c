// The lock of a data folder: one holder, whoever it is, and none left behind by a process that was killed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { err } from '../../../controller/domain/result.ts';
import { lockFolder } from '../../../controller/store/folder-lock.ts';
import { REPOSITORY } from '../../support/architecture/source-tree.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { scratchFolder } from '../../support/scratch.ts';

const MODULE = path.join(REPOSITORY, 'controller', 'store', 'folder-lock.ts');

/** A process that takes the lock, says so and keeps it until it is killed. */
async function otherHolder(file: string) {
  const program = `import { lockFolder } from ${JSON.stringify(MODULE)};
    globalThis.lock = lockFolder(${JSON.stringify(file)});
    console.log(globalThis.lock.ok);
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const [said] = await once(child.stdout, 'data');
  expect(String(said).trim()).toBe('true');
  return child;
}

it('is given to one, and to the next once it is released', () => {
  const file = path.join(scratchFolder(), 'wardkey.lock');
  const first = expectOk(lockFolder(file));
  expect(lockFolder(file)).toEqual(err('in_use'));
  first.release();
  expectOk(lockFolder(file)).release();
});

it('is held against another process, and free when that was killed', async () => {
  const file = path.join(scratchFolder(), 'wardkey.lock');
  const child = await otherHolder(file);
  expect(lockFolder(file)).toEqual(err('in_use'));
  child.kill('SIGKILL');
  await once(child, 'exit');
  expectOk(lockFolder(file)).release();
});

it('is no hindrance where the disk takes no file: keys must come back', () => {
  const notAFile = scratchFolder();
  expectOk(lockFolder(notAFile)).release();
  expectOk(lockFolder(notAFile)).release();
});
