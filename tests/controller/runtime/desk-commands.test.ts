// Commands of the desk and of the page about oneself at the edge: what the schema lets in, and what becomes of it.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { accountCommandSchemas } from '../../../controller/contract/account.ts';
import { deskCommandSchemas } from '../../../controller/contract/desk-commands.ts';
import { accountCommand, deskCommand } from '../../../controller/runtime/desk-commands.ts';

const AT = '2030-01-15T09:00:00.000Z';
const MS = Date.parse(AT);
const desk = z.discriminatedUnion('type', deskCommandSchemas);
const account = z.discriminatedUnion('type', accountCommandSchemas);

const DESK = [
  { type: 'desk.open' },
  { type: 'desk.prove', pin: '246813' },
  { type: 'desk.now' },
  { type: 'desk.leave' },
  { type: 'desk.stop' },
  { type: 'desk.find', text: 'l' },
  { type: 'desk.key', key: 'linen' },
  { type: 'desk.person', person: 'nurse' },
  { type: 'desk.suspend', person: 'nurse', silent: true, text: 'x' },
  { type: 'desk.reinstate', person: 'nurse', text: '' },
  { type: 'desk.report_lost', key: 'linen', text: 'x'.repeat(500) },
  { type: 'desk.report_found', key: 'linen' },
  { type: 'desk.clear_fault', key: 'linen', report: 7 },
  { type: 'desk.acknowledge', alarm: 'key_lost.linen', text: 'seen' },
  { type: 'desk.review', intent: 7, text: 'seen' },
  { type: 'desk.leaf', sheet: 2 },
  { type: 'desk.sign', text: '' },
  { type: 'desk.weak_badges' },
  { type: 'desk.correct_mileage', key: 'van', mileage: 4821, text: 'a digit too many' },
  { type: 'desk.revoke_badge', person: 'nurse', badge: 1 },
  { type: 'desk.issue_code', person: 'nurse' },
  { type: 'desk.issue_pin', person: 'nurse' },
  { type: 'desk.emergency', group: null, text: 'fire' },
  { type: 'desk.emergency', group: 'vans', text: 'fire' },
] as const;

const ACCOUNT = [
  { type: 'account.open' },
  { type: 'account.change_pin' },
  { type: 'account.set_duress' },
  { type: 'account.pin', pin: '246813' },
  { type: 'account.enrol', code: 'AC34-79' },
  { type: 'account.cancel_booking', booking: 'booking-7' },
  { type: 'account.back' },
  { type: 'account.leave' },
] as const;

describe('an instant', () => {
  it.each(['0000-01-01T00:00:00Z', '1969-12-31T23:59:59Z', '9999-12-31T23:59:59Z'])(
    'of %s is none that the calendar of the cabinet can answer for',
    (at) => {
      expect(deskCommand(desk.parse({ type: 'desk.who_could_take', key: 'linen', at }))).toBe(null);
      expect(deskCommand(desk.parse({ type: 'desk.extend', key: 'linen', until: at, text: 'x' }))).toBe(null);
      const what = { kind: 'key', key: 'linen' };
      expect(accountCommand(account.parse({ type: 'account.book', what, from: AT, until: at }))).toBe(null);
    },
  );
});

describe('a command', () => {
  it.each(DESK)('$type keeps its words', (command) => {
    expect(deskCommand(desk.parse(command))).toEqual(command);
  });

  it.each(ACCOUNT)('$type keeps its words', (command) => {
    expect(accountCommand(account.parse(command))).toEqual(command);
  });

  it.each([
    { type: 'desk.who_could_take', key: 'linen', at: AT },
    { type: 'desk.what_could_take', person: 'nurse', at: AT },
  ] as const)('$type gets an instant', (command) => {
    expect(deskCommand(desk.parse(command))).toEqual({ ...command, at: MS });
  });

  it('that extends or books gets instants', () => {
    const extend = { type: 'desk.extend', key: 'linen', until: AT, text: 'late' } as const;
    expect(deskCommand(desk.parse(extend))).toEqual({ ...extend, until: MS });
    for (const what of [
      { kind: 'key', key: 'van' },
      { kind: 'group', group: 'vans' },
    ] as const) {
      const book = { type: 'account.book', what, from: AT, until: AT } as const;
      expect(accountCommand(account.parse(book))).toEqual({ ...book, from: MS, until: MS });
    }
  });

  it('names whose rights are looked at', () => {
    const of = (kind: 'group' | 'person', id: string) => deskCommand({ type: 'desk.rights', of: kind, id });
    expect(of('group', 'vans')).toEqual({ type: 'desk.rights', subject: { kind: 'group', group: 'vans' } });
    expect(of('person', 'nurse')).toEqual({ type: 'desk.rights', subject: { kind: 'person', person: 'nurse' } });
    expect([of('group', 'Not An Id'), of('person', '')]).toEqual([null, null]);
  });

  it.each([
    { type: 'desk.suspend', person: 'nurse', silent: true, text: 'x'.repeat(501) },
    { type: 'desk.find', text: 'x'.repeat(65) },
    { type: 'desk.key', key: 'Not An Id' },
    { type: 'desk.extend', key: 'linen', until: 'tomorrow', text: 'x' },
    { type: 'desk.extend', key: 'linen', until: '2030-02-30T09:00:00Z', text: 'x' },
    { type: 'desk.extend', key: 'linen', until: '2030-01-15T09:00:00+01:00', text: 'x' },
    { type: 'desk.clear_fault', key: 'linen', report: 0 },
    { type: 'desk.review', intent: 1.5, text: '' },
    { type: 'desk.leaf', sheet: 0 },
    { type: 'desk.rights', of: 'key', id: 'linen' },
    { type: 'desk.correct_mileage', key: 'van', mileage: -1, text: 'x' },
    { type: 'desk.revoke_badge', person: 'nurse', badge: 0 },
    { type: 'desk.emergency', text: 'fire' },
    { type: 'desk.emergency', group: '', text: 'fire' },
    { type: 'desk.now', extra: true },
    { type: 'desk.unheard_of' },
  ])('is refused at the edge: %j', (command) => {
    expect(desk.safeParse(command).success).toBe(false);
  });

  it.each([
    { type: 'account.pin', pin: 'abcd' },
    { type: 'account.pin', pin: '1'.repeat(13) },
    { type: 'account.enrol', code: '' },
    { type: 'account.book', what: { kind: 'all' }, from: AT, until: AT },
    { type: 'account.book', what: { kind: 'key', key: 'van' }, from: AT },
  ])('is refused at the edge: %j', (command) => {
    expect(account.safeParse(command).success).toBe(false);
  });

  it('for an emergency never becomes one of every key by a group that cannot be read', () => {
    fc.assert(
      fc.property(fc.string(), (group) => {
        const command = deskCommand({ type: 'desk.emergency', group, text: 'fire' });
        expect(command === null || ('group' in command && command.group === group)).toBe(true);
      }),
    );
  });
});
