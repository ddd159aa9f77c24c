// Finding by the first letters: numbers, words, accents, and where it stops.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finderOf } from '../../../controller/domain/finding.ts';
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

const find = (text: string, limit = 20) => finderOf(SETUP).find(text, limit);

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
        const shorter = find(start);
        const longer = find(`${start}${rest}`);
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

describe('the order', () => {
  const wards = aSetup({
    keys: [
      aKey({ id: keyId('annex'), number: 9, name: 'Annex, ward 14' }),
      aKey({ id: keyId('ward'), number: 140, name: 'Ward 14, linen' }),
      aKey({ id: keyId('linen'), number: 14, name: 'Linen' }),
    ],
    staff: [
      aStaff({ id: staffId('a'), name: 'Ann Zemlin', number: '7' }),
      aStaff({ id: staffId('b'), name: 'Bo Ann Cray', number: '71' }),
      aStaff({ id: staffId('c'), name: 'Zoé Ann', number: null }),
      aStaff({ id: staffId('d'), name: 'Zed Œrsted', number: '12' }),
    ],
  });
  const finder = finderOf(wards);

  it.each([
    ['14', ['linen', 'annex', 'ward'], []],
    ['ward 14', ['ward', 'annex'], []],
    ['ann', ['annex'], ['a', 'b', 'c']],
    ['7', [], ['a', 'b']],
    ['z', [], ['d', 'c', 'a']],
    ['oers', [], ['d']],
    ['14 14', ['annex', 'linen', 'ward'], []],
  ])('%j: the number itself, then what begins so, then the rest', (text, keys, people) => {
    expect(finder.find(text, 20)).toMatchObject({ keys, people });
  });

  it('is the same as without an index', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'é', 'B', '1', ' ', '-'), maxLength: 6 });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), word, fc.integer({ min: 1, max: 5 }), (names, text, limit) => {
        const staff = names.map((name, index) => aStaff({ id: staffId(`p${index}`), name, number: null }));
        const plain = (one: string) => one.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');
        const parts = (one: string) =>
          plain(one)
            .split(/[^a-z0-9]+/)
            .filter(Boolean);
        const fits = staff.filter(
          ({ name }) =>
            parts(text).length > 0 && parts(text).every((start) => parts(name).some((part) => part.startsWith(start))),
        );
        const answer = finderOf(aSetup({ keys: [], staff })).find(text, limit);
        expect(answer.people).toHaveLength(Math.min(limit, fits.length));
        expect(answer.more).toBe(fits.length > limit);
        expect(fits.map(({ id }) => id)).toEqual(expect.arrayContaining([...answer.people]));
      }),
    );
  });
});
