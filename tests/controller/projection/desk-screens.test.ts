// The screens of the desk: each state and page once, who is named, what is cut, and what a set-up that has changed leaves out.
import { describe, expect, it } from 'vitest';
import { newAlarm } from '../../../controller/domain/alarm.ts';
import { type BookingId, parseBookingId, type StaffId } from '../../../controller/domain/ids.ts';
import { rosterOf } from '../../../controller/domain/roster.ts';
import { instant } from '../../../controller/domain/time.ts';
import { DELAYS } from '../../../controller/machines/delays.ts';
import type { DeskPage } from '../../../controller/machines/desk-pages.ts';
import { deskScreen } from '../../../controller/projection/desk-screens.ts';
import { badgeHash } from '../../support/credential-stage.ts';
import { NO_PAST } from '../../support/desk-machine-stage.ts';
import {
  CHIEF_REF,
  custody,
  facts,
  LATER,
  NURSE_REF,
  page,
  SINCE,
  screen,
  state,
} from '../../support/desk-pictures.ts';
import { CHIEF, DESK_SETUP, LINEN, NURSE, STORE, VAN, VANS } from '../../support/desk-stage.ts';
import { aSetup, aSlot, aStaff, keyId, NOW, seq, staffId, withPerson } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';

const BOOKING: BookingId = expectOk(parseBookingId('booking-1'));

describe('before and after', () => {
  it.each(['opening', 'ended'] as const)('shows nothing of its own while %s', (value) => {
    expect(deskScreen(facts(), state(value))).toBe(null);
  });

  it('asks for the PIN, and says nothing of the last try while one is checked', () => {
    const pin = { wrong: true, gate: { open: true, triesLeft: 3 } } as const;
    expect(deskScreen(facts(), state('proving', { pin }))).toEqual({
      name: 'desk-pin',
      wrong: true,
      triesLeft: 3,
      waitUntil: null,
      locked: false,
      checking: false,
      endsAt: new Date(NOW + DELAYS.sessionIdle).toISOString(),
    });
    expect(deskScreen(facts(), state('checking', { pin }))).toMatchObject({ wrong: false, checking: true });
    const wait = { wrong: true, gate: { open: false, locked: false, waitUntil: LATER } } as const;
    expect(deskScreen(facts(), state('proving', { pin: wait }))).toMatchObject({
      triesLeft: null,
      waitUntil: new Date(LATER).toISOString(),
    });
    const locked = { wrong: true, gate: { open: false, locked: true } } as const;
    expect(deskScreen(facts(), state('proving', { pin: locked }))).toMatchObject({ locked: true, waitUntil: null });
  });

  it('says why it stays shut and who helps', () => {
    expect(deskScreen(facts(), state('refused', { refusal: 'pin_not_set' }))).toMatchObject({
      name: 'desk-refused',
      code: 'pin_not_set',
      contact: 'the switchboard, 1234',
    });
  });
});

