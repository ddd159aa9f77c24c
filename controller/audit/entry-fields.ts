// Which fields each kind of entry has, and what each may hold. Closed sets and ids: no names, no free text.
// The types make it complete: a field or kind of Occurrence without a parser here does not compile.
import {
  parseBoardId,
  parseBookingId,
  parseEntrySeq,
  parseFobId,
  parseFobTag,
  parseHoldId,
  parseKeyGroupId,
  parseKeyId,
  parseReaderId,
  parseSessionId,
  parseSlotId,
  parseStaffId,
} from '../domain/ids.ts';
import { type OccurrenceKind, type OccurrenceOf, RECALLED_LIMIT } from '../domain/occurrence.ts';
import {
  parseAlarmKind,
  parseCodeCause,
  parseDeskLook,
  parseFactor,
  parseFaultCode,
  parseLostStep,
  parseOutcomeCause,
  parsePinChange,
  parsePurpose,
  parseReadingCause,
  parseRefusalCode,
  parseSeen,
  parseSensing,
  parseSessionEnd,
  parseSeverity,
  parseStrength,
} from './entry-words.ts';
import {
  countParser,
  type FieldParser,
  listOf,
  orLeftOut,
  orNull,
  parseBadge,
  parseCode,
  parseCodeName,
  parseCount,
  parseDays,
  parseDigest,
  parseDuring,
  parseFlag,
  parseInstant,
  parseNote,
  parseTileStart,
} from './field-parsers.ts';

type FieldsOf<K extends OccurrenceKind> = Exclude<keyof OccurrenceOf<K>, 'kind'>;
type Shape<K extends OccurrenceKind> = { readonly [F in FieldsOf<K>]: FieldParser<OccurrenceOf<K>[F]> };

/** Every field that some kind has besides `kind`. */
export type FieldName = { [K in OccurrenceKind]: FieldsOf<K> }[OccurrenceKind];

/** The most of anything that an entry lists, so that it stays within its limit; recalled keys have their own. */
const FACTORS_LIMIT = 3;
const WITNESSES_LIMIT = 16;
const CODES_LIMIT = 40;
/** Eighths of a full tank. */
const FULL_TANK = 8;

const nothing = {};
const subject = { slot: parseSlotId, fob: orNull(parseFobId), key: orNull(parseKeyId) };
const keySubject = { ...subject, key: parseKeyId };
const during = { during: orNull(parseDuring) };
const session = { session: parseSessionId, staff: parseStaffId };
const release = { ...subject, ...session, purpose: parsePurpose };
const outcome = { ...release, intent: parseEntrySeq, cause: parseOutcomeCause };
const seen = { seen: orLeftOut(parseSeen) };
const due = { due: orNull(parseInstant) };
const late = { key: parseKeyId, holder: parseStaffId, due: parseInstant };
const two = { by: parseStaffId, witness: parseStaffId };
const note = { note: orNull(parseNote) };
const keyInSession = { ...session, key: parseKeyId };
const board = { board: parseBoardId };
const reader = { reader: parseReaderId };
const alarm = {
  alarm: parseAlarmKind,
  slot: orNull(parseSlotId),
  key: orNull(parseKeyId),
  board: orNull(parseBoardId),
  reader: orNull(parseReaderId),
  person: orNull(parseStaffId),
  intent: orNull(parseEntrySeq),
};

