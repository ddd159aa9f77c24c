// The page of a person about themselves: own keys, own bookings, PIN entry; nobody else by name, and nothing of a duress PIN.
import { describe, expect, it } from 'vitest';
import type { Holding } from '../../../controller/domain/custody.ts';
import { type BookingId, parseBookingId } from '../../../controller/domain/ids.ts';
import type { Ledger } from '../../../controller/domain/ledger.ts';
import { rosterOf } from '../../../controller/domain/roster.ts';
import { hours, after as later } from '../../../controller/domain/time.ts';
import { accountMachine } from '../../../controller/machines/account.ts';
import { type AccountContext, newAccount } from '../../../controller/machines/account-context.ts';
import { DELAYS } from '../../../controller/machines/delays.ts';
import { type AccountState, accountScreen } from '../../../controller/projection/account-screens.ts';
import { CHIEF, DESK_SETUP, LINEN, NURSE, STORE, VAN, VANS } from '../../support/desk-stage.ts';
import { aLedger, aSetup, keyGroupId, keyId, NOW, seq, sessionId, withPerson } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';

const SINCE = new Date(NOW).toISOString();
const LATER = later(NOW, hours(1));
const SECRET_KEY = { ...LINEN, codeName: 'Harbour 3' };
const SETUP = aSetup({ ...DESK_SETUP, keys: [SECRET_KEY, VAN, STORE] });
const BOOKINGS = ['mine-late', 'mine-soon', 'theirs'].map((id): BookingId => expectOk(parseBookingId(id)));

function state(value: AccountState['value'], over: Partial<AccountContext> = {}): AccountState {
  const visitor = { session: sessionId('session-1'), staff: NURSE.id };
  const input = { clock: new SteppedClock(), visitor, factors: ['badge', 'pin'], mustChangePin: false } as const;
  return accountMachine.resolveState({ value, context: { ...newAccount(input), ...over } });
}

const show = (shown: AccountState, ledger: Partial<Ledger> = {}) =>
  accountScreen({ roster: rosterOf(SETUP), ledger: aLedger(ledger), now: LATER }, shown);

describe('the page', () => {
  it.each(['opening', 'ended'] as const)('shows nothing of its own while %s', (value) => {
    expect(show(state(value))).toBe(null);
  });

  it('lists own keys with their due times, and calls a key by its code name', () => {
    const due: Holding = {
      at: 'person',
      staff: NURSE.id,
      since: NOW,
      due: LATER,
      intent: seq(1),
      stage: 'in_time',
    };
    const custody = new Map([
      [LINEN.id, due],
      [VAN.id, withPerson(NURSE.id)],
      [STORE.id, withPerson(CHIEF.id)],
    ]);
    expect(show(state('overview'), { custody })).toMatchObject({
      name: 'account',
      keys: [
        {
          id: 'linen',
          number: 14,
          name: 'Harbour 3',
          slot: 14,
          since: SINCE,
          due: new Date(LATER).toISOString(),
          overdue: true,
        },
        { number: 15, due: null, overdue: false },
      ],
      endsAt: new Date(NOW + DELAYS.accountIdle).toISOString(),
    });
  });

  it('lists own bookings, the next first, and what can be booked', () => {
    const made = { staff: NURSE.id, until: LATER, madeAt: NOW, key: null, what: { kind: 'key', key: VAN.id } } as const;
    const [late, soon, theirs] = BOOKINGS;
    if (late === undefined || soon === undefined || theirs === undefined) throw new Error('three bookings');
    const bookings = new Map([
      [late, { ...made, id: late, from: LATER }],
      [soon, { ...made, id: soon, from: NOW, key: VAN.id, what: { kind: 'group', group: VANS } as const }],
      [theirs, { ...made, id: theirs, from: NOW, staff: CHIEF.id }],
    ]);
    const profile = {
      hasPin: true,
      pinRule: { staffNumber: null, fewest: 6 },
      badges: ['weak'],
      bookable: { keys: [VAN.id, keyId('nothing')], groups: [VANS, keyGroupId('nothing')] },
    } as const;
    const shown = show(state('overview', { profile }), { bookings });
    const van = { kind: 'key', key: { id: 'van', number: 15, name: 'Van' } };
    const pool = { kind: 'group', id: 'vans', name: 'Vans' };
    expect(shown).toMatchObject({
      bookings: [
        { id: 'mine-soon', what: pool, inUse: true },
        { id: 'mine-late', what: van, inUse: false },
      ],
      bookable: [pool, van],
      hasPin: true,
      badges: ['weak'],
    });
    expect(JSON.stringify(shown)).not.toContain('theirs');
  });

  it('words what was refused without naming anybody', () => {
    const fault = { code: 'taken_by_others', from: NOW, until: LATER } as const;
    const notice = { kind: 'booking_refused', fault } as const;
    expect(show(state('settling', { notice }))).toMatchObject({
      busy: true,
      notice: { ...notice, fault: { code: fault.code, from: SINCE, until: new Date(LATER).toISOString() } },
    });
    const over = { kind: 'booking_refused', fault: { code: 'ends_before_it_begins' } } as const;
    expect(show(state('overview', { notice: over }))).toMatchObject({ busy: false, notice: over });
  });

  it.each([
    ['choosing', 'choose', false],
    ['repeating', 'repeat', false],
    ['changing', 'repeat', true],
  ] as const)('asks for a PIN while %s, and never shows one', (value, step, busy) => {
    const context = { pin: '284913', pinFault: 'different', purpose: 'first', mustChangePin: true } as const;
    const shown = show(state(value, context));
    expect(shown).toMatchObject({ name: 'account-pin', step, busy, purpose: 'first', must: true, fault: 'different' });
    expect(JSON.stringify(shown)).not.toContain('284913');
  });

  it.each(['tapping', 'enrolling'] as const)('asks for the badge while %s, and never shows the code', (value) => {
    const shown = show(state(value, { code: 'AC34-79' }));
    expect(shown).toEqual({
      name: 'account-badge',
      busy: value === 'enrolling',
      endsAt: new Date(NOW + DELAYS.enrolWindow).toISOString(),
    });
  });
});
