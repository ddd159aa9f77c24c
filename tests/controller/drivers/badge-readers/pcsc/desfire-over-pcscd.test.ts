// DESFire badges over the real pcscd, the real child process and a chip that is not there: what is strong, and what never is.
import { readFile } from 'node:fs/promises';
import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { parseReaderId } from '../../../../../controller/domain/ids.ts';
import type { BadgeReaderEvent } from '../../../../../controller/drivers/badge-readers/badge-reader.ts';
import { fileNumber } from '../../../../../controller/drivers/badge-readers/pcsc/desfire/file-number.ts';
import { PcscReader } from '../../../../../controller/drivers/badge-readers/pcsc/pcsc-reader.ts';
import { childProcesses } from '../../../../support/child-processes.ts';
import { expectOk } from '../../../../support/expect-ok.ts';
import { PrivatePcscd } from '../../../../support/pcscd.ts';
import { VirtualCard } from '../../../../support/virtual-card.ts';
import { type ChipOptions, DesfireChip } from '../../../../support/virtual-card-desfire.ts';

const FILE = { application: 'F48120', keyNumber: 2, file: 5, offset: 4, length: 16 };
const KEY = Uint8Array.from({ length: 16 }, (_none, at) => 0x31 + 7 * at);
const CONTENT = Uint8Array.from({ length: 80 }, (_none, at) => at + 1);
const UID = Uint8Array.of(0x04, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66);
const RANDOM_UID = Uint8Array.of(0x08, 1, 2, 3);
const STRONG: BadgeReaderEvent = {
  type: 'badge.presented',
  number: fileNumber(FILE.application, CONTENT.subarray(4, 20)),
  strength: 'strong',
  format: 'desfire-file',
};
const WEAK: BadgeReaderEvent = { type: 'badge.presented', number: UID, strength: 'weak', format: 'iso14443-uid' };

let pcscd: PrivatePcscd;
let reader: PcscReader;
let events: BadgeReaderEvent[];

beforeAll(async () => {
  pcscd = await PrivatePcscd.start();
  reader = new PcscReader(expectOk(parseReaderId('front')), {
    socketPath: pcscd.socketPath,
    desfire: { file: FILE, key: KEY },
  });
  reader.subscribe((event) => events.push(event));
  expectOk(await reader.connect());
});
afterAll(async () => {
  await reader.disconnect();
  await pcscd.stop();
});
beforeEach(() => {
  events = [];
});

const chip = (options: Partial<ChipOptions> = {}) =>
  new DesfireChip({ key: KEY, content: CONTENT, keyNumber: 2, file: 5, ...options });
const card = (options: Partial<ChipOptions> = {}, uid = UID) =>
  new VirtualCard(pcscd.cardPort, uid, 'answers', chip(options));
const until = (count: number) => expect.poll(() => events.length, { timeout: 10_000 }).toBe(count);

it('is strong by its file, whatever its UID and however slowly it answers', async () => {
  const badge = card({}, RANDOM_UID);
  await badge.tap();
  await until(1);
  console.log(`A file is read in ${badge.readingTook?.toFixed(0)} ms from the first word of the reader.`);
  await card({ mode: 'maced', delay: 40 }).tap();
  await until(2);
  expect(events).toEqual([STRONG, STRONG]);
});

it('is weak by its UID when it is no badge of the hospital', async () => {
  await card({ fault: 'not_a_desfire' }).tap();
  await until(1);
  await card({ fault: 'no_application' }, RANDOM_UID).tap();
  await until(2);
  expect(events).toEqual([WEAK, { type: 'badge.unreadable', reason: 'random_uid' }]);
});

it('is never taken for its UID when it cannot prove itself, and the next badge is read', async () => {
  await card({ key: KEY.toReversed() }).tap();
  await until(1);
  const leaves = card({ fault: 'leaves' });
  await leaves.tap();
  await until(2);
  await leaves.seen();
  await card().tap();
  await until(3);
  expect(events).toEqual([
    { type: 'badge.unreadable', reason: 'not_authentic' },
    { type: 'badge.unreadable', reason: 'removed_too_soon' },
    STRONG,
  ]);
});

it('shows the key to nobody: not by arguments, environment, error output or inspection', async () => {
  const hex = Buffer.from(KEY).toString('hex');
  const [child] = await childProcesses('badge-readers/pcsc/child.ts', process.pid);
  for (const file of ['cmdline', 'environ']) {
    const text = await readFile(`/proc/${child}/${file}`, 'latin1');
    expect(text).not.toContain(hex);
    expect(text).not.toContain(Buffer.from(KEY).toString('latin1'));
  }
  await card({ key: KEY.toReversed() }).tap();
  await until(1);
  expect(reader.errorOutput).toBe('');
  expect(inspect(reader, { depth: 9, showHidden: true })).not.toMatch(/49, *56, *63|0x31|desfire/i);
});
