// What the start writes of returns that a stop cut short: only of keys that want somebody, and only where too few stood by.
import { expect, it } from 'vitest';
import type { WitnessRule } from '../../../controller/domain/key.ts';
import { settleCutShort } from '../../../controller/runtime/return-effects.ts';
import { DESK_SETUP, type DeskStage, deskStage, LINEN, NURSE, VAN, VANS } from '../../support/desk-stage.ts';
import { aKeyGroup, sessionId, slotId, staffId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { failing } from '../../support/failing.ts';

const HERE = { session: sessionId('session-1'), staff: NURSE.id };
const TWO: WitnessRule = { count: 2, from: NURSE.groups };
const MISSING = { kind: 'return.unwitnessed', ...HERE, key: LINEN.id };

/** The nurse has put the linen key and the van back, of which only the first may want somebody, and so many stood by. */
function cutShort(witnessOnReturn: WitnessRule | null, witnesses: number): DeskStage {
  const stage = deskStage({
    ...DESK_SETUP,
    keyGroups: [aKeyGroup({ witnessOnReturn }), aKeyGroup({ id: VANS })],
    keys: [LINEN, VAN],
  });
  const { journal } = stage.services;
  stage.fill();
  for (const key of [LINEN, VAN]) {
    const back = { slot: slotId(`slot-${key.number}`), fob: null, key: key.id, holder: NURSE.id } as const;
    expectOk(journal.record({ kind: 'key.returned', ...back, during: HERE, cause: 'sensor' }));
  }
  for (let count = 0; count < witnesses; count += 1) {
    expectOk(journal.record({ kind: 'return.witnessed', ...HERE, key: LINEN.id, witness: staffId(`w-${count}`) }));
  }
  return stage;
}

it.each([
  ['two of two came', TWO, 2, []],
  ['one of two came', TWO, 1, [MISSING]],
  ['nobody came', TWO, 0, [MISSING]],
  ['nobody need come', null, 0, []],
] as const)('%s', (_what, rule, witnesses, written) => {
  const stage = cutShort(rule, witnesses);
  const before = stage.logged().length;
  const { services, running } = stage;
  settleCutShort(services, running);
  expect(stage.logged().slice(before)).toEqual(written);
  settleCutShort(services, running);
  expect(stage.logged().slice(before), 'once').toEqual(written);
});

it('is still to be written when the disk did not take it', () => {
  const stage = cutShort(TWO, 0);
  const { services, running } = stage;
  settleCutShort({ ...services, journal: failing(services.journal, 'record') }, running);
  expect(stage.sent).toEqual([{ type: 'storage.failed' }]);
  settleCutShort(services, running);
  expect(stage.logged().at(-1)).toEqual(MISSING);
});
