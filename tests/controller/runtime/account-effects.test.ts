// What a person does about themselves, against a real journal and store: what they see, bookings with conflicts, a badge.
import { describe, expect, it } from 'vitest';
import { type BookingId, parseBookingId, type StaffId } from '../../../controller/domain/ids.ts';
import type { KeySet } from '../../../controller/domain/key.ts';
import { err, ok } from '../../../controller/domain/result.ts';
import { hours, after as later, minutes } from '../../../controller/domain/time.ts';
import { enrolOwnBadge, openAccount, settleBooking } from '../../../controller/runtime/account-effects.ts';
import { issueEnrolmentCode } from '../../../controller/runtime/pin-effects.ts';
import { badgeHash, breakDisk, givePin } from '../../support/credential-stage.ts';
import { AT_DESK, CHIEF, type DeskStage, deskStage, LINEN, NURSE, STORE, VAN, VANS } from '../../support/desk-stage.ts';
import { aKeyGroup, aStaff, keyGroupId, keyId, NOW, ROOMS, sessionId, WARDS } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';

const SESSION = sessionId('session-1');
const MINE = { session: SESSION, staff: NURSE.id };
const THEIRS = { session: sessionId('session-2'), staff: CHIEF.id };
const GRANTS = [ROOMS, VANS].map((keyGroup) => ({ staffGroup: WARDS, keyGroup, schedule: null, qualifications: [] }));
const VAN_ALONE: KeySet = { kind: 'key', key: VAN.id };
const POOL: KeySet = { kind: 'group', group: VANS };
const [FROM, UNTIL] = [later(NOW, hours(1)), later(NOW, hours(3))];

function hospital(): DeskStage {
  const stage = deskStage({ grants: GRANTS });
  stage.fill();
  return stage;
}

function book({ services, running }: DeskStage, what = VAN_ALONE, by = MINE, from = FROM, until = UNTIL) {
  return settleBooking(services, running, by, { type: 'account.book', what, from, until });
}

function cancel({ services, running }: DeskStage, booking: BookingId, by = MINE) {
  return settleBooking(services, running, by, { type: 'account.cancel_booking', booking });
}

const bookingsOf = ({ services }: DeskStage) => [...services.journal.ledger().bookings.values()];

describe('the page about oneself', () => {
  it('knows PIN, badges and what can be booked', async () => {
    const stage = hospital();
    const see = (id: StaffId) => openAccount(stage.services, id);
    const rule = { staffNumber: null, fewest: stage.services.roster.setup.policy.pinDigits };
    const bookable = { keys: [VAN.id, STORE.id], groups: [VANS] };
    expect(see(NURSE.id)).toEqual({ hasPin: false, badges: [], pinRule: rule, bookable });
    await givePin(stage, '246813', null, NURSE.id);
    const badge = { hash: badgeHash('a'), staff: NURSE.id, strength: 'weak', enrolled: NOW } as const;
    expectOk(stage.store.credentials.addBadge(badge));
    expect(see(NURSE.id)).toEqual({ hasPin: true, badges: ['weak'], pinRule: rule, bookable });
  });

  it.each([
    ['a witness', { role: 'witness' as const }],
    ['somebody suspended', { standing: 'suspended' as const }],
    ['somebody expired', { validUntil: NOW }],
    ['somebody without grants', { groups: [] }],
  ])('offers no booking to %s', (_, over) => {
    const stage = deskStage({ grants: GRANTS, staff: [aStaff(over)] });
    expect(openAccount(stage.services, NURSE.id).bookable).toEqual({ keys: [], groups: [] });
    expect(book(stage)).toEqual(err({ code: 'not_bookable' }));
    expect(stage.logged()).toEqual([]);
  });
});

