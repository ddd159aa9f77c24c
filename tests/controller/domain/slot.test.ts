// What the sensors of a slot say of it, by what its board has.
import { expect, it } from 'vitest';
import { isBlind, presenceIn, type Senses, type SlotReading, sensingOf } from '../../../controller/domain/slot.ts';
import { fobTag } from '../../support/domain-builders.ts';

const FOB = fobTag('0100000000000A01');
const SENSES = {
  both: { bolt: true, presence: true, fobId: false },
  presence: { bolt: false, presence: true, fobId: false },
  bolt: { bolt: true, presence: false, fobId: false },
  chips: { bolt: true, presence: false, fobId: true },
} as const satisfies Readonly<Record<string, Senses>>;

it.each<[senses: keyof typeof SENSES, reading: SlotReading, home: string, free: string]>([
  ['both', { bolt: 'locked', presence: 'present' }, 'present', 'present'],
  ['both', { bolt: 'locked', presence: 'absent' }, 'absent', 'absent'],
  ['both', { bolt: 'locked', presence: 'unseen' }, 'blind', 'blind'],
  ['presence', { bolt: 'unseen', presence: 'present' }, 'present', 'present'],
  ['presence', { bolt: 'unseen', presence: 'unseen' }, 'blind', 'blind'],
  ['bolt', { bolt: 'locked', presence: 'unseen' }, 'present', 'absent'],
  ['bolt', { bolt: 'unlocked', presence: 'unseen' }, 'absent', 'absent'],
  ['bolt', { bolt: 'unseen', presence: 'unseen' }, 'blind', 'blind'],
  ['chips', { bolt: 'locked', presence: 'unseen' }, 'absent', 'absent'],
  ['chips', { bolt: 'locked', presence: 'unseen', fob: FOB }, 'present', 'present'],
])('%s %o: %s in the slot of a key, %s in one where nothing belongs', (kind, reading, home, free) => {
  const senses = SENSES[kind];
  const told = (isHome: boolean) => (isBlind(reading, senses) ? 'blind' : presenceIn(reading, senses, isHome));
  expect([told(true), told(false)]).toEqual([home, free]);
});

it.each([
  ['both', 'presence'],
  ['presence', 'presence'],
  ['bolt', 'bolt'],
  ['chips', 'fob'],
] as const)('a word about a slot with %s rests on %s', (kind, sensing) => {
  expect(sensingOf(SENSES[kind])).toBe(sensing);
});
