// What the screens of a visit say beside the key: which of several it is, how long the door stands open, what is due before long.
import { describe, expect, it } from 'vitest';
import { project } from '../../../controller/projection.ts';
import { aPicture, keyNumber, NURSE, outWith, releaseOf } from '../../support/picture-builder.ts';

describe('keys that were chosen together', () => {
  it.each([
    [[10, 11], { nth: 1, of: 3 }],
    [[11], { nth: 2, of: 3 }],
    [[], { nth: 3, of: 3 }],
  ])('are counted as they are taken: %j are left', (left, counted) => {
    const rest = left.map((number) => keyNumber(number).id);
    const { screen } = project(aPicture({ session: 'taking', context: { release: releaseOf(9), rest, together: 3 } }));
    expect(screen).toMatchObject({ name: 'take', ...counted });
  });

  it('are not counted where there is one', () => {
    const { screen } = project(aPicture({ session: 'taking', context: { release: releaseOf(9) } }));
    expect(screen).not.toHaveProperty('nth');
  });
});

describe('the door', () => {
  it.each([
    [null, 'none'],
    ['closed', 'none'],
    [{ open: 'attended' }, 'none'],
    [{ open: 'reminding' }, 'reminder'],
    [{ open: 'leftOpen' }, 'alarm'],
  ] as const)('in %j is said with its urgency', (door, urgency) => {
    expect(project(aPicture({ session: 'closing', door })).screen).toMatchObject({ name: 'close-door', urgency });
  });
});

describe('a key in hand', () => {
  it.each([
    ['in_time', undefined],
    ['due_soon', true],
  ] as const)('that is %s says whether it must be back before long', (stage, dueSoon) => {
    const custody = { 14: { ...outWith(NURSE), stage } };
    const { screen } = project(aPicture({ session: 'home', custody }));
    expect(screen.name === 'home' && screen.have.map((held) => held.dueSoon)).toEqual([dueSoon]);
  });
});
