// Badges on their way into the cabinet: whose they are, how hard to copy, and nothing of their number.
import { describe, expect, it, vi } from 'vitest';
import { BadgeHasher } from '../../../controller/credentials/badge-hash.ts';
import { err } from '../../../controller/domain/result.ts';
import type { BadgeStrength, Staff } from '../../../controller/domain/staff.ts';
import type { BadgeSignal } from '../../../controller/drivers/badge-readers/badge-reader.ts';
import { SimulatedBadgeReader } from '../../../controller/drivers/simulated/badge-reader.ts';
import type { CabinetEvent } from '../../../controller/machines/cabinet-context.ts';
import { listenToDevices, refuseOnReader } from '../../../controller/runtime/device-feed.ts';
import { type CredentialStage, credentialStage, NURSE } from '../../support/credential-stage.ts';
import { aStaff, NOW, readerId, sessionId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { SimulatedTime } from '../../support/simulated-time.ts';

const READER = readerId('front');
const SIDE = readerId('side');
const SESSION = sessionId('session-1');
const NUMBER = Uint8Array.of(4, 0x4b, 0x45, 0x59, 0x21, 1, 2);
const OTHER_NUMBER = Uint8Array.of(4, 9, 9, 9, 9, 9, 9);
const hasher = new BadgeHasher(Buffer.alloc(32, 1));
const hash = hasher.hash(NUMBER);

/** What the cabinet hears of one tap. */
async function tapped(stage: CredentialStage, number: Uint8Array, strength: BadgeStrength) {
  const { front, heard } = await listening(stage);
  expectOk(front.tap(number, strength));
  return heard;
}

/** Two readers that everybody listens to, and what is heard of them. */
async function listening({ services }: CredentialStage, isOpen = true) {
  const front = new LitReader(READER);
  const side = new LitReader(SIDE);
  const heard: CabinetEvent[] = [];
  const clock = new SimulatedTime();
  const readers = new Map([front, side].map((reader) => [reader.id, reader]));
  listenToDevices(
    { ...services, clock, readers },
    (event) => heard.push(event),
    { hashBadge: (bytes) => hasher.hash(bytes), newSession: () => SESSION },
    () => isOpen,
  );
  expectOk(await front.connect());
  expectOk(await side.connect());
  return { front, side, heard, clock, services: { ...services, readers } };
}

/** A reader with a light, and what it showed. */
class LitReader extends SimulatedBadgeReader {
  readonly shown: BadgeSignal[] = [];
  repeats = false;

  override signal(signal: BadgeSignal): void {
    this.shown.push(signal);
  }
}

describe('a badge', () => {
  it.each([
    ['strong', 'strong', 'strong'],
    ['strong', 'weak', 'weak'],
    ['weak', 'strong', 'weak'],
    ['weak', 'weak', 'weak'],
  ] as const)('that was enrolled as %s and is read as %s counts as %s', async (enrolled, read, counts) => {
    const stage = credentialStage();
    expectOk(stage.store.credentials.addBadge({ hash, staff: NURSE.id, strength: enrolled, enrolled: NOW }));
    expect(await tapped(stage, NUMBER, read)).toEqual([
      { type: 'badge.presented', reader: READER, staff: NURSE.id, strength: counts, hash, session: SESSION },
    ]);
  });

  it.each(['weak', 'strong'] as const)('that nobody has is passed on as such: %s', async (strength) => {
    expect(await tapped(credentialStage(), NUMBER, strength)).toEqual([
      { type: 'badge.presented', reader: READER, staff: null, strength, hash, session: SESSION },
    ]);
  });

  it('that is revoked is nobody’s at the next tap', async () => {
    const stage = credentialStage();
    expectOk(stage.store.credentials.addBadge({ hash, staff: NURSE.id, strength: 'strong', enrolled: NOW }));
    expectOk(stage.store.credentials.revokeBadge(hash));
    expect(await tapped(stage, NUMBER, 'strong')).toMatchObject([{ staff: null }]);
  });

  it('leaves its number behind', async () => {
    const said = JSON.stringify(await tapped(credentialStage(), NUMBER, 'strong'));
    for (const form of ['hex', 'base64', 'latin1'] as const) {
      expect(said).not.toContain(Buffer.from(NUMBER).toString(form));
    }
  });

  it('that cannot be read is passed on with the reason', async () => {
    expect(await tapped(credentialStage(), Uint8Array.of(8, 1, 2, 3), 'strong')).toEqual([
      { type: 'badge.unreadable', reader: READER, trouble: 'random_uid' },
    ]);
  });
});

describe('a badge that two readers see', () => {
  it('counts once within two seconds, and again after them', async () => {
    const { front, side, heard, clock } = await listening(credentialStage());
    front.tap(NUMBER);
    side.tap(NUMBER);
    await clock.advance(1_999);
    side.tap(NUMBER);
    expect(heard).toHaveLength(1);
    await clock.advance(1);
    side.tap(NUMBER);
    expect(heard).toMatchObject([{ reader: READER }, { reader: SIDE }]);
  });

  it('does not keep another badge from counting', async () => {
    const { front, side, heard } = await listening(credentialStage());
    front.tap(NUMBER);
    side.tap(OTHER_NUMBER);
    front.tap(OTHER_NUMBER.slice(1));
    expect(heard).toHaveLength(3);
  });

  it('counts once while a reader repeats it, and each time at a reader that knows when it went away', async () => {
    const { front, side, heard, clock } = await listening(credentialStage());
    front.repeats = true;
    for (let times = 0; times < 9; times += 1) {
      front.tap(NUMBER);
      await clock.advance(400);
    }
    expect(heard).toHaveLength(1);
    side.tap(OTHER_NUMBER);
    side.tap(OTHER_NUMBER);
    expect(heard).toHaveLength(3);
  });
});

describe('the light of a reader', () => {
  const withBadge = (over: Partial<Staff> = {}) => {
    const stage = credentialStage({ staff: [aStaff(over)] });
    expectOk(stage.store.credentials.addBadge({ hash, staff: NURSE.id, strength: 'weak', enrolled: NOW }));
    return stage;
  };

  it('accepts the badge of somebody who may use the cabinet, on the reader that saw it alone', async () => {
    const { front, side } = await listening(withBadge());
    side.tap(NUMBER);
    expect([front.shown, side.shown]).toEqual([[], ['accepted']]);
  });

  it('shows nothing for the second sight of one tap', async () => {
    const { front, side } = await listening(withBadge());
    side.tap(NUMBER);
    front.tap(NUMBER);
    expect([front.shown, side.shown]).toEqual([[], ['accepted']]);
  });

  it('refuses a badge that nobody has, and one that cannot be read', async () => {
    const { front } = await listening(credentialStage());
    front.tap(NUMBER);
    front.tap(Uint8Array.of(8, 1, 2, 3));
    expect(front.shown).toEqual(['refused', 'refused']);
  });

  it('refuses somebody who is suspended', async () => {
    const { front } = await listening(withBadge({ standing: 'suspended' }));
    front.tap(NUMBER);
    expect(front.shown).toEqual(['refused']);
  });

  it('refuses everybody before the cabinet is open', async () => {
    const { front } = await listening(withBadge(), false);
    front.tap(NUMBER);
    expect(front.shown).toEqual(['refused']);
  });

  it('refuses when the disk cannot say whose it is', async () => {
    const stage = withBadge();
    const { front, heard } = await listening(stage);
    vi.spyOn(stage.store, 'read').mockReturnValue(err('storage_io'));
    front.tap(NUMBER);
    expect(front.shown).toEqual(['refused']);
    expect(heard).toEqual([{ type: 'storage.failed' }]);
  });

  it('takes back what it said of a badge that does not do for what it was shown for', async () => {
    const { front, services } = await listening(withBadge());
    front.tap(NUMBER);
    refuseOnReader(services, { session: SESSION, staff: NURSE.id, reader: READER, badge: 'weak' });
    refuseOnReader(services, { session: SESSION, staff: NURSE.id, reader: null, badge: null });
    refuseOnReader(services, null);
    expect(front.shown).toEqual(['accepted', 'refused']);
  });
});
