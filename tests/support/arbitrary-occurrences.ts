// Random occurrences of every kind, for property tests. The type makes it complete: a new kind without a generator does not compile.
import * as fc from 'fast-check';
import { parseBadgeHash, parseBookingId, parseFobTag, parseHoldId } from '../../controller/domain/ids.ts';
import { parseNoteId } from '../../controller/domain/note.ts';
import {
  type During,
  type Occurrence,
  type OccurrenceKind,
  type OccurrenceOf,
  RECALLED_LIMIT,
} from '../../controller/domain/occurrence.ts';
import { instant } from '../../controller/domain/time.ts';
import {
  someAlarmKind,
  someDeskLook,
  someFactor,
  someFault,
  someLostStep,
  someOutcomeCause,
  somePinChange,
  somePurpose,
  someReason,
  someSensing,
  someSessionEnd,
  someSeverity,
  someStrength,
} from './arbitrary-words.ts';
import { boardId, fobId, keyGroupId, keyId, readerId, seq, sessionId, slotId, staffId } from './domain-builders.ts';
import { expectOk } from './expect-ok.ts';

const idText = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,63}$/);
const hexText = fc.stringMatching(/^[0-9a-f]{64}$/);
const badge = hexText.map((text) => expectOk(parseBadgeHash(text)));
const board = idText.map(boardId);
const booking = idText.map((text) => expectOk(parseBookingId(text)));
const fob = idText.map(fobId);
const key = idText.map(keyId);
const keyGroup = idText.map(keyGroupId);
const reader = idText.map(readerId);
const session = idText.map(sessionId);
const slot = idText.map(slotId);
const staff = idText.map(staffId);
const hold = idText.map((text) => expectOk(parseHoldId(text)));
const codeName = fc.stringMatching(/^[A-Za-z0-9._:#()-]{1,128}$/);

/** Up to the end of the year 9999. */
export const someInstant = fc.integer({ min: 0, max: 253_402_300_799_999 }).map(instant);
export const someSeq = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }).map(seq);

const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const of = <K extends OccurrenceKind>(kind: K) => ({ kind: fc.constant(kind) });

const during = { during: orNull(fc.record<During>({ session, staff })) };
const inSession = { session, staff };
const subject = { slot, fob: orNull(fob), key: orNull(key) };
const release = { ...subject, ...inSession, purpose: somePurpose };
const outcome = { ...release, intent: someSeq, cause: someOutcomeCause };
const due = { due: orNull(someInstant) };
const late = { key, holder: staff, due: someInstant };
const note = { note: orNull(hexText.map((text) => expectOk(parseNoteId(text)))) };
const two = { by: staff, witness: staff };
const seen = { seen: fc.option(someSensing, { nil: undefined }) };
const tag = fc.stringMatching(/^[1-9A-E][0-9A-F]{15}$/).map((text) => expectOk(parseFobTag(text)));
const sensing = { cause: fc.constantFrom('sensor' as const, 'recovered' as const) };
const alarm = {
  alarm: someAlarmKind,
  slot: orNull(slot),
  key: orNull(key),
  board: orNull(board),
  reader: orNull(reader),
  person: orNull(staff),
  intent: orNull(someSeq),
};

const shiftCounts = {
  out: fc.nat(),
  overdue: fc.nat(),
  astray: fc.nat(),
  controlledIn: fc.nat(),
  controlled: fc.nat(),
  faults: fc.nat(),
  alarms: fc.nat(),
  suspended: fc.nat(),
  quarantined: fc.nat(),
};

