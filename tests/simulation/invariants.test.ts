// Each rule of the simulation lets right pass and finds its planted violation.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { KeyId, StaffId } from '../../controller/domain/ids.ts';
import { rosterOf } from '../../controller/domain/roster.ts';
import { keyId, slotId, staffId } from '../support/domain-builders.ts';
import * as rules from './invariants.ts';
import { BEGIN } from './simulated-site.ts';
import { smallHospital } from './small-hospital.ts';

const SLOT = slotId('slot-01');
const INTENT: rules.IntentSeen = { seq: 9, slot: SLOT, committedAt: 1000, life: 1, isOpen: true, energised: 0 };
const SEEN: rules.SlotSeen = { slot: SLOT, told: 'absent', toldSince: 1000, logged: 'absent', doubted: false };
const ROSTER = rosterOf(smallHospital(BEGIN, 16).setup);
const NURSE = staffId('staff-07');
const hold = (...keys: readonly string[]) => new Map<KeyId, StaffId>(keys.map((key) => [keyId(key), NURSE]));
const leaf = (byte: number) => createHash('sha256').update(Uint8Array.of(0, byte)).digest();
const node = (left: Buffer, right: Buffer) =>
  createHash('sha256').update(Uint8Array.of(1)).update(left).update(right).digest();
const ROWS = [1, 2, 3].map((byte) => Uint8Array.of(byte));
const ROOT = node(node(leaf(1), leaf(2)), leaf(3));

interface Case {
  readonly holds: readonly (string | null)[];
  readonly broken: readonly (string | null)[];
}

