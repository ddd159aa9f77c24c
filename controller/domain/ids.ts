// Branded identifiers and the one parser each has. Inside the house an id is never a bare string.
import { err, ok, type Result } from './result.ts';

declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

export type BoardId = Branded<string, 'BoardId'>;
export type ReaderId = Branded<string, 'ReaderId'>;
export type SlotId = Branded<string, 'SlotId'>;
export type FobId = Branded<string, 'FobId'>;
export type KeyId = Branded<string, 'KeyId'>;
export type KeyGroupId = Branded<string, 'KeyGroupId'>;
export type StaffId = Branded<string, 'StaffId'>;
export type StaffGroupId = Branded<string, 'StaffGroupId'>;
export type ScheduleId = Branded<string, 'ScheduleId'>;
export type QualificationId = Branded<string, 'QualificationId'>;
export type BookingId = Branded<string, 'BookingId'>;
export type SessionId = Branded<string, 'SessionId'>;
export type BootId = Branded<string, 'BootId'>;
export type HoldId = Branded<string, 'HoldId'>;
/** What the chip of a fob says it is: 64 bits as 16 upper-case hex digits. Identity, not secrecy: such chips can be copied. */
export type FobTag = Branded<string, 'FobTag'>;
/** Position of an entry in the audit log: dense, the first is 1. */
export type EntrySeq = Branded<number, 'EntrySeq'>;
/** HMAC-SHA256 of a badge number, 64 lower-case hex digits. The number itself is kept nowhere. */
export type BadgeHash = Branded<string, 'BadgeHash'>;

export type IdFault = { readonly code: 'not_an_id'; readonly text: string };

const ID = /^[a-z0-9][a-z0-9._-]{0,63}$/;
const HASH = /^[0-9a-f]{64}$/;
/** All zeros are a short circuit, all ones an empty socket: neither is a chip. */
const TAG = /^(?!0{16}$|F{16}$)[0-9A-F]{16}$/;

/** Makes the parser of one kind of id: 1–64 characters of a–z, 0–9, dot, dash and underscore, opening with a letter or digit. */
function idParser<Id extends string>(): (text: unknown) => Result<Id, IdFault> {
  return (text) => (typeof text === 'string' && ID.test(text) ? ok(text as Id) : err(fault(text)));
}

export const parseBoardId = idParser<BoardId>();
export const parseReaderId = idParser<ReaderId>();
export const parseSlotId = idParser<SlotId>();
export const parseFobId = idParser<FobId>();
export const parseKeyId = idParser<KeyId>();
export const parseKeyGroupId = idParser<KeyGroupId>();
export const parseStaffId = idParser<StaffId>();
export const parseStaffGroupId = idParser<StaffGroupId>();
export const parseScheduleId = idParser<ScheduleId>();
export const parseQualificationId = idParser<QualificationId>();
export const parseBookingId = idParser<BookingId>();
export const parseSessionId = idParser<SessionId>();
export const parseBootId = idParser<BootId>();
export const parseHoldId = idParser<HoldId>();

/** Parses a position in the log: a whole number from 1. */
export function parseEntrySeq(value: unknown): Result<EntrySeq, IdFault> {
  return Number.isSafeInteger(value) && Number(value) >= 1 ? ok(value as EntrySeq) : err(fault(value));
}

/** Parses the id of a fob's chip: exactly 16 upper-case hex digits, neither all 0 nor all F. */
export function parseFobTag(text: unknown): Result<FobTag, IdFault> {
  return typeof text === 'string' && TAG.test(text) ? ok(text as FobTag) : err(fault(text));
}

/** Parses a stored badge hash: exactly 64 lower-case hex digits. */
export function parseBadgeHash(text: unknown): Result<BadgeHash, IdFault> {
  return typeof text === 'string' && HASH.test(text) ? ok(text as BadgeHash) : err(fault(text));
}

function fault(value: unknown): IdFault {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : typeof value;
  return { code: 'not_an_id', text: text.slice(0, 80) };
}
