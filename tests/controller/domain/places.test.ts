// Where keys stand, and where they are to be put: home, or where their chip was read.
import { describe, expect, it } from 'vitest';
import type { BoardSetup } from '../../../controller/domain/board.ts';
import type { Custody, Holding } from '../../../controller/domain/custody.ts';
import { contentOf, placeOf, placeToPut, standingKeys } from '../../../controller/domain/places.ts';
import { rosterOf } from '../../../controller/domain/roster.ts';
import { sensingOf } from '../../../controller/domain/slot.ts';
import {
  A_POLICY,
  aKey,
  aSetup,
  aSlot,
  aStaff,
  boardId,
  fobId,
  fobTag,
  keyId,
  NOW,
  slotId,
  withPerson,
} from '../../support/domain-builders.ts';

const [LINEN, ROOF, ATTIC] = [aKey().id, keyId('roof'), keyId('attic')];
const TAG = fobTag('0100000000000A01');
const CHIPS: BoardSetup = {
  id: boardId('chips'),
  kind: 'modbus',
  address: 'tcp://127.0.0.1:1',
  unit: 1,
  framing: 'rtu',
  profile: 'wardkey-map-v1',
  polarity: 'one-is-closed',
};
const PLAIN: BoardSetup = {
  id: boardId('plain'),
  kind: 'kerong-cu16',
  address: 'tcp://127.0.0.1:2',
  unit: 0,
  polarity: 'one-is-closed',
};
const HOME = aSlot({ board: CHIPS.id });
const SECOND = aSlot({ id: slotId('slot-15'), number: 15, position: 14, board: CHIPS.id, fob: fobId('fob-15') });
const OPEN = aSlot({ id: slotId('slot-3'), number: 3, position: 2, board: CHIPS.id, fob: null });
const DUMB = aSlot({ id: slotId('slot-2'), number: 2, position: 1, board: PLAIN.id, fob: null });

const rosterWith = (randomReturn: boolean) =>
  rosterOf(
    aSetup({
      policy: { ...A_POLICY, randomReturn },
      boards: [CHIPS, PLAIN],
      slots: [HOME, SECOND, OPEN, DUMB],
      fobs: [
        { id: fobId('fob-14'), key: LINEN, tag: TAG },
        { id: fobId('fob-15'), key: ROOF, tag: null },
        { id: fobId('fob-16'), key: ATTIC, tag: null },
      ],
      keys: [aKey(), aKey({ id: ROOF, number: 15 }), aKey({ id: ATTIC, number: 16 })],
    }),
  );
const at = (slot: typeof HOME): Holding => ({ at: 'slot', slot: slot.id, since: NOW });
const custody = (over: Readonly<Record<string, Holding>>): Custody =>
  new Map(Object.entries(over).map(([key, holding]) => [keyId(key), holding]));
const OUT = withPerson(aStaff().id);

describe('the place of a key', () => {
  const roster = rosterWith(true);

  it.each([
    ['at home', at(HOME), HOME],
    ['elsewhere', at(OPEN), OPEN],
    ['out', OUT, HOME],
    ['in a slot that the set-up has no longer', { ...at(HOME), slot: slotId('gone') } as Holding, HOME],
  ])('%s', (_what, holding, place) => {
    expect(placeOf(roster, custody({ [LINEN]: holding }), LINEN)).toEqual(place);
  });

  it('is none for a key without a slot', () => {
    expect([placeOf(roster, new Map(), ATTIC), placeToPut(rosterWith(false), new Map(), ATTIC)]).toEqual([null, null]);
  });
});

describe('where a key is to be put', () => {
  it.each([
    ['home', false, { [LINEN]: OUT }, HOME],
    ['home, where another stands and no other slot may take it', false, { [LINEN]: OUT, [ROOF]: at(HOME) }, HOME],
    [
      'the first open slot that reads chips while another stands at home',
      true,
      { [LINEN]: OUT, [ROOF]: at(HOME) },
      OPEN,
    ],
  ] as const)('%s', (_what, randomReturn, holdings, place) => {
    expect(placeToPut(rosterWith(randomReturn), custody(holdings), LINEN)).toEqual(place);
  });
});

describe('what a slot hands out', () => {
  const roster = rosterWith(true);
  it.each([
    ['its own key', { [LINEN]: at(HOME) }, HOME, LINEN],
    ['its own key, which is out', { [LINEN]: OUT }, HOME, LINEN],
    ['the key that stands there', { [LINEN]: at(OPEN) }, OPEN, LINEN],
    ['nothing while its own stands elsewhere', { [LINEN]: at(OPEN) }, HOME, null],
    ['the key that stands there, though another belongs', { [LINEN]: at(SECOND), [ROOF]: OUT }, SECOND, LINEN],
  ] as const)('%s', (_what, holdings, slot, key) => {
    const fob = key === null ? null : fobId('fob-14');
    expect(contentOf(roster, custody(holdings), slot)).toEqual({ slot: slot.id, fob, key });
  });

  it('is one key at most', () => {
    expect([...standingKeys(custody({ [LINEN]: at(OPEN), [ROOF]: OUT }))]).toEqual([[OPEN.id, LINEN]]);
  });
});

describe('what a slot can tell', () => {
  it.each([
    ['its fob, where its chip was learned', HOME, 'fob'],
    ['that one stands there, while the chip of its own is not learned', SECOND, 'presence'],
    ['any fob, where none belongs', OPEN, 'fob'],
    ['that one stands there, on a board without readers', DUMB, 'presence'],
  ] as const)('%s', (_what, slot, sensing) => {
    expect(sensingOf(rosterWith(false).sensesOf(slot))).toBe(sensing);
  });

  it('has every learned chip by its tag', () => {
    expect([...rosterWith(false).chips]).toEqual([[TAG, { fob: fobId('fob-14'), key: LINEN, home: HOME.id }]]);
  });
});
