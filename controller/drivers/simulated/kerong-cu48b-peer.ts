// KERONG CU48B boards of a simulated cabinet. Reads and writes its bytes by itself, by the drawing of the vendor: a mistake in
// the driver's own encoder must move another lock here, and never cancel out. Not modelled: the firmware's own settings.
//
//   02 ADDR LOCK CMD 03 SUM          60 = state, 61 = unlock          → 02 ADDR 00 75 L1 … L6 S1 … S6 03 SUM
import type { KerongCu48bSetup } from '../../domain/board.ts';
import type { PlayedBoard, Wire, WireProtocol, WireReceiver } from './wire-protocol.ts';

const LENGTH = 6;
const POSITIONS = 48;
const ASK_STATE = 0x60;
const UNLOCK = 0x61;

export class KerongCu48bPeer implements WireProtocol {
  readonly boards: readonly Pick<KerongCu48bSetup, 'id' | 'unit' | 'polarity'>[];

  constructor(boards: KerongCu48bPeer['boards']) {
    this.boards = boards;
  }

  receive(wire: Wire): WireReceiver {
    let held: readonly number[] = [];
    const search = () => {
      while (held.length >= LENGTH)
        held = held.slice(this.#hear(Uint8Array.from(held.slice(0, LENGTH)), wire) ? LENGTH : 1);
    };
    return {
      take: (bytes) => {
        held = [...held, ...bytes];
        search();
      },
      quiet: () => {
        held = [];
      },
    };
  }

  /** @returns whether the six bytes were a request */
  #hear(bytes: Uint8Array, wire: Wire): boolean {
    const [head, unit = 0, lock = 0, command, tail, sum] = bytes;
    if (head !== 0x02 || tail !== 0x03 || sum !== sumOf(bytes.subarray(0, -1))) return false;
    if (command === ASK_STATE) wire.request({ bytes, unit, meaning: null, serve: (board) => this.#answer(board) });
    if (command === UNLOCK && lock < POSITIONS) {
      const meaning = `unlock board ${unit} position ${lock}`;
      wire.request({ bytes, unit, meaning, serve: (board) => board.energise(lock) });
    }
    return command === ASK_STATE || command === UNLOCK;
  }

  #answer(board: PlayedBoard): void {
    const reading = board.sense(POSITIONS);
    const closed = this.boards.find(({ unit }) => unit === board.unit)?.polarity !== 'zero-is-closed';
    const locks = bytesOf(reading.map(({ bolt }) => (bolt === 'locked') === closed));
    const objects = bytesOf(reading.map(({ presence }) => presence === 'present'));
    const body = Uint8Array.of(0x02, board.unit, 0x00, 0x75, ...locks, ...objects, 0x03);
    board.reply(Uint8Array.of(...body, sumOf(body)), reading);
  }
}

function bytesOf(bits: readonly boolean[]): readonly number[] {
  return Array.from({ length: bits.length / 8 }, (_, byte) =>
    bits.slice(byte * 8, byte * 8 + 8).reduce((value, bit, index) => value | (bit ? 1 << index : 0), 0),
  );
}

function sumOf(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum + byte, 0) & 0xff;
}
