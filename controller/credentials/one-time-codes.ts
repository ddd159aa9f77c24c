// Makes the codes that a supervisor hands out: for enrolling a badge, and for a first PIN. Each is told once and kept nowhere.
import { createHmac } from 'node:crypto';
import {
  CODE_BYTES,
  type EnrolmentCode,
  type EnrolmentHash,
  newEnrolmentCode,
  parseEnrolmentHash,
} from '../domain/enrolment.ts';
import { firstPin } from '../domain/pin.ts';

/** Keeps the hash of a code apart from that of a badge whose number is the same bytes. */
const PURPOSE = 'wardkey enrolment code\0';
const PIN_BYTES = 32;

export class OneTimeCodes {
  readonly #key: Uint8Array;
  readonly #random: (size: number) => Uint8Array;

  /**
   * @param key the 32 bytes of the badge key
   * @param random gives so many bytes that nobody can foresee
   */
  constructor(key: Uint8Array, random: (size: number) => Uint8Array) {
    this.#key = key;
    this.#random = random;
  }

  /** A code for enrolling one badge, and what is stored of it. */
  forBadge(): { readonly code: EnrolmentCode; readonly hash: EnrolmentHash } {
    const code = newEnrolmentCode(this.#random(CODE_BYTES));
    return { code, hash: this.hash(code) };
  }

  /** A first PIN: so many digits, and none that the person could not have chosen. */
  forPin(staffNumber: string | null, digits: number): string {
    return firstPin(this.#random(PIN_BYTES), staffNumber, digits);
  }

  /** HMAC-SHA256 (RFC 2104, FIPS 180-4) of a code. */
  hash(code: EnrolmentCode): EnrolmentHash {
    const hash = parseEnrolmentHash(createHmac('sha256', this.#key).update(PURPOSE).update(code).digest('hex'));
    if (!hash.ok) throw new Error('HMAC-SHA256 gave no 64 hex digits');
    return hash.value;
  }
}
