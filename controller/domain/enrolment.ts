// Enrolment: badges that people have, and the one-time codes with which they add a badge of their own. Codes are shown once
// and kept nowhere; what is stored is a keyed hash.
import { err, ok, type Result } from './result.ts';
import type { Badge } from './staff.ts';
import { after, type Duration, hours, type Instant, milliseconds, seconds } from './time.ts';

declare const brand: unique symbol;

/** Ten characters of CODE_LETTERS, as a person types them. */
export type EnrolmentCode = string & { readonly [brand]: 'EnrolmentCode' };
/** HMAC-SHA256 of a code, 64 lower-case hex digits. */
export type EnrolmentHash = string & { readonly [brand]: 'EnrolmentHash' };

/** A badge with the time at which it became a credential. */
export interface EnrolledBadge extends Badge {
  readonly enrolled: Instant;
}

/** Why a badge could not be enrolled. */
export type EnrolmentFault =
  | 'no_such_code' // mistyped, used, run out, or somebody else's
  | 'badge_of_another'
  | 'badge_known' // it is theirs already
  | 'storage_failed';

/** Codes that were wrong, one after the other, with nobody signed in. */
export interface CodeTries {
  readonly wrong: number;
  readonly last: Instant;
}

export type CodeGate = { readonly open: true } | { readonly open: false; readonly until: Instant };

/** Wrong codes that cost no wait. */
const FREE_CODES = 5;
const FIRST_CODE_WAIT: Duration = seconds(15);
/** Nobody is kept out for longer: a code of ten letters is guessed by nobody, and a new person must come in. */
const LONGEST_CODE_WAIT: Duration = seconds(900);

/** Whether a code is looked at now: five free ones, then 15 s doubling up to 15 min. @param tries null = none was wrong */
export function codeGate(tries: CodeTries | null, now: Instant): CodeGate {
  if (tries === null || tries.wrong < FREE_CODES) return { open: true };
  const wait = milliseconds(Math.min(FIRST_CODE_WAIT * 2 ** (tries.wrong - FREE_CODES), LONGEST_CODE_WAIT));
  const until = after(tries.last, wait);
  return now < until ? { open: false, until } : { open: true };
}

/** How long a code may be used: over a weekend. */
export const ENROLMENT_LIFETIME: Duration = hours(72);
export const CODE_LENGTH = 10;
/** Random bytes that a code is made of: so many more than it holds that every code is as likely as any other. */
export const CODE_BYTES = 16;

/** None of them looks like another: without 0 O Q, 1 I L, 2 Z, 5 S, 6 G, 8 B, and U, which looks like V. */
const CODE_LETTERS = '3479ACDEFHJKMNPRTVWXY';
const CODE = new RegExp(`^[${CODE_LETTERS}]{${CODE_LENGTH}}$`);
const HASH = /^[0-9a-f]{64}$/;

/** Makes a code, which is then shown once. @param random CODE_BYTES random bytes @throws RangeError for fewer */
export function newEnrolmentCode(random: Uint8Array): EnrolmentCode {
  if (random.length < CODE_BYTES) throw new RangeError(`A code is made of ${CODE_BYTES} random bytes`);
  const base = BigInt(CODE_LETTERS.length);
  let rest = random.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  let code = '';
  while (code.length < CODE_LENGTH) {
    code += CODE_LETTERS.charAt(Number(rest % base));
    rest /= base;
  }
  return code as EnrolmentCode;
}

/** Parses what somebody has typed: capitals or not, with blanks and dashes anywhere. */
export function parseEnrolmentCode(text: string): Result<EnrolmentCode, { readonly code: 'not_a_code' }> {
  const bare = text.replaceAll(/[\s-]/g, '').toUpperCase();
  return CODE.test(bare) ? ok(bare as EnrolmentCode) : err({ code: 'not_a_code' });
}

/** Parses a stored hash: exactly 64 lower-case hex digits. */
export function parseEnrolmentHash(text: unknown): Result<EnrolmentHash, { readonly code: 'not_a_hash' }> {
  return typeof text === 'string' && HASH.test(text) ? ok(text as EnrolmentHash) : err({ code: 'not_a_hash' });
}
