// The ledger as a fold: what each occurrence changes beyond custody.
import { describe, expect, it } from 'vitest';
import type { Booking } from '../../../controller/domain/booking.ts';
import { parseBookingId } from '../../../controller/domain/ids.ts';
import { EMPTY_LEDGER, type Ledger, ledgerChanges, withChanges } from '../../../controller/domain/ledger.ts';
import type { Occurrence } from '../../../controller/domain/occurrence.ts';
import { hours, instant, minutes } from '../../../controller/domain/time.ts';
import {
  aKey,
  anIntent,
  aRelease,
  aSlot,
  aStaff,
  keyGroupId,
  NOW,
  seq,
  sessionId,
  staffId,
} from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';

const KEY = aKey().id;
const NURSE = aStaff().id;
const SUPERVISOR = staffId('supervisor');
const IN_SESSION = { session: sessionId('session-1'), staff: SUPERVISOR };
const BOOKING = expectOk(parseBookingId('b-1'));
const INTENT = seq(1);
const UNTIL = instant(NOW + hours(2));
const minute = (count: number) => instant(NOW + minutes(count));

/** The ledger after some occurrences, one a minute; the first is entry 1. */
function ledgerAfter(...occurrences: readonly Occurrence[]): Ledger {
  return occurrences.reduce(
    (ledger, occurrence, index) =>
      withChanges(ledger, expectOk(ledgerChanges(ledger, occurrence, seq(index + 1), minute(index)))),
    EMPTY_LEDGER,
  );
}

const outcome = <K extends 'release.not_taken' | 'release.unknown'>(kind: K, intent = 1) =>
  ({ kind, ...aRelease(), intent: seq(intent), cause: 'sensor' }) as const;
const taken = (intent = 1): Occurrence => ({
  kind: 'release.taken',
  ...aRelease(),
  intent: seq(intent),
  cause: 'sensor',
  due: null,
});
const returned: Occurrence = {
  kind: 'key.returned',
  slot: aSlot().id,
  fob: aSlot().fob,
  key: KEY,
  holder: NURSE,
  during: null,
  cause: 'sensor',
};
const booked = (over: Partial<Extract<Occurrence, { kind: 'booking.made' }>> = {}): Occurrence => ({
  kind: 'booking.made',
  ...IN_SESSION,
  booking: BOOKING,
  holder: NURSE,
  key: KEY,
  keyGroup: null,
  from: NOW,
  until: UNTIL,
  ...over,
});
const faulty = (severity: 'minor' | 'critical' = 'critical'): Occurrence => ({
  kind: 'fault.reported',
  ...IN_SESSION,
  key: KEY,
  fault: 'bent',
  severity,
  note: null,
});

describe('faults and readings', () => {
  it('are kept oldest first until they are cleared', () => {
    const both = ledgerAfter(faulty('minor'), faulty());
    expect(both.faults.get(KEY)?.map(({ report }) => report)).toEqual([1, 2]);
    const cleared: Occurrence = { kind: 'fault.cleared', ...IN_SESSION, key: KEY, report: seq(1) };
    expect(ledgerAfter(faulty('minor'), faulty(), cleared).faults.get(KEY)).toEqual([
      {
        report: 2,
        key: KEY,
        fault: 'bent',
        severity: 'critical',
        by: SUPERVISOR,
        since: minute(1),
        note: null,
      },
    ]);
    expect(ledgerAfter(faulty('minor'), cleared).faults.size).toBe(0);
    expect(ledgerAfter(faulty(), { ...cleared, report: seq(9) }).faults.get(KEY)).toHaveLength(1);
  });

  it('are those of the last driver, who unsays no mileage by skipping it', () => {
    const first: Occurrence = {
      kind: 'vehicle.read',
      ...IN_SESSION,
      key: KEY,
      mileage: 120,
      fuel: 4,
      cause: null,
      note: null,
    };
    const second: Occurrence = { ...first, staff: NURSE, mileage: null, fuel: 3 };
    expect(ledgerAfter(first, second).readings.get(KEY)).toEqual({
      key: KEY,
      mileage: 120,
      fuel: 3,
      place: null,
      by: NURSE,
      at: minute(1),
    });
    expect(ledgerAfter(first, second, { ...first, mileage: 130 }).readings.get(KEY)).toMatchObject({ mileage: 130 });
  });
});