describe('a page', () => {
  it('of what was found has keys with where they are, and people with their standing', () => {
    const people = [NURSE.id, CHIEF.id, staffId('nobody')];
    const found = { kind: 'found', text: 'l', keys: [LINEN.id, keyId('nothing')], people, more: true } as const;
    const shown = screen('desk-found', page(found, custody([[LINEN.id, withPerson(NURSE.id)]])));
    expect(shown.keys).toEqual([
      {
        id: 'linen',
        number: 14,
        name: 'Linen room',
        codeName: null,
        class: 'ordinary',
        slot: 14,
        sensing: 'bolt',
        where: { at: 'person', person: NURSE_REF, since: SINCE, due: null, overdue: false },
      },
    ]);
    expect(shown.people).toEqual([
      { ...NURSE_REF, number: null, role: 'staff', standing: 'active', holds: 1 },
      { ...CHIEF_REF, number: null, role: 'supervisor', standing: 'active', holds: 0 },
    ]);
    expect([shown.text, shown.more]).toEqual(['l', true]);
  });

  it.each([
    ['lost', { at: 'lost', since: NOW, staff: NURSE.id }, { at: 'lost', since: SINCE, person: NURSE_REF }],
    ['lost by nobody', { at: 'lost', since: NOW, staff: null }, { at: 'lost', since: SINCE, person: null }],
    [
      'doubtful',
      { at: 'doubt', since: NOW, staff: NURSE.id, intent: seq(1) },
      { at: 'doubt', since: SINCE, person: NURSE_REF },
    ],
    ['in', { at: 'slot', since: NOW, slot: aSlot().id }, { at: 'slot', since: SINCE }],
    ['held by somebody who is gone', withPerson(staffId('gone')), { person: { id: 'gone', name: 'gone' } }],
  ] as const)('of a key that is %s says so', (_, holding, where) => {
    expect(
      screen('desk-key', page({ kind: 'key', key: LINEN.id, past: NO_PAST }, custody([[LINEN.id, holding]]))).key.where,
    ).toMatchObject(where);
  });

  it('of a key has its bookings, those of its groups too, and what the last driver read off', () => {
    const booking = { id: BOOKING, staff: NURSE.id, from: NOW, until: LATER, madeAt: NOW, key: null };
    const ledger = {
      bookings: new Map([[BOOKING, { ...booking, what: { kind: 'group', group: VANS } as const }]]),
      readings: new Map([[VAN.id, { key: VAN.id, mileage: 81_200, fuel: 5, place: null, by: NURSE.id, at: NOW }]]),
    };
    const shown = screen('desk-key', page({ kind: 'key', key: VAN.id, past: NO_PAST }, ledger));
    expect(shown.bookings).toEqual([
      { id: 'booking-1', person: NURSE_REF, from: SINCE, until: new Date(LATER).toISOString() },
    ]);
    expect(shown.reading).toEqual({ mileage: 81_200, fuel: 5, at: SINCE });
    expect(screen('desk-key', page({ kind: 'key', key: LINEN.id, past: NO_PAST }, ledger)).bookings).toEqual([]);
    expect(screen('desk-key', page({ kind: 'key', key: VAN.id, past: NO_PAST })).key.where).toEqual({ at: 'nowhere' });
  });

  it('of a person has keys, badges without their hash, and the suspension', () => {
    const badges = [{ hash: badgeHash('a'), strength: 'weak' }] as const;
    const suspensions = new Map([[NURSE.id, { staff: NURSE.id, by: CHIEF.id, since: NOW, silent: true }]]);
    const ledger = { ...custody([[VAN.id, withPerson(NURSE.id)]]), suspensions };
    const shown = screen(
      'desk-person',
      page({ kind: 'person', person: NURSE.id, badges, past: NO_PAST, weak: 0 }, ledger),
    );
    expect(shown).toMatchObject({
      yourself: false,
      badges: ['weak'],
      keys: [{ number: 15 }],
      suspension: { by: CHIEF_REF, since: SINCE, silent: true },
    });
    expect(JSON.stringify(shown)).not.toContain(badgeHash('a'));
    expect(
      screen('desk-person', page({ kind: 'person', person: CHIEF.id, badges: [], past: NO_PAST, weak: 0 })),
    ).toMatchObject({
      yourself: true,
      suspension: null,
    });
  });

  it.each([
    ['suspended', { standing: 'suspended' as const }],
    ['not_yet_valid', { validFrom: instant(NOW + 1) }],
    ['expired', { validUntil: NOW }],
    ['active', { validFrom: NOW, validUntil: instant(NOW + 1) }],
  ])('of a person says that they are %s', (standing, over) => {
    const roster = rosterOf(aSetup({ staff: [aStaff(over)] }));
    const shown = { kind: 'person', person: NURSE.id, badges: [], past: NO_PAST, weak: 0 } as const;
    const seen = deskScreen({ ...facts(), roster }, state('showing', { page: shown }));
    expect(screen('desk-person', seen).person.standing).toBe(standing);
  });

  it('of an outlook parts yes from no, and cuts each', () => {
    const answers = [
      { person: NURSE.id, refusals: [] },
      { person: CHIEF.id, refusals: ['no_grant', 'key_out'] as const },
    ];
    const who = screen('desk-who', page({ kind: 'who', key: LINEN.id, at: LATER, answers }));
    expect(who).toMatchObject({
      key: { number: 14 },
      at: new Date(LATER).toISOString(),
      may: [NURSE_REF],
      mayNot: [{ person: CHIEF_REF, why: ['no_grant', 'key_out'] }],
      more: false,
    });
    const many = Array.from({ length: 101 }, () => ({ key: LINEN.id, refusals: [] }));
    const what = screen('desk-what', page({ kind: 'what', person: NURSE.id, at: NOW, answers: many }));
    expect([what.person, what.may.length, what.more]).toEqual([NURSE_REF, 100, true]);
  });

  it('of a secret has it, and when it runs out', () => {
    const secret = { kind: 'secret', of: 'badge', person: NURSE.id, secret: 'AC34', expires: LATER } as const;
    expect(page(secret)).toMatchObject({
      name: 'desk-secret',
      of: 'badge',
      person: NURSE_REF,
      secret: 'AC34',
      expires: new Date(LATER).toISOString(),
    });
    expect(page({ ...secret, of: 'pin', expires: null })).toMatchObject({ of: 'pin', expires: null });
  });

  it.each<DeskPage>([
    { kind: 'key', key: keyId('nothing'), past: NO_PAST },
    { kind: 'person', person: staffId('nobody'), badges: [], past: NO_PAST, weak: 0 },
    { kind: 'who', key: keyId('nothing'), at: NOW, answers: [] },
  ])('$kind of what the set-up no longer knows gives way to what is now', (gone) => {
    expect(page(gone)?.name).toBe('desk-now');
  });

  it('says what became of the last command, whether one is under way, and until when it stands', () => {
    const notice = { fault: 'not_lost', request: 'desk.report_found' } as const;
    expect(deskScreen(facts(), state('serving', { notice }))).toMatchObject({
      notice: { command: 'desk.report_found', fault: 'not_lost' },
      busy: true,
      endsAt: new Date(NOW + DELAYS.deskIdle).toISOString(),
    });
    expect(deskScreen(facts(), state('showing', { notice: { done: 'desk.suspend' } }))).toMatchObject({
      notice: { command: 'desk.suspend', fault: null },
      busy: false,
    });
  });
});

