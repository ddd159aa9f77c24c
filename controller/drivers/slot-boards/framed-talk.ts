// The talk of a board whose protocol is frames on a half-duplex line: a question for the state, a command to unlock.
import type { TokenFault } from '../../domain/release-token.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { LinkFault } from '../linked-device.ts';
import type { BoardReport, BoardTalk } from './board-talk.ts';
import type { Bus, BusMember } from './bus.ts';
import type { CommandHabits } from './line.ts';
import { sameSlots } from './readings.ts';
import { type BoardReading, NO_INPUTS } from './slot-board.ts';

/** What is said on the line, and how an answer is told from everything else. */
export interface FramedProtocol<Frame> {
  /** The question that all sensors of the board answer. */
  readonly question: Uint8Array;
  /** The sensors of this board, if the frame is its answer to the question; else null. */
  accept(frame: Frame): BoardReading | null;
  /** The command that unlocks one lock. @param position from 0, one that the board has */
  unlockCommand(position: number): Uint8Array;
  /** What is known of that command beyond its bytes. */
  readonly unlockHabits?: CommandHabits<Frame>;
}

/** Takes a seat on the bus and speaks the protocol from it. */
export async function framedTalk<Frame>(
  bus: Bus<Frame>,
  member: BusMember,
  protocol: FramedProtocol<Frame>,
): Promise<Result<BoardTalk, LinkFault>> {
  const joined = await bus.join(member);
  if (!joined.ok) return joined;
  const seat = joined.value;
  return ok({
    read: (lane) =>
      seat.ask<BoardReport>(
        lane,
        protocol.question,
        (frame) => {
          const slots = protocol.accept(frame);
          return slots === null ? null : { slots, inputs: NO_INPUTS };
        },
        (a, b) => sameSlots(a.slots, b.slots),
      ),
    unlock: (position, permit) =>
      seat.tell<TokenFault>(protocol.unlockCommand(position), permit, protocol.unlockHabits),
    light: () => Promise.resolve(ok(undefined)),
    get unanswered() {
      return seat.unanswered;
    },
    leave: () => seat.leave(),
  });
}