describe('booking', () => {
  it('is in the log and in the ledger', () => {
    const stage = hospital();
    expect(book(stage)).toEqual(ok(undefined));
    const [made] = bookingsOf(stage);
    expect(made).toMatchObject({ staff: NURSE.id, what: VAN_ALONE, from: FROM, until: UNTIL, key: null });
    expect(stage.logged().at(-1)).toMatchObject({
      kind: 'booking.made',
      ...MINE,
      booking: made?.id,
      holder: NURSE.id,
      key: VAN.id,
      keyGroup: null,
    });
  });

  it('of a pool takes as many as the pool has keys, each under an id of its own', () => {
    const stage = hospital();
    expect(book(stage, POOL)).toEqual(ok(undefined));
    expect(book(stage, POOL, THEIRS)).toEqual(ok(undefined));
    expect(book(stage, POOL)).toMatchObject(err({ code: 'taken_by_others' }));
    expect(new Set(bookingsOf(stage).map(({ id }) => id)).size).toBe(2);
  });

  it.each([
    ['that ends before it begins', UNTIL, FROM, 'ends_before_it_begins'],
    ['that ends when it begins', FROM, FROM, 'ends_before_it_begins'],
    ['that is over', later(NOW, minutes(-20)), later(NOW, minutes(-10)), 'in_the_past'],
    ['that would lapse at once', later(NOW, minutes(-30)), UNTIL, 'in_the_past'],
    ['years ahead', later(NOW, hours(24 * 800)), later(NOW, hours(24 * 801)), 'too_far'],
  ] as const)('%s is refused, and nothing changes', (_, from, until, code) => {
    const stage = hospital();
    expect(book(stage, VAN_ALONE, MINE, from, until)).toEqual(err({ code }));
    expect([stage.kinds(), bookingsOf(stage)]).toEqual([[], []]);
  });

  it('of a key that somebody else has booked is refused, and says only when', () => {
    const stage = hospital();
    expectOk(book(stage, VAN_ALONE, THEIRS));
    expect(book(stage)).toEqual(err({ code: 'taken_by_others', from: FROM, until: UNTIL }));
    expect(book(stage, VAN_ALONE, MINE, UNTIL, later(UNTIL, hours(1)))).toEqual(ok(undefined));
  });

  it.each<KeySet>([
    { kind: 'key', key: LINEN.id },
    { kind: 'key', key: keyId('nothing') },
    { kind: 'group', group: ROOMS },
    { kind: 'group', group: keyGroupId('nothing') },
  ])('of %j, which is not for booking, is refused', (what) => {
    expect(book(hospital(), what)).toEqual(err({ code: 'not_bookable' }));
  });

  it('is refused where no grant leads', () => {
    const stage = deskStage({ keyGroups: [aKeyGroup(), aKeyGroup({ id: VANS, booking: 'only' })] });
    stage.fill();
    expect(book(stage)).toEqual(err({ code: 'not_bookable' }));
  });

  it('is not made when it cannot be recorded', () => {
    const stage = hospital();
    breakDisk(stage);
    expect(book(stage)).toEqual(err({ code: 'storage_unavailable' }));
    expect(bookingsOf(stage)).toEqual([]);
  });
});

describe('cancelling', () => {
  it('ends one’s own booking, once', () => {
    const stage = hospital();
    expectOk(book(stage));
    const id = bookingId(stage);
    expect(cancel(stage, id, THEIRS)).toEqual(err({ code: 'no_such_booking' }));
    expect(cancel(stage, id)).toEqual(ok(undefined));
    expect(stage.logged().at(-1)).toEqual({ kind: 'booking.cancelled', booking: id, by: NURSE.id });
    expect(cancel(stage, id)).toEqual(err({ code: 'no_such_booking' }));
  });

  it('is too late once a key went out on it', () => {
    const stage = hospital();
    expectOk(book(stage));
    stage.take(VAN.id, { booking: bookingId(stage) });
    expect(cancel(stage, bookingId(stage))).toEqual(err({ code: 'in_use' }));
  });

  it('of what never was is refused', () => {
    expect(cancel(hospital(), expectOk(parseBookingId('nothing')))).toEqual(err({ code: 'no_such_booking' }));
  });
});

describe('a badge of one’s own', () => {
  it('is enrolled with the code of a supervisor, and with no other', () => {
    const { services, running, store } = hospital();
    const { secret } = expectOk(issueEnrolmentCode(services, running, AT_DESK, NURSE.id));
    const offered = { visitor: MINE, badge: badgeHash('c'), strength: 'weak' } as const;
    expect(enrolOwnBadge(services, running, { ...offered, code: 'guess' })).toEqual(err('no_such_code'));
    expect(enrolOwnBadge(services, running, { ...offered, code: secret })).toEqual(ok('weak'));
    expect(store.credentials.staffByBadge(badgeHash('c'))).toMatchObject({ staff: NURSE.id });
  });
});

function bookingId(stage: DeskStage): BookingId {
  const [booking] = bookingsOf(stage);
  if (booking === undefined) throw new Error('nothing is booked');
  return booking.id;
}
