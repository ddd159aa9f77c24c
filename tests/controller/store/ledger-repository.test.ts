// The rows of the ledger and the notes: each is read as it was written, the newest word counts, and what is over is gone.
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { leafHash } from '../../../controller/audit/merkle.ts';
import { sealNote } from '../../../controller/audit/note-seal.ts';
import type { Alarm } from '../../../controller/domain/alarm.ts';
import type { Booking } from '../../../controller/domain/booking.ts';
import type { Holding } from '../../../controller/domain/custody.ts';
import type { KeyFault, VehicleReading } from '../../../controller/domain/fault.ts';
import { parseBookingId, parseHoldId } from '../../../controller/domain/ids.ts';
import { EMPTY_LEDGER, type LedgerChange, withChanges } from '../../../controller/domain/ledger.ts';
import type { LegalHold } from '../../../controller/domain/legal-hold.ts';
import { Store } from '../../../controller/store/store.ts';
import {
  boardId,
  keyGroupId,
  keyId,
  NOW,
  readerId,
  seq,
  sessionId,
  slotId,
  staffId,
} from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { scratchFolder } from '../../support/scratch.ts';

const KEY = keyId('linen');
const NURSE = staffId('nurse');
const OF_GROUP = { kind: 'group', group: keyGroupId('drugs') } as const;
const OF_NURSE = { kind: 'person', person: NURSE } as const;
const INTENT = seq(1);
const BOOKING = expectOk(parseBookingId('b-1'));
const NOTE = sealNote('loose', new Uint8Array(16).fill(9));

/** A store whose log has one entry that rows can name. */
function openStore(file = path.join(scratchFolder(), 'wardkey.db')): Store {
  const store = expectOk(Store.open(file));
  onTestFinished(() => store.close());
  const bytes = Buffer.from('{}');
  expectOk(store.transaction(() => store.entries.append({ seq: INTENT, bytes, leaf: leafHash(bytes) })));
  return store;
}

const custody = (holding: Holding): LedgerChange => ({ table: 'custody', key: KEY, holding });
const HELD: Holding = { at: 'person', staff: NURSE, since: NOW, due: NOW, intent: INTENT, stage: 'in_time' };
const FAULT: KeyFault = {
  report: INTENT,
  key: KEY,
  fault: 'stuck',
  severity: 'critical',
  by: NURSE,
  since: NOW,
  note: NOTE.id,
};
const HOLD: LegalHold = {
  hold: expectOk(parseHoldId('hold-1')),
  from: NOW,
  until: NOW,
  placed: INTENT,
  at: NOW,
  note: NOTE.id,
};
const READING: VehicleReading = { key: KEY, mileage: 120, fuel: 0, place: NOTE.id, by: NURSE, at: NOW };
const BOOKED: Booking = {
  id: BOOKING,
  staff: NURSE,
  what: { kind: 'group', group: keyGroupId('cars') },
  from: NOW,
  until: NOW,
  madeAt: NOW,
  key: null,
};
const OPEN: Alarm = { kind: 'door_left_open', since: NOW, acknowledged: null, gone: null };
const SEEN: Alarm = {
  kind: 'key_removed',
  slot: slotId('slot-1'),
  key: KEY,
  board: boardId('b1'),
  reader: readerId('r1'),
  staff: NURSE,
  intent: INTENT,
  since: NOW,
  acknowledged: { by: NURSE, at: NOW },
  gone: NOW,
};

