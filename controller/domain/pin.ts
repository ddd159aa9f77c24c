// The rules of the PIN: what one looks like, and how wrong tries slow down and finally lock it.
import { after, type Duration, type Instant, seconds } from './time.ts';

/** Wrong tries that cost no wait. */
const FREE_TRIES = 5;
const FIRST_WAIT: Duration = seconds(15);
/** At this many wrong tries in a row the PIN is locked until a supervisor helps. */
const LOCKED_AT = 15;

/** The durable counter of one person. */
export interface PinCounter {
  readonly failures: number;
  readonly lastFailure: Instant | null;
}

export type PinGate =
  | { readonly open: true; readonly triesLeft: number }
  | { readonly open: false; readonly locked: false; readonly waitUntil: Instant }
  | { readonly open: false; readonly locked: true };

/** Whether another try is allowed now: five free ones, then 15 s doubling, locked at 15. */
export function pinGate(counter: PinCounter, now: Instant): PinGate {
  const { failures, lastFailure } = counter;
  if (failures >= LOCKED_AT) return { open: false, locked: true };
  if (failures < FREE_TRIES) return { open: true, triesLeft: FREE_TRIES - failures };
  if (lastFailure === null) return { open: true, triesLeft: 1 };
  const waitUntil = after(lastFailure, (FIRST_WAIT * 2 ** (failures - FREE_TRIES)) as Duration);
  return now < waitUntil ? { open: false, locked: false, waitUntil } : { open: true, triesLeft: 1 };
}

/** Whether a text has the shape of a PIN: 4–12 digits. */
export function isPinShaped(text: string): boolean {
  return /^[0-9]{4,12}$/.test(text);
}
