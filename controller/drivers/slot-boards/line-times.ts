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
  /** Most that the line is left alone after a command, so that a board may answer it. */
  readonly hold: Duration;
  /** Least silence between the last byte on the line and the next frame of ours. */
  readonly gap: Duration;
  /** So much silence behind bytes that make no answer ends a frame whose length does not tell; null = the length always tells. */
  readonly ends: Duration | null;
}

/** A deadline that is noticed this much later, in milliseconds, was missed by the controller and not by the board. */
export const STALL = 15;

/** For boards at 9600–19200 baud that answer at once; frames take 3–10 ms. KERONG CU16 and CU48B. */
export const LINE_TIMES: LineTimes = {
  write: milliseconds(400),
  answer: milliseconds(150),
  quiet: milliseconds(60),
  drain: milliseconds(120),
  doubt: milliseconds(500),
  settle: milliseconds(30),
  hold: milliseconds(40),
  gap: milliseconds(0),
  ends: null,
};

/** For XOR lock boards, which take about 200 ms to answer and more when they are busy. They too know the end of a frame by silence. */
export const XOR_TIMES: LineTimes = {
  ...LINE_TIMES,
  answer: milliseconds(1_500),
  doubt: milliseconds(3_000),
  settle: milliseconds(300),
  hold: milliseconds(400),
  gap: milliseconds(30),
  ends: milliseconds(30),
};
