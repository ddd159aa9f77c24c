// Finding by the first letters: numbers, words, accents, and where it stops.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findByLetters } from '../../../controller/domain/finding.ts';
import { aKey, aSetup, aStaff, keyId, staffId } from '../../support/domain-builders.ts';

const SETUP = aSetup({
  keys: [
    aKey({ id: keyId('gas'), number: 114, name: 'Medical gas', codeName: 'Harbour 3', pieces: ['valve wheel'] }),
    aKey(),
  ],
  staff: [
    aStaff({ id: staffId('b'), name: 'Zoé Lindqvar', number: '3047' }),
    aStaff({ id: staffId('a'), name: 'A. Linden-Marsh' }),
  ],
});

const find = (text: string, limit = 20) => findByLetters(SETUP, text, limit);

describe('finding', () => {
  it.each([
    ['l', ['linen'], ['a', 'b']],
    ['LIN', ['linen'], ['a', 'b']],
    ['1', ['linen', 'gas'], []],
    ['14', ['linen'], []],
    ['14 linen', ['linen'], []],
    ['room lin', ['linen'], []],
    ['harb', ['gas'], []],
    ['valve', ['gas'], []],
    ['zoe', [], ['b']],
    ['ZOÉ', [], ['b']],
    ['marsh', [], ['a']],
    ['3047', [], ['b']],
    ['047', [], []],
    ['inen', [], []],
    ['x', [], []],
    ['   ', [], []],
    ['-.', [], []],
  ])('%j finds keys %j and people %j', (text, keys, people) => {
    expect(find(text)).toEqual({ keys, people, more: false });
  });

  it('stops at the limit and says that there is more', () => {
    expect(find('l', 1)).toEqual({ keys: ['linen'], people: ['a'], more: true });
  });

  it('finds whatever begins a name, and less with each letter more', () => {
    const text = fc.string({ minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(text, text, (start, rest) => {
        const shorter = findByLetters(SETUP, start, 20);
        const longer = findByLetters(SETUP, `${start}${rest}`, 20);
        const isEmpty = shorter.keys.length + shorter.people.length === 0;
        if (!isEmpty || !/[\p{L}\p{N}]/u.test(start)) return;
        expect([...longer.keys, ...longer.people]).toEqual([]);
      }),
    );
    for (const { id, name } of SETUP.staff) {
      for (let end = 1; end <= name.length; end += 1) expect(find(name.slice(0, end)).people).toContain(id);
    }
  });
});
