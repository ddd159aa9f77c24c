// The two KERONG boards as kinds under test. What a frame says is read here by its bytes, and not by the code of the drivers.
import type { KerongCu16Setup, KerongCu48bSetup } from '../../controller/domain/board.ts';
import { KerongCu16Peer } from '../../controller/drivers/simulated/kerong-cu16-peer.ts';
import type { BoardKind, RigRequest } from './board-rig.ts';

/** Behind the deadline of 150 ms, and before the line has been quiet for 60 ms. */
const LATE = 190;

type Wiring = Partial<Pick<KerongCu16Setup, 'unit' | 'polarity'>>;

/** @param answersUnlock as some firmware does */
export function cu16Kind({ unit = 0, polarity = 'one-is-closed' }: Wiring = {}, answersUnlock = false) {
  return {
    setup: (id, address) => ({ id, kind: 'kerong-cu16', address, unit, polarity }),
    peer: (setup) => new KerongCu16Peer([setup], { answersUnlock }),
    understand: ([, address = 0, command]) => requestOf(command, 0x30, 0x31, address & 0x0f),
    noise: Uint8Array.of(0x02, 0x00, 0x35, 0xff, 0x02, 0x02, 0xfb, 0x00, 0xf2),
    late: LATE,
  } satisfies BoardKind<KerongCu16Setup>;
}

export function cu48bKind({ unit = 0, polarity = 'one-is-closed' }: Wiring = {}) {
  return {
    setup: (id, address) => ({ id, kind: 'kerong-cu48b', address, unit, polarity }),
    understand: ([, , lock = 0, command]) => requestOf(command, 0x60, 0x61, lock),
    noise: Uint8Array.of(0x02, 0x00, 0x00, 0x75, 0xff, 0x02, 0x02, 0x00, 0xfb, 0x00, 0xf2),
    late: LATE,
  } satisfies BoardKind<KerongCu48bSetup>;
}

function requestOf(command: number | undefined, question: number, unlock: number, position: number): RigRequest | null {
  if (command === unlock) return { type: 'unlock', position };
  return command === question ? { type: 'question' } : null;
}
