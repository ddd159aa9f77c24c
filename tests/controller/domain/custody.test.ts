// The fold from occurrences to custody: what each kind changes, what it must refuse, and that one key is never in two hands.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Custody,
  custodyChange,
  type Holding,
  heldBy,
  isOverdue,
  withChange,
} from '../../../controller/domain/custody.ts';
import type { StaffId } from '../../../controller/domain/ids.ts';
import type { Occurrence } from '../../../controller/domain/occurrence.ts';
import { hours, instant } from '../../../controller/domain/time.ts';
import {
  aCustody,
  aKey,
  anIntent,
  aRelease,
  aSlot,
  aStaff,
  boardId,
  keyId,
  NOW,
  readerId,
  seq,
  sessionId,
  slotId,
  staffId,
} from '../../support/domain-builders.ts';

const KEY = aKey().id;
const NURSE = aStaff().id;
const COLLEAGUE = staffId('colleague');
const DUE = instant(NOW + hours(4));
const DURING = { session: sessionId('session-1'), staff: COLLEAGUE };
const IN: Holding = { at: 'slot', slot: aSlot().id, since: NOW };
const OUT: Holding = { at: 'person', staff: NURSE, since: NOW, due: DUE, intent: seq(1) };
const DOUBT: Holding = { at: 'doubt', staff: NURSE, since: NOW, intent: seq(1) };
const LOST: Holding = { at: 'unaccounted', since: NOW, during: null };
const SUBJECT = { slot: aSlot().id, fob: aSlot().fob, key: KEY };

const taken = (over: Partial<ReturnType<typeof aRelease>> = {}, intent = 1): Occurrence => ({
  kind: 'release.taken',
  ...aRelease(over),
  intent: seq(intent),
  cause: 'sensor',
  due: DUE,
});
const unknown = (over: Partial<ReturnType<typeof aRelease>> = {}, intent = 1): Occurrence => ({
  kind: 'release.unknown',
  ...aRelease(over),
  intent: seq(intent),
  cause: 'board_silent',
});
const untouched = (kind: 'release.not_taken' | 'release.not_opened', over = {}, intent = 1): Occurrence => ({
  kind,
  ...aRelease(over),
  intent: seq(intent),
  cause: 'recovered',
});
const returned = (slot = aSlot().id): Occurrence => ({
  kind: 'key.returned',
  ...SUBJECT,
  slot,
  holder: NURSE,
  during: null,
  cause: 'sensor',
});
const removed = (during: typeof DURING | null): Occurrence => ({
  kind: 'key.removed',
  ...SUBJECT,
  during,
  cause: 'sensor',
});

interface FoldCase {
  readonly when: string;
  readonly before: Holding;
  readonly occurrence: Occurrence;
  /** The holding after; 'unchanged' = no change is made; 'refused' = a second hand. */
  readonly after: Holding | 'unchanged' | 'refused';
}

const SAME = 'unchanged';

const FOLD: readonly FoldCase[] = [
  { when: 'a key is taken', before: IN, occurrence: taken(), after: OUT },
  { when: 'a removed key turns out to be taken', before: LOST, occurrence: taken(), after: OUT },
  { when: 'a doubt turns out to be taken', before: DOUBT, occurrence: taken(), after: OUT },
  { when: 'the same taking is told twice', before: OUT, occurrence: taken(), after: OUT },
  {
    when: 'another person takes a key that is out',
    before: OUT,
    occurrence: taken({ staff: COLLEAGUE }, 2),
    after: 'refused',
  },
  { when: 'the holder takes it by another intent', before: OUT, occurrence: taken({}, 2), after: 'refused' },
  { when: 'a misplaced fob is drawn', before: IN, occurrence: taken({ purpose: 'reopen', key: null }), after: SAME },
  { when: 'a slot with a key is reopened', before: IN, occurrence: taken({ purpose: 'reopen' }), after: SAME },

  { when: 'nobody knows how a release ended', before: IN, occurrence: unknown(), after: DOUBT },
  { when: 'that happens to a key that is out', before: OUT, occurrence: unknown({}, 2), after: 'refused' },
  { when: 'that happens at a reopening', before: IN, occurrence: unknown({ purpose: 'reopen' }), after: SAME },

  { when: 'a doubt is settled: not taken', before: DOUBT, occurrence: untouched('release.not_taken'), after: IN },
  { when: 'a doubt is settled: not opened', before: DOUBT, occurrence: untouched('release.not_opened'), after: IN },
  { when: 'another intent is settled', before: DOUBT, occurrence: untouched('release.not_taken', {}, 2), after: SAME },
  { when: 'a key was not taken', before: IN, occurrence: untouched('release.not_taken'), after: SAME },
  { when: 'a slot did not open', before: IN, occurrence: untouched('release.not_opened'), after: SAME },
  {
    when: 'a reopening came to nothing',
    before: DOUBT,
    occurrence: untouched('release.not_taken', { key: null }),
    after: SAME,
  },

  { when: 'the holder returns it', before: OUT, occurrence: returned(), after: IN },
  { when: 'a doubtful key is seen in its slot', before: DOUBT, occurrence: returned(), after: IN },
  { when: 'a removed key is back', before: LOST, occurrence: returned(), after: IN },
  {
    when: 'it is returned to another slot',
    before: OUT,
    occurrence: returned(slotId('slot-22')),
    after: { at: 'slot', slot: slotId('slot-22'), since: NOW },
  },

  { when: 'it is torn out while nobody is there', before: IN, occurrence: removed(null), after: LOST },
  {
    when: 'it is torn out during a session',
    before: IN,
    occurrence: removed(DURING),
    after: { at: 'unaccounted', since: NOW, during: COLLEAGUE },
  },

  { when: 'a release is intended', before: IN, occurrence: anIntent(), after: SAME },
  { when: 'the door opens', before: IN, occurrence: { kind: 'door.opened', during: null }, after: SAME },
  { when: 'a board is lost', before: OUT, occurrence: { kind: 'board.lost', board: boardId('b1') }, after: SAME },
  {
    when: 'a badge is not known',
    before: OUT,
    occurrence: { kind: 'badge.unknown', reader: readerId('front') },
    after: SAME,
  },
  {
    when: 'something stands in a free slot',
    before: OUT,
    occurrence: { kind: 'slot.misfilled', ...SUBJECT, fob: null, key: null, during: null },
    after: SAME,
  },
];