const CHANGES: readonly (readonly [what: string, ...changes: readonly LedgerChange[]])[] = [
  ['a key in its slot', custody(HELD), custody({ at: 'slot', slot: slotId('slot-14'), since: NOW })],
  ['a key that is out', custody({ at: 'slot', slot: slotId('slot-14'), since: NOW }), custody(HELD)],
  ['a key without a due time', custody({ ...HELD, due: null })],
  ['a key that is due soon', custody({ ...HELD, stage: 'due_soon' })],
  ['an overdue key', custody(HELD), custody({ ...HELD, stage: 'overdue' })],
  ['an escalated key', custody({ ...HELD, stage: 'escalated' })],
  ['a key in doubt', custody(HELD), custody({ at: 'doubt', staff: NURSE, since: NOW, intent: INTENT })],
  ['a removed key', custody({ at: 'unaccounted', since: NOW, during: null })],
  ['a key removed during a session', custody({ at: 'unaccounted', since: NOW, during: NURSE })],
  ['a lost key', custody(HELD), custody({ at: 'lost', since: NOW, staff: NURSE })],
  ['a lost key that nobody held', custody({ at: 'lost', since: NOW, staff: null })],
  ['a fault', { table: 'faults', key: KEY, report: INTENT, row: FAULT }],
  ['a fault without a note', { table: 'faults', key: KEY, report: INTENT, row: { ...FAULT, note: null } }],
  [
    'a fault that was cleared',
    { table: 'faults', key: KEY, report: INTENT, row: FAULT },
    { table: 'faults', key: KEY, report: INTENT, row: null },
  ],
  ['a reading', { table: 'readings', row: READING }],
  [
    'a newer reading',
    { table: 'readings', row: READING },
    { table: 'readings', row: { ...READING, mileage: null, fuel: null, place: null } },
  ],
  ['a booking of a group', { table: 'bookings', booking: BOOKING, row: BOOKED }],
  [
    'a booking of a key that went out',
    { table: 'bookings', booking: BOOKING, row: BOOKED },
    { table: 'bookings', booking: BOOKING, row: { ...BOOKED, what: { kind: 'key', key: KEY }, key: KEY } },
  ],
  [
    'a booking that is over',
    { table: 'bookings', booking: BOOKING, row: BOOKED },
    { table: 'bookings', booking: BOOKING, row: null },
  ],
  [
    'a promise',
    { table: 'releases', intent: INTENT, row: { intent: INTENT, booking: BOOKING, overrides: true } },
    { table: 'releases', intent: INTENT, row: { intent: INTENT, booking: null, overrides: false } },
  ],
  [
    'a promise that was kept',
    { table: 'releases', intent: INTENT, row: { intent: INTENT, booking: null, overrides: true } },
    { table: 'releases', intent: INTENT, row: null },
  ],
  ['another retention period', { table: 'retention', row: { days: 400, pruned: 513 } }],
  ['a legal hold', { table: 'holds', hold: HOLD.hold, row: HOLD }],
  ['a legal hold without an end', { table: 'holds', hold: HOLD.hold, row: { ...HOLD, until: null, note: null } }],
  [
    'a hold that was lifted',
    { table: 'holds', hold: HOLD.hold, row: HOLD },
    { table: 'holds', hold: HOLD.hold, row: null },
  ],
  [
    'habits that are forgotten',
    { table: 'usage', row: { staff: NURSE, key: KEY, day: 3, count: 1 }, first: 1 },
    { table: 'habits', staff: NURSE },
  ],
  ['a review', { table: 'reviews', intent: INTENT, row: { intent: INTENT, staff: NURSE, key: KEY, at: NOW } }],
  [
    'a review that is done',
    { table: 'reviews', intent: INTENT, row: { intent: INTENT, staff: NURSE, key: KEY, at: NOW } },
    { table: 'reviews', intent: INTENT, row: null },
  ],
  [
    'a suspension',
    { table: 'suspensions', staff: NURSE, row: { staff: NURSE, by: staffId('boss'), since: NOW, silent: true } },
    { table: 'suspensions', staff: NURSE, row: { staff: NURSE, by: staffId('boss'), since: NOW, silent: false } },
  ],
  [
    'a suspension that ended',
    { table: 'suspensions', staff: NURSE, row: { staff: NURSE, by: NURSE, since: NOW, silent: true } },
    { table: 'suspensions', staff: NURSE, row: null },
  ],
  [
    'reviews of rights, of a group and of a person',
    {
      table: 'rights',
      subject: OF_GROUP,
      row: { subject: OF_GROUP, by: staffId('boss'), at: NOW, digest: 'a'.repeat(64) },
    },
    { table: 'rights', subject: OF_NURSE, row: { subject: OF_NURSE, by: NURSE, at: NOW, digest: 'a'.repeat(64) } },
    { table: 'rights', subject: OF_GROUP, row: { subject: OF_GROUP, by: NURSE, at: NOW, digest: 'b'.repeat(64) } },
  ],
  [
    'a review of rights that is forgotten',
    { table: 'rights', subject: OF_NURSE, row: { subject: OF_NURSE, by: NURSE, at: NOW, digest: 'a'.repeat(64) } },
    { table: 'rights', subject: OF_NURSE, row: null },
  ],
  [
    'a return for which one person stood by',
    { table: 'returns', key: KEY, row: { key: KEY, session: sessionId('s-1'), staff: NURSE, witnesses: 0 } },
    { table: 'returns', key: KEY, row: { key: KEY, session: sessionId('s-1'), staff: NURSE, witnesses: 1 } },
  ],
  [
    'a return of a session that has ended',
    { table: 'returns', key: KEY, row: { key: KEY, session: sessionId('s-1'), staff: NURSE, witnesses: 0 } },
    { table: 'returns', key: KEY, row: null },
  ],
  [
    'what stands in slots wrongly',
    { table: 'misfits', slot: slotId('slot-30'), row: { slot: slotId('slot-30'), wrong: 'slot_misfilled', key: KEY } },
    { table: 'misfits', slot: slotId('slot-31'), row: { slot: slotId('slot-31'), wrong: 'fob_unknown', key: null } },
    { table: 'misfits', slot: slotId('slot-30'), row: { slot: slotId('slot-30'), wrong: 'fob_unknown', key: null } },
  ],
  [
    'what stood in a slot wrongly',
    { table: 'misfits', slot: slotId('slot-30'), row: { slot: slotId('slot-30'), wrong: 'slot_misfilled', key: null } },
    { table: 'misfits', slot: slotId('slot-30'), row: null },
  ],
  [
    'slots out of use',
    { table: 'quarantines', slot: slotId('slot-30'), row: { slot: slotId('slot-30'), by: NURSE, since: NOW } },
    { table: 'quarantines', slot: slotId('slot-31'), row: { slot: slotId('slot-31'), by: NURSE, since: NOW } },
    { table: 'quarantines', slot: slotId('slot-31'), row: null },
  ],
  ['alarms in their order', { table: 'alarms', rows: [OPEN] }, { table: 'alarms', rows: [SEEN, OPEN] }],
  ['no alarm any more', { table: 'alarms', rows: [OPEN] }, { table: 'alarms', rows: [] }],
  [
    'usage of some days',
    { table: 'usage', row: { staff: NURSE, key: KEY, day: 20_001, count: 1 }, first: 0 },
    { table: 'usage', row: { staff: NURSE, key: keyId('a'), day: 20_001, count: 1 }, first: 0 },
    { table: 'usage', row: { staff: NURSE, key: KEY, day: 20_000, count: 1 }, first: 0 },
    { table: 'usage', row: { staff: NURSE, key: KEY, day: 20_001, count: 2 }, first: 0 },
  ],
  [
    'usage that is forgotten, of one person',
    { table: 'usage', row: { staff: NURSE, key: KEY, day: 20_001, count: 1 }, first: 0 },
    { table: 'usage', row: { staff: staffId('porter'), key: KEY, day: 20_001, count: 1 }, first: 0 },
    { table: 'usage', row: { staff: NURSE, key: KEY, day: 20_031, count: 1 }, first: 20_002 },
  ],
];

