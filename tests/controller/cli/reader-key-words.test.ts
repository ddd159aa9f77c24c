// What a start says about keys of readers that are missing or of no use.
import { chmodSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { keyRemarks } from '../../../controller/cli/reader-key-words.ts';
import { ReaderKeys } from '../../../controller/credentials/reader-keys.ts';
import type { ReaderSetup } from '../../../controller/domain/reader.ts';
import { NOW, readerId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { scratchFolder } from '../../support/scratch.ts';

const FILE = { application: 'F48120', keyNumber: 0, file: 5, offset: 0, length: 8 };
const READERS: readonly ReaderSetup[] = [
  { id: readerId('front'), kind: 'pcsc', desfire: FILE },
  { id: readerId('back'), kind: 'osdp', address: 'tcp://reader:4001', unit: 0 },
  { id: readerId('side'), kind: 'pcsc', desfire: null },
];
const KEY = Uint8Array.from({ length: 16 }, (_none, at) => 0x31 + 7 * at);

it('names each reader without its key, what that means and what helps, and falls silent', () => {
  const folder = scratchFolder();
  expect(keyRemarks(folder, READERS)).toEqual([
    expect.stringMatching(/^reader front .*UIDs alone.*weak.*`wardkey reader key set front`/),
    expect.stringMatching(/^reader back .*not connected.*`wardkey reader key set back`/),
  ]);
  const keys = expectOk(ReaderKeys.load(folder));
  expectOk(keys.set(readerId('front'), 'desfire', KEY, NOW));
  expectOk(keys.set(readerId('back'), 'osdp', KEY, NOW));
  expect(keyRemarks(folder, READERS)).toEqual([]);
  chmodSync(path.join(folder, 'reader.keys'), 0o644);
  expect(keyRemarks(folder, READERS)).toEqual([expect.stringContaining('mode 0600')]);
});
