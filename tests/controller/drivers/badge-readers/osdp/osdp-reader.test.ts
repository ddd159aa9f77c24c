// The driver of an OSDP reader in time that stands still: the handshake and who is turned away, badges, patience, signals.
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { BadgeReaderEvent } from '../../../../../controller/drivers/badge-readers/badge-reader.ts';
import { encodeFrame } from '../../../../../controller/drivers/badge-readers/osdp/frames.ts';
import type { OsdpPeerFault } from '../../../../../controller/drivers/simulated/osdp-peer.ts';
import { hex, toHex } from '../../../../support/hex.ts';
import { BADGE, CONNECTED, connected, KEY, type OsdpRig, osdpRig, PRESENTED, SECOND, settled } from './osdp-rig.ts';

function codesOf({ asked }: OsdpRig): string {
  return toHex(Uint8Array.from(asked, ({ body }) => body[0] ?? 0));
}

describe('connect', () => {
  it('asks who is there in the clear, then opens the channel and says nothing in the clear any more', async () => {
    const rig = await connected();
    const first = rig.asked.slice(0, 5);
    expect(toHex(Uint8Array.from(first, ({ body }) => body[0] ?? 0))).toBe('61 76 77 62 60');
    expect(first.map(({ block }) => block?.type ?? null)).toEqual([null, 0x11, 0x13, 0x17, 0x15]);
    expect(first.map(({ sequence }) => sequence)).toEqual([0, 1, 2, 3, 1]);
    expect(rig.asked.every(({ address, isReply, check }) => address === 7 && !isReply && check === 'crc')).toBe(true);
    expect(rig.peer.isInChannel).toBe(true);
    await rig.time.advance(SECOND);
    const later = rig.asked.slice(5);
    expect(later.length).toBeGreaterThan(8);
    expect(new Set(later.map(({ block }) => block?.type))).toEqual(new Set([0x15]));
    expect(rig.seen).toEqual([]);
  });

  it.each<[string, OsdpPeerFault, string]>([
    ['refuses the channel', 'no_secure_channel', '61 76'],
    ['answers with the default key', 'default_key', '61 76'],
    ['answers the capabilities in the clear', 'in_the_clear', '61 76 77 62'],
    ['signs with a wrong MAC', 'corrupt_mac', '61 76 77 62'],
    ['answers out of turn', 'wrong_sequence', '61 76 77'],
  ])('does not trust a reader that %s, and says no more to it', async (_, fault, codes) => {
    const rig = osdpRig();
    rig.peer.switch(fault, true);
    const answer = await rig.connect();
    expect(answer).toEqual({ ok: false, error: fault === 'wrong_sequence' ? 'garbled' : 'not_trusted' });
    await rig.time.advance(SECOND);
    expect(codesOf(rig)).toBe(codes);
    expect(rig.stream().isOpen).toBe(false);
    expect(rig.seen).toEqual([]);
    rig.peer.switch(fault, false);
    expect(await rig.connect()).toEqual(CONNECTED);
  });

  it.each([
    ['no key', new Uint8Array(0)],
    ['the default key', hex('30 31 32 33 34 35 36 37 38 39 3A 3B 3C 3D 3E 3F')],
    ['half a key', KEY.subarray(0, 8)],
  ])('with %s asks who is there and nothing else', async (_, key) => {
    const rig = osdpRig(key, hex('30 31 32 33 34 35 36 37 38 39 3A 3B 3C 3D 3E 3F'));
    expect(await rig.connect()).toEqual({ ok: false, error: 'not_trusted' });
    expect(codesOf(rig)).toBe('61');
  });

  it('does not trust a reader with another key', async () => {
    const rig = osdpRig(KEY, KEY.toReversed());
    expect(await rig.connect()).toEqual({ ok: false, error: 'not_trusted' });
    expect(codesOf(rig)).toBe('61 76');
  });

  it.each<[OsdpPeerFault, string, number]>([
    ['silent', 'silent', 3],
    ['busy', 'silent', 40],
  ])('gives a %s reader up within five seconds', async (fault, error, most) => {
    const rig = osdpRig();
    rig.peer.switch(fault, true);
    const started = rig.time.monotonic();
    expect(await rig.connect()).toEqual({ ok: false, error });
    expect(rig.time.monotonic() - started).toBeLessThan(5 * SECOND);
    expect(rig.asked.length).toBeLessThanOrEqual(most);
    expect(new Set(rig.asked.map((frame) => toHex(encodeFrame(frame)))).size).toBe(1);
  });

  it('throws away what the reader kept from before, and takes the next tap', async () => {
    const rig = osdpRig();
    rig.peer.tap(BADGE.bits, BADGE.bytes);
    rig.peer.tell(hex('53 00 01 35'));
    rig.peer.tap(BADGE.bits, BADGE.bytes);
    expect(await rig.connect()).toEqual(CONNECTED);
    await rig.time.advance(SECOND);
    expect(rig.seen).toEqual([]);
    expect(rig.reader.counts).toMatchObject({ stale: 2, ignored: 1 });
    rig.peer.tap(BADGE.bits, BADGE.bytes);
    await rig.time.advance(SECOND);
    expect(rig.seen).toEqual([PRESENTED]);
  });

  it('ends when it is disconnected meanwhile', async () => {
    const rig = osdpRig();
    const connecting = rig.reader.connect();
    await rig.time.advance(130);
    const asked = rig.asked.length;
    await settled(rig.time, rig.reader.disconnect());
    expect(rig.stream().isOpen).toBe(false);
    expect(await settled(rig.time, connecting)).toEqual({ ok: false, error: 'port_closed' });
    expect(rig.asked).toHaveLength(asked);
    await rig.time.advance(SECOND);
    expect(rig.time.waiting).toBe(0);
  });

  it('by a second call takes the place of the first, which says nothing more on the bus', async () => {
    const rig = osdpRig();
    const neighbour = rig.join(8);
    expect(await settled(rig.time, neighbour.reader.connect())).toEqual(CONNECTED);
    rig.delay = 150;
    const first = rig.reader.connect();
    await rig.time.advance(200);
    const second = rig.reader.connect();
    expect(await settled(rig.time, first)).toEqual({ ok: false, error: 'port_closed' });
    expect(await settled(rig.time, second)).toEqual(CONNECTED);
    const asked = rig.asked.filter(({ address }) => address === 7).map(({ body }) => body[0]);
    const again = asked.slice(asked.lastIndexOf(0x61));
    expect(again.slice(0, 5)).toEqual([0x61, 0x76, 0x77, 0x62, 0x60]);
    expect(new Set(again.slice(5))).not.toContain(0x76);
  });
});