describe('custody', () => {
  it.each(FOLD)('when $when', ({ before, occurrence, after }) => {
    const custody = aCustody({ [KEY]: before });
    const change = custodyChange(custody, occurrence, NOW);
    if (after === 'refused') {
      expect(change).toEqual({ ok: false, error: { code: 'key_in_other_hands', key: KEY, holder: NURSE } });
    } else {
      expect(change).toEqual({ ok: true, value: after === 'unchanged' ? null : { key: KEY, holding: after } });
    }
  });

  it('takes a key that it never saw', () => {
    expect(custodyChange(new Map(), taken(), NOW)).toEqual({ ok: true, value: { key: KEY, holding: OUT } });
  });

  it('is a new map after a change and the same one after none', () => {
    const custody = aCustody();
    const next = withChange(custody, { key: KEY, holding: OUT });
    expect(next.get(KEY)).toEqual(OUT);
    expect(custody.get(KEY)).toEqual(IN);
    expect(withChange(custody, null)).toBe(custody);
  });

  it('lists what a person holds in the order it was taken, without doubts', () => {
    const at = (minute: number, staff = NURSE): Holding => ({ ...OUT, staff, since: instant(NOW + minute) });
    const custody = aCustody({ [KEY]: at(3), lift: at(1), car: at(2), gate: at(0, COLLEAGUE), store: DOUBT });
    expect(heldBy(custody, NURSE)).toEqual([keyId('lift'), keyId('car'), KEY]);
    expect(heldBy(custody, staffId('stranger'))).toEqual([]);
  });

  it.each([
    ['before it is due', OUT, instant(DUE - 1), false],
    ['at the instant it is due', OUT, DUE, true],
    ['after it was due', OUT, instant(DUE + 1), true],
    ['without a limit', { ...OUT, due: null }, instant(DUE + 1), false],
    ['in its slot', IN, instant(DUE + 1), false],
    ['in doubt', DOUBT, instant(DUE + 1), false],
  ])('a key %s', (_, holding, now, overdue) => {
    expect(isOverdue(holding, now)).toBe(overdue);
  });
});

describe('any sequence of occurrences', () => {
  const PEOPLE = [NURSE, COLLEAGUE];
  const KEYS = [KEY, keyId('lift')];
  const release = fc
    .record({
      key: fc.constantFrom(...KEYS, null),
      staff: fc.constantFrom(...PEOPLE),
      intent: fc.integer({ min: 1, max: 5 }),
    })
    .chain(({ intent, ...over }) =>
      fc.constantFrom(
        taken(over, intent),
        unknown(over, intent),
        untouched('release.not_taken', over, intent),
        untouched('release.not_opened', over, intent),
        taken({ ...over, purpose: 'reopen' }, intent),
      ),
    );
  const moved = fc
    .constantFrom(...KEYS)
    .chain((key) => fc.constantFrom({ ...returned(), key }, { ...removed(null), key }, { ...removed(DURING), key }));
  const occurrences = fc.array(fc.oneof(release, moved), { maxLength: 40 });

  it('moves a key from one hand to another only by way of the cabinet, and never moves a second key', () => {
    fc.assert(
      fc.property(occurrences, (all) => {
        let custody: Custody = new Map();
        for (const occurrence of all) {
          const change = custodyChange(custody, occurrence, NOW);
          if (!change.ok) {
            expect(handOf(custody.get(change.error.key))).toBe(change.error.holder);
            continue;
          }
          const next = withChange(custody, change.value);
          const changed = KEYS.filter((key) => next.get(key) !== custody.get(key));
          expect(changed.length).toBeLessThanOrEqual(1);
          for (const key of changed) {
            const [from, to] = [handOf(custody.get(key)), handOf(next.get(key))];
            expect(from === null || to === null || from === to).toBe(true);
          }
          expect(PEOPLE.flatMap((staff) => heldBy(next, staff)).length).toBe(
            KEYS.filter((key) => handOf(next.get(key)) !== null).length,
          );
          custody = next;
        }
      }),
      { numRuns: 500 },
    );
  });
});

function handOf(holding: Holding | undefined): StaffId | null {
  return holding?.at === 'person' ? holding.staff : null;
}
