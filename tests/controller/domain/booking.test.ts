// Bookings: what cannot be booked, whose turn it is, and that a pool of n keys never has more than n bookings at a time.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BOOKINGS_LIMIT,
  type BookedKeys,
  type Booking,
  type BookingWish,
  blockingBooking,
  bookingAhead,
  bookingFault,
  bookingFor,
  type KeysOf,
  lapsed,
} from '../../../controller/domain/booking.ts';
import type { Holding } from '../../../controller/domain/custody.ts';
import { type KeyId, parseBookingId, type StaffId } from '../../../controller/domain/ids.ts';
import type { KeySet } from '../../../controller/domain/key.ts';
import { hours, instant, minutes } from '../../../controller/domain/time.ts';
import { aLedger, keyGroupId, keyId, NOW, seq, slotId, staffId, withPerson } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';

const CARS = keyGroupId('cars');
const [RED, BLUE] = [keyId('red'), keyId('blue')];
const [NURSE, PORTER, SMITH] = [staffId('nurse'), staffId('porter'), staffId('smith')];
const POOL: KeySet = { kind: 'group', group: CARS };
const THE_RED: KeySet = { kind: 'key', key: RED };

const keysOf: KeysOf = (set) => {
  if (set.kind === 'key') return [set.key];
  return set.group === CARS ? [RED, BLUE] : [];
};
const hour = (count: number) => instant(NOW + hours(count));
const minute = (count: number) => instant(NOW + minutes(count));

function aBooking(over: Partial<Omit<Booking, 'id'>> & { readonly id?: string } = {}): Booking {
  const { id = 'b-1', ...rest } = over;
  return {
    id: expectOk(parseBookingId(id)),
    staff: PORTER,
    what: POOL,
    from: NOW,
    until: hour(2),
    madeAt: NOW,
    key: null,
    ...rest,
  };
}

const IN: Holding = { at: 'slot', slot: slotId('slot-1'), since: NOW };
const OUT: Holding = withPerson(SMITH);

function withBookings(bookings: readonly Booking[], red: Holding = IN, blue: Holding = IN): BookedKeys {
  return aLedger({
    custody: new Map([
      [RED, red],
      [BLUE, blue],
    ]),
    bookings: new Map(bookings.map((booking) => [booking.id, booking])),
  });
}

const aWish = (over: Partial<BookingWish> = {}): BookingWish => ({
  staff: NURSE,
  what: POOL,
  from: hour(1),
  until: hour(3),
  ...over,
});