describe('the ledger', () => {
  it('is empty in a new store', () => {
    expect(openStore().ledger.read()).toEqual(EMPTY_LEDGER);
  });

  it.each(CHANGES.map(([what, ...changes]) => ({ what, changes })))(
    'on disk is that in memory: $what',
    ({ changes }) => {
      const store = openStore();
      expectOk(
        store.transaction(() => {
          for (const change of changes) store.ledger.write(change);
        }),
      );
      expect(store.ledger.read()).toEqual(withChanges(EMPTY_LEDGER, changes));
    },
  );

  it('outlives a connection', () => {
    const store = openStore();
    expectOk(store.transaction(() => store.ledger.write(custody(HELD))));
    expectOk(store.reopen());
    expect(store.ledger.read().custody).toEqual(new Map([[KEY, HELD]]));
  });

  it.each([
    ['a place that is none', `UPDATE custody SET at = 'elsewhere'`],
    ['a key in a hand that nobody has', 'UPDATE custody SET staff = NULL'],
    ['a key in a hand without a stage', 'UPDATE custody SET stage = NULL'],
    [
      'a key in its slot with a stage',
      `UPDATE custody SET at = 'slot', slot = 's', staff = NULL, intent = NULL, due = NULL`,
    ],
    ['a booking of nothing', `INSERT INTO bookings VALUES ('b', 's', NULL, NULL, 0, 1, 0, NULL)`],
    ['a booking of two things', `INSERT INTO bookings VALUES ('b', 's', 'k', 'g', 0, 1, 0, NULL)`],
    ['a fault of no entry', `INSERT INTO faults VALUES (99, 'k', 'bent', 'minor', 's', 0, NULL)`],
    [
      'half an acknowledgement',
      `INSERT INTO alarms (position, kind, since, acknowledged_by) VALUES (0, 'recall', 0, 's')`,
    ],
    ['an hour without a use', `INSERT INTO usage_days VALUES ('s', 'k', 1, 0)`],
    ['a note under no hash', `INSERT INTO notes VALUES ('x', x'00', 'text')`],
  ])('refuses %s', (_what, sql) => {
    const file = path.join(scratchFolder(), 'wardkey.db');
    const store = openStore(file);
    expectOk(store.transaction(() => store.ledger.write(custody(HELD))));
    const vandal = new Sqlite(file);
    onTestFinished(() => {
      vandal.close();
    });
    expect(() => vandal.exec(sql)).toThrow(/constraint failed/);
  });

  it('that holds what it cannot hold is a surprise', () => {
    const file = path.join(scratchFolder(), 'wardkey.db');
    const store = openStore(file);
    expectOk(store.transaction(() => store.ledger.write({ table: 'alarms', rows: [OPEN] })));
    const vandal = new Sqlite(file);
    vandal.exec(`UPDATE alarms SET kind = 'party'`);
    vandal.close();
    expect(() => store.ledger.read()).toThrow('cannot hold: party');
  });
});

describe('a note', () => {
  it('is read as it was written until it is erased', () => {
    const store = openStore();
    expect(store.notes.read(NOTE.id)).toBeNull();
    expectOk(store.transaction(() => store.notes.write(NOTE)));
    expect(store.notes.read(NOTE.id)).toEqual({ ...NOTE, salt: Buffer.from(NOTE.salt) });
    expectOk(store.transaction(() => store.notes.erase(NOTE.id)));
    expect(store.notes.read(NOTE.id)).toBeNull();
  });
});