export const OCCURRENCES: { readonly [K in OccurrenceKind]: fc.Arbitrary<OccurrenceOf<K>> } = {
  'cabinet.started': fc.record({ ...of('cabinet.started'), openIntents: fc.nat(), size: fc.nat(), root: hexText }),
  'cabinet.stopped': fc.record(of('cabinet.stopped')),
  'clock.regressed': fc.record({ ...of('clock.regressed'), mark: someInstant }),
  'clock.stepped': fc.record({ ...of('clock.stepped'), from: someInstant, onto: someInstant }),
  'badge.unknown': fc.record({ ...of('badge.unknown'), reader }),
  'number.unknown': fc.record(of('number.unknown')),
  'code.refused': fc.record({ ...of('code.refused'), session }),
  'session.began': fc.record({ ...of('session.began'), ...inSession, reader: orNull(reader) }),
  'session.ended': fc.record({ ...of('session.ended'), ...inSession, cause: someSessionEnd }),
  'pin.accepted': fc.record({ ...of('pin.accepted'), ...inSession }),
  'pin.refused': fc.record({ ...of('pin.refused'), ...inSession }),
  'pin.changed': fc.record({ ...of('pin.changed'), ...inSession, cause: somePinChange }),
  'badge.enrolled': fc.record({ ...of('badge.enrolled'), ...inSession, badge, strength: someStrength }),
  'badge.issued': fc.record({ ...of('badge.issued'), ...inSession, person: staff, badge, strength: someStrength }),
  'badge.revoked': fc.record({ ...of('badge.revoked'), by: staff, staff, badge }),
  'code.issued': fc.record({
    ...of('code.issued'),
    ...inSession,
    person: staff,
    cause: fc.constantFrom('badge' as const, 'first_pin' as const),
  }),
  'witness.confirmed': fc.record({ ...of('witness.confirmed'), ...inSession, witness: staff, key }),
  'access.refused': fc.record({
    ...of('access.refused'),
    session: orNull(session),
    staff,
    key: orNull(key),
    slot: orNull(slot),
    reasons: fc.uniqueArray(someReason),
  }),
  'release.intended': fc.record({
    ...of('release.intended'),
    ...release,
    ...due,
    ...note,
    factors: fc.uniqueArray(someFactor),
    witnesses: fc.array(staff, { maxLength: 2 }),
    reason: orNull(idText),
    booking: orNull(booking),
    overridden: fc.uniqueArray(someReason),
  }),
  'release.taken': fc.record({ ...of('release.taken'), ...outcome, ...due, ...seen }),
  'release.not_taken': fc.record({ ...of('release.not_taken'), ...outcome }),
  'release.not_opened': fc.record({ ...of('release.not_opened'), ...outcome }),
  'release.unknown': fc.record({ ...of('release.unknown'), ...outcome }),
  'key.returned': fc.record({
    ...of('key.returned'),
    ...subject,
    ...during,
    ...seen,
    ...sensing,
    key,
    holder: orNull(staff),
  }),
  'key.handed_over': fc.record({
    ...of('key.handed_over'),
    ...inSession,
    ...due,
    ...note,
    key,
    to: staff,
    count: orNull(fc.nat()),
  }),
  'key.extended': fc.record({ ...of('key.extended'), ...inSession, ...late, ...note }),
  'key.due_soon': fc.record({ ...of('key.due_soon'), ...late }),
  'key.overdue': fc.record({ ...of('key.overdue'), ...late }),
  'key.escalated': fc.record({ ...of('key.escalated'), ...late }),
  'key.lost': fc.record({ ...of('key.lost'), ...inSession, ...note, key, holder: orNull(staff) }),
  'key.found': fc.record({ ...of('key.found'), ...inSession, key }),
  'return.witnessed': fc.record({ ...of('return.witnessed'), ...inSession, key, witness: staff }),
  'return.unwitnessed': fc.record({ ...of('return.unwitnessed'), ...inSession, key }),
  'return.unsigned': fc.record({ ...of('return.unsigned'), slot, key, holder: staff }),
  'fault.reported': fc.record({
    ...of('fault.reported'),
    ...inSession,
    ...note,
    key,
    fault: someFault,
    severity: someSeverity,
  }),
  'fault.cleared': fc.record({ ...of('fault.cleared'), ...inSession, key, report: someSeq }),
  'vehicle.read': fc.record({
    ...of('vehicle.read'),
    ...inSession,
    ...note,
    key,
    mileage: orNull(fc.nat()),
    fuel: orNull(fc.nat(8)),
    cause: orNull(fc.constant('corrected' as const)),
  }),
  'booking.made': fc.record({
    ...of('booking.made'),
    ...inSession,
    booking,
    holder: staff,
    key: orNull(key),
    keyGroup: orNull(keyGroup),
    from: someInstant,
    until: someInstant,
  }),
  'booking.cancelled': fc.record({ ...of('booking.cancelled'), booking, by: staff }),
  'booking.lapsed': fc.record({ ...of('booking.lapsed'), booking }),
  'staff.suspended': fc.record({
    ...of('staff.suspended'),
    ...inSession,
    ...note,
    person: staff,
    silent: fc.boolean(),
    recalled: fc.array(key, { maxLength: RECALLED_LIMIT }),
  }),
  'staff.reinstated': fc.record({ ...of('staff.reinstated'), ...inSession, ...note, person: staff }),
  'override.reviewed': fc.record({ ...of('override.reviewed'), ...inSession, ...note, intent: someSeq }),
  'desk.opened': fc.record({ ...of('desk.opened'), ...inSession }),
  'desk.looked': fc.record({
    ...of('desk.looked'),
    ...inSession,
    what: someDeskLook,
    key: orNull(key),
    person: orNull(staff),
  }),
  'lost.step_done': fc.record({ ...of('lost.step_done'), ...inSession, ...note, key, step: someLostStep }),
  'device.opened': fc.record({ ...of('device.opened'), ...inSession }),
  'device.tested': fc.record({ ...of('device.tested'), ...inSession }),
  'screen.restart_asked': fc.record({ ...of('screen.restart_asked'), ...inSession }),
  'service.restart_asked': fc.record({ ...of('service.restart_asked'), ...inSession }),
  'slot.quarantined': fc.record({ ...of('slot.quarantined'), ...inSession, ...note, slot }),
  'slot.reinstated': fc.record({ ...of('slot.reinstated'), ...inSession, ...note, slot }),
  'emergency.began': fc.record({ ...of('emergency.began'), ...inSession, ...note, keyGroup: orNull(keyGroup) }),
  'emergency.ended': fc.record({ ...of('emergency.ended'), ...inSession, released: fc.nat(), failed: fc.nat() }),
  'rights.reviewed': fc.record({
    ...of('rights.reviewed'),
    ...inSession,
    ...note,
    keyGroup: orNull(keyGroup),
    person: orNull(staff),
    digest: hexText,
  }),
  'shift.handed_over': fc.record({
    ...of('shift.handed_over'),
    ...inSession,
    ...note,
    ...shiftCounts,
    to: staff,
    digest: hexText,
  }),
  'setup.changed': fc.record({ ...of('setup.changed'), digest: hexText, by: orNull(staff) }),
  'reader.key_set': fc.record({ ...of('reader.key_set'), reader, by: orNull(staff) }),
  'reader.key_forgotten': fc.record({ ...of('reader.key_forgotten'), reader, by: orNull(staff) }),
  'alarm.raised': fc.record({ ...of('alarm.raised'), ...alarm }),
  'alarm.gone': fc.record({ ...of('alarm.gone'), ...alarm }),
  'alarm.closed': fc.record({ ...of('alarm.closed'), ...alarm }),
  'alarm.acknowledged': fc.record({ ...of('alarm.acknowledged'), ...alarm, ...inSession, ...note }),
  'retention.changed': fc.record({ ...of('retention.changed'), ...two, days: fc.integer({ min: 30, max: 36_500 }) }),
  'hold.placed': fc.record({
    ...of('hold.placed'),
    ...two,
    ...note,
    hold,
    from: someInstant,
    until: orNull(someInstant),
  }),
  'hold.lifted': fc.record({ ...of('hold.lifted'), ...two, ...note, hold }),
  'log.pruned': fc.record({ ...of('log.pruned'), ...two, first: fc.nat(1_000_000).map((tile) => seq(tile * 256 + 1)) }),
  'person.erased': fc.record({ ...of('person.erased'), ...two, person: staff }),
  'key.removed': fc.record({ ...of('key.removed'), ...subject, ...during, ...sensing, ...seen, key }),
  'slot.misfilled': fc.record({ ...of('slot.misfilled'), ...subject, ...during }),
  'slot.cleared': fc.record({ ...of('slot.cleared'), ...subject, ...during }),
  'fob.unknown': fc.record({ ...of('fob.unknown'), slot, tag: orNull(tag), ...during }),
  'fob.misplaced': fc.record({ ...of('fob.misplaced'), slot, fob, key, belongs: orNull(slot), ...during }),
  'slot.left_unlocked': fc.record({ ...of('slot.left_unlocked'), ...subject, ...during }),
  'slot.relocked': fc.record({ ...of('slot.relocked'), ...subject, ...during }),
  'door.opened': fc.record({ ...of('door.opened'), ...during }),
  'door.closed': fc.record({ ...of('door.closed'), ...during }),
  'door.left_open': fc.record({ ...of('door.left_open'), ...during }),
  'board.lost': fc.record({ ...of('board.lost'), board }),
  'board.back': fc.record({ ...of('board.back'), board }),
  'reader.lost': fc.record({ ...of('reader.lost'), reader }),
  'reader.back': fc.record({ ...of('reader.back'), reader }),
  'storage.restored': fc.record(of('storage.restored')),
  'event.unexpected': fc.record({ ...of('event.unexpected'), machine: codeName, event: codeName }),
};

export const someOccurrence: fc.Arbitrary<Occurrence> = fc.oneof(...Object.values(OCCURRENCES));
