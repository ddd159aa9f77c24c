// The words about rights: no code reaches the screen, and each line says what it is about.
import { describe, expect, it } from 'vitest';
import type { RightsLineView } from '../../../../controller/contract/desk-rights.ts';
import { rightsWords, whyNot } from '../../../../kiosk/strings/en/rights.ts';
import { at, keyView } from '../../../support/kiosk-builders.ts';

const { rights, weak } = rightsWords;
const LINE: RightsLineView = {
  person: { id: 'p1', name: 'A. Marlow' },
  standing: 'active',
  badge: 'strong',
  keys: [keyView(5), keyView(6), keyView(9)],
  every: false,
  hours: [],
  why: [],
};

describe('the words about rights', () => {
  it('say why not in words', () => {
    expect(whyNot(['staff_suspended', 'qualification_expired'])).toBe('suspended, a training has run out');
    expect(whyNot(['slot_not_misfilled', 'key_in_doubt', 'booked_by_other'])).not.toContain('_');
  });

  it('tell keys, hours and refusals of a line', () => {
    expect([rights.keys(LINE), rights.may(LINE)]).toEqual(['Keys 5–6, 9', 'May take at any time']);
    expect(rights.keys({ ...LINE, keys: [keyView(5)] })).toBe('Key 5');
    expect(rights.keys({ ...LINE, every: true })).toBe('All keys');
    expect(rights.may({ ...LINE, hours: ['Nights', 'Weekends'] })).toBe('May take: Nights and Weekends');
    expect(rights.may({ ...LINE, why: ['staff_expired'] })).toBe('May not take: expired');
  });

  it('tell when rights were reviewed, and whether they are the same', () => {
    const last = { by: LINE.person, at: at('09:12:00'), same: true };
    expect(rights.last(last, 'Mon 09:12')).toBe('Reviewed Mon 09:12 by A. Marlow, the same since');
    expect(rights.last({ ...last, same: false }, 'Mon 09:12')).toBe('Reviewed Mon 09:12 by A. Marlow, changed since');
  });

  it('count people and badges', () => {
    expect([weak.count(0), weak.count(1), weak.count(2)]).toEqual(['0 people', '1 person', '2 people']);
    expect([weak.carries(1, 0), weak.carries(2, 1)]).toEqual(['1 easy to copy, and no other', '2 easy to copy, 1 not']);
  });
});