describe('a badge', () => {
  const NOT_UNDERSTOOD = { type: 'badge.unreadable', reason: 'not_understood' } as const;
  const RAW = {
    ...PRESENTED,
    number: new TextEncoder().encode('wiegand-37:1234567898'),
    format: 'wiegand-raw',
  } as const;

  it.each<[string, number, string, BadgeReaderEvent]>([
    ['26 bits', 26, 'BB 03 21 80', PRESENTED],
    ['37 bits of which the layout is not known', 37, '12 34 56 78 98', RAW],
    ['26 bits with a wrong parity', 26, '3B 03 21 80', NOT_UNDERSTOOD],
    ['no bits', 0, '', { type: 'badge.unreadable', reason: 'no_answer' }],
    ['more bits than any card has', 400, '5A '.repeat(50).trim(), NOT_UNDERSTOOD],
  ])('of %s', async (_, bits, text, event) => {
    const rig = await connected();
    rig.peer.tap(bits, text === '' ? new Uint8Array(0) : hex(text));
    await rig.time.advance(SECOND);
    expect(rig.seen).toEqual([event]);
  });

  it('in a format that is not known cannot be read; keys, formatted reads and the reader itself are counted', async () => {
    const rig = await connected();
    for (const news of ['50 00 07 08 00 5A', '51 00 00 01 31', '53 00 01 35', '48 01 00']) rig.peer.tell(hex(news));
    await rig.time.advance(SECOND);
    expect(rig.seen).toEqual([{ type: 'badge.unreadable', reason: 'not_understood' }]);
    expect(rig.reader.counts.ignored).toBe(3);
  });

  it('is told once, though every second reply of the reader gets lost', async () => {
    const rig = await connected();
    rig.peer.dropEvery(2);
    for (let taps = 1; taps <= 5; taps += 1) {
      rig.peer.tap(BADGE.bits, BADGE.bytes);
      await rig.time.advance(3 * SECOND);
      expect(rig.seen).toHaveLength(taps);
    }
    expect(rig.reader.counts.repeated).toBeGreaterThan(10);
    expect(rig.seen).toEqual(Array.from({ length: 5 }, () => PRESENTED));
  });

  it('comes through noise and marks', async () => {
    const rig = osdpRig();
    rig.peer.switch('noise', true);
    rig.peer.switch('marks', true);
    expect(await rig.connect()).toEqual(CONNECTED);
    rig.peer.tap(BADGE.bits, BADGE.bytes);
    await rig.time.advance(2 * SECOND);
    expect(rig.seen).toEqual([PRESENTED]);
    expect(rig.reader.counts.noise).toBeGreaterThan(0);
  });

  it('comes after a time in which the reader was busy', async () => {
    const rig = await connected();
    rig.peer.switch('busy', true);
    rig.peer.tap(BADGE.bits, BADGE.bytes);
    await rig.time.advance(5 * SECOND);
    expect(rig.seen).toEqual([]);
    rig.peer.switch('busy', false);
    await rig.time.advance(SECOND);
    expect(rig.seen).toEqual([PRESENTED]);
    expect(rig.reader.counts.busy).toBeGreaterThan(20);
  });
});

