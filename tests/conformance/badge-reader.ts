// What every badge reader must do, whatever it is made of. A new kind of reader runs this suite over a rig of its own.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BadgeFormat } from '../../controller/domain/reader.ts';
import type { BadgeStrength } from '../../controller/domain/staff.ts';
import {
  BADGE_NUMBER_LIMIT,
  type BadgeReader,
  type BadgeReaderEvent,
} from '../../controller/drivers/badge-readers/badge-reader.ts';

export interface BadgeReaderRig {
  readonly reader: BadgeReader;
  /** Holds a badge with this number to the reader and takes it away; resolves when it is away. */
  tap(number: Uint8Array): Promise<void>;
  /** The device goes away, as if its cable were pulled. */
  unplug(): Promise<void>;
  /** The device is there again. Does not connect. */
  plugIn(): Promise<void>;
  dispose(): Promise<void>;
  /** How hard the badges of the rig are to copy, as the reader must report them. */
  readonly strength: BadgeStrength;
  readonly format: BadgeFormat;
  /** The longest number that the rig's badges can carry, in bytes; left out = more than BADGE_NUMBER_LIMIT. */
  readonly longestBadge?: number;
}

const UID = Uint8Array.of(0x04, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66);
const OTHER_UID = Uint8Array.of(0x04, 0xa1, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6);

/** Runs the suite. @param makeRig a device that is plugged in and not connected; disposed of after each test */
export function describeBadgeReader(name: string, makeRig: () => Promise<BadgeReaderRig>): void {
  describe(`badge reader conformance: ${name}`, () => {
    let rig: BadgeReaderRig;
    let seen: BadgeReaderEvent[];

    beforeEach(async () => {
      rig = await makeRig();
      seen = [];
      rig.reader.subscribe((event) => seen.push(event));
    });
    afterEach(async () => {
      await rig.reader.disconnect();
      await rig.dispose();
    });

    const presented = (number: Uint8Array): BadgeReaderEvent => ({
      type: 'badge.presented',
      number,
      strength: rig.strength,
      format: rig.format,
    });
    const until = (count: number) => expect.poll(() => seen.length, { timeout: 10_000 }).toBe(count);
    const connect = async () => expect(await rig.reader.connect()).toEqual({ ok: true, value: undefined });

    it('gives one event for one tap: the number, and how hard the badge is to copy', async () => {
      await connect();
      await rig.tap(UID);
      await until(1);
      expect(seen).toEqual([presented(UID)]);
    });

    it('gives taps in their order', async () => {
      await connect();
      await rig.tap(UID);
      await until(1);
      await rig.tap(OTHER_UID);
      await until(2);
      await rig.tap(UID);
      await until(3);
      expect(seen.map((event) => event.type === 'badge.presented' && event.number)).toEqual([UID, OTHER_UID, UID]);
    });

    it('refuses a random UID and says so', async () => {
      await connect();
      await rig.tap(Uint8Array.of(0x08, 1, 2, 3));
      await until(1);
      expect(seen).toEqual([{ type: 'badge.unreadable', reason: 'random_uid' }]);
    });

    it('accepts four bytes that are not random', async () => {
      await connect();
      await rig.tap(Uint8Array.of(0x09, 8, 8, 8));
      await until(1);
      expect(seen).toEqual([presented(Uint8Array.of(0x09, 8, 8, 8))]);
    });

    it('never gives more bytes than the limit', async () => {
      await connect();
      const longest = rig.longestBadge ?? BADGE_NUMBER_LIMIT + 1;
      const number = new Uint8Array(Math.min(longest, BADGE_NUMBER_LIMIT + 1)).fill(0x5a);
      await rig.tap(number);
      await until(1);
      expect(seen).toEqual([
        longest > BADGE_NUMBER_LIMIT ? { type: 'badge.unreadable', reason: 'too_long' } : presented(number),
      ]);
    });

    it('reads the next badge after one that it refused', async () => {
      await connect();
      await rig.tap(Uint8Array.of(0x08, 1, 2, 3));
      await until(1);
      await rig.tap(UID);
      await until(2);
      expect(seen[1]).toEqual(presented(UID));
    });

    it('says once that it is lost, and comes back by connect alone', async () => {
      await connect();
      await rig.unplug();
      await until(1);
      expect(seen[0]?.type).toBe('reader.lost');
      await rig.plugIn();
      await expect.poll(() => rig.reader.connect(), { timeout: 10_000 }).toEqual({ ok: true, value: undefined });
      await rig.tap(UID);
      await until(2);
      expect(seen[1]).toEqual(presented(UID));
    });

    it('answers connect with a fault, not an exception, when the device is absent', async () => {
      await rig.unplug();
      const answer = await rig.reader.connect();
      expect(answer.ok).toBe(false);
      await rig.plugIn();
      await expect.poll(() => rig.reader.connect(), { timeout: 10_000 }).toEqual({ ok: true, value: undefined });
    });

    it('can be disconnected twice and connected again', async () => {
      await connect();
      await rig.reader.disconnect();
      await rig.reader.disconnect();
      await connect();
      await rig.tap(UID);
      await until(1);
      expect(seen).toEqual([presented(UID)]);
    });

    it('stops calling a listener that has unsubscribed, and goes on calling the others', async () => {
      await connect();
      const early: BadgeReaderEvent[] = [];
      const unsubscribe = rig.reader.subscribe((event) => early.push(event));
      await rig.tap(UID);
      await until(1);
      unsubscribe();
      await rig.tap(OTHER_UID);
      await until(2);
      expect(early).toHaveLength(1);
    });
  });
}
