// What a simulated kind of board must offer so that a simulated bus can play it: bytes in, requests understood, bytes out.
// A peer speaks for its boards and never moves a bolt by itself: it sends current, and the simulated cabinet is the mechanics.
import type { BoardId } from '../../domain/ids.ts';
import type { SlotReading } from '../../domain/slot.ts';
import type { BoardInputs } from '../slot-boards/slot-board.ts';

/** All boards of one kind that share one bus. */
export interface WireProtocol {
  readonly boards: readonly { readonly id: BoardId; readonly unit: number }[];
  /** A fresh receiver for one connection. What several connections share belongs to the protocol itself. */
  receive(wire: Wire): WireReceiver;
}

/** The boards' end of one connection. */
export interface WireReceiver {
  /** Bytes as they arrive, split anywhere. */
  take(bytes: Uint8Array): void;
  /** Nothing came for 20 ms: the rest of an unfinished frame will not come any more. */
  quiet(): void;
  /** Something in the cabinet has moved. For boards that tell news unasked. */
  moved?(): void;
}

/** What a receiver can do on its connection. */
export interface Wire {
  /**
   * Hands over a whole request: it is reported to listeners, noted when it has a meaning in words, and served by each board
   * that it is for. A silent board hears nothing; of a garbled one comes noise, and it does nothing.
   */
  request(request: WireRequest): void;
  /** Sends bytes that are no board's answer: an echo, garbage. */
  send(bytes: Uint8Array): void;
  /** The boards that have power and whose wires are in order, for news that nobody asked for. */
  boards(): readonly PlayedBoard[];
  /** Runs `work` after a delay in ms, unless the connection has ended by then. */
  readonly later: (delay: number, work: () => void) => void;
}

export interface WireRequest {
  /** The whole frame. */
  readonly bytes: Uint8Array;
  /** null = for every board. */
  readonly unit: number | null;
  /** In words, for the line monitor; null = a poll, which is noted by the change that it brings to light. */
  readonly meaning: string | null;
  readonly serve: (board: PlayedBoard) => void;
}

/** One board of the simulated cabinet as its peer plays it. */
export interface PlayedBoard {
  readonly id: BoardId;
  readonly unit: number;
  /** What its sensors say now; index = position, from 0. */
  sense(positions: number): readonly SlotReading[];
  /** What it sees besides its slots. */
  inputs(): BoardInputs;
  /** Lights on at these positions, and off at all others. */
  showLights(positions: ReadonlySet<number>): void;
  /** Current through the coil of one lock. */
  energise(position: number): void;
  /**
   * Sends bytes of this board.
   * @param told for the line monitor: the sensors as this reply tells them (noted when they differ from what the board told
   *   before), words (noted as they are), or null (not noted)
   */
  reply(bytes: Uint8Array, told: readonly SlotReading[] | string | null): void;
}