describe('a booking', () => {
  const bookingIn = (ledger: Ledger): Booking | undefined => ledger.bookings.get(BOOKING);
  const intended = anIntent({ booking: BOOKING });

  it('is of a key or of any one of a group', () => {
    expect(bookingIn(ledgerAfter(booked()))).toEqual({
      id: BOOKING,
      staff: NURSE,
      what: { kind: 'key', key: KEY },
      from: NOW,
      until: UNTIL,
      madeAt: NOW,
      key: null,
    });
    const group = keyGroupId('cars');
    expect(bookingIn(ledgerAfter(booked({ key: null, keyGroup: group })))?.what).toEqual({ kind: 'group', group });
    expect(bookingIn(ledgerAfter(booked({ key: null })))).toBeUndefined();
  });

  it('keeps its place when its id comes again', () => {
    expect(bookingIn(ledgerAfter(booked(), booked({ holder: SUPERVISOR })))?.staff).toBe(NURSE);
  });

  it.each<[string, Occurrence]>([
    ['cancelled', { kind: 'booking.cancelled', booking: BOOKING, by: NURSE }],
    ['lapsed', { kind: 'booking.lapsed', booking: BOOKING }],
  ])('is over when it is %s', (_what, occurrence) => {
    expect(ledgerAfter(booked(), occurrence).bookings.size).toBe(0);
  });

  it('is fulfilled by the release that names it, and by no other', () => {
    expect(bookingIn(ledgerAfter(booked(), intended, taken(2)))?.key).toBe(KEY);
    expect(bookingIn(ledgerAfter(booked(), anIntent(), taken(2)))?.key).toBe(null);
    expect(bookingIn(ledgerAfter(booked(), intended, outcome('release.not_taken', 2)))?.key).toBe(null);
  });

  it('is fulfilled by a release that was in doubt at first', () => {
    expect(bookingIn(ledgerAfter(booked(), intended, outcome('release.unknown', 2), taken(2)))?.key).toBe(KEY);
  });

  it('is over when its key is back or lost, and not when another is', () => {
    expect(bookingIn(ledgerAfter(booked(), intended, taken(2), returned))).toBeUndefined();
    expect(bookingIn(ledgerAfter(booked(), returned))).toBeDefined();
    const lost: Occurrence = { kind: 'key.lost', ...IN_SESSION, key: KEY, holder: NURSE, note: null };
    expect(bookingIn(ledgerAfter(booked(), intended, taken(2), lost))).toBeUndefined();
  });
});

describe('what a release promises', () => {
  const promising = anIntent({ overridden: ['outside_schedule'] });

  it('is kept while nobody knows its outcome, and only when there is something', () => {
    expect([...ledgerAfter(promising).releases.values()]).toEqual([{ intent: INTENT, booking: null, overrides: true }]);
    expect(ledgerAfter(anIntent()).releases.size).toBe(0);
    const forced = anIntent({ purpose: 'forced' });
    expect([...ledgerAfter(forced).releases.values()]).toMatchObject([{ overrides: true }]);
    expect(ledgerAfter(promising, taken()).releases.size).toBe(0);
    expect(ledgerAfter(promising, outcome('release.not_taken')).releases.size).toBe(0);
    expect(ledgerAfter(promising, outcome('release.unknown')).releases.size).toBe(1);
    expect(ledgerAfter(promising, outcome('release.unknown'), returned).releases.size).toBe(0);
  });

  it('must be looked at once it was taken, or may have been, until it was', () => {
    const review = { intent: INTENT, staff: NURSE, key: KEY, at: minute(1) };
    const reviewed: Occurrence = { kind: 'override.reviewed', ...IN_SESSION, intent: INTENT, note: null };
    expect([...ledgerAfter(promising, taken()).reviews.values()]).toEqual([review]);
    expect([...ledgerAfter(promising, outcome('release.unknown')).reviews.values()]).toEqual([review]);
    expect(ledgerAfter(promising).reviews.size).toBe(0);
    expect(ledgerAfter(promising, outcome('release.not_taken')).reviews.size).toBe(0);
    expect(ledgerAfter(anIntent(), taken()).reviews.size).toBe(0);
    expect(ledgerAfter(promising, taken(), returned).reviews.size).toBe(1);
    expect(ledgerAfter(promising, taken(), reviewed).reviews.size).toBe(0);
  });

  it('is not looked at twice when a doubt is settled', () => {
    const reviewed: Occurrence = { kind: 'override.reviewed', ...IN_SESSION, intent: INTENT, note: null };
    expect(ledgerAfter(promising, outcome('release.unknown'), reviewed, taken()).reviews.size).toBe(0);
  });
});

describe('a suspension', () => {
  const suspended: Occurrence = {
    kind: 'staff.suspended',
    ...IN_SESSION,
    person: NURSE,
    silent: true,
    recalled: [KEY],
    note: null,
  };

  it('lasts until somebody ends it', () => {
    expect([...ledgerAfter(suspended).suspensions.values()]).toEqual([
      { staff: NURSE, by: SUPERVISOR, since: NOW, silent: true },
    ]);
    const reinstated: Occurrence = { kind: 'staff.reinstated', ...IN_SESSION, person: NURSE, note: null };
    expect(ledgerAfter(suspended, reinstated).suspensions.size).toBe(0);
  });

  it('is as silent as it was said last', () => {
    expect(ledgerAfter(suspended, { ...suspended, silent: false }).suspensions.get(NURSE)?.silent).toBe(false);
  });
});

describe('an alarm', () => {
  const about = {
    alarm: 'key_lost',
    slot: null,
    key: KEY,
    board: null,
    reader: null,
    person: null,
    intent: null,
  } as const;

  it('is open from the entry that raises it to the one that closes it', () => {
    const raised = ledgerAfter({ kind: 'alarm.raised', ...about });
    expect(raised.alarms).toEqual([{ kind: 'key_lost', key: KEY, since: NOW, acknowledged: null, gone: null }]);
    expect(ledgerAfter({ kind: 'alarm.raised', ...about }, { kind: 'alarm.closed', ...about }).alarms).toEqual([]);
  });
});
