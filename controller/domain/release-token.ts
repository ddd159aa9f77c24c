// The permission to unlock one slot once. Without one no driver sends an unlock frame.
// Minted only by the audit journal, after the intent is on disk; a test counts the callers.
import type { EntrySeq, SlotId } from './ids.ts';
import { err, ok, type Result } from './result.ts';
import type { Monotonic } from './time.ts';

export type TokenFault = 'token_spent' | 'token_expired';

export class ReleaseToken {
  readonly intent: EntrySeq;
  readonly slot: SlotId;
  /** Last moment at which the frame may be written. */
  readonly deadline: Monotonic;
  #spent = false;

  private constructor(intent: EntrySeq, slot: SlotId, deadline: Monotonic) {
    this.intent = intent;
    this.slot = slot;
    this.deadline = deadline;
  }

  /** Makes a token for an intent whose commit has returned. Called by the audit journal and nobody else. */
  static mint(intent: EntrySeq, slot: SlotId, deadline: Monotonic): ReleaseToken {
    return new ReleaseToken(intent, slot, deadline);
  }

  /** Uses the token up, directly before the frame is written. A second call, or one after the deadline, is refused. */
  spend(now: Monotonic): Result<void, TokenFault> {
    if (this.#spent) return err('token_spent');
    this.#spent = true;
    return now <= this.deadline ? ok(undefined) : err('token_expired');
  }
}
