// What each field of an entry may hold, and which fields each kind of entry has. Closed sets and ids: no names, no free text.
// The types make it complete: a field or kind of Occurrence without a parser here does not compile.
import {
  type IdFault,
  parseBoardId,
  parseEntrySeq,
  parseFobId,
  parseKeyId,
  parseReaderId,
  parseSessionId,
  parseSlotId,
  parseStaffId,
} from '../domain/ids.ts';
import type {
  During,
  Occurrence,
  OccurrenceKind,
  OutcomeCause,
  ReleasePurpose,
  SessionEnd,
} from '../domain/occurrence.ts';
import type { RefusalCode } from '../domain/refusal.ts';
import { err, ok, type Result } from '../domain/result.ts';
import type { Factor } from '../domain/staff.ts';
import { type Instant, instant } from '../domain/time.ts';

export type FieldFault = IdFault | { readonly code: 'not_allowed' };
/** Parses what JSON gave for one field; null stands for a field that is left out. */
export type FieldParser<T> = (value: unknown) => Result<T, FieldFault>;

type WithKind<O, K> = O extends { readonly kind: infer Kinds } ? (K extends Kinds ? O : never) : never;
export type OccurrenceOf<K extends OccurrenceKind> = WithKind<Occurrence, K>;
type FieldsOf<K extends OccurrenceKind> = Exclude<keyof OccurrenceOf<K>, 'kind'>;
type Shape<K extends OccurrenceKind> = { readonly [F in FieldsOf<K>]: FieldParser<OccurrenceOf<K>[F]> };

/** Every field that some kind has besides `kind`. */
export type FieldName = { [K in OccurrenceKind]: FieldsOf<K> }[OccurrenceKind];

/** ISO 8601 in UTC with milliseconds, years 0000–9999: `2026-03-01T08:00:00.000Z`. */
export const parseInstant: FieldParser<Instant> = (value) => {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)) return notAllowed();
  const sinceEpoch = Date.parse(value);
  return Number.isFinite(sinceEpoch) ? ok(instant(sinceEpoch)) : notAllowed();
};

/** A whole number from 0. */
export const parseCount: FieldParser<number> = (value) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? ok(value) : notAllowed();

/** Makes the parser of a closed set of words. The record makes the set complete. */
export function wordParser<T extends string>(words: Readonly<Record<T, true>>): FieldParser<T> {
  const known = new Set<string>(Object.keys(words));
  const isWord = (value: unknown): value is T => typeof value === 'string' && known.has(value);
  return (value) => (isWord(value) ? ok(value) : notAllowed());
}

const parseFactor = wordParser<Factor>({ badge: true, pin: true });
const parsePurpose = wordParser<ReleasePurpose>({ take: true, reopen: true });
const parseSensing = wordParser<'sensor' | 'recovered'>({ sensor: true, recovered: true });

const parseSessionEnd = wordParser<SessionEnd>({
  signed_out: true,
  idle: true,
  finished: true,
  refused: true,
  replaced: true,
  fault: true,
});

const parseOutcomeCause = wordParser<OutcomeCause>({
  sensor: true,
  pushed_back: true,
  window_ended: true,
  not_sent: true,
  bolt_still: true,
  board_silent: true,
  recovered: true,
});

const parseRefusalCode = wordParser<RefusalCode>({
  staff_suspended: true,
  staff_not_yet_valid: true,
  staff_expired: true,
  no_grant: true,
  pin_required: true,
  pin_not_set: true,
  allowance_reached: true,
  key_out: true,
  key_unaccounted: true,
  key_in_doubt: true,
  key_has_no_slot: true,
  slot_busy: true,
  slot_silent: true,
  slot_faulty: true,
  slot_not_misfilled: true,
  holds_nothing: true,
  storage_unavailable: true,
});

/** The name of a machine or of one of its events: 1–128 characters of a–z, A–Z, 0–9 and `. _ : # ( ) -`. */
const parseCodeName: FieldParser<string> = (value) =>
  typeof value === 'string' && /^[A-Za-z0-9._:#()-]{1,128}$/.test(value) ? ok(value) : notAllowed();

const parseDuring: FieldParser<During> = (value) => {
  if (typeof value !== 'object' || value === null) return notAllowed();
  const { session: sessionText, staff: staffText, ...rest } = { session: null, staff: null, ...value };
  const session = parseSessionId(sessionText);
  const staff = parseStaffId(staffText);
  if (!session.ok) return session;
  if (!staff.ok) return staff;
  return Object.keys(rest).length === 0 ? ok({ session: session.value, staff: staff.value }) : notAllowed();
};

const nothing = {};
const subject = { slot: parseSlotId, fob: orNull(parseFobId), key: orNull(parseKeyId) };
const keySubject = { ...subject, key: parseKeyId };
const during = { during: orNull(parseDuring) };
const session = { session: parseSessionId, staff: parseStaffId };
const release = { ...subject, ...session, purpose: parsePurpose };
const outcome = { ...release, intent: parseEntrySeq, cause: parseOutcomeCause };
const due = { due: orNull(parseInstant) };
const board = { board: parseBoardId };
const reader = { reader: parseReaderId };

/** The fields of each kind of entry. */
export const SHAPES: { readonly [K in OccurrenceKind]: Shape<K> } = {
  'cabinet.started': { openIntents: parseCount },
  'cabinet.stopped': nothing,
  'clock.regressed': { mark: parseInstant },
  'badge.unknown': reader,
  'session.began': { ...session, ...reader },
  'session.ended': { ...session, cause: parseSessionEnd },
  'pin.accepted': session,
  'pin.refused': session,
  'access.refused': {
    session: orNull(parseSessionId),
    staff: parseStaffId,
    key: orNull(parseKeyId),
    slot: orNull(parseSlotId),
    reasons: listOf(parseRefusalCode),
  },
  'release.intended': { ...release, ...due, factors: listOf(parseFactor) },
  'release.taken': { ...outcome, ...due },
  'release.not_taken': outcome,
  'release.not_opened': outcome,
  'release.unknown': outcome,
  'key.returned': { ...keySubject, ...during, holder: orNull(parseStaffId), cause: parseSensing },
  'key.removed': { ...keySubject, ...during, cause: parseSensing },
  'slot.misfilled': { ...subject, ...during },
  'slot.cleared': { ...subject, ...during },
  'slot.left_unlocked': { ...subject, ...during },
  'slot.relocked': { ...subject, ...during },
  'door.opened': during,
  'door.closed': during,
  'door.left_open': during,
  'board.lost': board,
  'board.back': board,
  'reader.lost': reader,
  'reader.back': reader,
  'storage.restored': nothing,
  'event.unexpected': { machine: parseCodeName, event: parseCodeName },
};

function orNull<T>(parse: FieldParser<T>): FieldParser<T | null> {
  return (value) => (value === null ? ok(null) : parse(value));
}

function listOf<T>(parse: FieldParser<T>): FieldParser<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value)) return notAllowed();
    const items: T[] = [];
    for (const element of value) {
      const item = parse(element);
      if (!item.ok) return item;
      items.push(item.value);
    }
    return ok(items);
  };
}

function notAllowed(): Result<never, FieldFault> {
  return err({ code: 'not_allowed' });
}
