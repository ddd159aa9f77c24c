// The fold from occurrences to custody: what each kind changes, what it must refuse, and who is answerable after it.
import { describe, expect, it } from 'vitest';
import {
  answerableFor,
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
  withPerson,
} from '../../support/domain-builders.ts';

const KEY = aKey().id;
const NURSE = aStaff().id;
const COLLEAGUE = staffId('colleague');
const DUE = instant(NOW + hours(4));
const LATER = instant(NOW + hours(6));
const DURING = { session: sessionId('session-1'), staff: COLLEAGUE };
const IN: Holding = { at: 'slot', slot: aSlot().id, since: NOW };
const OUT: Holding = { at: 'person', staff: NURSE, since: NOW, due: DUE, intent: seq(1), stage: 'in_time' };
const DOUBT: Holding = { at: 'doubt', staff: NURSE, since: NOW, intent: seq(1) };
const GONE: Holding = { at: 'unaccounted', since: NOW, during: null };
const LOST: Holding = { at: 'lost', since: NOW, staff: NURSE };
const LATE: Holding = { ...OUT, stage: 'overdue' };
const IN_SESSION = { session: sessionId('session-1'), staff: COLLEAGUE };
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
  /** The holding after; 'unchanged' = no change is made; 'refused' = a second hand; 'not_in_hand' = out of no hand. */
  readonly after: Holding | 'unchanged' | 'refused' | 'not_in_hand';
}

const SAME = 'unchanged';

const handedOver = (staff = NURSE): Occurrence => ({
  kind: 'key.handed_over',
  session: sessionId('session-1'),
  key: KEY,
  staff,
  to: COLLEAGUE,
  due: LATER,
  count: null,
  note: null,
});
const extended = (holder = NURSE): Occurrence => ({
  kind: 'key.extended',
  ...IN_SESSION,
  key: KEY,
  holder,
  due: LATER,
  note: null,
});
const told = (kind: 'key.due_soon' | 'key.overdue' | 'key.escalated', due = DUE, holder = NURSE): Occurrence => ({
  kind,
  key: KEY,
  holder,
  due,
});
const lost = (holder: StaffId | null = NURSE): Occurrence => ({
  kind: 'key.lost',
  ...IN_SESSION,
  key: KEY,
  holder,
  note: null,
});
const found: Occurrence = { kind: 'key.found', ...IN_SESSION, key: KEY };

const FOLD: readonly FoldCase[] = [
  { when: 'a key is taken', before: IN, occurrence: taken(), after: OUT },
  { when: 'a removed key turns out to be taken', before: GONE, occurrence: taken(), after: OUT },
  { when: 'a doubt turns out to be taken', before: DOUBT, occurrence: taken(), after: OUT },
  { when: 'the same taking is told twice', before: OUT, occurrence: taken(), after: SAME },
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
  { when: 'a removed key is back', before: GONE, occurrence: returned(), after: IN },
  {
    when: 'it is returned to another slot',
    before: OUT,
    occurrence: returned(slotId('slot-22')),
    after: { at: 'slot', slot: slotId('slot-22'), since: NOW },
  },

  { when: 'it is torn out while nobody is there', before: IN, occurrence: removed(null), after: GONE },
  {
    when: 'it is torn out during a session',
    before: IN,
    occurrence: removed(DURING),
    after: { at: 'unaccounted', since: NOW, during: COLLEAGUE },
  },

  { when: 'it is forced out', before: IN, occurrence: taken({ purpose: 'forced' }), after: OUT },
  { when: 'an emergency takes it out', before: IN, occurrence: taken({ purpose: 'emergency' }), after: OUT },
  { when: 'an emergency ends in doubt', before: IN, occurrence: unknown({ purpose: 'emergency' }), after: DOUBT },

  {
    when: 'it goes from hand to hand',
    before: LATE,
    occurrence: handedOver(),
    after: { ...OUT, staff: COLLEAGUE, due: LATER },
  },
  {
    when: 'somebody hands over what another holds',
    before: OUT,
    occurrence: handedOver(COLLEAGUE),
    after: 'not_in_hand',
  },
  { when: 'a key is handed over that is in its slot', before: IN, occurrence: handedOver(), after: 'not_in_hand' },
  { when: 'a key is handed over that is in doubt', before: DOUBT, occurrence: handedOver(), after: 'not_in_hand' },

  { when: 'its time is extended', before: LATE, occurrence: extended(), after: { ...OUT, due: LATER } },
  { when: 'the time of a former holder is extended', before: OUT, occurrence: extended(COLLEAGUE), after: SAME },
  { when: 'the time of a returned key is extended', before: IN, occurrence: extended(), after: SAME },
  { when: 'it is due soon', before: OUT, occurrence: told('key.due_soon'), after: { ...OUT, stage: 'due_soon' } },
  { when: 'it is overdue', before: OUT, occurrence: told('key.overdue'), after: LATE },
  { when: 'it is escalated', before: LATE, occurrence: told('key.escalated'), after: { ...OUT, stage: 'escalated' } },
  { when: 'a due time is told that was extended', before: OUT, occurrence: told('key.overdue', LATER), after: SAME },
  {
    when: 'a due time is told of a former holder',
    before: OUT,
    occurrence: told('key.overdue', DUE, COLLEAGUE),
    after: SAME,
  },
  { when: 'a returned key is told to be overdue', before: IN, occurrence: told('key.overdue'), after: SAME },

  { when: 'it is reported lost', before: OUT, occurrence: lost(), after: LOST },
  { when: 'a removed key is reported lost', before: GONE, occurrence: lost(null), after: { ...LOST, staff: null } },
  { when: 'a key in its slot is reported lost', before: IN, occurrence: lost(), after: SAME },
  {
    when: 'it is found',
    before: LOST,
    occurrence: found,
    after: { at: 'unaccounted', since: NOW, during: COLLEAGUE },
  },
  { when: 'a key is found that nobody missed', before: OUT, occurrence: found, after: SAME },
  { when: 'a lost key stands in its slot', before: LOST, occurrence: returned(), after: IN },
  { when: 'a lost key turns out to be taken', before: LOST, occurrence: taken(), after: OUT },

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
    if (after === 'not_in_hand') {
      expect(change).toMatchObject({ ok: false, error: { code: 'key_not_in_hand', key: KEY } });
    } else if (after === 'refused') {
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
    const at = (minute: number, staff = NURSE): Holding => ({ ...withPerson(staff), since: instant(NOW + minute) });
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

describe('who is answerable', () => {
  it.each<[string, Holding | undefined, StaffId | null]>([
    ['the holder', OUT, NURSE],
    ['the last holder of a lost key', LOST, NURSE],
    ['nobody for a lost key that nobody held', { ...LOST, staff: null }, null],
    ['nobody in doubt', DOUBT, null],
    ['nobody for a key in its slot', IN, null],
    ['nobody for a removed key', GONE, null],
    ['nobody for a key that was never seen', undefined, null],
  ])('is %s', (_who, holding, staff) => {
    expect(answerableFor(holding)).toBe(staff);
  });
});
