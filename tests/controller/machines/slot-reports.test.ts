// What a slot without a chip reader tells of its key while other slots read chips.
import { expect, it } from 'vitest';
import type { SlotId } from '../../../controller/domain/ids.ts';
import type { SlotChanged } from '../../../controller/machines/slot-events.ts';
import { changeOf } from '../../../controller/machines/slot-reports.ts';
import { fobId, fobTag, keyId, slotId } from '../../support/domain-builders.ts';

const TAG = fobTag('0100000000000001');
const HOME = slotId('slot-14');
const FREE = slotId('slot-3');
const SUBJECT = { slot: HOME, fob: fobId('fob-14'), key: keyId('linen') };
const EMPTIED: SlotChanged = { type: 'slot.changed', subject: SUBJECT, change: 'emptied', seen: 'bolt' };

const emptied = (randomReturn: boolean, seenIn: SlotId | null) =>
  changeOf(EMPTIED, {
    chips: new Map([[TAG, { fob: SUBJECT.fob, key: SUBJECT.key, home: HOME }]]),
    randomReturn,
    during: null,
    alarms: [],
    elsewhere: () => seenIn,
  });

it('misses no key that stands where its chip is seen', () => {
  const { occurrence, alarms } = emptied(true, FREE);
  expect(occurrence).toEqual({ kind: 'slot.cleared', ...SUBJECT, during: null });
  expect(alarms.raise).toBeUndefined();
});

it.each([
  ['whose chip is seen nowhere', true, null],
  ['whose chip is seen where it may not stand', false, FREE],
] as const)('misses a key %s', (_what, randomReturn, seenIn) => {
  const { occurrence, alarms } = emptied(randomReturn, seenIn);
  expect(occurrence).toMatchObject({ kind: 'key.removed', slot: HOME, key: SUBJECT.key });
  expect(alarms.raise).toEqual([{ kind: 'key_removed', slot: HOME, key: SUBJECT.key }]);
});
