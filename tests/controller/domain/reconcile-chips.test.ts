// Reconciling slots that read chips: what stands where beside what the log has, and that one pass is enough.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Custody, custodyChange, type Holding, withChange } from '../../../controller/domain/custody.ts';
import type { FobTag, KeyId, SlotId } from '../../../controller/domain/ids.ts';
import type { Occurrence } from '../../../controller/domain/occurrence.ts';
import {
  type ChipSighting,
  chipDifferences,
  chipOutcomes,
  loggedIn,
} from '../../../controller/domain/reconcile-chips.ts';
import type { SlotReading } from '../../../controller/domain/slot.ts';
import { anIntent, aStaff, fobId, fobTag, keyId, NOW, seq, slotId, withPerson } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';

const [A, B] = [fobTag('0100000000000A01'), fobTag('0100000000000B02')];
const FOREIGN = fobTag('0100000000000F0F');
const S1 = { slot: slotId('slot-1'), fob: fobId('fob-a'), key: keyId('a') };
const S2 = { slot: slotId('slot-2'), fob: fobId('fob-b'), key: keyId('b') };
const S3 = { slot: slotId('slot-3'), fob: null, key: null };
const SLOTS = [S1, S2, S3];
const SENSES = { bolt: true, presence: true, fobId: true };
const NURSE = aStaff().id;

const bookWith = (randomReturn: boolean) => ({
  chips: new Map([
    [A, { fob: S1.fob, key: S1.key, home: S1.slot }],
    [B, { fob: S2.fob, key: S2.key, home: S2.slot }],
  ]),
  randomReturn,
});

const showing = (fob: FobTag | 'dull' | null): SlotReading =>
  fob === null
    ? { bolt: 'unlocked', presence: 'absent' }
    : { bolt: 'locked', presence: 'present', ...(fob !== 'dull' && { fob }) };

function sighting(
  subject: ChipSighting['subject'],
  fob: FobTag | 'dull' | null,
  over: Partial<ChipSighting> = {},
): ChipSighting {
  const nothing = { misplaced: null, wrong: null, isElsewhere: () => false, mayStand: () => true };
  return { subject, reading: showing(fob), senses: SENSES, book: bookWith(false), ...nothing, ...over };
}

const at = (slot: SlotId): Holding => ({ at: 'slot', slot, since: NOW });
const words = (found: readonly Occurrence[]) =>
  found.map(({ kind, ...one }) => `${kind} ${'key' in one ? one.key : '-'}`);

describe('a slot that reads chips, beside the log', () => {
  const home: Custody = new Map([
    [S1.key, at(S1.slot)],
    [S2.key, at(S2.slot)],
  ]);
  const out: Custody = new Map([
    [S1.key, withPerson(NURSE)],
    [S2.key, at(S2.slot)],
  ]);
  it.each<
    [
      what: string,
      seen: FobTag | 'dull' | null,
      custody: Custody,
      over: Partial<ChipSighting>,
      found: readonly string[],
    ]
  >([
    ['its own fob', A, home, {}, []],
    ['its own fob, which somebody had', A, out, {}, ['key.returned a']],
    ['nothing', null, home, {}, ['key.removed a']],
    ['nothing, and somebody has the key', null, out, {}, []],
    ['nothing, and the log has never seen the key', null, new Map(), {}, ['key.removed a']],
    ['a chip that was not read yet', 'dull', home, {}, []],
    ['a chip that was not read yet, and somebody has the key', 'dull', out, {}, []],
    ['another fob', B, out, {}, ['fob.misplaced b']],
    ['another fob in place of its own', B, home, {}, ['key.removed a', 'fob.misplaced b']],
    ['another fob, where any may stand', B, out, { book: bookWith(true) }, ['key.returned b']],
    ['a stranger', FOREIGN, home, {}, ['key.removed a', 'fob.unknown -']],
    ['a copy', A, out, { isElsewhere: () => true }, ['fob.unknown -']],
    ['another fob that is known to be wrong', B, out, { misplaced: S2.key, wrong: 'slot_misfilled' }, []],
    ['a stranger that is known to be one', FOREIGN, out, { wrong: 'fob_unknown' }, []],
    [
      'its own fob after a wrong one',
      A,
      out,
      { misplaced: S2.key, wrong: 'slot_misfilled' },
      ['slot.cleared b', 'key.returned a'],
    ],
    ['its own fob after a stranger', A, out, { wrong: 'fob_unknown' }, ['slot.cleared null', 'key.returned a']],
    ['nothing after a stranger', null, out, { wrong: 'fob_unknown' }, ['slot.cleared null']],
    [
      'a wrong fob that may stand there by now',
      B,
      out,
      { misplaced: S2.key, wrong: 'slot_misfilled', book: bookWith(true) },
      ['slot.cleared b', 'key.returned b'],
    ],
  ])('%s', (_what, seen, custody, over, found) => {
    expect(words(chipDifferences(sighting(S1, seen, over), custody, null))).toEqual(found);
  });

  it('says that a fob stands in an open slot', () => {
    const open = sighting(S1, A, { reading: { bolt: 'unlocked', presence: 'present', fob: A } });
    expect(words(chipDifferences(open, home, null))).toEqual(['slot.left_unlocked a']);
  });

  it('names the home of a fob in a wrong slot, and who was answerable for one that is back', () => {
    expect(chipDifferences(sighting(S1, B), out, null)).toMatchObject([
      { slot: S1.slot, fob: S2.fob, belongs: S2.slot },
    ]);
    expect(chipDifferences(sighting(S1, A), out, null)).toMatchObject([
      { holder: NURSE, seen: 'fob', cause: 'recovered' },
    ]);
  });
});

