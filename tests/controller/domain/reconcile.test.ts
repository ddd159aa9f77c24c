// Reconciling a slot of a key: what the sensors show beside what the log says, and who was answerable.
import { expect, test } from 'vitest';
import type { Holding } from '../../../controller/domain/custody.ts';
import type { KeyId, StaffId } from '../../../controller/domain/ids.ts';
import { homeless, reconcileSlot } from '../../../controller/domain/reconcile.ts';
import type { Presence } from '../../../controller/domain/slot.ts';
import { aKey, aSlot, aStaff, keyId, NOW, seq, slotId, withPerson } from '../../support/domain-builders.ts';

const key = aKey().id;
const nurse = aStaff().id;
const subject = { slot: aSlot().id, fob: aSlot().fob, key };
const lost = (staff: StaffId | null): Holding => ({ at: 'lost', since: NOW, staff });

const found = (presence: Presence, holding: Holding | null) =>
  reconcileSlot(
    { subject, reading: { bolt: 'locked', presence } },
    new Map(holding === null ? [] : [[key, holding]]),
    [],
    null,
  );

test.each<[what: string, holding: Holding | null, holder: StaffId | null]>([
  ['a key that somebody held', withPerson(nurse), nurse],
  ['a lost key that somebody held', lost(nurse), nurse],
  ['a lost key that nobody held', lost(null), null],
  ['a removed key', { at: 'unaccounted', since: NOW, during: nurse }, null],
  ['a key in doubt', { at: 'doubt', staff: nurse, since: NOW, intent: seq(1) }, null],
  ['a key that was never seen', null, null],
])('%s that stands in its slot has come back', (_what, holding, holder) => {
  expect(found('present', holding)).toEqual([
    { kind: 'key.returned', ...subject, holder, during: null, cause: 'recovered' },
  ]);
});

test.each<[what: string, holding: Holding]>([
  ['held', withPerson(nurse)],
  ['lost', lost(nurse)],
  ['unaccounted for', { at: 'unaccounted', since: NOW, during: null }],
])('a key that is %s and not in its slot changes nothing', (_what, holding) => {
  expect(found('absent', holding)).toEqual([]);
});

test('a key that should be in its slot and is not was removed', () => {
  expect(found('absent', { at: 'slot', slot: subject.slot, since: NOW })).toMatchObject([{ kind: 'key.removed', key }]);
});

test('a key whose home is now the slot in which something stands has moved there', () => {
  expect(found('present', { at: 'slot', slot: slotId('before'), since: NOW })).toEqual([
    { kind: 'key.returned', ...subject, holder: null, during: null, cause: 'recovered' },
  ]);
});

test('a key whose new home is empty is in no slot that counts', () => {
  expect(found('absent', { at: 'slot', slot: slotId('before'), since: NOW })).toMatchObject([
    { kind: 'key.removed', slot: subject.slot },
  ]);
});

test('a key without a slot stands in none any longer', () => {
  const custody = new Map<KeyId, Holding>([
    [key, { at: 'slot', slot: slotId('before'), since: NOW }],
    [keyId('lift'), { at: 'slot', slot: subject.slot, since: NOW }],
    [keyId('van'), withPerson(nurse)],
  ]);
  expect(homeless(custody, (one) => (one === keyId('lift') ? subject.slot : null))).toEqual([
    { kind: 'key.removed', slot: slotId('before'), fob: null, key, during: null, cause: 'recovered' },
  ]);
});

test('the holders of other keys are left alone', () => {
  const custody = new Map([[keyId('lift'), withPerson(nurse)]]);
  const sighting = { subject, reading: { bolt: 'locked', presence: 'present' } } as const;
  expect(reconcileSlot(sighting, custody, [], null)).toMatchObject([{ kind: 'key.returned', key, holder: null }]);
});
