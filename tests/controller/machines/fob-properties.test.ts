// What holds wherever hands put fobs, several between two looks of the sensors: no key is in two places, no slot has two keys, and
// once every chip is read the log has each key where its chip is.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeyId } from '../../../controller/domain/ids.ts';
import { FREE, LINEN, ROOF, VAULT } from '../../support/cabinet-layout.ts';
import { AT_HOME, ChipCabinet, type FobName, type Standing } from '../../support/chip-cabinet.ts';

const PLACES = ['linen', 'roof', 'free', 'vault'] as const;
type Place = (typeof PLACES)[number];
const SLOTS = { linen: LINEN.slot, roof: ROOF.slot, free: FREE.slot, vault: VAULT.slot };
const KEYS = { linen: LINEN.key, roof: ROOF.key, vault: VAULT.key } as const;

/** A hand puts what it has into a place, and has then what stood there. `look`: the boards read afterwards. */
interface Step {
  readonly place: Place;
  readonly hand: number;
  readonly look: 'read' | 'dull' | 'wait' | 'no';
}

const step: fc.Arbitrary<Step> = fc.record({
  place: fc.constantFrom(...PLACES),
  hand: fc.nat({ max: 2 }),
  look: fc.constantFrom('read', 'dull', 'wait', 'no'),
});

/** Where fobs really are. */
class Hands {
  readonly #slots = new Map<Place, FobName | null>(PLACES.map((place) => [place, AT_HOME[place] as FobName | null]));
  readonly #hands: (FobName | null)[] = [null, null, 'foreign'];

  exchange(place: Place, hand: number): void {
    const [stood, held] = [this.#slots.get(place) ?? null, this.#hands[hand] ?? null];
    this.#slots.set(place, held);
    this.#hands[hand] = stood;
  }

  get standing(): Standing {
    const [linen = null, roof = null, free = null, vault = null] = PLACES.map((place) => this.#slots.get(place));
    return { linen, roof, free, vault };
  }

  /** As the sensors show it while the chip in one place is not read yet. */
  dullAt(place: Place): Standing {
    const { standing } = this;
    return { ...standing, [place]: standing[place] === null ? null : 'dull' };
  }

  placeOf(fob: FobName): Place | null {
    return PLACES.find((place) => this.#slots.get(place) === fob) ?? null;
  }
}

function expectNoTwoInOne(stage: ChipCabinet): void {
  const taken = [...stage.custody.values()].flatMap((holding) => (holding.at === 'slot' ? [holding.slot] : []));
  expect(new Set(taken).size, 'slots that keys stand in').toBe(taken.length);
  expect(stage.custody.size).toBe(Object.keys(KEYS).length);
}

function expectAsItIs(stage: ChipCabinet, hands: Hands, randomReturn: boolean): void {
  for (const [fob, key] of Object.entries(KEYS) as [keyof typeof KEYS, KeyId][]) {
    const place = hands.placeOf(fob);
    const counts = place !== null && (randomReturn || place === fob);
    const where = stage.whereIs(key);
    if (counts) expect([key, where]).toEqual([key, SLOTS[place]]);
    else expect(where, key).toBe('unaccounted');
  }
  const wrong = PLACES.filter((place) => {
    const fob = hands.standing[place];
    return fob !== null && (fob === 'foreign' || !(randomReturn || place === fob));
  });
  const alarmed = stage.context.alarms.filter(
    ({ kind, gone }) => gone === null && (kind === 'slot_misfilled' || kind === 'fob_unknown'),
  );
  expect(new Set(alarmed.map(({ slot }) => slot))).toEqual(new Set(wrong.map((place) => SLOTS[place])));
}

describe.each([false, true])('with random return %s', (randomReturn) => {
  it('the log has each key where its chip stands, and never twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 15 }), async (steps) => {
        const stage = await new ChipCabinet({ randomReturn }).up();
        const hands = new Hands();
        for (const { place, hand, look } of steps) {
          hands.exchange(place, hand);
          if (look === 'read') stage.shows(hands.standing);
          if (look === 'dull') stage.shows(hands.dullAt(place));
          if (look === 'wait') await stage.pass(2000);
          expectNoTwoInOne(stage);
        }
        stage.shows(hands.standing);
        expectAsItIs(stage, hands, randomReturn);
        expect([stage.unexpected, stage.crashes]).toEqual([[], []]);
      }),
      { numRuns: 30 },
    );
  });
});
