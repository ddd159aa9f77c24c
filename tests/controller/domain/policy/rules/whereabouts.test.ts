// Whereabouts, slot and storage: the key must be in a slot that can open, in a cabinet that can keep its records.
import { describe, expect, it } from 'vitest';
import type { Holding } from '../../../../../controller/domain/custody.ts';
import { slotRule } from '../../../../../controller/domain/policy/rules/slot.ts';
import { storageRule } from '../../../../../controller/domain/policy/rules/storage.ts';
import { whereaboutsRule } from '../../../../../controller/domain/policy/rules/whereabouts.ts';
import type { Refusal } from '../../../../../controller/domain/refusal.ts';
import { instant } from '../../../../../controller/domain/time.ts';
import { aCustody, aKey, aStaff, NOW, seq, staffId, withPerson } from '../../../../support/domain-builders.ts';
import { askRule } from '../../../../support/rule-stage.ts';

const COLLEAGUE = staffId('colleague');
const SINCE = instant(NOW - 1);
const LATER = instant(NOW + 1);
const due = (at: typeof NOW): Holding => ({
  at: 'person',
  staff: COLLEAGUE,
  since: SINCE,
  due: at,
  intent: seq(1),
  stage: 'in_time',
});

describe('the rule of whereabouts', () => {
  it.each<readonly [string, Holding, Refusal]>([
    ['somebody else has it', withPerson(COLLEAGUE), { code: 'key_out', since: NOW, holder: COLLEAGUE }],
    ['the person has it', withPerson(aStaff().id), { code: 'key_out', since: NOW, holder: aStaff().id }],
    ['it is expected back', due(LATER), { code: 'key_out', since: SINCE, holder: COLLEAGUE, due: LATER }],
    ['it should be back', due(NOW), { code: 'key_out', since: SINCE, holder: COLLEAGUE }],
    [
      'nobody knows whether it left',
      { at: 'doubt', staff: COLLEAGUE, since: SINCE, intent: seq(1) },
      { code: 'key_in_doubt', since: SINCE },
    ],
    [
      'it left without a release',
      { at: 'unaccounted', since: SINCE, during: null },
      { code: 'key_unaccounted', since: SINCE },
    ],
    ['it is lost', { at: 'lost', since: SINCE, staff: COLLEAGUE }, { code: 'key_lost', since: SINCE }],
  ])('when %s', (_, holding, refusal) => {
    expect(askRule(whereaboutsRule, { ledger: { custody: aCustody({ [aKey().id]: holding }) } })).toEqual([refusal]);
  });

  it('says nothing of a key that is in', () => {
    expect(askRule(whereaboutsRule, {})).toEqual([]);
  });

  it('knows no slot of a key that custody never saw', () => {
    expect(askRule(whereaboutsRule, { ledger: { custody: new Map() } })).toEqual([{ code: 'key_has_no_slot' }]);
  });
});

describe('the rules of the slot and of the storage', () => {
  it.each([
    ['ready', []],
    ['busy', [{ code: 'slot_busy' }]],
    ['silent', [{ code: 'slot_silent' }]],
    ['faulty', [{ code: 'slot_faulty' }]],
  ] as const)('when the slot is %s', (condition, refusals) => {
    expect(askRule(slotRule, { facts: { condition } })).toEqual(refusals);
  });

  it.each([
    ['available', []],
    ['unavailable', [{ code: 'storage_unavailable' }]],
  ] as const)('when the storage is %s', (storage, refusals) => {
    expect(askRule(storageRule, { facts: { storage } })).toEqual(refusals);
  });
});