describe('a booking that cannot be made', () => {
  const faultOf = (wish: Partial<BookingWish>, ledger = withBookings([])) =>
    bookingFault(aWish(wish), ledger, keysOf, NOW);

  it.each<[string, Partial<BookingWish>, string]>([
    ['ends when it begins', { until: hour(1) }, 'ends_before_it_begins'],
    ['ends before it begins', { until: hour(0.5) }, 'ends_before_it_begins'],
    ['is over', { from: hour(-2), until: NOW }, 'in_the_past'],
    ['is more than a year ahead', { from: hour(24 * 367), until: hour(24 * 367 + 1) }, 'too_far'],
    ['lasts longer than 31 days', { until: hour(24 * 31 + 2) }, 'too_far'],
    ['is of a group without keys', { what: { kind: 'group', group: keyGroupId('boats') } }, 'no_key'],
  ])('%s', (_what, wish, code) => {
    expect(faultOf(wish)).toMatchObject({ code });
  });

  it('is of a lost key', () => {
    const lost: Holding = { at: 'lost', since: NOW, staff: null };
    expect(faultOf({ what: THE_RED }, withBookings([], lost))).toEqual({ code: 'no_key' });
    expect(faultOf({}, withBookings([], lost))).toBeNull();
  });

  it('is one too many of a person', () => {
    const many = Array.from({ length: BOOKINGS_LIMIT }, (_, index) =>
      aBooking({ id: `b-${index}`, staff: NURSE, from: hour(10 + index), until: hour(11 + index) }),
    );
    expect(faultOf({}, withBookings(many))).toEqual({ code: 'too_many', limit: BOOKINGS_LIMIT });
    expect(faultOf({}, withBookings(many.slice(1)))).toBeNull();
    expect(faultOf({ staff: SMITH }, withBookings(many))).toBeNull();
  });

  it.each<[string, readonly Booking[], Partial<BookingWish>, boolean]>([
    ['one of two is booked', [aBooking()], {}, true],
    ['both are booked', [aBooking(), aBooking({ id: 'b-2' })], {}, false],
    ['both are booked until it begins', [aBooking(), aBooking({ id: 'b-2', until: hour(1) })], {}, true],
    [
      'both are booked from when it ends',
      [aBooking({ from: hour(3), until: hour(4) }), aBooking({ id: 'b-2', from: hour(3), until: hour(4) })],
      {},
      true,
    ],
    [
      'both are booked in the middle of it',
      [aBooking({ from: hour(2), until: hour(4) }), aBooking({ id: 'b-2', from: hour(2), until: hour(4) })],
      {},
      false,
    ],
    ['the same key is booked', [aBooking({ what: THE_RED })], { what: THE_RED }, false],
    ['one of the pool is booked by its name', [aBooking({ what: THE_RED })], {}, true],
    ['the pool is booked and the other by its name', [aBooking(), aBooking({ id: 'b-2', what: THE_RED })], {}, false],
    ['the pool has one left: it may be any', [aBooking()], { what: THE_RED }, true],
    ['the one of the pool that went out is this', [aBooking({ key: RED })], { what: THE_RED }, false],
  ])('or can: %s', (_what, bookings, wish, can) => {
    const fault = faultOf(wish, withBookings(bookings));
    if (can) expect(fault).toBeNull();
    else expect(fault).toMatchObject({ code: 'taken_by_others' });
  });

  it('says when the others have it', () => {
    const other = aBooking({ what: THE_RED, from: hour(2), until: hour(4) });
    expect(faultOf({ what: THE_RED }, withBookings([other]))).toEqual({
      code: 'taken_by_others',
      from: hour(2),
      until: hour(4),
    });
  });
});

describe('the booking of a person', () => {
  const own = (bookings: readonly Booking[], now = NOW, key: KeyId = RED) =>
    bookingFor(withBookings(bookings), PORTER, key, [CARS], now)?.id ?? null;

  it.each([
    ['from a quarter of an hour before', -15, 'b-1'],
    ['not earlier', -16, null],
    ['to the last minute', 119, 'b-1'],
    ['not when it is over', 120, null],
  ])('counts %s', (_when, at, id) => {
    expect(own([aBooking()], minute(at))).toBe(id);
  });

  it('counts for keys of the set, and while no key was released on it', () => {
    expect(own([aBooking({ what: THE_RED })], NOW, BLUE)).toBeNull();
    expect(own([aBooking({ key: BLUE })])).toBeNull();
    expect(own([aBooking({ staff: NURSE })])).toBeNull();
    expect(bookingFor(withBookings([aBooking()]), PORTER, RED, [], NOW)).toBeNull();
  });

  it('of the very key comes first, then the one that begins first', () => {
    const early = aBooking({ from: hour(-1) });
    expect(own([early, aBooking({ id: 'b-2', what: THE_RED })])).toBe('b-2');
    expect(own([aBooking({ id: 'b-2' }), early])).toBe('b-1');
  });
});

