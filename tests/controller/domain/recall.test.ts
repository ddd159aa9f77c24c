// Calling keys back: a due time comes nearer and never moves away.
import { describe, expect, it } from 'vitest';
import { RECALLED_LIMIT } from '../../../controller/domain/occurrence.ts';
import { recallDue, recalledKeys } from '../../../controller/domain/recall.ts';
import { after as later, minutes } from '../../../controller/domain/time.ts';
import { aCustody, aKey, aStaff, keyId, NOW, withPerson } from '../../support/domain-builders.ts';

const NURSE = aStaff().id;
const KEY = aKey().id;
const out = withPerson(NURSE);

describe('a recall', () => {
  it.each([
    ['without a limit', null, 30],
    ['due in an hour', 60, 30],
    ['due in 31 minutes', 31, 30],
    ['due in 30 minutes', 30, null],
    ['due in 5 minutes', 5, null],
    ['overdue', -5, null],
  ])('of a key %s', (_, due, asked) => {
    const holding = { ...out, due: due === null ? null : later(NOW, minutes(due)) };
    const expected = asked === null ? null : later(NOW, minutes(asked));
    expect(recallDue(aCustody({ linen: holding }), KEY, NOW)).toBe(expected);
  });

  it('asks for nothing that nobody holds', () => {
    expect(recallDue(aCustody(), KEY, NOW)).toBe(null);
    expect(recallDue(aCustody(), keyId('unknown'), NOW)).toBe(null);
    expect(recalledKeys(aCustody(), NURSE)).toEqual([]);
  });

  it('names at most as many keys as an entry holds', () => {
    const many = Object.fromEntries(Array.from({ length: 70 }, (_, index) => [`key-${index}`, out]));
    expect(recalledKeys(aCustody(many), NURSE)).toHaveLength(RECALLED_LIMIT);
  });
});
