// Timelines, and the pack about a lost key, as the desk shows them: names of today, nobody's name who is gone, equals and steps.
import { describe, expect, it } from 'vitest';
import type { Key } from '../../../controller/domain/key.ts';
import type { LostStepDone } from '../../../controller/domain/ledger/lost.ts';
import type { Occurrence } from '../../../controller/domain/occurrence.ts';
import { rosterOf } from '../../../controller/domain/roster.ts';
import type { LostPage } from '../../../controller/machines/desk-pages.ts';
import { deskScreen } from '../../../controller/projection/desk-screens.ts';
import { NO_PAST } from '../../support/desk-machine-stage.ts';
import { CHIEF_REF, facts, NURSE_REF, page, SINCE, screen, state } from '../../support/desk-pictures.ts';
import { CHIEF, DESK_SETUP, LINEN, NURSE, STORE, VAN } from '../../support/desk-stage.ts';
import { aKey, aRelease, aSetup, aSlot, keyId, NOW, seq, sessionId, staffId } from '../../support/domain-builders.ts';

const GONE = staffId('gone');
const ABOUT = { kind: 'key', key: LINEN.id } as const;
const visit = { session: sessionId('session-1'), staff: NURSE.id };
const home = { slot: aSlot().id, fob: null, key: LINEN.id };
const taken = { ...aRelease(), ...home, ...visit, kind: 'release.taken', intent: seq(1), cause: 'sensor' } as const;

function told(occurrence: Occurrence) {
  const past = { happenings: [{ seq: seq(7), at: NOW, occurrence }], next: null, trouble: null };
  const shown = screen('desk-timeline', page({ kind: 'timeline', subject: ABOUT, before: null, past }));
  return shown.history.entries[0];
}

describe('a happening', () => {
  it.each<[string, Occurrence, object]>([
    ['was done by somebody', { ...taken, due: NOW }, { who: NURSE_REF, whom: null, slot: 14, due: SINCE }],
    [
      'went from hand to hand',
      { kind: 'key.handed_over', ...visit, key: LINEN.id, to: CHIEF.id, due: null, count: null, note: null },
      { who: NURSE_REF, whom: CHIEF_REF },
    ],
    [
      'was done without a badge',
      { kind: 'key.returned', ...home, holder: NURSE.id, during: null, cause: 'sensor' },
      { who: null, whom: NURSE_REF },
    ],
    [
      'was done by who held it',
      { kind: 'key.returned', ...home, holder: NURSE.id, during: visit, cause: 'sensor' },
      { who: NURSE_REF, whom: null },
    ],
    [
      'was watched by somebody',
      { kind: 'witness.confirmed', ...visit, witness: CHIEF.id, key: LINEN.id },
      { who: CHIEF_REF, whom: NURSE_REF },
    ],
    [
      'was done to somebody',
      { kind: 'staff.reinstated', ...visit, staff: CHIEF.id, person: NURSE.id, note: null },
      { who: CHIEF_REF, whom: NURSE_REF },
    ],
    [
      'was refused with its reasons',
      { kind: 'access.refused', ...visit, key: LINEN.id, slot: null, reasons: ['no_grant'] },
      { why: ['no_grant'] },
    ],
    [
      'was a fault of a kind',
      { kind: 'fault.reported', ...visit, key: LINEN.id, fault: 'bent', severity: 'minor', note: null },
      { fault: 'bent' },
    ],
    [
      'was done by somebody who is gone',
      { kind: 'key.lost', ...visit, staff: GONE, key: LINEN.id, holder: null, note: null },
      { who: { id: 'gone', name: null } },
    ],
  ])('%s', (_, occurrence, seen) => {
    expect(told(occurrence)).toMatchObject({ entry: 7, at: SINCE, kind: occurrence.kind, ...seen });
  });

  it('of a key that is gone names none', () => {
    expect(told({ ...taken, key: keyId('nothing'), due: null })).toMatchObject({ key: null });
  });
});

it('a timeline of what the set-up no longer knows gives way to what is now', () => {
  const past = NO_PAST;
  const key = { kind: 'key', key: keyId('nothing') } as const;
  expect(page({ kind: 'timeline', subject: key, before: null, past })?.name).toBe('desk-now');
  expect(page({ kind: 'timeline', subject: { kind: 'person', person: GONE }, before: null, past })?.name).toBe(
    'desk-now',
  );
});

describe('the pack about a lost key', () => {
  const DONE: LostStepDone = { key: LINEN.id, step: 'police_told', by: GONE, at: NOW, entry: seq(30), note: null };
  const PACK: LostPage = {
    kind: 'lost',
    key: LINEN.id,
    holders: [{ person: NURSE.id, since: NOW, entry: seq(12) }],
    entries: [seq(20), seq(12)],
    trouble: null,
    notes: [{ step: 'police_told', text: 'case 4711' }],
    proof: { size: 31, root: 'a'.repeat(64) },
  };
  const lost = {
    custody: new Map([[LINEN.id, { at: 'lost', since: NOW, staff: NURSE.id } as const]]),
    lost: new Map([[LINEN.id, [DONE]]]),
  };

  function shown(...keys: readonly Partial<Key>[]) {
    const staff = [{ ...NURSE, phone: '2210' }, CHIEF];
    const roster = rosterOf(aSetup({ ...DESK_SETUP, staff, keys: keys.map((over) => aKey(over)) }));
    return screen('desk-lost', deskScreen({ ...facts(lost), roster }, state('showing', { page: PACK })));
  }

  it('has each step, its progress, who had the key and how to reach them, and its entries in order', () => {
    const pack = shown({});
    expect(pack.steps.map(({ done }) => done !== null)).toEqual([false, false, false, false, false, true]);
    expect(pack.steps.at(-1)).toEqual({
      step: 'police_told',
      noted: true,
      done: { by: { id: 'gone', name: null }, at: SINCE, text: 'case 4711' },
    });
    expect(pack).toMatchObject({
      progress: { done: 1, of: 6 },
      holders: [{ who: NURSE_REF, since: SINCE, reach: '2210' }],
      evidence: { entries: [12, 20, 30], size: 31, root: 'a'.repeat(64) },
    });
  });

  it.each<[string, readonly (readonly string[])[], readonly number[]]>([
    ['the same doors in any order', [['a', 'b'], ['b', 'a'], ['a']], [15]],
    ['nothing that anybody has noted', [[], [], []], []],
  ])('knows as equals the keys that open %s', (_, [mine = [], second = [], third = []], equals) => {
    const keys = [
      { opens: mine },
      { id: VAN.id, number: 15, opens: second },
      { id: STORE.id, number: 16, opens: third },
    ];
    expect(shown(...keys).equals.map(({ number }) => number)).toEqual(equals);
  });

  it('of a key that was written off gives way to what is now', () => {
    expect(page({ ...PACK, key: keyId('nothing') })?.name).toBe('desk-now');
  });
});
