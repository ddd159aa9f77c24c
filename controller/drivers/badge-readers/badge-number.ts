// The one rule about what a badge number may be, for every kind of reader. Never logs, shows or stores the bytes.
import { err, ok, type Result } from '../../domain/result.ts';
import { BADGE_NUMBER_LIMIT, type UnreadableBadge } from './badge-reader.ts';

/** ISO/IEC 14443-3: a single-size UID of which the first byte is 08 is random and different at each tap. */
const RANDOM_UID_LENGTH = 4;
const RANDOM_UID_HEAD = 0x08;

/**
 * Judges the bytes that a credential gave as its number.
 * @returns a copy of the bytes, or why they cannot stand for a person: none → `no_answer`, more than
 *   BADGE_NUMBER_LIMIT → `too_long`, four bytes that open with 08 → `random_uid`
 */
export function classifyBadgeNumber(bytes: Uint8Array): Result<Uint8Array, UnreadableBadge> {
  if (bytes.length === 0) return err('no_answer');
  if (bytes.length > BADGE_NUMBER_LIMIT) return err('too_long');
  if (bytes.length === RANDOM_UID_LENGTH && bytes[0] === RANDOM_UID_HEAD) return err('random_uid');
  return ok(Uint8Array.from(bytes));
}
