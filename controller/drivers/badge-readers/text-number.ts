// What a reader that types or sends text has written, judged by the profile of the set-up. Pure; takes nothing that it does not describe.
import type { BadgeFormat, TextNumber } from '../../domain/reader.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { badgeNumberOf, classifyBadgeNumber } from './badge-number.ts';
import type { BadgeReaderEvent, UnreadableBadge } from './badge-reader.ts';

export interface ReadNumber {
  /** What is hashed. */
  readonly number: Uint8Array;
  readonly format: BadgeFormat;
}

/** A number on a wire: whoever can copy it can send it. */
const TEXT_STRENGTH = 'weak';

/**
 * Reads one whole text by its profile. Letters of a hex number may be small or capital: both are the same badge.
 * @returns `not_understood` for another length or other characters than the profile says
 */
export function parseTextNumber(text: string, profile: TextNumber): Result<ReadNumber, UnreadableBadge> {
  const { digits, length, facility: split } = profile;
  const isOurs = digits === 'hex' ? /^[0-9A-Fa-f]+$/.test(text) : /^[0-9]+$/.test(text);
  if (!isOurs || text.length !== length) return err('not_understood');
  const format = digits === 'hex' ? 'hex' : 'digits';
  const upper = text.toUpperCase();
  const facility = split === null ? null : upper.slice(0, split);
  const judged = classifyBadgeNumber(badgeNumberOf({ format, facility, number: upper.slice(split ?? 0) }), format);
  return judged.ok ? ok({ number: judged.value, format }) : judged;
}

/** The event of one whole text. */
export function textEvent(text: string, profile: TextNumber): BadgeReaderEvent {
  const read = parseTextNumber(text, profile);
  return read.ok
    ? { type: 'badge.presented', ...read.value, strength: TEXT_STRENGTH }
    : { type: 'badge.unreadable', reason: read.error };
}
