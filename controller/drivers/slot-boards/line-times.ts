// How long a half-duplex line waits for what. Hardware facts in one place; no code reads a clock here.
import { type Duration, milliseconds } from '../../domain/time.ts';

export interface LineTimes {
  /** How long the operating system may take to accept a frame before the port counts as stuck. */
  readonly write: Duration;
  /** From the write to the whole answer. */
  readonly answer: Duration;
  /** How long the line must be quiet after an unanswered question before the next one. */
  readonly quiet: Duration;
  /** Most that is waited for quiet on a line that never is. */
  readonly drain: Duration;
  /** For how long after a disturbance an answer is doubted. */
  readonly doubt: Duration;
  /** How long a doubted answer waits for a second one. */
  readonly settle: Duration;
  /** How long the line is left alone after a command without a dependable answer, so that a board may give one. */
  readonly hold: Duration;
}

/** For boards at 9600–19200 baud, whose frames take 3–10 ms. */
export const LINE_TIMES: LineTimes = {
  write: milliseconds(400),
  answer: milliseconds(150),
  quiet: milliseconds(60),
  drain: milliseconds(120),
  doubt: milliseconds(500),
  settle: milliseconds(30),
  hold: milliseconds(40),
};
