// What the screen says of a PIN that was entered: wrong and counted, or neither.
import { expect, it } from 'vitest';
import { tried } from '../../../controller/machines/pin-tries.ts';

const GATE = { open: true, triesLeft: 4 } as const;
const FULL = { open: true, triesLeft: 5 } as const;
const NEW = { wrong: false, gate: FULL } as const;

it.each([
  ['a wrong one', { accepted: false, gate: GATE }, { wrong: true, gate: GATE }],
  ['one that nobody had time for', { accepted: false, gate: FULL, trouble: 'busy' }, { ...NEW, trouble: 'busy' }],
  ['one that has run out', { accepted: false, gate: FULL, trouble: 'expired' }, { ...NEW, trouble: 'expired' }],
  ['a right one', { accepted: true }, NEW],
] as const)('%s', (_what, verdict, expected) => {
  expect(tried(NEW, verdict)).toEqual(expected);
});

it('does not keep a trouble that is over', () => {
  const busy = tried(NEW, { accepted: false, gate: FULL, trouble: 'busy' });
  expect(tried(busy, { accepted: false, gate: GATE })).toEqual({ wrong: true, gate: GATE });
});