/** The fields of each kind of entry. */
export const SHAPES: { readonly [K in OccurrenceKind]: Shape<K> } = {
  'cabinet.started': { openIntents: parseCount, size: parseCount, root: parseDigest },
  'cabinet.stopped': nothing,
  'clock.regressed': { mark: parseInstant },
  'clock.stepped': { from: parseInstant, onto: parseInstant },
  'badge.unknown': reader,
  'number.unknown': nothing,
  'code.refused': { session: parseSessionId },
  'session.began': { ...session, reader: orNull(parseReaderId) },
  'session.ended': { ...session, cause: parseSessionEnd },
  'pin.accepted': session,
  'pin.refused': session,
  'pin.changed': { ...session, cause: parsePinChange },
  'badge.enrolled': { ...session, badge: parseBadge, strength: parseStrength },
  'badge.issued': { ...session, person: parseStaffId, badge: parseBadge, strength: parseStrength },
  'badge.revoked': { by: parseStaffId, staff: parseStaffId, badge: parseBadge },
  'code.issued': { ...session, person: parseStaffId, cause: parseCodeCause },
  'witness.confirmed': { ...keyInSession, witness: parseStaffId },
  'access.refused': {
    session: orNull(parseSessionId),
    staff: parseStaffId,
    key: orNull(parseKeyId),
    slot: orNull(parseSlotId),
    reasons: listOf(parseRefusalCode, CODES_LIMIT),
  },
  'release.intended': {
    ...release,
    ...due,
    ...note,
    factors: listOf(parseFactor, FACTORS_LIMIT),
    witnesses: listOf(parseStaffId, WITNESSES_LIMIT),
    reason: orNull(parseCode),
    booking: orNull(parseBookingId),
    overridden: listOf(parseRefusalCode, CODES_LIMIT),
  },
  'release.taken': { ...outcome, ...due, ...seen },
  'release.not_taken': outcome,
  'release.not_opened': outcome,
  'release.unknown': outcome,
  'key.returned': { ...keySubject, ...during, ...seen, holder: orNull(parseStaffId), cause: parseSensing },
  'key.handed_over': { ...keyInSession, ...due, ...note, to: parseStaffId, count: orNull(parseCount) },
  'key.extended': { ...session, ...late, ...note },
  'key.due_soon': late,
  'key.overdue': late,
  'key.escalated': late,
  'key.lost': { ...keyInSession, ...note, holder: orNull(parseStaffId) },
  'key.found': keyInSession,
  'desk.opened': session,
  'desk.looked': { ...session, what: parseDeskLook, key: orNull(parseKeyId), person: orNull(parseStaffId) },
  'lost.step_done': { ...keyInSession, ...note, step: parseLostStep },
  'device.opened': session,
  'device.tested': session,
  'screen.restart_asked': session,
  'service.restart_asked': session,
  'return.witnessed': { ...keyInSession, witness: parseStaffId },
  'return.unwitnessed': keyInSession,
  'return.unsigned': { slot: parseSlotId, key: parseKeyId, holder: parseStaffId },
  'fault.reported': { ...keyInSession, ...note, fault: parseFaultCode, severity: parseSeverity },
  'fault.cleared': { ...keyInSession, report: parseEntrySeq },
  'vehicle.read': {
    ...keyInSession,
    ...note,
    mileage: orNull(parseCount),
    fuel: orNull(countParser(FULL_TANK)),
    cause: orNull(parseReadingCause),
  },
  'booking.made': {
    ...session,
    booking: parseBookingId,
    holder: parseStaffId,
    key: orNull(parseKeyId),
    keyGroup: orNull(parseKeyGroupId),
    from: parseInstant,
    until: parseInstant,
  },
  'booking.cancelled': { booking: parseBookingId, by: parseStaffId },
  'booking.lapsed': { booking: parseBookingId },
  'staff.suspended': {
    ...session,
    ...note,
    person: parseStaffId,
    silent: parseFlag,
    recalled: listOf(parseKeyId, RECALLED_LIMIT),
  },
  'staff.reinstated': { ...session, ...note, person: parseStaffId },
  'override.reviewed': { ...session, ...note, intent: parseEntrySeq },
  'emergency.began': { ...session, ...note, keyGroup: orNull(parseKeyGroupId) },
  'slot.quarantined': { ...session, ...note, slot: parseSlotId },
  'slot.reinstated': { ...session, ...note, slot: parseSlotId },
  'emergency.ended': { ...session, released: parseCount, failed: parseCount },
  'rights.reviewed': {
    ...session,
    ...note,
    keyGroup: orNull(parseKeyGroupId),
    person: orNull(parseStaffId),
    digest: parseDigest,
  },
  'shift.handed_over': {
    ...session,
    ...note,
    to: parseStaffId,
    digest: parseDigest,
    out: parseCount,
    overdue: parseCount,
    astray: parseCount,
    controlledIn: parseCount,
    controlled: parseCount,
    faults: parseCount,
    alarms: parseCount,
    suspended: parseCount,
    quarantined: parseCount,
  },
  'setup.changed': { digest: parseDigest, by: orNull(parseStaffId) },
  'reader.key_set': { ...reader, by: orNull(parseStaffId) },
  'reader.key_forgotten': { ...reader, by: orNull(parseStaffId) },
  'alarm.raised': alarm,
  'alarm.gone': alarm,
  'alarm.closed': alarm,
  'alarm.acknowledged': { ...alarm, ...session, ...note },
  'retention.changed': { ...two, days: parseDays },
  'hold.placed': { ...two, ...note, hold: parseHoldId, from: parseInstant, until: orNull(parseInstant) },
  'hold.lifted': { ...two, ...note, hold: parseHoldId },
  'log.pruned': { ...two, first: parseTileStart },
  'person.erased': { ...two, person: parseStaffId },
  'key.removed': { ...keySubject, ...during, ...seen, cause: parseSensing },
  'slot.misfilled': { ...subject, ...during },
  'slot.cleared': { ...subject, ...during },
  'fob.unknown': { slot: parseSlotId, tag: orNull(parseFobTag), ...during },
  'fob.misplaced': { ...keySubject, ...during, fob: parseFobId, belongs: orNull(parseSlotId) },
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
