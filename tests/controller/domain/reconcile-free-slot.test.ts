// Reconciling a slot where nothing belongs: what stands there is written down once, and once when it is gone.
import { expect, test } from 'vitest';
import { parseSlotId } from '../../../controller/domain/ids.ts';
import { reconcileSlot } from '../../../controller/domain/reconcile.ts';
import type { Presence } from '../../../controller/domain/slot.ts';
import { expectOk } from '../../support/expect-ok.ts';

const subject = { slot: expectOk(parseSlotId('slot-30')), fob: null, key: null };

test.each<[presence: Presence, misfilled: boolean, found: readonly string[]]>([
  ['present', false, ['slot.misfilled']],
  ['present', true, []],
  ['absent', true, ['slot.cleared']],
  ['absent', false, []],
])('%s, known to be misfilled: %s', (presence, misfilled, found) => {
  const reading = { bolt: 'locked', presence } as const;
  const occurrences = reconcileSlot({ subject, reading, misfilled }, new Map(), [], null);
  expect(occurrences.map(({ kind }) => kind)).toEqual(found);
});
