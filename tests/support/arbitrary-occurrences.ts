// Random occurrences of every kind, for property tests. The type makes it complete: a new kind without a generator does not compile.
import * as fc from 'fast-check';
import type { OccurrenceOf } from '../../controller/audit/entry-fields.ts';
import type { During, Occurrence, OccurrenceKind } from '../../controller/domain/occurrence.ts';
import { instant } from '../../controller/domain/time.ts';
import { boardId, fobId, keyId, readerId, seq, sessionId, slotId, staffId } from './domain-builders.ts';

const idText = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,63}$/);
const board = idText.map(boardId);
const fob = idText.map(fobId);
const key = idText.map(keyId);
const reader = idText.map(readerId);
const session = idText.map(sessionId);
const slot = idText.map(slotId);
const staff = idText.map(staffId);
const codeName = fc.stringMatching(/^[A-Za-z0-9._:#()-]{1,128}$/);

/** Up to the end of the year 9999. */
export const someInstant = fc.integer({ min: 0, max: 253_402_300_799_999 }).map(instant);
export const someSeq = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }).map(seq);

const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const of = <K extends OccurrenceKind>(kind: K) => ({ kind: fc.constant(kind) });

const during = { during: orNull(fc.record<During>({ session, staff })) };
const subject = { slot, fob: orNull(fob), key: orNull(key) };
const release = { ...subject, session, staff, purpose: fc.constantFrom('take' as const, 'reopen' as const) };
const outcome = {
  ...release,
  intent: someSeq,
  cause: fc.constantFrom(
    'sensor' as const,
    'pushed_back' as const,
    'window_ended' as const,
    'not_sent' as const,
    'bolt_still' as const,
    'board_silent' as const,
    'recovered' as const,
  ),
};
const sensing = { cause: fc.constantFrom('sensor' as const, 'recovered' as const) };
const sessionEnd = fc.constantFrom(
  'signed_out' as const,
  'idle' as const,
  'finished' as const,
  'refused' as const,
  'replaced' as const,
  'fault' as const,
);
const reason = fc.constantFrom(
  'staff_suspended' as const,
  'staff_not_yet_valid' as const,
  'staff_expired' as const,
  'no_grant' as const,
  'pin_required' as const,
  'pin_not_set' as const,
  'allowance_reached' as const,
  'key_out' as const,
  'key_unaccounted' as const,
  'key_in_doubt' as const,
  'key_has_no_slot' as const,
  'slot_busy' as const,
  'slot_silent' as const,
  'slot_faulty' as const,
  'slot_not_misfilled' as const,
  'holds_nothing' as const,
  'storage_unavailable' as const,
);

export const OCCURRENCES: { readonly [K in OccurrenceKind]: fc.Arbitrary<OccurrenceOf<K>> } = {
  'cabinet.started': fc.record({ ...of('cabinet.started'), openIntents: fc.nat() }),
  'cabinet.stopped': fc.record(of('cabinet.stopped')),
  'clock.regressed': fc.record({ ...of('clock.regressed'), mark: someInstant }),
  'badge.unknown': fc.record({ ...of('badge.unknown'), reader }),
  'session.began': fc.record({ ...of('session.began'), session, staff, reader }),
  'session.ended': fc.record({ ...of('session.ended'), session, staff, cause: sessionEnd }),
  'pin.accepted': fc.record({ ...of('pin.accepted'), session, staff }),
  'pin.refused': fc.record({ ...of('pin.refused'), session, staff }),
  'access.refused': fc.record({
    ...of('access.refused'),
    session: orNull(session),
    staff,
    key: orNull(key),
    slot: orNull(slot),
    reasons: fc.uniqueArray(reason),
  }),
  'release.intended': fc.record({
    ...of('release.intended'),
    ...release,
    factors: fc.uniqueArray(fc.constantFrom('badge' as const, 'pin' as const)),
    due: orNull(someInstant),
  }),
  'release.taken': fc.record({ ...of('release.taken'), ...outcome, due: orNull(someInstant) }),
  'release.not_taken': fc.record({ ...of('release.not_taken'), ...outcome }),
  'release.not_opened': fc.record({ ...of('release.not_opened'), ...outcome }),
  'release.unknown': fc.record({ ...of('release.unknown'), ...outcome }),
  'key.returned': fc.record({
    ...of('key.returned'),
    ...subject,
    ...during,
    ...sensing,
    key,
    holder: orNull(staff),
  }),
  'key.removed': fc.record({ ...of('key.removed'), ...subject, ...during, ...sensing, key }),
  'slot.misfilled': fc.record({ ...of('slot.misfilled'), ...subject, ...during }),
  'slot.cleared': fc.record({ ...of('slot.cleared'), ...subject, ...during }),
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
