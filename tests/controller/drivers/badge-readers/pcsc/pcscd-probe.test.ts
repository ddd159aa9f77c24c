// The question that pcscd is asked all the time: its bytes, and every way of not answering it.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PcscdProbe } from '../../../../../controller/drivers/badge-readers/pcsc/pcscd-probe.ts';
import type { LinkFault } from '../../../../../controller/drivers/linked-device.ts';
import { expectOk } from '../../../../support/expect-ok.ts';
import { GREETING, ScriptedPcscd } from '../../../../support/scripted-pcscd.ts';

let pcscd: ScriptedPcscd;
let lost: LinkFault[];
/** Ten times as fast as the wall clock, so that silence does not cost seconds. */
const hurried = {
  setTimeout: (callback: () => void, delay: number) => setTimeout(callback, delay / 10),
  clearTimeout,
};
const open = (path = pcscd.socketPath) => PcscdProbe.open(path, hurried, (fault) => lost.push(fault));

beforeEach(async () => {
  pcscd = await ScriptedPcscd.start();
  lost = [];
});
afterEach(() => pcscd.stop());

it('asks for the version, then again with the version that pcscd named', async () => {
  const probe = expectOk(await open());
  await expect.poll(() => pcscd.questions.length).toBeGreaterThan(2);
  probe.close();
  expect(pcscd.questions.slice(0, 3)).toEqual([
    Uint32Array.of(12, 0x11, 4, 4, 0),
    Uint32Array.of(12, 0x11, 4, 5, 0),
    Uint32Array.of(12, 0x11, 4, 5, 0),
  ]);
});

it('finds nobody when nothing listens', async () => {
  expect(await open(`${pcscd.socketPath}.gone`)).toEqual({ ok: false, error: 'port_absent' });
});

it('is refused when pcscd hangs up on it at once', async () => {
  pcscd.refuses = true;
  expect(await open()).toEqual({ ok: false, error: 'port_refused' });
});

it('calls a pcscd silent that accepts and says nothing', async () => {
  pcscd.answer = null;
  expect(await open()).toEqual({ ok: false, error: 'silent' });
  await expect.poll(() => pcscd.callers).toBe(0);
});

it('does not take chatter for an answer', async () => {
  pcscd.answer = new Uint8Array(100_000);
  expect(await open()).toEqual({ ok: false, error: 'garbled' });
});

it('takes an answer in pieces', async () => {
  pcscd.answer = new Uint8Array(GREETING.buffer).slice(0, 6);
  const opening = open();
  await expect.poll(() => pcscd.questions.length).toBe(1);
  pcscd.send(new Uint8Array(GREETING.buffer).slice(6));
  expectOk(await opening).close();
});

it('says once that pcscd hung up', async () => {
  expectOk(await open());
  pcscd.hangUp();
  await expect.poll(() => lost).toEqual(['port_closed']);
});

it('says once that pcscd fell silent later', async () => {
  expectOk(await open());
  pcscd.answer = null;
  await expect.poll(() => lost).toEqual(['silent']);
  await expect.poll(() => pcscd.callers).toBe(0);
});

it('says nothing after it was closed', async () => {
  const probe = expectOk(await open());
  probe.close();
  probe.close();
  await expect.poll(() => pcscd.callers).toBe(0);
  expect(lost).toEqual([]);
});
