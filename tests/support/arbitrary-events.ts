// Random things that happen to few people, keys and bookings, so that they meet: for properties of the ledger.
import * as fc from 'fast-check';
import { parseBookingId, parseHoldId } from '../../controller/domain/ids.ts';
import type { Occurrence } from '../../controller/domain/occurrence.ts';
import { after, instant, minutes } from '../../controller/domain/time.ts';
import { keyGroupId, keyId, NOW, seq, sessionId, slotId, staffId } from './domain-builders.ts';
import { expectOk } from './expect-ok.ts';

export const PEOPLE = ['nurse', 'porter', 'pharmacist'].map(staffId);
export const KEYS = ['linen', 'lift', 'car'].map(keyId);
export const BOOKINGS = ['b-1', 'b-2', 'b-3'].map((text) => expectOk(parseBookingId(text)));
/** Intents that outcomes name in a log that nobody checks. */
export const INTENTS = [1, 2, 3, 4].map(seq);

const during = { session: sessionId('session-1'), staff: staffId('supervisor') };
const COUNTS = {
  out: 3,
  overdue: 1,
  astray: 0,
  controlledIn: 4,
  controlled: 4,
  faults: 0,
  alarms: 1,
  suspended: 0,
  quarantined: 0,
};
const two = { by: staffId('supervisor'), witness: staffId('auditor') };
const hold = expectOk(parseHoldId('hold-1'));
const DUES = [30, 60].map((count) => instant(after(NOW, minutes(count))));

const someone = fc.constantFrom(...PEOPLE);
const someKey = fc.constantFrom(...KEYS);
const someBooking = fc.constantFrom(...BOOKINGS);
const someIntent = fc.constantFrom(...INTENTS);
const someDue = fc.constantFrom(...DUES);
const subjectOf = (key: (typeof KEYS)[number]) => ({ slot: slotId(`slot-${key}`), fob: null, key });

/** What happens to keys by themselves or by word of a person: no release. */
export const someEvent: fc.Arbitrary<Occurrence> = fc
  .record({ key: someKey, staff: someone, to: someone, due: someDue, intent: someIntent, booking: someBooking })
  .chain(({ key, staff, to, due, intent, booking }) =>
    fc.constantFrom<Occurrence>(
      { kind: 'key.returned', ...subjectOf(key), holder: staff, during: null, cause: 'sensor' },
      { kind: 'key.returned', ...subjectOf(key), holder: staff, during, cause: 'sensor' },
      { kind: 'return.witnessed', ...during, key, witness: to },
      { kind: 'return.unwitnessed', ...during, key },
      { kind: 'key.removed', ...subjectOf(key), during, cause: 'sensor' },
      { kind: 'key.handed_over', session: during.session, key, staff, to, due, count: null, note: null },
      { kind: 'key.extended', ...during, key, holder: staff, due, note: null },
      { kind: 'key.due_soon', key, holder: staff, due },
      { kind: 'key.overdue', key, holder: staff, due },
      { kind: 'key.lost', ...during, key, holder: staff, note: null },
      { kind: 'key.lost', ...during, key, holder: null, note: null },
      { kind: 'key.found', ...during, key },
      { kind: 'lost.step_done', ...during, key, step: 'security_told', note: null },
      { kind: 'lost.step_done', ...during, key, step: 'police_told', note: null },
      { kind: 'fault.reported', ...during, key, fault: 'bent', severity: 'critical', note: null },
      { kind: 'fault.cleared', ...during, key, report: intent },
      { kind: 'vehicle.read', ...during, key, mileage: 120, fuel: 4, cause: null, note: null },
      {
        kind: 'booking.made',
        ...during,
        booking,
        holder: staff,
        key,
        keyGroup: null,
        from: NOW,
        until: due,
      },
      {
        kind: 'booking.made',
        ...during,
        booking,
        holder: staff,
        key: null,
        keyGroup: keyGroupId('cars'),
        from: NOW,
        until: due,
      },
      { kind: 'booking.cancelled', booking, by: staff },
      { kind: 'booking.lapsed', booking },
      { kind: 'staff.suspended', ...during, person: staff, silent: true, recalled: [key], note: null },
      { kind: 'staff.reinstated', ...during, person: staff, note: null },
      { kind: 'override.reviewed', ...during, intent, note: null },
      { kind: 'rights.reviewed', ...during, keyGroup: null, person: staff, digest: 'a'.repeat(64), note: null },
      { kind: 'shift.handed_over', ...during, ...COUNTS, to, digest: 'b'.repeat(64), note: null },
      { kind: 'code.refused', session: sessionId('session-2') },
      { kind: 'code.issued', ...during, person: staff, cause: 'badge' },
      { kind: 'slot.quarantined', ...during, slot: slotId(`slot-${key}`), note: null },
      { kind: 'slot.reinstated', ...during, slot: slotId(`slot-${key}`), note: null },
      { kind: 'slot.misfilled', slot: slotId(`slot-${key}`), fob: null, key: null, during },
      { kind: 'slot.cleared', slot: slotId(`slot-${key}`), fob: null, key: null, during },
      { kind: 'fob.unknown', slot: slotId('slot-1'), tag: null, during },
      { kind: 'alarm.raised', ...anAlarm(key) },
      { kind: 'alarm.gone', ...anAlarm(key) },
      { kind: 'alarm.closed', ...anAlarm(key) },
      { kind: 'alarm.acknowledged', ...anAlarm(key), ...during, note: null },
      { kind: 'retention.changed', ...two, days: 400 },
      { kind: 'hold.placed', ...two, hold, from: NOW, until: due, note: null },
      { kind: 'hold.lifted', ...two, hold, note: null },
      { kind: 'person.erased', ...two, person: staff },
    ),
  );

/** Releases with their outcomes, in any order, by anyone, on any booking. */
export const someRelease: fc.Arbitrary<Occurrence> = fc
  .record({
    key: fc.option(someKey, { nil: null, freq: 8 }),
    staff: someone,
    intent: someIntent,
    due: someDue,
    booking: fc.option(someBooking, { nil: null }),
    overrides: fc.boolean(),
    purpose: fc.constantFrom(
      'take' as const,
      'take' as const,
      'take' as const,
      'reopen' as const,
      'emergency' as const,
      'forced' as const,
    ),
  })
  .chain(({ key, staff, intent, due, booking, overrides, purpose }) => {
    const subject = { session: during.session, staff, slot: slotId('slot-1'), fob: null, key, purpose };
    const outcome = { ...subject, intent, cause: 'sensor' } as const;
    const intended: Occurrence = {
      kind: 'release.intended',
      ...subject,
      factors: ['badge'],
      due,
      witnesses: [],
      reason: null,
      note: null,
      booking,
      overridden: overrides ? ['outside_schedule'] : [],
    };
    return fc.constantFrom<Occurrence>(
      intended,
      intended,
      { kind: 'release.taken', ...outcome, due },
      { kind: 'release.taken', ...outcome, due },
      { kind: 'release.not_taken', ...outcome },
      { kind: 'release.not_opened', ...outcome },
      { kind: 'release.unknown', ...outcome },
    );
  });

function anAlarm(key: (typeof KEYS)[number]) {
  return { alarm: 'key_lost', slot: null, key, board: null, reader: null, person: null, intent: null } as const;
}
