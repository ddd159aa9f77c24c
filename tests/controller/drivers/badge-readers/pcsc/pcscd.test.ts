// The PC/SC reader over the real pcscd, with a virtual reader and virtual cards: taps, cards that misbehave, and a service
// that dies, freezes or is not there.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseReaderId } from '../../../../../controller/domain/ids.ts';
import type { BadgeReaderEvent } from '../../../../../controller/drivers/badge-readers/badge-reader.ts';
import { PcscReader } from '../../../../../controller/drivers/badge-readers/pcsc/pcsc-reader.ts';
import { childProcesses } from '../../../../support/child-processes.ts';
import { expectOk } from '../../../../support/expect-ok.ts';
import { PrivatePcscd } from '../../../../support/pcscd.ts';
import { type CardBehaviour, VirtualCard } from '../../../../support/virtual-card.ts';

const CHILD = 'badge-readers/pcsc/child.ts';
const UID = Uint8Array.of(0x04, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66);
const PATIENCE = { timeout: 10_000 };
/** pcscd looks after each slot every 400 ms. */
const TWO_LOOKS = 1_000;

let pcscd: PrivatePcscd;
let reader: PcscReader;
let events: BadgeReaderEvent[];

beforeEach(async () => {
  pcscd = await PrivatePcscd.start();
  reader = new PcscReader(expectOk(parseReaderId('front')), { socketPath: pcscd.socketPath });
  events = [];
  reader.subscribe((event) => events.push(event));
});
afterEach(async () => {
  await reader.disconnect();
  await pcscd.stop();
  expect(await ownChildren()).toEqual([]);
});

const card = (number = UID, behaviour: CardBehaviour = 'answers') => new VirtualCard(pcscd.cardPort, number, behaviour);
const until = (count: number) => expect.poll(() => events.length, PATIENCE).toBe(count);

/** The child processes of the reader that this test process started. */
async function ownChildren(): Promise<readonly number[]> {
  return await childProcesses(CHILD, process.pid);
}

/** Calls connect every second, as the link does, until it works. @returns milliseconds that took */
async function reconnect(): Promise<number> {
  const start = performance.now();
  while (!(await reader.connect()).ok) {
    if (performance.now() - start > 20_000) throw new Error('the reader does not come back');
    await sleep(1_000);
  }
  return performance.now() - start;
}

describe('taps', () => {
  it('gives 20 events with the right numbers for 20 taps', { timeout: 60_000 }, async () => {
    expectOk(await reader.connect());
    const numbers = Array.from({ length: 20 }, (_none, index) => Uint8Array.of(0x04, index, 1, 2, 3, 4, 5));
    for (const [index, number] of numbers.entries()) {
      await card(number).tap();
      await until(index + 1);
    }
    expect(events).toEqual(
      numbers.map((number) => ({ type: 'badge.presented', number, strength: 'weak', format: 'iso14443-uid' })),
    );
  });

  it.each([
    ['mute', UID, 'mute', 'no_answer'],
    ['pulled away in the middle of the command', UID, 'leaves', 'removed_too_soon'],
    ['without a number', new Uint8Array(0), 'answers', 'no_answer'],
    ['of a random number', Uint8Array.of(8, 1, 2, 3), 'answers', 'random_uid'],
    ['of a number that is too long', new Uint8Array(65), 'answers', 'too_long'],
    ['of a number longer than any response', new Uint8Array(300), 'answers', 'too_long'],
  ] as const)('refuses a card that is %s and reads the next one', async (_name, number, behaviour, reason) => {
    expectOk(await reader.connect());
    const bad = card(number, behaviour);
    await bad.insert();
    await until(1);
    await bad.remove();
    await card().tap();
    await until(2);
    expect(events).toEqual([
      { type: 'badge.unreadable', reason },
      { type: 'badge.presented', number: UID, strength: 'weak', format: 'iso14443-uid' },
    ]);
  });

  it('gives one event for a card that stays, and none for one that lay there before', async () => {
    const stays = card();
    await stays.insert();
    await stays.seen();
    expectOk(await reader.connect());
    await sleep(1_000);
    expect(events).toEqual([]);
    await stays.remove();
    await sleep(1_000);
    await stays.insert();
    await until(1);
    await sleep(1_000);
    expect(events).toEqual([{ type: 'badge.presented', number: UID, strength: 'weak', format: 'iso14443-uid' }]);
  });
});

describe('a service that fails', () => {
  it('is lost when pcscd is killed and back within 5 s of its return, with nothing left open', async () => {
    expectOk(await reader.connect());
    const openBefore = (await readdir('/proc/self/fd')).length;
    for (let round = 0; round < 3; round += 1) {
      events.length = 0;
      await pcscd.kill();
      await until(1);
      expect(events).toEqual([{ type: 'reader.lost', fault: 'port_closed' }]);
      expect(await reader.connect()).toEqual({ ok: false, error: 'port_absent' });
      expect(await ownChildren()).toEqual([]);
      await pcscd.start();
      expect(await reconnect()).toBeLessThan(5_000);
      await card().tap();
      await until(2);
    }
    expect((await readdir('/proc/self/fd')).length).toBeLessThanOrEqual(openBefore);
  });

  it('is lost when pcscd freezes, is silent as long as it does, and comes back', async () => {
    expectOk(await reader.connect());
    pcscd.freeze();
    await until(1);
    expect(events).toEqual([{ type: 'reader.lost', fault: 'silent' }]);
    expect(await reader.connect()).toEqual({ ok: false, error: 'silent' });
    expect(await ownChildren()).toEqual([]);
    pcscd.thaw();
    await reconnect();
    await card().tap();
    await until(2);
  });

  it('is absent, with no process running, when pcscd has no reader', async () => {
    await pcscd.kill();
    await pcscd.unplugReader();
    await pcscd.start();
    expect(await reader.connect()).toEqual({ ok: false, error: 'port_absent' });
    expect(await ownChildren()).toEqual([]);
  });

  it('is not connected while one slot of its reader is out of reach, and then sees a badge in each', async () => {
    expectOk(await reader.connect());
    await pcscd.unplugReader();
    await until(1);
    await pcscd.plugInReader([1]);
    await sleep(TWO_LOOKS);
    expect(await reader.connect()).toEqual({ ok: false, error: 'port_absent' });
    await pcscd.plugInReader([0]);
    await reconnect();
    await card().tap();
    await until(2);
    await new VirtualCard(pcscd.cardPort + 1, UID).tap();
    await until(3);
    const presented = { type: 'badge.presented', number: UID, strength: 'weak', format: 'iso14443-uid' };
    expect(events.slice(1)).toEqual([presented, presented]);
  });

  it('is lost when its reader is unplugged', async () => {
    expectOk(await reader.connect());
    await pcscd.unplugReader();
    await until(1);
    expect(events).toEqual([{ type: 'reader.lost', fault: 'port_closed' }]);
  });
});

it('leaves no child process behind when the controller is killed', async () => {
  const controller = fork(path.join(import.meta.dirname, 'doomed-controller.ts'), [pcscd.socketPath], { execArgv: [] });
  const [answer] = await once(controller, 'message');
  expect(answer).toEqual({ ok: true });
  const [child] = await childProcesses(CHILD, controller.pid);
  expect(child).toBeTypeOf('number');
  controller.kill('SIGKILL');
  await expect.poll(() => childProcesses(CHILD), PATIENCE).not.toContain(child);
});
