// Parsers for what one field of an entry may hold: ids, numbers, instants, codes and closed words. None of them takes a sentence.
import {
  type BadgeHash,
  type EntrySeq,
  type IdFault,
  parseBadgeHash,
  parseEntrySeq,
  parseSessionId,
  parseStaffId,
} from '../domain/ids.ts';
import { isRetentionDays, isTileStart } from '../domain/legal-hold.ts';
import { type NoteId, parseNoteId } from '../domain/note.ts';
import type { During } from '../domain/occurrence.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { type Instant, instant } from '../domain/time.ts';

export type FieldFault = IdFault | { readonly code: 'not_allowed' };
/** Parses what JSON gave for one field; null stands for a field that is left out. */
export type FieldParser<T> = (value: unknown) => Result<T, FieldFault>;

/** ISO 8601 in UTC with milliseconds, years 0000–9999: `2026-03-01T08:00:00.000Z`. */
export const parseInstant: FieldParser<Instant> = (value) => {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)) return notAllowed();
  const sinceEpoch = Date.parse(value);
  return Number.isFinite(sinceEpoch) ? ok(instant(sinceEpoch)) : notAllowed();
};

/** A whole number from 0. */
export const parseCount = countParser(Number.MAX_SAFE_INTEGER);

/** Makes the parser of a whole number from 0 to a highest one. */
export function countParser(most: number): FieldParser<number> {
  return (value) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= most ? ok(value) : notAllowed();
}

/** Whole days for which the log may be kept. */
export const parseDays: FieldParser<number> = (value) =>
  typeof value === 'number' && isRetentionDays(value) ? ok(value) : notAllowed();

/** A position at which a pruned log may begin: a multiple of 256 plus 1. */
export const parseTileStart: FieldParser<EntrySeq> = (value) => {
  const seq = parseEntrySeq(value);
  return seq.ok && !isTileStart(seq.value) ? notAllowed() : seq;
};

export const parseFlag: FieldParser<boolean> = (value) => (typeof value === 'boolean' ? ok(value) : notAllowed());

/** Makes the parser of a closed set of words. The record makes the set complete. */
export function wordParser<T extends string>(words: Readonly<Record<T, true>>): FieldParser<T> {
  const known = new Set<string>(Object.keys(words));
  const isWord = (value: unknown): value is T => typeof value === 'string' && known.has(value);
  return (value) => (isWord(value) ? ok(value) : notAllowed());
}

/** A code that the set-up defines, in the shape of an id: 1–64 characters of a–z, 0–9, dot, dash and underscore. */
export const parseCode = textParser(/^[a-z0-9][a-z0-9._-]{0,63}$/);

/** The name of a machine or of one of its events: 1–128 characters of a–z, A–Z, 0–9 and `. _ : # ( ) -`. */
export const parseCodeName = textParser(/^[A-Za-z0-9._:#()-]{1,128}$/);

/** SHA-256, 64 lower-case hex digits. */
export const parseDigest = textParser(/^[0-9a-f]{64}$/);

export const parseNote: FieldParser<NoteId> = (value) => {
  const note = parseNoteId(value);
  return note.ok ? note : notAllowed();
};

export const parseBadge: FieldParser<BadgeHash> = parseBadgeHash;

export const parseDuring: FieldParser<During> = (value) => {
  if (typeof value !== 'object' || value === null) return notAllowed();
  const { session: sessionText, staff: staffText, ...rest } = { session: null, staff: null, ...value };
  const session = parseSessionId(sessionText);
  const staff = parseStaffId(staffText);
  if (!session.ok) return session;
  if (!staff.ok) return staff;
  return Object.keys(rest).length === 0 ? ok({ session: session.value, staff: staff.value }) : notAllowed();
};

export function orNull<T>(parse: FieldParser<T>): FieldParser<T | null> {
  return (value) => (value === null ? ok(null) : parse(value));
}

/** As `orNull`, for a field that came later: of an entry from before it there is nothing to say. */
export function orLeftOut<T>(parse: FieldParser<T>): FieldParser<T | undefined> {
  return (value) => (value === null ? ok(undefined) : parse(value));
}

/** @param most so many elements at most, that an entry stays within its limit */
export function listOf<T>(parse: FieldParser<T>, most: number): FieldParser<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value) || value.length > most) return notAllowed();
    const items: T[] = [];
    for (const element of value) {
      const item = parse(element);
      if (!item.ok) return item;
      items.push(item.value);
    }
    return ok(items);
  };
}

function textParser(shape: RegExp): FieldParser<string> {
  return (value) => (typeof value === 'string' && shape.test(value) ? ok(value) : notAllowed());
}

function notAllowed(): Result<never, FieldFault> {
  return err({ code: 'not_allowed' });
}
