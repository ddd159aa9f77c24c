// What a press on a slot means: a table over tool, fob and hand.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simulationActionSchema } from '../../../controller/contract/simulation.ts';
import { namedReader, readerAtHand, readyFob, tagOf, useOfSlot, wordsOfSlot } from '../../../kiosk/simulator/play.ts';

const fob = { id: 'fob-14', number: 14, name: 'Ward pharmacy' };
const spare = { id: 'fob-3', number: 3, name: 'Pharmacy, goods in' };
const PLAIN = { jammed: false, unreadable: null, lit: null } as const;
const full = { ...PLAIN, number: 14, fob, bolt: 'locked' } as const;
const empty = { ...PLAIN, number: 30, fob: null, bolt: 'unlocked' } as const;

const chip = { ...full, unreadable: false } as const;
const stranger = { id: 'x', number: 501, name: 'Fob of another cabinet', stranger: true } as const;

describe('useOfSlot', () => {
  it.each([
    ['swap', full, spare, 'Swap key 14 in slot 14 for key 3', { type: 'fob.swap', fob: 'fob-3', slot: 14 }],
    ['swap', full, null, 'Swap key 14 in slot 14', null],
    ['swap', empty, spare, 'Insert key 3 into slot 30', { type: 'fob.insert', fob: 'fob-3', slot: 30 }],
    [
      'blind',
      chip,
      null,
      'Chip reader of slot 14 blind',
      { type: 'fault.set', fault: 'chip-unreadable', slot: 14, on: true },
    ],
    ['blind', full, null, 'Chip reader of slot 14 blind', null],
    ['hand', full, null, 'Draw key 14 from slot 14', { type: 'fob.pull', slot: 14 }],
    ['hand', full, spare, 'Draw key 14 from slot 14', { type: 'fob.pull', slot: 14 }],
    ['hand', empty, spare, 'Insert key 3 into slot 30', { type: 'fob.insert', fob: 'fob-3', slot: 30 }],
    ['hand', empty, null, 'Empty slot 30', null],
    ['crowbar', full, null, 'Force key 14 out of slot 14', { type: 'fob.force', slot: 14 }],
    ['crowbar', empty, spare, 'Insert key 3 into slot 30', { type: 'fob.insert', fob: 'fob-3', slot: 30 }],
    ['jam', full, null, 'Bolt of slot 14 jammed', { type: 'fault.set', fault: 'bolt-jammed', slot: 14, on: true }],
    [
      'jam',
      { ...empty, jammed: true },
      null,
      'Bolt of slot 30 jammed',
      { type: 'fault.set', fault: 'bolt-jammed', slot: 30, on: false },
    ],
  ] as const)('%s on %o with %o is "%s"', (tool, slot, ready, name, action) => {
    expect(useOfSlot(slot, tool, ready)).toMatchObject({ name, action });
  });

  it('only ever makes actions of the published shape', () => {
    const fobs = fc.record({ id: fc.string({ minLength: 1, maxLength: 64 }), number: fc.nat(), name: fc.string() });
    fc.assert(
      fc.property(
        fc.record({
          number: fc.integer({ min: 1, max: 999 }),
          fob: fc.option(fobs),
          bolt: fc.constantFrom('locked' as const, 'unlocked' as const),
          jammed: fc.boolean(),
          unreadable: fc.option(fc.boolean()),
          lit: fc.option(fc.boolean()),
        }),
        fc.constantFrom('hand' as const, 'crowbar' as const, 'jam' as const, 'swap' as const, 'blind' as const),
        fc.option(fobs),
        (slot, tool, ready) => {
          const { action } = useOfSlot(slot, tool, ready);
          expect(action === null || simulationActionSchema.safeParse(action).success).toBe(true);
        },
      ),
    );
  });
});

describe('readyFob', () => {
  it('is the picked fob, else the one drawn last, else none', () => {
    expect(readyFob([spare, fob], 'fob-3')).toBe(spare);
    expect(readyFob([spare, fob], null)).toBe(fob);
    expect(readyFob([fob], 'fob-3')).toBe(fob);
    expect(readyFob([], 'fob-3')).toBe(null);
  });

  it('is no stranger unless that was picked', () => {
    expect(readyFob([spare, stranger], null)).toBe(spare);
    expect(readyFob([stranger], null)).toBe(null);
    expect(readyFob([spare, stranger], 'x')).toBe(stranger);
  });
});

describe('readerAtHand', () => {
  const front = { id: 'front', lost: false };
  const back = { id: 'back', lost: true };

  it('is the chosen one while the cabinet has it, else the first', () => {
    expect(readerAtHand([front, back], 'back')).toBe(back);
    expect(readerAtHand([front, back], null)).toBe(front);
    expect(readerAtHand([front], 'back')).toBe(front);
    expect(readerAtHand([], null)).toBeUndefined();
  });

  it('is named in an action only where there is another', () => {
    expect(namedReader([front, back], back)).toEqual({ reader: 'back' });
    expect(namedReader([front], front)).toEqual({});
  });
});

describe('wordsOfSlot', () => {
  it.each([
    [full, 'Ward pharmacy: locked'],
    [{ ...full, bolt: 'unlocked', jammed: true }, 'Ward pharmacy: released, not yet drawn, bolt jammed'],
    [empty, 'empty'],
    [{ ...chip, unreadable: true, lit: true }, 'Ward pharmacy: locked, light on, chip reader blind'],
    [{ ...empty, lit: false }, 'empty'],
  ] as const)('words %o', (slot, words) => {
    expect(wordsOfSlot(slot)).toBe(words);
  });
});

describe('tagOf', () => {
  it('gives the keys of one area one colour, and is always one of eight', () => {
    expect(tagOf('Pharmacy, front door')).toBe(tagOf('Pharmacy, dispensary'));
    expect(tagOf('Pharmacy, front door')).not.toBe(tagOf('Laboratory, cold room'));
    fc.assert(fc.property(fc.string(), (name) => [0, 1, 2, 3, 4, 5, 6, 7].includes(tagOf(name))));
  });
});
