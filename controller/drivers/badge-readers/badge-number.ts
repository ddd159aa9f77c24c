// The rules about what a badge number may be, for every kind of reader. Never logs, shows or stores the bytes.
import { createHash } from 'node:crypto';
import type { BadgeFormat } from '../../domain/reader.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { BADGE_NUMBER_LIMIT, type UnreadableBadge } from './badge-reader.ts';
import type { WiegandCard } from './wiegand.ts';

/** ISO/IEC 14443-3: a single-size UID of which the first byte is 08 is random and different at each tap. */
const RANDOM_UID_LENGTH = 4;
const RANDOM_UID_HEAD = 0x08;

/**
 * Formats whose bytes are those of a UID. A reader that types or sends text does not say what its digits are: in those an
 * 08 is a digit like others, and one badge in 256 has it.
 */
const UIDS: readonly BadgeFormat[] = ['iso14443-uid', 'simulated'];

/** Triple size of ISO/IEC 14443-3, in bytes; the identifiers of other standards are shorter. */
const LONGEST_UID = 10;

/** How a number of any other format begins. */
const OTHER_FORMATS = /^(?:h10301|corporate-1000-35|wiegand-[0-9]+|em4100|digits|hex):/;

/** A number of which the format can be told. */
export type Credential =
  | WiegandCard
  /** The five bytes of an EM4100 tag: customer code and number. */
  | { readonly format: Extract<BadgeFormat, 'em4100'>; readonly bytes: Uint8Array }
  /** What a reader typed or sent, in its own writing; `facility` null = not split. */
  | {
      readonly format: Extract<BadgeFormat, 'digits' | 'hex'>;
      readonly facility: string | null;
      readonly number: string;
    };

/**
 * Judges the bytes that a credential gave as its number.
 * @param format what the bytes are; only a UID can be a random one
 * @returns a copy of the bytes, or why they cannot stand for a person: none → `no_answer`, more than
 *   BADGE_NUMBER_LIMIT → `too_long`, a UID of four bytes that opens with 08 → `random_uid`
 */
export function classifyBadgeNumber(
  bytes: Uint8Array,
  format: BadgeFormat = 'iso14443-uid',
): Result<Uint8Array, UnreadableBadge> {
  if (bytes.length === 0) return err('no_answer');
  if (bytes.length > BADGE_NUMBER_LIMIT) return err('too_long');
  const isRandom = bytes.length === RANDOM_UID_LENGTH && bytes[0] === RANDOM_UID_HEAD;
  if (isRandom && UIDS.includes(format)) return err('random_uid');
  return ok(Uint8Array.from(bytes));
}

/**
 * What is hashed of a UID: its bytes. Whoever can make a card say any UID could make it spell a number of another format, or
 * be as long as the digest of a file: such a one is hashed with its format, and is then nothing but itself.
 */
export function uidNumber(uid: Uint8Array): Uint8Array {
  const isOwn = uid.length <= LONGEST_UID && !OTHER_FORMATS.test(Buffer.from(uid).toString('latin1'));
  return Uint8Array.from(isOwn ? uid : createHash('sha256').update('iso14443-uid:').update(uid).digest());
}

/**
 * What is hashed of a credential: format, facility and number in ASCII, e.g. `h10301:118:1603`, `wiegand-37:2ec0c86a00`,
 * `em4100:0a00123456`, `digits:118:01603`. Digits of a text stay as they were written, zeros in front included: two readers
 * that write one badge in two ways make two badges of it, and never one badge of two.
 */
export function badgeNumberOf(credential: Credential): Uint8Array {
  return new TextEncoder().encode(textOf(credential));
}

function textOf(credential: Credential): string {
  switch (credential.format) {
    case 'wiegand-h10301':
      return `h10301:${credential.facility}:${credential.number}`;
    case 'wiegand-corporate-1000-35':
      return `corporate-1000-35:${credential.facility}:${credential.number}`;
    case 'wiegand-raw':
      return `wiegand-${credential.bits}:${credential.hex}`;
    case 'em4100':
      return `em4100:${Buffer.from(credential.bytes).toString('hex')}`;
    case 'digits':
    case 'hex': {
      const { format, facility, number } = credential;
      return facility === null ? `${format}:${number}` : `${format}:${facility}:${number}`;
    }
  }
}