const CASES: Readonly<Record<Exclude<keyof typeof rules, 'PULSE'>, Case>> = {
  energiseHasItsIntent: {
    holds: [rules.energiseHasItsIntent(SLOT, 1500, [INTENT])],
    broken: [
      rules.energiseHasItsIntent(SLOT, 1500, []),
      rules.energiseHasItsIntent(SLOT, 1500, [{ ...INTENT, isOpen: false }]),
      rules.energiseHasItsIntent(SLOT, 1500, [{ ...INTENT, slot: slotId('slot-02') }]),
      rules.energiseHasItsIntent(SLOT, 4000, [INTENT]),
    ],
  },
  intentEnergisesOnce: {
    holds: [rules.intentEnergisesOnce({ ...INTENT, energised: 1 })],
    broken: [rules.intentEnergisesOnce({ ...INTENT, energised: 2 })],
  },
  boltIsHeldBriefly: {
    holds: [rules.boltIsHeldBriefly(SLOT, [0, 400, 10_000])],
    broken: [
      rules.boltIsHeldBriefly(
        SLOT,
        Array.from({ length: 12 }, (_, pulse) => pulse * 450),
      ),
    ],
  },
  openSlotIsAnnounced: {
    holds: [
      rules.openSlotIsAnnounced({ slot: SLOT, since: 0, announced: true }, 90_000),
      rules.openSlotIsAnnounced({ slot: SLOT, since: 0, announced: false }, 20_000),
    ],
    broken: [rules.openSlotIsAnnounced({ slot: SLOT, since: 0, announced: false }, 24_000)],
  },
  changeIsExplained: {
    holds: [
      rules.changeIsExplained(SEEN, 9000),
      rules.changeIsExplained({ ...SEEN, logged: 'present' }, 2900),
      rules.changeIsExplained({ ...SEEN, told: null, logged: 'present' }, 9000),
    ],
    broken: [
      rules.changeIsExplained({ ...SEEN, logged: 'present' }, 3100),
      rules.changeIsExplained({ ...SEEN, doubted: true }, 3100),
    ],
  },
  changeIsExplainedOnce: {
    holds: [
      rules.changeIsExplainedOnce({ ...SEEN, logged: 'present' }, 'absent'),
      rules.changeIsExplainedOnce({ ...SEEN, doubted: true }, 'absent'),
    ],
    broken: [
      rules.changeIsExplainedOnce(SEEN, 'absent'),
      rules.changeIsExplainedOnce({ ...SEEN, told: 'present', logged: 'present' }, 'absent'),
    ],
  },
  sequenceIsDense: {
    holds: [rules.sequenceIsDense(4, [{ seq: 5 }, { seq: 6 }])],
    broken: [
      rules.sequenceIsDense(4, [{ seq: 6 }]),
      rules.sequenceIsDense(4, [{ seq: 4 }]),
      rules.sequenceIsDense(4, [{ seq: 5 }, { seq: 7 }]),
    ],
  },
  treeIsThatOfItsRows: {
    holds: [
      rules.treeIsThatOfItsRows({ size: 3, root: ROOT }, ROWS),
      rules.treeIsThatOfItsRows({ size: 0, root: createHash('sha256').digest() }, []),
    ],
    broken: [
      rules.treeIsThatOfItsRows({ size: 2, root: ROOT }, ROWS),
      rules.treeIsThatOfItsRows({ size: 3, root: ROOT }, ROWS.toReversed()),
    ],
  },
  treeIsAsLargeAsItsRows: {
    holds: [rules.treeIsAsLargeAsItsRows(3, 3)],
    broken: [rules.treeIsAsLargeAsItsRows(2, 3), rules.treeIsAsLargeAsItsRows(4, 3)],
  },
  holdsWithinPolicy: {
    holds: [rules.holdsWithinPolicy(NURSE, hold('ward-3-treatment', 'drugs-ward-3'), ROSTER)],
    broken: [
      rules.holdsWithinPolicy(NURSE, hold('a', 'b', 'c', 'd', 'e'), ROSTER),
      rules.holdsWithinPolicy(NURSE, hold('pool-car-1', 'transport-van-2', 'drugs-main-store', 'master', 'x'), ROSTER),
    ],
  },
  startComesToItsEnd: {
    holds: [rules.startComesToItsEnd(null, 90_000), rules.startComesToItsEnd(1000, 12_000)],
    broken: [rules.startComesToItsEnd(1000, 13_100)],
  },
  noIntentOutlivesItsRestart: {
    holds: [
      rules.noIntentOutlivesItsRestart([INTENT], 2, 1000, 5900),
      rules.noIntentOutlivesItsRestart([INTENT], 1, 1000, 90_000),
      rules.noIntentOutlivesItsRestart([{ ...INTENT, isOpen: false }], 2, 1000, 90_000),
    ],
    broken: [rules.noIntentOutlivesItsRestart([INTENT], 2, 1000, 6100)],
  },
  noAlarmEndsUnrecorded: {
    holds: [rules.noAlarmEndsUnrecorded(new Set(['board_lost']), new Set(['board_lost', 'key_removed']))],
    broken: [rules.noAlarmEndsUnrecorded(new Set(['board_lost']), new Set(['key_removed']))],
  },
  custodyFollowsFromTheLog: {
    holds: [rules.custodyFollowsFromTheLog(hold('master'), hold('master'))],
    broken: [
      rules.custodyFollowsFromTheLog(hold('master'), new Map()),
      rules.custodyFollowsFromTheLog(new Map(), hold('master')),
      rules.custodyFollowsFromTheLog(hold('master'), new Map([[keyId('master'), staffId('staff-08')]])),
    ],
  },
  everyEventIsExpected: {
    holds: [rules.everyEventIsExpected('door.opened', '')],
    broken: [rules.everyEventIsExpected('event.unexpected', 'badge.presented')],
  },
};

describe.each(Object.entries(CASES))('%s', (_name, { holds, broken }) => {
  it('holds where all is right', () => {
    expect(holds).toEqual(holds.map(() => null));
  });

  it('finds what was planted', () => {
    for (const sentence of broken) expect(sentence).toEqual(expect.any(String));
  });
});
