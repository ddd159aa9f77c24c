// Somebody who is still typing gets their time anew with each press, within bounds: for every machine that asks for digits or
// words. It answers nothing and lengthens no other wait.
import { after, type Clock, type Duration, type Instant } from '../domain/time.ts';
import { DELAYS } from './delays.ts';
import { paced } from './pace.ts';

/** A question that is on the screen. */
export interface Asking {
  readonly clock: Clock;
  /** When the screen that is shown began, or was last typed on. */
  readonly since: Instant;
  /** When its question was asked. */
  readonly begun: Instant;
}

/** What a press on the pad tells a machine. */
export interface TypingOn {
  readonly type: 'session.continue';
}

/** When a screen begins: with a press on the pad only its time does, the question is the same. */
export function stamped({ clock }: Pick<Asking, 'clock'>, event: { readonly type: string }): Partial<Asking> {
  const since = clock.now();
  return event.type === 'session.continue' ? { since } : { since, begun: since };
}

/** Whether a question may stand for another `wait`: all in all no longer than `longestTyping`. Both are longer for some. */
export function mayTypeOn({ clock, begun }: Asking, wait: Duration, moreTime = false): boolean {
  return after(clock.now(), paced(wait, moreTime)) <= after(begun, paced(DELAYS.longestTyping, moreTime));
}
