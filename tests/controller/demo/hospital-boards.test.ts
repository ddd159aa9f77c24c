// The demo cabinet of mixed parts: whole by the rules of every set-up, whatever the parts; the same keys; the list as typed.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demoPartsIn, partLines } from '../../../controller/cli/demo-parts.ts';
import { demoHospital, mixedHospital } from '../../../controller/demo/hospital.ts';
import { DEMO_PARTS, type DemoPart } from '../../../controller/demo/hospital-boards.ts';
import { capabilitiesOf } from '../../../controller/domain/board.ts';
import { rosterOf } from '../../../controller/domain/roster.ts';
import { instant } from '../../../controller/domain/time.ts';
import { setupFaults } from '../../../controller/setup/validate.ts';

const NOW = instant(Date.UTC(2030, 4, 14, 9));
const usual = demoHospital(NOW);

describe('a demo cabinet of other parts', () => {
  it('is whole, whatever the parts, and has the keys and people of the usual one', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...DEMO_PARTS], { minLength: 1 }), (parts) => {
        const hospital = mixedHospital(NOW, parts);
        const sees = parts.some((part) => part !== 'xor-bolt');
        expect(hospital !== null).toBe(sees);
        if (hospital === null) return;
        const { setup, people } = hospital;
        expect(setupFaults(setup)).toEqual([]);
        expect(setup.keys).toEqual(usual.setup.keys);
        expect(people).toEqual(usual.people);
        expect(setup.slots.map(({ number }) => number)).toEqual(usual.setup.slots.map(({ number }) => number));
        expect(setup.slots.filter(({ fob }) => fob === null)).toHaveLength(4);
      }),
      { numRuns: 60 },
    );
  });

  it('puts the same fobs where the parts can see them', () => {
    const { setup } = mixedHospital(NOW, ['xor-bolt', 'modbus']) ?? usual;
    const roster = rosterOf(setup);
    const boards = new Map(setup.boards.map((board) => [board.id, capabilitiesOf(board)]));
    const homes = setup.keys.map(({ id, class: of }) => [of, roster.homeOf(id)?.board] as const);
    const blind = homes.filter(([of, board]) => of === 'controlled' && board?.startsWith('xor'));
    expect(blind).toEqual([]);
    expect(homes.filter(([, board]) => board === undefined)).toEqual([]);
    expect([...boards.keys()]).toEqual(['xor-bolt-1', 'xor-bolt-2', 'modbus-1']);
  });

  it.each<[DemoPart, boolean]>([
    ['cu16', false],
    ['relays', false],
    ['modbus', true],
  ])('with %s beside a lock board reads chips: %s', (part, reads) => {
    const { setup } = mixedHospital(NOW, ['xor', part]) ?? usual;
    const tags = setup.fobs.flatMap(({ tag }) => tag ?? []);
    expect([setup.policy.randomReturn, new Set(tags).size]).toEqual([reads, reads ? 28 : 0]);
  });

  it('has its door on an input, else on a free bolt contact, else none', () => {
    const doorOf = (...parts: readonly DemoPart[]) => mixedHospital(NOW, parts)?.setup.door;
    expect(doorOf('cu16', 'modbus')).toEqual({ board: 'modbus-1', input: 'door' });
    expect(doorOf('xor', 'cu48b')).toEqual({ board: 'cu48b-1', position: 47 });
    expect(doorOf('relays', 'xor')).toBe(null);
  });
});

describe('the list on the command line', () => {
  it('is read in its order, and each part once', () => {
    expect(demoPartsIn('modbus, cu16,cu16')).toEqual({ ok: true, value: ['modbus', 'cu16'] });
  });

  it.each(['', 'cu17', 'cu16;xor', 'cu16,'])('"%s" is refused, and the parts are named', (list) => {
    const read = demoPartsIn(list);
    expect(read.ok ? '' : read.error).toMatch(/^--boards knows cu16, cu48b, xor, xor-bolt, relays, modbus, not "/);
  });

  it('is answered with what each part sees', () => {
    const setup = mixedHospital(NOW, ['cu16', 'xor-bolt', 'modbus'])?.setup ?? usual.setup;
    expect(partLines(setup)).toEqual([
      '  Slots 1–11     KERONG CU16               sees that a fob stands there, not which',
      '  Slots 12–19    485 lock board, 8 ways    sees only the bolt: a shut latch counts as a key in its slot',
      '  Slots 20–22    485 lock board, 8 ways    sees only the bolt: a shut latch counts as a key in its slot',
      '  Slots 23–32    Wardkey register map v1   sees which fob stands there, and the door',
    ]);
    expect(partLines(usual.setup)[2]).toBe('  Slots –        KERONG CU16               sees the door');
  });
});
