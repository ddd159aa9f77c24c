// The rules of the PIN: what one looks like, which ones are too easy, and how wrong tries slow down and finally lock it.
// Never keeps a PIN.
import { after, type Duration, hours, type Instant, seconds } from './time.ts';

/** Wrong tries that cost no wait. */
const FREE_TRIES = 5;
const FIRST_WAIT: Duration = seconds(15);
/** At this many wrong tries in a row the PIN is locked until a supervisor helps. */
const LOCKED_AT = 15;

/** A PIN of at least this many digits must have three different ones. */
const LONG = 6;
/** So many digits in a row of the staff number make a PIN guessable. */
const NUMBER_STRETCH = 4;

/** The durable counter of one person. */
export interface PinCounter {
  readonly failures: number;
  readonly lastFailure: Instant | null;
}

export type PinGate =
  | { readonly open: true; readonly triesLeft: number }
  | { readonly open: false; readonly locked: false; readonly waitUntil: Instant }
  | { readonly open: false; readonly locked: true };

/** Why a new PIN is too easy to guess, or none at all. */
export type WeakPin =
  | 'not_a_pin' // not 4–12 digits
  | 'too_short' // fewer digits than the policy wants
  | 'repeated' // one digit over and over, or only two of them in a long PIN
  | 'run' // 123456, 987654, 789012
  | 'pattern' // a block that comes again: 121212, 123123
  | 'staff_number'; // the staff number, or four digits of it in a row

/** Why a PIN of one's own could not be set. */
export type PinFault =
  | WeakPin
  | 'already_used' // the person has it already, in whichever role
  | 'not_proved' // the PIN so far was not entered in this session, or there is none
  | 'busy' // too many PINs are being worked on; ask again
  | 'storage_failed';

/** Why a PIN was not accepted although it is not wrong. */
export type PinTrouble =
  | 'busy' // too many PINs are being worked on; ask again
  | 'expired'; // a one-time code that has run out

/** How long a one-time code may be used in place of a PIN: over a weekend. */
export const FIRST_PIN_LIFETIME: Duration = hours(72);

/** What a new PIN of one's own is for; `first` takes the place of a one-time code. */
export type PinPurpose = 'first' | 'changed' | 'duress';

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

/**
 * Why a person may not choose this PIN; null = they may. PINs from before a change of the rule stay good.
 * @param staffNumber the number that personnel knows them by; null = none
 * @param fewest digits that the policy of the cabinet wants, 4–12
 */
export function pinFault(pin: string, staffNumber: string | null, fewest: number): WeakPin | null {
  if (!isPinShaped(pin)) return 'not_a_pin';
  if (pin.length < fewest) return 'too_short';
  const kinds = new Set(pin).size;
  if (kinds === 1 || (kinds === 2 && pin.length >= LONG)) return 'repeated';
  if (isRun(pin, 1) || isRun(pin, -1)) return 'run';
  if (isPattern(pin)) return 'pattern';
  return staffNumber !== null && resembles(pin, staffNumber.replaceAll(/\D/g, '')) ? 'staff_number' : null;
}

/**
 * A one-time code for somebody who has no PIN yet or has forgotten theirs, in the shape of a PIN.
 * @param random 32 random bytes
 * @throws for bytes that give no acceptable code, which random ones never are
 */
export function firstPin(random: Uint8Array, staffNumber: string | null, digits: number): string {
  const stream = [...random].reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const size = 10n ** BigInt(digits);
  for (let rest = stream; rest > 0n; rest /= size) {
    const pin = (rest % size).toString().padStart(digits, '0');
    if (pinFault(pin, staffNumber, digits) === null) return pin;
  }
  throw new Error('the random bytes of a PIN are not random');
}

/** Each digit follows the one before it; after 9 comes 0. */
function isRun(pin: string, step: 1 | -1): boolean {
  return Array.from(pin).every(
    (digit, place) => place === 0 || Number(digit) === (Number(pin[place - 1]) + step + 10) % 10,
  );
}

/** Whether it is a shorter block, again and again; the last time may be cut off. */
function isPattern(pin: string): boolean {
  for (let block = 2; block <= pin.length / 2; block += 1) {
    if (pin.slice(block) === pin.slice(0, -block)) return true;
  }
  return false;
}

/** @param number the digits of a staff number */
function resembles(pin: string, number: string): boolean {
  if (number === '') return false;
  if (Number(pin) === Number(number)) return true;
  for (let start = 0; start + NUMBER_STRETCH <= number.length; start += 1) {
    if (pin.includes(number.slice(start, start + NUMBER_STRETCH))) return true;
  }
  return false;
}
