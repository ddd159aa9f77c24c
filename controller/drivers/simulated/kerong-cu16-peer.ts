// KERONG CU16 boards of a simulated cabinet, by their bytes. Not modelled: the unlock time that can be set on the board.
import type { KerongCu16Setup } from '../../domain/board.ts';
import { Cu16Decoder, type Cu16Frame, encodeFrame } from '../slot-boards/kerong-cu16/frames.ts';
import { CU16_POSITIONS, parseRequest, stateFrame, stateOf } from '../slot-boards/kerong-cu16/messages.ts';
import type { PlayedBoard, Wire, WireProtocol, WireReceiver } from './wire-protocol.ts';

export interface Cu16PeerHabits {
  /** Some firmware answers an unlock, with the state as it was before the bolt moved. */
  readonly answersUnlock: boolean;
}

export class KerongCu16Peer implements WireProtocol {
  readonly boards: readonly Pick<KerongCu16Setup, 'id' | 'unit' | 'polarity'>[];
  readonly #habits: Cu16PeerHabits;

  constructor(boards: KerongCu16Peer['boards'], habits: Cu16PeerHabits = { answersUnlock: false }) {
    this.boards = boards;
    this.#habits = habits;
  }

  receive(wire: Wire): WireReceiver {
    const decoder = new Cu16Decoder();
    const hear = (frames: readonly Cu16Frame[]) => {
      for (const frame of frames) this.#hear(frame, wire);
    };
    return { take: (bytes) => hear(decoder.push(bytes).frames), quiet: () => hear(decoder.flush().frames) };
  }

  #hear(frame: Cu16Frame, wire: Wire): void {
    const request = parseRequest(frame);
    if (request === null) return;
    const bytes = encodeFrame(frame);
    switch (request.type) {
      case 'ask-all':
        wire.request({ bytes, unit: null, meaning: null, serve: (board) => this.#answer(board, true) });
        return;
      case 'ask-state':
        wire.request({ bytes, unit: request.unit, meaning: null, serve: (board) => this.#answer(board, false) });
        return;
      case 'unlock':
        wire.request({
          bytes,
          unit: request.unit,
          meaning: `unlock board ${request.unit} position ${request.position}`,
          serve: (board) => {
            if (this.#habits.answersUnlock) this.#answer(board, false);
            board.energise(request.position);
          },
        });
    }
  }

  #answer(board: PlayedBoard, toAll: boolean): void {
    const reading = board.sense(CU16_POSITIONS);
    const polarity = this.boards.find(({ unit }) => unit === board.unit)?.polarity ?? 'one-is-closed';
    board.reply(encodeFrame(stateFrame(stateOf(board.unit, reading, polarity), toAll)), reading);
  }
}