describe('a release that nobody saw end', () => {
  const one = { intent: seq(4), occurrence: anIntent(S1) };
  it.each([
    ['its own chip', A, 'release.not_taken'],
    ['nothing', null, 'release.taken'],
    ['another chip', B, 'release.taken'],
    ['no chip yet', 'dull', 'release.not_taken'],
  ] as const)('and %s stands there', (_what, seen, kind) => {
    expect(chipOutcomes(sighting(S1, seen), [one])).toMatchObject([{ kind, intent: seq(4), key: S1.key }]);
    expect(chipOutcomes(sighting(S2, seen), [one])).toEqual([]);
  });
});

/** Where the log may have a key before: in a slot, with somebody, nowhere. */
const before = fc.constantFrom<Holding | null>(...SLOTS.map(({ slot }) => at(slot)), withPerson(NURSE), null);
const stands = fc.shuffledSubarray([A, B, FOREIGN, null, null, null], { minLength: 3, maxLength: 3 });

describe.each([false, true])('after one pass over all slots, with random return %s', (randomReturn) => {
  it('the log has each key where its chip stands, no slot twice, and a second pass finds nothing', () => {
    fc.assert(
      fc.property(before, before, stands, (a, b, chips) => {
        const isTwice = a?.at === 'slot' && b?.at === 'slot' && a.slot === b.slot;
        fc.pre(!isTwice);
        let custody: Custody = new Map(
          (
            [
              [S1.key, a],
              [S2.key, b],
            ] as const
          ).flatMap(([key, one]) => (one === null ? [] : [[key, one]])),
        );
        const wrongs = new Map<SlotId, Pick<ChipSighting, 'misplaced' | 'wrong'>>();
        const pass = () =>
          SLOTS.flatMap((subject, index) => {
            const over = { book: bookWith(randomReturn), ...wrongs.get(subject.slot) };
            const found = chipDifferences(sighting(subject, chips[index] ?? null, over), custody, null);
            for (const occurrence of found) {
              custody = withChange(custody, expectOk(custodyChange(custody, occurrence, NOW)));
              note(wrongs, subject.slot, occurrence);
            }
            return found;
          });
        pass();
        const where = [...custody].flatMap(([key, holding]) =>
          holding.at === 'slot' ? [[key, holding.slot] as const] : [],
        );
        const real = SLOTS.flatMap(({ slot }, index) => {
          const known = bookWith(randomReturn).chips.get(chips[index] ?? FOREIGN);
          const was = known === undefined ? null : { a, b }[known.key === S1.key ? 'a' : 'b'];
          // What stands where the log has it was let in there before, whatever the policy is now.
          const stayed = was?.at === 'slot' && was.slot === slot;
          return known !== undefined && (randomReturn || stayed || known.home === slot)
            ? [[known.key, slot] as const]
            : [];
        });
        expect(new Map(where)).toEqual(new Map(real));
        expect(pass()).toEqual([]);
        for (const subject of SLOTS) {
          const wrong = wrongs.get(subject.slot) ?? { misplaced: null, wrong: null };
          const logged = loggedIn({ subject, book: bookWith(randomReturn), ...wrong }, custody);
          expect(logged.stands).toBe((chips[SLOTS.indexOf(subject)] ?? null) !== null);
        }
      }),
      { numRuns: 400 },
    );
  });
});

/** The alarms that follow from an occurrence of a slot. */
function note(
  wrongs: Map<SlotId, { misplaced: KeyId | null; wrong: ChipSighting['wrong'] }>,
  slot: SlotId,
  occurrence: Occurrence,
): void {
  if (occurrence.kind === 'fob.misplaced') wrongs.set(slot, { misplaced: occurrence.key, wrong: 'slot_misfilled' });
  if (occurrence.kind === 'fob.unknown') wrongs.set(slot, { misplaced: null, wrong: 'fob_unknown' });
  if (occurrence.kind === 'slot.cleared') wrongs.delete(slot);
}