describe('an emergency release', () => {
  const progress = {
    total: 3,
    released: [LINEN.id],
    failed: [{ key: STORE.id, why: 'silent' }],
    current: null,
    open: [{ key: VAN.id, slot: aSlot().id }],
    stopping: true,
  } as const;
  const emergency = { group: VANS, key: null, text: 'fire' };

  it('shows the slots that stand open and how far it has come', () => {
    const shown = deskScreen(
      { ...facts(), roster: rosterOf(aSetup({ ...DESK_SETUP })) },
      state('releasing', {
        emergency,
        progress: {
          ...progress,
          open: [{ key: VAN.id, slot: aSetup(DESK_SETUP).slots[1]?.id ?? aSlot().id }],
        },
      }),
    );
    expect(shown).toEqual({
      name: 'desk-emergency',
      group: 'Vans',
      current: { slot: 15, key: { id: 'van', number: 15, name: 'Van' }, open: true },
      open: [{ slot: 15, key: { id: 'van', number: 15, name: 'Van' } }],
      total: 3,
      released: 1,
      failed: [{ key: { id: 'store', number: 16, name: 'Store' }, why: 'silent' }],
      stopping: true,
    });
  });

  it('shows nothing yet before the first slot, and no group for every key', () => {
    const all = { group: null, key: null, text: 'fire' };
    expect(deskScreen(facts(), state('releasing', { emergency: all }))).toEqual({
      name: 'desk-emergency',
      group: null,
      current: null,
      open: [],
      total: 0,
      released: 0,
      failed: [],
      stopping: false,
    });
  });

  it('tells what came of it', () => {
    expect(page({ kind: 'released', progress })).toMatchObject({ name: 'desk-released', total: 3, released: 1 });
  });
});

describe('duress of the supervisor at the desk', () => {
  it('is in no list that whoever forces them could read', () => {
    const alarm = (staff: StaffId) => newAlarm({ kind: 'duress', staff }, NOW);
    const alarms = [alarm(CHIEF.id), alarm(NURSE.id)];
    const shown = screen('desk-now', page({ kind: 'now' }, { alarms }));
    expect(shown.alarms.map(({ person }) => person)).toEqual([NURSE_REF]);
    expect(shown.counts.alarms).toBe(1);
  });
});