describe('somebody else’s booking', () => {
  const blocker = (ledger: BookedKeys, own: Booking | null = null, staff: StaffId = NURSE, key: KeyId = RED) =>
    blockingBooking(ledger, staff, key, own, keysOf, NOW)?.id ?? null;

  it('stands in the way of the very key, for as long as it lasts', () => {
    expect(blocker(withBookings([aBooking({ what: THE_RED })]))).toBe('b-1');
    expect(blocker(withBookings([aBooking({ what: THE_RED })]), null, NURSE, BLUE)).toBeNull();
    expect(blocker(withBookings([aBooking({ what: THE_RED })]), null, PORTER)).toBeNull();
    expect(blocker(withBookings([aBooking({ what: THE_RED, from: minute(1) })]))).toBeNull();
    expect(blocker(withBookings([aBooking({ what: THE_RED, from: hour(-1), until: NOW })]))).toBeNull();
    expect(blocker(withBookings([aBooking({ what: THE_RED, key: RED })]))).toBeNull();
  });

  it('of a pool stands in the way only of its last key', () => {
    expect(blocker(withBookings([aBooking()]))).toBeNull();
    expect(blocker(withBookings([aBooking()], IN, OUT))).toBe('b-1');
    expect(blocker(withBookings([aBooking(), aBooking({ id: 'b-2' })]))).toBe('b-2');
    expect(blocker(withBookings([aBooking(), aBooking({ id: 'b-2', what: { kind: 'key', key: BLUE } })]))).toBe('b-2');
  });

  it('does not count on a key that is out of order', () => {
    const ledger = withBookings([aBooking()]);
    const fault = {
      report: seq(1),
      key: BLUE,
      fault: 'stuck',
      severity: 'critical',
      by: SMITH,
      since: NOW,
      note: null,
    } as const;
    expect(blocker({ ...ledger, faults: new Map([[BLUE, [fault]]]) })).toBe('b-1');
  });

  it('made later does not stand in the way of one made before', () => {
    const mine = aBooking({ id: 'b-mine', staff: NURSE, madeAt: minute(1) });
    const before = aBooking({ madeAt: NOW });
    const later = aBooking({ madeAt: minute(2) });
    expect(blocker(withBookings([before, mine], IN, OUT), mine)).toBe('b-1');
    expect(blocker(withBookings([mine, later], IN, OUT), mine)).toBeNull();
  });

  it('that begins soon is ahead, and one that begins later is not', () => {
    const ahead = (from: number) =>
      bookingAhead(withBookings([aBooking({ what: THE_RED, from: minute(from) })]), NURSE, RED, keysOf, NOW, hours(1));
    expect(ahead(60)?.id).toBe('b-1');
    expect(ahead(61)).toBeNull();
    expect(ahead(0)).toBeNull();
  });
});

describe('a booking for which nobody came', () => {
  const over = (booking: Booking, at: number) => lapsed(withBookings([booking]), { noShow: minutes(30) }, minute(at));

  it.each([
    ['before the time is up', aBooking(), 29, 0],
    ['when the time is up', aBooking(), 30, 1],
    ['a short one, when it is over', aBooking({ until: minute(10) }), 10, 1],
    ['when it was fulfilled', aBooking({ key: RED }), 300, 0],
  ])('%s', (_when, booking, at, count) => {
    expect(over(booking, at)).toHaveLength(count);
  });

  it.each<[string, Holding, number, number]>([
    ['has no key as long as somebody else is late', OUT, 119, 0],
    ['has no key to the end', OUT, 120, 1],
    ['has its time from when the key is back', { ...IN, since: minute(60) }, 89, 0],
    ['has its time from when the key is back, and no more', { ...IN, since: minute(60) }, 90, 1],
    ['of a key that was there all the time', { ...IN, since: minute(-60) }, 30, 1],
  ])('%s', (_when, red, at, count) => {
    const ledger = withBookings([aBooking({ what: THE_RED })], red);
    expect(lapsed(ledger, { noShow: minutes(30) }, minute(at))).toHaveLength(count);
  });
});

describe('any bookings that were accepted', () => {
  const wishes = fc.array(
    fc.record({ what: fc.constantFrom(POOL, POOL, THE_RED), from: fc.nat(12), length: fc.integer({ min: 1, max: 6 }) }),
    { maxLength: 14 },
  );

  it('never claim more keys at an hour than there are, and nobody is refused without need', () => {
    fc.assert(
      fc.property(wishes, (all) => {
        const made: Booking[] = [];
        for (const [index, { what, from, length }] of all.entries()) {
          const booking = aBooking({
            id: `b-${index}`,
            staff: staffId(`p-${index}`),
            what,
            from: hour(from),
            until: hour(from + length),
          });
          const refused = bookingFault(booking, withBookings(made), keysOf, NOW) !== null;
          expect(refused).toBe(
            Array.from({ length }, (_, at) => from + at).some((at) => !fits([...made, booking], at)),
          );
          if (!refused) made.push(booking);
        }
      }),
    );
  });

  /** At most two at an hour, and at most one that wants the red one. */
  function fits(bookings: readonly Booking[], at: number): boolean {
    const active = bookings.filter(({ from, until }) => from <= hour(at) && hour(at) < until);
    return active.length <= 2 && active.filter(({ what }) => what.kind === 'key').length <= 1;
  }
});
