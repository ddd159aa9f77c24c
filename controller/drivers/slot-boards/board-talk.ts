// What one kind of board must offer so that PolledBoard can drive it: one open connection, two things to say on it.
import type { BoardCapabilities } from '../../domain/board.ts';
import type { TokenFault } from '../../domain/release-token.ts';
import type { Result } from '../../domain/result.ts';
import type { LinkFault } from '../linked-device.ts';
import type { BusMember } from './bus.ts';
import type { NotWritten, Written } from './line.ts';
import type { Lane } from './line-queue.ts';
import type { BoardInputs, BoardReading } from './slot-board.ts';

/** Everything that a board told in one go. */
export interface BoardReport {
  readonly slots: BoardReading;
  readonly inputs: BoardInputs;
}

/** Asked directly before the write, after the port was seen open; when it refuses, nothing is written. */
export type Permit = () => Result<void, TokenFault>;

/** One open connection as one board uses it. After `leave` everything answers `port_closed`. */
export interface BoardTalk {
  /** Asks for all sensors of the board once. */
  read(lane: Lane): Promise<Result<BoardReport, LinkFault>>;
  /** Writes one unlock once. @param position from 0, one that the board has */
  unlock(position: number, permit: Permit): Promise<Result<void, NotWritten<TokenFault> | Written>>;
  /** Writes the lights once, behind everything that waits. */
  light(positions: ReadonlySet<number>): Promise<Result<void, LinkFault>>;
  /** Boards of the bus in a row whose questions brought nothing that could be understood. */
  readonly unanswered: number;
  /** Gives the place on the bus up; ends what waits. */
  leave(): Promise<void>;
}

/** How one kind of board is spoken to. */
export interface BoardDialect {
  readonly capabilities: BoardCapabilities;
  /** Joins the bus and says nothing yet. */
  join(member: BusMember): Promise<Result<BoardTalk, LinkFault>>;
  /** How long after an unlock the sensors are watched for a movement, in ms: the pulse and a little more. */
  readonly watch: number;
  /** Questions in a row after which a board that stays silent counts as lost, and boards until the line does. Left out = 3. */
  readonly patience?: number;
}
