// The interface of every board that controls a run of slots. Physical names only: bolts, fobs, contacts.
import type { BoardCapabilities } from '../../domain/board.ts';
import type { BoardId } from '../../domain/ids.ts';
import type { ReleaseToken, TokenFault } from '../../domain/release-token.ts';
import type { Result } from '../../domain/result.ts';
import type { DoorContact, SlotReading } from '../../domain/slot.ts';
import type { LinkedDevice, LinkFault } from '../linked-device.ts';

/** The sensors of a whole board at one moment; index = position, from 0. */
export type BoardReading = readonly SlotReading[];

/** What a board sees that is no slot's. null = it has no such input. */
export interface BoardInputs {
  readonly door: DoorContact | null;
  readonly tamper: 'closed' | 'open' | null;
  readonly mains: 'on' | 'off' | null;
  readonly battery: 'good' | 'low' | null;
}

export const NO_INPUTS: BoardInputs = { door: null, tamper: null, mains: null, battery: null };

export type SlotBoardEvent =
  /** The first reading after `connect`, and each one that differs from the reading before. */
  | { readonly type: 'board.read'; readonly reading: BoardReading }
  /** The first inputs after `connect` of a board that has any, and each change of them. */
  | { readonly type: 'board.inputs'; readonly inputs: BoardInputs }
  /** The connection is over; only `connect` brings it back. */
  | { readonly type: 'board.lost'; readonly fault: LinkFault }
  /** Bytes that belonged to no frame were skipped. */
  | { readonly type: 'board.noise'; readonly bytes: number };

/** Nothing was written: the bolt cannot have moved. */
export type NotSent = { readonly sent: false; readonly fault: TokenFault | 'not_connected' | 'no_such_position' };
/** The frame was written, or part of it: only the sensor can tell what happened. */
export type InDoubt = { readonly sent: true; readonly fault: LinkFault };

export interface SlotBoard extends LinkedDevice<SlotBoardEvent> {
  readonly id: BoardId;
  readonly capabilities: BoardCapabilities;
  /**
   * Unlocks one position once, then reads the board.
   * The token is spent directly before the write, after the port was seen open; at most one frame per token, never a retry.
   * @param position from 0
   * @returns the reading that followed the frame
   */
  unlock(position: number, token: ReleaseToken): Promise<Result<BoardReading, NotSent | InDoubt>>;
  /** Asks the sensors now, past any cache. */
  read(): Promise<Result<BoardReading, LinkFault>>;
  /**
   * Switches the lights on at these positions and off at all others. Of a board without lights, and while it is not
   * connected, nothing happens: a light is a help and never a condition.
   */
  showLights(positions: ReadonlySet<number>): void;
}
