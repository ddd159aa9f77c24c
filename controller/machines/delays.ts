// Every wait of every machine by name, so that a person can read them in one place. Nothing else waits.
import { type Duration, hours, milliseconds, seconds } from '../domain/time.ts';

export const DELAYS = {
  /** A device must have answered its first question by then. */
  connectDeadline: seconds(6),
  /** At start, boards that are silent for so long no longer hold the others up. */
  startDeadline: seconds(4),
  /** Between two attempts to repair the storage. */
  storageRetry: seconds(2),
  /** Between two pieces of the reserve: with 32 of them it is whole 3 s after there is room. */
  reservePause: seconds(0.08),
  /** After the unlock frame, until the bolt must have moved. */
  boltDeadline: seconds(1.5),
  /** From a fob that stands in its slot to the bolt that holds it. */
  catchDeadline: seconds(3),
  /** A chip is read after its fob was seen: until then nobody says that it cannot be read. */
  chipGrace: seconds(2),
  /** From the bolt to the hand. */
  takeWindow: seconds(20),
  /** The session gives a release up when the slot says nothing at all. */
  releaseDeadline: seconds(10),
  /** A little longer than the take window, which ends with a word of the slot: this ends a session that heard none. */
  takingDeadline: seconds(25),
  /** How long a session waits for a fob that must be pushed home. */
  pushBackPatience: seconds(60),
  /** Until a key that was announced must be in its slot. */
  returnWindow: seconds(60),
  /** Nobody touches the list of keys for so long: "still there?". Only where the policy of the cabinet says nothing else. */
  signOut: seconds(40),
  /** Nobody touches the pad for a PIN for so long. */
  sessionIdle: seconds(40),
  /** Time to answer that. */
  stillThereWindow: seconds(20),
  /** How long one question stands in all while somebody types. */
  longestTyping: seconds(180),
  /** At the door page, before the session ends and leaves the door to its own alarm. */
  doorPatience: seconds(60),
  /** Time to say why a key is needed. */
  reasonWindow: seconds(60),
  /** Until somebody who stands by must have shown a badge. */
  witnessWindow: seconds(45),
  /** Until the colleague who receives a key must have shown a badge, and then until all is stated. */
  handoverWindow: seconds(45),
  /** Time to say what is wrong with a key. */
  reportWindow: seconds(90),
  /** How long is shown that something was noted. */
  notedDisplay: seconds(3),
  /** How long results and refusals are shown. */
  doneDisplay: seconds(6),
  refusedDisplay: seconds(12),
  noticeDisplay: seconds(4),
  /** Both from the moment at which the cabinet door was opened. */
  doorReminder: seconds(30),
  doorAlarm: seconds(90),
  /** How long a warning stands of something that has happened and does not last. */
  momentNotice: hours(1),
  /** Nobody touches the desk of a supervisor, or the page of a person about themselves, for so long. */
  deskIdle: seconds(60),
  accountIdle: seconds(60),
  /** Nobody signs the sheet of a shift that is shown, for so long. */
  shiftReading: seconds(180),
  /** Before many slots are opened the PIN is asked for once more, unless it was proved within so long. */
  freshProof: seconds(60),
  /** Until the badge that is to be enrolled must have been held to the reader. */
  enrolWindow: seconds(30),
  /** Between two looks at the due times, at most: a wall clock that was stepped is noticed by then. */
  longestDueSleep: seconds(30),
  /** And at least: a timer that fires early must not make it look again and again. */
  shortestDueSleep: seconds(0.1),
} as const satisfies Record<string, Duration>;

const FIRST_BACKOFF = milliseconds(500);
const LONGEST_BACKOFF = seconds(2);

/** Wait before attempt number `attempt` (from 1): 0.5 s doubling to 2 s, so that a device is back within 5 s of being there. */
export function backoff(attempt: number): Duration {
  return milliseconds(Math.min(FIRST_BACKOFF * 2 ** Math.max(0, attempt - 1), LONGEST_BACKOFF));
}

/** How long the watch over due times sleeps when the next is `wait` away; null = none is known. */
export function dueSleep(wait: Duration | null): Duration {
  const { longestDueSleep, shortestDueSleep } = DELAYS;
  return milliseconds(Math.min(Math.max(wait ?? longestDueSleep, shortestDueSleep), longestDueSleep));
}
