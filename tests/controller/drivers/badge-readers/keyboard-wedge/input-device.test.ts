// The device that is read: absent, no device at all, pulled out in the middle of a badge, and closed while nothing comes.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { BadgeReaderEvent } from '../../../../../controller/drivers/badge-readers/badge-reader.ts';
import { createWedgeReader } from '../../../../../controller/drivers/badge-readers/keyboard-wedge/wedge-reader.ts';
import { WedgePeer } from '../../../../../controller/drivers/simulated/wedge-peer.ts';
import { readerId } from '../../../../support/domain-builders.ts';
import { expectOk } from '../../../../support/expect-ok.ts';
import { realClock, realTimers } from '../../../../support/real-time.ts';
import { scratchFolder } from '../../../../support/scratch.ts';

function readerAt(device: string) {
  const number = { digits: 'decimal', length: 8, facility: 3 } as const;
  const reader = createWedgeReader({ id: readerId('front'), kind: 'keyboard-wedge', device, number }, realTimers);
  const seen: BadgeReaderEvent[] = [];
  reader.subscribe((event) => seen.push(event));
  onTestFinished(() => reader.disconnect());
  return { reader, seen };
}

async function plugged() {
  const device = join(scratchFolder(), 'event-kbd');
  const peer = new WedgePeer(device, realClock);
  await peer.plugIn();
  onTestFinished(() => peer.unplug());
  return { peer, device, ...readerAt(device) };
}

describe('connect', () => {
  it.each([
    ['nothing there', () => undefined, 'port_absent'],
    ['a file', (path: string) => writeFileSync(path, '12345678'), 'port_refused'],
    ['a folder', (path: string) => mkdirSync(path), 'port_refused'],
  ])('with %s answers with a fault', async (_what, make, fault) => {
    const path = join(scratchFolder(), 'event-kbd');
    make(path);
    expect(await readerAt(path).reader.connect()).toEqual({ ok: false, error: fault });
  });
});

describe('a device', () => {
  it('that is pulled out in the middle of a badge is lost, and half the badge with it', async () => {
    const { peer, reader, seen } = await plugged();
    expectOk(await reader.connect());
    await peer.type('1234', { enter: 'none' });
    await peer.unplug();
    await expect.poll(() => seen).toEqual([{ type: 'reader.lost', fault: 'port_closed' }]);
    await peer.plugIn();
    expectOk(await reader.connect());
    await peer.type('5678');
    await expect.poll(() => seen.length).toBe(2);
    expect(seen[1]).toEqual({ type: 'badge.unreadable', reason: 'not_understood' });
  });

  it('is let go of at once although nothing comes from it, and says nothing afterwards', async () => {
    const { peer, reader, seen } = await plugged();
    for (let times = 0; times < 5; times += 1) {
      expectOk(await reader.connect());
      await reader.disconnect();
    }
    await peer.type('12345678');
    expect(seen).toEqual([]);
  });

  it('keeps a flood of keys within bounds and reads the badge behind it', async () => {
    const { peer, reader, seen } = await plugged();
    expectOk(await reader.connect());
    for (let times = 0; times < 40; times += 1) await peer.type('1'.repeat(10), { enter: 'none' });
    await peer.type('');
    await peer.type('12345678');
    await expect.poll(() => seen.length).toBe(2);
    expect(seen).toMatchObject([{ type: 'badge.unreadable' }, { type: 'badge.presented' }]);
  });
});
