// OSDP readers as a set-up names them, over real sockets: one wire for one address, and a fault where there can be no reader.
import { afterEach, expect, it } from 'vitest';
import { createOsdpReader } from '../../../../../controller/drivers/badge-readers/osdp/factory.ts';
import { SimulatedOsdpBus } from '../../../../../controller/drivers/simulated/osdp-bus.ts';
import { SimulatedOsdpReader } from '../../../../../controller/drivers/simulated/osdp-peer.ts';
import { readerId } from '../../../../support/domain-builders.ts';
import { FaultyLine } from '../../../../support/faulty-line.ts';
import { realClock, realTimers } from '../../../../support/real-time.ts';
import { BADGE, KEY } from './osdp-rig.ts';

const CONNECTED = { ok: true, value: undefined };
const ends: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

function readerAt(address: string, unit: number, key: Uint8Array | null = KEY) {
  const setup = { id: readerId(`reader-${unit}`), kind: 'osdp', address, unit } as const;
  const reader = createOsdpReader(setup, key, realClock, realTimers);
  ends.push(() => reader.disconnect());
  return reader;
}

async function busOf(units: readonly number[]) {
  const peers = units.map((unit) => new SimulatedOsdpReader({ unit, key: KEY, clock: realClock }));
  const bus = new SimulatedOsdpBus(peers);
  ends.push(() => bus.close());
  const line = new FaultyLine((await bus.listen()).address);
  ends.push(() => line.cut());
  await line.restore();
  return { peers, line };
}

it('shares one wire among all readers with the same address', async () => {
  const { peers, line } = await busOf([1, 2]);
  const [one, two] = [readerAt(line.address, 1), readerAt(line.address, 2)];
  const seen: string[] = [];
  for (const reader of [one, two]) reader.subscribe((event) => seen.push(`${reader.id} ${event.type}`));
  expect(await Promise.all([one.connect(), two.connect()])).toEqual([CONNECTED, CONNECTED]);
  expect(line.connections).toBe(1);
  peers[1]?.tap(BADGE.bits, BADGE.bytes);
  await expect.poll(() => seen).toEqual(['reader-2 badge.presented']);
  await one.disconnect();
  peers[1]?.tap(BADGE.bits, BADGE.bytes);
  await expect.poll(() => seen).toHaveLength(2);
  await line.cut();
  await expect.poll(() => seen.at(-1)).toBe('reader-2 reader.lost');
});

it('trusts no reader whose key is not known', async () => {
  const { line } = await busOf([1]);
  expect(await readerAt(line.address, 1, null).connect()).toEqual({ ok: false, error: 'not_trusted' });
});

it('answers with a fault where there can be no reader', async () => {
  expect(await readerAt('nowhere', 1).connect()).toEqual({ ok: false, error: 'port_absent' });
});
