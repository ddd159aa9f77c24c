// The page of a person about themselves path by path: a one-time PIN, changing the PIN, a badge of one's own, bookings.
import { describe, expect, it } from 'vitest';
import type { EnrolmentFault } from '../../../controller/domain/enrolment.ts';
import { type BookingId, parseBookingId } from '../../../controller/domain/ids.ts';
import type { PinFault } from '../../../controller/domain/pin.ts';
import { err, ok, type Result } from '../../../controller/domain/result.ts';
import type { BadgeStrength } from '../../../controller/domain/staff.ts';
import { accountMachine } from '../../../controller/machines/account.ts';
import type {
  AccountBookingFault,
  AccountEvent,
  AccountInput,
  AccountProfile,
  AccountRequest,
} from '../../../controller/machines/account-context.ts';
import type { NewPin, OfferedBadge } from '../../../controller/machines/account-setup.ts';
import { DELAYS } from '../../../controller/machines/delays.ts';
import { badgeHash } from '../../support/credential-stage.ts';
import { aKey, NOW, sessionId, staffId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { HeldEffect, pass, stageMachine } from '../../support/machine-stage.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';

const NURSE = { session: sessionId('session-1'), staff: staffId('nurse') };
const PIN = '284913';
const PROFILE: AccountProfile = {
  hasPin: true,
  pinRule: { staffNumber: '30471130', fewest: 6 },
  badges: ['strong'],
  bookable: { keys: [], groups: [] },
};
const BOOKING: BookingId = expectOk(parseBookingId('booking-1'));
const BOOK: AccountEvent = { type: 'account.book', what: { kind: 'key', key: aKey().id }, from: NOW, until: NOW };
const CANCEL: AccountEvent = { type: 'account.cancel_booking', booking: BOOKING };
const BADGE: AccountEvent = { type: 'badge.offered', badge: badgeHash('a'), strength: 'weak' };
const WAITS: AccountEvent = { type: 'visitor.waits' };
const enter = (pin: string): AccountEvent => ({ type: 'account.pin', pin });

class Stage {
  readonly open = new HeldEffect<AccountProfile, { visitor: AccountInput['visitor'] }>();
  readonly changePin = new HeldEffect<Result<void, PinFault>, NewPin>();
  readonly enrol = new HeldEffect<Result<BadgeStrength, EnrolmentFault>, OfferedBadge>();
  readonly settle = new HeldEffect<
    Result<void, AccountBookingFault>,
    { visitor: AccountInput['visitor']; request: AccountRequest }
  >();
  readonly #staged;

  constructor(over: Partial<AccountInput> = {}) {
    const { open, changePin, enrol, settle } = this;
    const machine = accountMachine.provide({
      actors: { open: open.logic, changePin: changePin.logic, enrol: enrol.logic, settle: settle.logic },
    });
    const input = {
      clock: new SteppedClock(),
      visitor: NURSE,
      factors: ['badge', 'pin'],
      mustChangePin: false,
    } as const;
    this.#staged = stageMachine(machine, { ...input, ...over });
  }

  async opened(over: Partial<AccountProfile> = {}): Promise<this> {
    await this.open.last.answer({ ...PROFILE, ...over });
    return this;
  }

  send(...events: readonly AccountEvent[]): this {
    for (const event of events) this.#staged.actor.send(event);
    return this;
  }

  can(event: AccountEvent): boolean {
    return this.#staged.actor.getSnapshot().can(event);
  }

  pass(duration: number): Promise<void> {
    return pass(this.#staged.clock, duration);
  }

  get state() {
    return this.#staged.actor.getSnapshot().value;
  }

  get context() {
    return this.#staged.actor.getSnapshot().context;
  }

  get output() {
    return this.#staged.actor.getSnapshot().output;
  }
}

const account = (over: Partial<AccountProfile> = {}) => new Stage().opened(over);
const newcomer = () => new Stage({ mustChangePin: true }).opened();

describe('a one-time PIN', () => {
  it('is replaced before anything else', async () => {
    const stage = await newcomer();
    expect([stage.state, stage.context.purpose]).toEqual(['choosing', 'first']);
    for (const event of [{ type: 'account.back' }, { type: 'account.set_duress' }, BOOK] as const) {
      expect(stage.can(event)).toBe(false);
    }
    stage.send(enter(PIN), enter(PIN));
    expect(stage.changePin.last.input).toEqual({
      visitor: NURSE,
      factors: ['badge', 'pin'],
      pin: PIN,
      purpose: 'first',
    });
    await stage.changePin.last.answer(ok(undefined));
    expect(stage.output).toEqual({ end: 'changed', mustChangePin: false });
  });

  it('stays in force for whoever leaves', async () => {
    expect((await newcomer()).send({ type: 'account.leave' }).output).toEqual({ end: 'left', mustChangePin: true });
    const stage = (await newcomer()).send(enter(PIN), { type: 'account.leave' });
    expect(stage.output).toEqual({ end: 'left', mustChangePin: true });
    expect(JSON.stringify(stage.context)).not.toContain(PIN);
  });

  it('stays in force for whoever walks away', async () => {
    const stage = (await newcomer()).send(enter(PIN));
    await stage.pass(DELAYS.accountIdle);
    expect(stage.output).toEqual({ end: 'idle', mustChangePin: true });
    expect(JSON.stringify(stage.context)).not.toContain(PIN);
  });
});

describe('a new PIN', () => {
  const choosing = async () => (await account()).send({ type: 'account.change_pin' });

  it.each([
    ['account.change_pin', 'changed', 'pin_changed'],
    ['account.set_duress', 'duress', 'duress_set'],
  ] as const)('by %s is entered twice and kept nowhere', async (type, purpose, kind) => {
    const stage = (await account()).send({ type }, enter(PIN));
    expect(stage.state).toBe('repeating');
    stage.send(enter(PIN));
    expect(stage.changePin.last.input).toMatchObject({ pin: PIN, purpose });
    await stage.changePin.last.answer(ok(undefined));
    expect([stage.state, stage.context.notice]).toEqual(['overview', { kind }]);
    expect(JSON.stringify(stage.context)).not.toContain(PIN);
  });

  it.each([
    ['1234', 'too_short'],
    ['12', 'not_a_pin'],
    ['111111', 'repeated'],
    ['123456', 'run'],
    ['283283', 'pattern'],
    ['304711', 'staff_number'],
  ])('%s is refused as %s before it is asked for again', async (pin, fault) => {
    const stage = (await choosing()).send(enter(pin));
    expect([stage.state, stage.context.pinFault, stage.context.pin]).toEqual(['choosing', fault, null]);
    stage.send(enter(PIN));
    expect([stage.state, stage.context.pinFault]).toEqual(['repeating', null]);
  });

  it('is chosen anew when it was not repeated right', async () => {
    const stage = (await choosing()).send(enter(PIN), enter('294913'));
    expect([stage.state, stage.context.pinFault, stage.context.pin]).toEqual(['choosing', 'different', null]);
    expect(stage.changePin.calls).toEqual([]);
  });

  it('is chosen anew when it could not be set', async () => {
    const stage = (await choosing()).send(enter(PIN), enter(PIN));
    await stage.changePin.last.answer(err('already_used'));
    expect([stage.state, stage.context.pinFault, stage.context.pin]).toEqual(['choosing', 'already_used', null]);
  });

  it('can be given up at each step', async () => {
    const stage = (await choosing()).send(enter(PIN), { type: 'account.back' });
    expect([stage.state, stage.context.pin]).toEqual(['choosing', null]);
    expect(stage.send({ type: 'account.back' }).state).toBe('overview');
  });

  it('is not for a person who has none to change', async () => {
    const stage = await account({ hasPin: false });
    expect(stage.can({ type: 'account.change_pin' })).toBe(false);
    expect(stage.can({ type: 'account.set_duress' })).toBe(false);
  });
});

describe('a badge of one’s own', () => {
  const tapping = async () => (await account()).send({ type: 'account.enrol', code: 'AC34-7' });

  it('is held to the reader after the code was typed', async () => {
    const stage = (await tapping()).send(BADGE);
    expect(stage.enrol.last.input).toEqual({
      visitor: NURSE,
      code: 'AC34-7',
      badge: badgeHash('a'),
      strength: 'weak',
    });
    await stage.enrol.last.answer(ok('weak'));
    expect([stage.state, stage.context]).toMatchObject([
      'overview',
      { code: null, notice: { kind: 'badge_enrolled' }, profile: { badges: ['strong', 'weak'] } },
    ]);
  });

  it.each(['no_such_code', 'badge_of_another', 'badge_known'] as const)('is refused as %s', async (fault) => {
    const stage = (await tapping()).send(BADGE);
    await stage.enrol.last.answer(err(fault));
    expect([stage.state, stage.context]).toMatchObject([
      'overview',
      { code: null, notice: { kind: 'badge_refused', fault }, profile: { badges: ['strong'] } },
    ]);
  });

  it('is not one that somebody else has', async () => {
    const stage = (await tapping()).send(WAITS);
    expect([stage.state, stage.context.notice]).toEqual([
      'overview',
      { kind: 'badge_refused', fault: 'badge_of_another' },
    ]);
    expect(stage.enrol.calls).toEqual([]);
  });

  it('is not waited for without end', async () => {
    const stage = await tapping();
    await stage.pass(DELAYS.enrolWindow);
    expect([stage.state, stage.context]).toMatchObject(['overview', { code: null, notice: { kind: 'no_badge' } }]);
  });

  it('counts for nothing before the code', async () => {
    const stage = (await account()).send(BADGE);
    expect([stage.state, stage.enrol.calls]).toEqual(['overview', []]);
  });
});

describe('bookings', () => {
  it.each([
    ['made', BOOK, 'booked'],
    ['cancelled', CANCEL, 'booking_cancelled'],
  ] as const)('are %s', async (_, event, kind) => {
    const stage = (await account()).send(event);
    expect(stage.settle.last.input).toEqual({ visitor: NURSE, request: event });
    await stage.settle.last.answer(ok(undefined));
    expect([stage.state, stage.context.notice, stage.context.request]).toEqual(['overview', { kind }, null]);
  });

  it('are refused with the reason', async () => {
    const stage = (await account()).send(BOOK);
    const fault = { code: 'ends_before_it_begins' } as const;
    await stage.settle.last.answer(err(fault));
    expect(stage.context.notice).toEqual({ kind: 'booking_refused', fault });
  });
});

describe('leaving', () => {
  it('ends, also for the next person, and when nobody touches anything', async () => {
    expect((await account()).send({ type: 'account.leave' }).output?.end).toBe('left');
    expect((await account()).send(WAITS).output?.end).toBe('replaced');
    const stage = await account();
    await stage.pass(DELAYS.accountIdle);
    expect(stage.output?.end).toBe('idle');
  });

  it('does not interrupt what is being written', async () => {
    const stage = (await account()).send(BOOK, WAITS);
    expect(stage.state).toBe('settling');
  });

  it.each(['open', 'changePin', 'enrol', 'settle'] as const)('is a fault when %s fails by surprise', async (effect) => {
    const stage = new Stage();
    if (effect !== 'open') await stage.opened();
    if (effect === 'changePin') stage.send({ type: 'account.change_pin' }, enter(PIN), enter(PIN));
    if (effect === 'enrol') stage.send({ type: 'account.enrol', code: 'x' }, BADGE);
    if (effect === 'settle') stage.send(BOOK);
    await stage[effect].last.fail();
    expect(stage.output?.end).toBe('fault');
    expect(JSON.stringify(stage.context)).not.toContain(PIN);
  });
});
