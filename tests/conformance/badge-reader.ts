// What every badge reader must do, whatever it is made of. A new kind of reader runs this suite over a rig of its own.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BadgeFormat } from '../../controller/domain/reader.ts';
import type { BadgeStrength } from '../../controller/domain/staff.ts';
import {
  BADGE_NUMBER_LIMIT,
  type BadgeReader,
  type BadgeReaderEvent,
  type UnreadableBadge,
} from '../../controller/drivers/badge-readers/badge-reader.ts';

/** What the badges of a rig can carry. */
export interface RigBadges {
  /** Two that the reader takes. */
  readonly one: Uint8Array;
  readonly other: Uint8Array;
  /** More that it takes, each for what is special about it. */
  readonly taken: readonly RigBadge[];
  /** Such as it must refuse, and why. */
  readonly refused: readonly (RigBadge & { readonly reason: UnreadableBadge })[];
  /** The number that the reader must give for a badge that it takes. */
  numberOf(badge: Uint8Array): Uint8Array;
}

export interface RigBadge {
  readonly what: string;
  readonly badge: Uint8Array;
}

export interface BadgeReaderRig {
  readonly reader: BadgeReader;
  /** Holds a badge to the reader and takes it away; resolves when it is away. @param badge what the rig's badges carry */
  tap(badge: Uint8Array): Promise<void>;
  /** The device goes away, as if its cable were pulled. */
  unplug(): Promise<void>;
  /** The device is there again. Does not connect. */
  plugIn(): Promise<void>;
  dispose(): Promise<void>;
  /** How hard the badges of the rig are to copy, as the reader must report them. */
  readonly strength: BadgeStrength;
  readonly format: BadgeFormat;
  /** What its badges can carry; left out = any UID. */
  readonly badges?: RigBadges;
}

/** UIDs. @param longest how many bytes the badges of the rig can carry at most; left out = more than BADGE_NUMBER_LIMIT */
export function uidBadges(longest = BADGE_NUMBER_LIMIT + 1): RigBadges {
  const most = new Uint8Array(Math.min(longest, BADGE_NUMBER_LIMIT + 1)).fill(0x5a);
  const isTooLong = most.length > BADGE_NUMBER_LIMIT;
  return {
    one: Uint8Array.of(0x04, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66),
    other: Uint8Array.of(0x04, 0xa1, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6),
    taken: [
      { what: 'four bytes that are not random', badge: Uint8Array.of(0x09, 8, 8, 8) },
      ...(isTooLong ? [] : [{ what: 'the longest number', badge: most }]),
    ],
    refused: [
      { what: 'a random UID', badge: Uint8Array.of(0x08, 1, 2, 3), reason: 'random_uid' },
      ...(isTooLong ? [{ what: 'more bytes than the limit', badge: most, reason: 'too_long' as const }] : []),
    ],
    numberOf: (badge) => badge,
  };
}

/**
 * Runs the suite.
 * @param makeRig a device that is plugged in and not connected; disposed of after each test
 * @param what `port`: only what may differ where a reader that passes all of it hangs on a port of another kind
 */
export function describeBadgeReader(
  name: string,
  makeRig: () => Promise<BadgeReaderRig>,
  what: 'all' | 'port' = 'all',
): void {
  const ofAll = (title: string, test: () => Promise<void>) => {
    if (what === 'all') it(title, test);
  };
  describe(`badge reader conformance: ${name}`, () => {
    let rig: BadgeReaderRig;
    let badges: RigBadges;
    let seen: BadgeReaderEvent[];

    beforeEach(async () => {
      rig = await makeRig();
      badges = rig.badges ?? uidBadges();
      seen = [];
      rig.reader.subscribe((event) => seen.push(event));
    });
    afterEach(async () => {
      await rig.reader.disconnect();
      await rig.dispose();
    });

    const presented = (badge: Uint8Array): BadgeReaderEvent => ({
      type: 'badge.presented',
      number: badges.numberOf(badge),
      strength: rig.strength,
      format: rig.format,
    });
    const until = (count: number) => expect.poll(() => seen.length, { timeout: 10_000 }).toBe(count);
    const connect = async () => expect(await rig.reader.connect()).toEqual({ ok: true, value: undefined });

    it('gives one event for one tap: the number, and how hard the badge is to copy', async () => {
      await connect();
      await rig.tap(badges.one);
      await until(1);
      expect(seen).toEqual([presented(badges.one)]);
    });

    ofAll('gives taps in their order', async () => {
      const { one, other } = badges;
      await connect();
      for (const [index, badge] of [one, other, one].entries()) {
        await rig.tap(badge);
        await until(index + 1);
      }
      expect(seen).toEqual([one, other, one].map(presented));
    });

    ofAll('takes every badge that it can, and never gives more bytes than the limit', async () => {
      await connect();
      const taken = [{ badge: badges.one }, ...badges.taken];
      for (const [index, { badge }] of taken.entries()) {
        await rig.tap(badge);
        await until(index + 1);
      }
      expect(seen).toEqual(taken.map(({ badge }) => presented(badge)));
      for (const event of seen) {
        expect(event.type === 'badge.presented' && event.number.length).toBeLessThanOrEqual(BADGE_NUMBER_LIMIT);
      }
    });

    ofAll('refuses what it cannot take, says why, and reads the next badge', async () => {
      await connect();
      for (const [index, { badge }] of badges.refused.entries()) {
        await rig.tap(badge);
        await until(index + 1);
      }
      await rig.tap(badges.one);
      await until(badges.refused.length + 1);
      const refusals = badges.refused.map(({ reason }) => ({ type: 'badge.unreadable', reason }));
      expect(seen).toEqual([...refusals, presented(badges.one)]);
    });

    it('says once that it is lost, and comes back by connect alone', async () => {
      await connect();
      await rig.unplug();
      await until(1);
      expect(seen[0]?.type).toBe('reader.lost');
      await rig.plugIn();
      await expect.poll(() => rig.reader.connect(), { timeout: 10_000 }).toEqual({ ok: true, value: undefined });
      await rig.tap(badges.one);
      await until(2);
      expect(seen[1]).toEqual(presented(badges.one));
    });

    it('answers connect with a fault, not an exception, when the device is absent', async () => {
      await rig.unplug();
      const answer = await rig.reader.connect();
      expect(answer.ok).toBe(false);
      await rig.plugIn();
      await expect.poll(() => rig.reader.connect(), { timeout: 10_000 }).toEqual({ ok: true, value: undefined });
    });

    it('can be disconnected twice and connected again, and be told of a badge at any time', async () => {
      rig.reader.signal('refused');
      await connect();
      rig.reader.signal('accepted');
      await rig.reader.disconnect();
      await rig.reader.disconnect();
      rig.reader.signal('refused');
      await connect();
      await rig.tap(badges.one);
      await until(1);
      expect(seen).toEqual([presented(badges.one)]);
    });

    ofAll('stops calling a listener that has unsubscribed, and goes on calling the others', async () => {
      await connect();
      const early: BadgeReaderEvent[] = [];
      const unsubscribe = rig.reader.subscribe((event) => early.push(event));
      await rig.tap(badges.one);
      await until(1);
      unsubscribe();
      await rig.tap(badges.other);
      await until(2);
      expect(early).toHaveLength(1);
    });
  });
}
