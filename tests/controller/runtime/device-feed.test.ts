// Badges on their way into the cabinet: whose they are, how hard to copy, and nothing of their number.
import { describe, expect, it } from 'vitest';
import { BadgeHasher } from '../../../controller/credentials/badge-hash.ts';
import type { BadgeStrength } from '../../../controller/domain/staff.ts';
import { SimulatedBadgeReader } from '../../../controller/drivers/simulated/badge-reader.ts';
import type { CabinetEvent } from '../../../controller/machines/cabinet-context.ts';
import { listenToDevices } from '../../../controller/runtime/device-feed.ts';
import { type CredentialStage, credentialStage, NURSE } from '../../support/credential-stage.ts';
import { NOW, readerId, sessionId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';

const READER = readerId('front');
const SESSION = sessionId('session-1');
const NUMBER = Uint8Array.of(4, 0x4b, 0x45, 0x59, 0x21, 1, 2);
const hasher = new BadgeHasher(Buffer.alloc(32, 1));
const hash = hasher.hash(NUMBER);

/** What the cabinet hears of one tap. */
async function tapped({ services }: CredentialStage, number: Uint8Array, strength: BadgeStrength) {
  const reader = new SimulatedBadgeReader(READER);
  const heard: CabinetEvent[] = [];
  listenToDevices({ ...services, readers: new Map([[READER, reader]]) }, (event) => heard.push(event), {
    hashBadge: (bytes) => hasher.hash(bytes),
    newSession: () => SESSION,
  });
  expectOk(await reader.connect());
  expectOk(reader.tap(number, strength));
  return heard;
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