describe('several readers on one bus', () => {
  it('are asked in turn, and each gives its own badges', async () => {
    const rig = osdpRig();
    const others = [8, 9].map((unit) => rig.join(unit, KEY.with(0, unit)));
    const readers = [rig.reader, ...others.map(({ reader }) => reader)];
    expect(await settled(rig.time, Promise.all(readers.map((one) => one.connect())))).toEqual([
      CONNECTED,
      CONNECTED,
      CONNECTED,
    ]);
    const seen: string[] = [];
    for (const one of readers) one.subscribe((event) => seen.push(`${one.id} ${event.type}`));
    const before = rig.asked.length;
    await rig.time.advance(2 * SECOND);
    const counts = [7, 8, 9].map((unit) => rig.asked.slice(before).filter(({ address }) => address === unit).length);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    others[0]?.peer.tap(BADGE.bits, BADGE.bytes);
    others[1]?.peer.switch('silent', true);
    await rig.time.advance(2 * SECOND);
    expect(seen.toSorted()).toEqual(['reader-8 badge.presented', 'reader-9 reader.lost']);
    rig.peer.tap(BADGE.bits, BADGE.bytes);
    await rig.time.advance(SECOND);
    expect(seen.at(-1)).toBe('front badge.presented');
  });
});

describe('signal', () => {
  it.each([
    ['accepted', ['69 00 00 02 0A 00 02 00 0A 00 00 00 00 00 00', '6A 00 02 01 01 01']],
    ['refused', ['69 00 00 02 0A 00 01 00 0A 00 00 00 00 00 00', '6A 00 02 01 01 02']],
  ] as const)('%s: light and sound, in the channel', async (signal, bodies) => {
    const rig = await connected();
    rig.reader.signal(signal);
    await rig.time.advance(SECOND);
    expect(rig.peer.shown.map(toHex)).toEqual(bodies);
    expect(rig.asked.filter(({ body }) => body[0] === 0x69).every(({ block }) => block?.type === 0x17)).toBe(true);
    expect(rig.seen).toEqual([]);
  });

  it('is not sent to a reader without light and buzzer', async () => {
    const rig = osdpRig();
    rig.peer.switch('no_signals', true);
    expect(await rig.connect()).toEqual(CONNECTED);
    rig.reader.signal('accepted');
    await rig.time.advance(SECOND);
    expect(codesOf(rig)).not.toMatch(/69|6A/);
  });

  it('is dropped when it is older than a second, and when there is a newer one', async () => {
    const rig = await connected();
    rig.peer.switch('busy', true);
    await rig.time.advance(200);
    rig.reader.signal('accepted');
    await rig.time.advance(2 * SECOND);
    rig.peer.switch('busy', false);
    await rig.time.advance(SECOND);
    expect(rig.peer.shown).toEqual([]);
    rig.reader.signal('accepted');
    rig.reader.signal('refused');
    await rig.time.advance(SECOND);
    expect(rig.peer.shown.map(toHex)).toEqual(['69 00 00 02 0A 00 01 00 0A 00 00 00 00 00 00', '6A 00 02 01 01 02']);
  });

  it('does nothing while the reader is not connected, and does not come later', async () => {
    const rig = osdpRig();
    rig.reader.signal('refused');
    expect(await rig.connect()).toEqual(CONNECTED);
    await rig.time.advance(SECOND);
    expect(rig.peer.shown).toEqual([]);
  });
});

it('shows its key to nobody who prints it', async () => {
  const rig = await connected();
  const print = (value: unknown) =>
    inspect(value, { depth: 12, showHidden: true, compact: true, breakLength: Infinity });
  const numbers = [...KEY].join(', ');
  expect(print([{ key: KEY }])).toContain(numbers);
  expect(print(rig.reader)).not.toContain(numbers);
  expect(JSON.stringify(rig.reader)).toBe('{"id":"front"}');
});
