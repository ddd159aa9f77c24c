// The XOR lock board as a kind under test. What a frame says is read here by its bytes, and not by the code of the driver.
import type { XorLockSetup } from '../../controller/domain/board.ts';
import { XorLockPeer, type XorPeerHabits } from '../../controller/drivers/simulated/xor-lock-peer.ts';
import type { BoardKind, RigRequest } from './board-rig.ts';

/** So much faster than real its time passes on a device: it may take 1,500 ms to answer. */
export const HURRY = 5;
/** So late does it answer, in ms. */
const DELAY = 200;
/** Together with the delay: behind the deadline of 1,500 ms, and before the line has been quiet for 60 ms. */
const LATE = 1_330;

const USUAL = {
  unit: 1,
  ways: 16,
  polarity: 'one-is-closed',
  contact: 'bolt',
  pulse: null,
  order: 'last-byte-first',
} as const satisfies Partial<XorLockSetup>;

export function xorKind(
  wiring: Partial<Omit<XorLockSetup, 'id' | 'kind' | 'address'>>,
  habits: Partial<XorPeerHabits>,
  speed = 1,
) {
  return {
    setup: (id, address) => ({ id, kind: 'xor-lock', address, ...USUAL, ...wiring }),
    peer: (setup) => new XorLockPeer([setup], { delay: DELAY, speed, ...habits }),
    understand,
    noise: Uint8Array.of(0x80, 0x01, 0x00, 0x33, 0x8a, 0x01, 0x80, 0x80, 0x01, 0xff),
    late: LATE,
    speed,
  } satisfies BoardKind<XorLockSetup>;
}

function understand([head, , lock = 0, what]: Uint8Array): RigRequest | null {
  if (head === 0x8a && what === 0x11) return lock === 0 ? null : { type: 'unlock', position: lock - 1 };
  if (head !== 0x80 || what !== 0x33) return null;
  return { type: lock === 0 ? 'question' : 'other' };
}
