// Pairs: exclusive ones never with one person, whichever came first; lock-out ones never out together, read from both sides.
import { describe, expect, it } from 'vitest';
import type { Holding } from '../../../../../controller/domain/custody.ts';
import type { KeyId } from '../../../../../controller/domain/ids.ts';
import type { Key, KeyPair, KeySet } from '../../../../../controller/domain/key.ts';
import { pairsRule } from '../../../../../controller/domain/policy/rules/pairs.ts';
import type { Refusal } from '../../../../../controller/domain/refusal.ts';
import {
  aKey,
  aSlot,
  aStaff,
  keyGroupId,
  keyId,
  NOW,
  ROOMS,
  seq,
  staffId,
  withPerson,
} from '../../../../support/domain-builders.ts';
import { askRule } from '../../../../support/rule-stage.ts';

const NURSE = aStaff().id;
const COLLEAGUE = staffId('colleague');
const PLANT = keyGroupId('plant');

const ISOLATOR = aKey({ id: keyId('isolator'), number: 1 });
const PLANT_ROOM = aKey({ id: keyId('plant-room'), number: 2, groups: [PLANT] });
const PLANT_CAGE = aKey({ id: keyId('plant-cage'), number: 3, groups: [PLANT] });
const KEYS = [ISOLATOR, PLANT_ROOM, PLANT_CAGE];

const one = ({ id }: Key): KeySet => ({ kind: 'key', key: id });
const all = (group: typeof PLANT): KeySet => ({ kind: 'group', group });
const IN: Holding = { at: 'slot', slot: aSlot().id, since: NOW };
const DOUBTED: Holding = { at: 'doubt', staff: NURSE, since: NOW, intent: seq(1) };
const MISSING: Holding = { at: 'unaccounted', since: NOW, during: null };
const LOST: Holding = { at: 'lost', since: NOW, staff: null };

interface PairCase {
  readonly when: string;
  readonly asks: Key;
  readonly pairs: readonly KeyPair[];
  /** By key; all others are in. */
  readonly out: Readonly<Record<string, Holding>>;
  readonly refusals: readonly Refusal[];
}

const EXCLUSIVE: KeyPair = { kind: 'exclusive', first: one(ISOLATOR), second: all(PLANT) };
const LOCK_OUT: KeyPair = { kind: 'lock_out', first: one(ISOLATOR), second: all(PLANT) };
const BACKWARDS: KeyPair = { kind: 'lock_out', first: all(PLANT), second: one(ISOLATOR) };

const excludedBy = ({ id }: Key): readonly Refusal[] => [{ code: 'excluded_by', key: id }];
const lockedOutBy = (...keys: readonly Key[]): readonly Refusal[] => [
  { code: 'locked_out_by', keys: keys.map(({ id }): KeyId => id) },
];

const CASES: readonly PairCase[] = [
  { when: 'there are no pairs', asks: ISOLATOR, pairs: [], out: { 'plant-room': withPerson(NURSE) }, refusals: [] },
  { when: 'all keys of an exclusive pair are in', asks: ISOLATOR, pairs: [EXCLUSIVE], out: {}, refusals: [] },
  {
    when: 'the person holds one of the second',
    asks: ISOLATOR,
    pairs: [EXCLUSIVE],
    out: { 'plant-cage': withPerson(NURSE) },
    refusals: excludedBy(PLANT_CAGE),
  },
  {
    when: 'the person holds the first: the other way round',
    asks: PLANT_ROOM,
    pairs: [EXCLUSIVE],
    out: { isolator: withPerson(NURSE) },
    refusals: excludedBy(ISOLATOR),
  },
  {
    when: 'the person may hold the other: it is in doubt',
    asks: PLANT_ROOM,
    pairs: [EXCLUSIVE],
    out: { isolator: DOUBTED },
    refusals: excludedBy(ISOLATOR),
  },
  {
    when: 'a colleague holds the other',
    asks: PLANT_ROOM,
    pairs: [EXCLUSIVE],
    out: { isolator: withPerson(COLLEAGUE) },
    refusals: [],
  },
  {
    when: 'the person holds another of the same side',
    asks: PLANT_ROOM,
    pairs: [EXCLUSIVE],
    out: { 'plant-cage': withPerson(NURSE) },
    refusals: [],
  },
  {
    when: 'two of one group exclude each other',
    asks: PLANT_ROOM,
    pairs: [{ kind: 'exclusive', first: all(PLANT), second: all(PLANT) }],
    out: { 'plant-cage': withPerson(NURSE) },
    refusals: excludedBy(PLANT_CAGE),
  },
  {
    when: 'a group excludes itself and only the key that is asked for is out',
    asks: PLANT_ROOM,
    pairs: [{ kind: 'exclusive', first: all(PLANT), second: all(PLANT) }],
    out: { 'plant-room': withPerson(NURSE) },
    refusals: [],
  },
  { when: 'all keys of a lock-out pair are in', asks: PLANT_ROOM, pairs: [LOCK_OUT], out: {}, refusals: [] },
  {
    when: 'the first is out with somebody',
    asks: PLANT_ROOM,
    pairs: [LOCK_OUT],
    out: { isolator: withPerson(COLLEAGUE) },
    refusals: lockedOutBy(ISOLATOR),
  },
  {
    when: 'the first is out with the person: that makes no difference',
    asks: PLANT_ROOM,
    pairs: [LOCK_OUT],
    out: { isolator: withPerson(NURSE) },
    refusals: lockedOutBy(ISOLATOR),
  },
  {
    when: 'one of the first is out',
    asks: ISOLATOR,
    pairs: [BACKWARDS],
    out: { 'plant-cage': withPerson(COLLEAGUE) },
    refusals: lockedOutBy(PLANT_CAGE),
  },
  {
    when: 'the first are missing, in doubt and lost: none of them is in',
    asks: ISOLATOR,
    pairs: [BACKWARDS],
    out: { 'plant-room': MISSING, 'plant-cage': LOST },
    refusals: lockedOutBy(PLANT_ROOM, PLANT_CAGE),
  },
  {
    when: 'one of the second is out and the first is asked for: it would be out before they are in',
    asks: ISOLATOR,
    pairs: [LOCK_OUT],
    out: { 'plant-room': withPerson(COLLEAGUE) },
    refusals: lockedOutBy(PLANT_ROOM),
  },
  {
    when: 'one of the second is out and another of them is asked for',
    asks: PLANT_CAGE,
    pairs: [LOCK_OUT],
    out: { 'plant-room': withPerson(COLLEAGUE) },
    refusals: [],
  },
  {
    when: 'the pair is of other keys',
    asks: aKey({ groups: [ROOMS] }),
    pairs: [EXCLUSIVE, LOCK_OUT],
    out: { isolator: withPerson(NURSE), 'plant-room': withPerson(NURSE) },
    refusals: [],
  },
  {
    when: 'both kinds speak against it',
    asks: PLANT_ROOM,
    pairs: [EXCLUSIVE, LOCK_OUT],
    out: { isolator: withPerson(NURSE) },
    refusals: [...excludedBy(ISOLATOR), ...lockedOutBy(ISOLATOR)],
  },
];

describe('the rule of pairs', () => {
  it.each(CASES)('when $when', ({ asks, pairs, out, refusals }) => {
    const custody = new Map(KEYS.map(({ id }) => [id, out[id] ?? IN]));
    expect(askRule(pairsRule, { key: asks, setup: { keys: KEYS, pairs }, ledger: { custody } })).toEqual(refusals);
  });
});
