// What is done about a lost key, by the log: steps count once each, while it is lost, and go when it is no longer.
import { expect, it } from 'vitest';
import type { Holding } from '../../../../controller/domain/custody.ts';
import { EMPTY_LEDGER, type Ledger, ledgerChanges, withChanges } from '../../../../controller/domain/ledger.ts';
import { LOST_STEPS, needsNote } from '../../../../controller/domain/lost-step.ts';
import type { Occurrence } from '../../../../controller/domain/occurrence.ts';
import { aKey, aSlot, NOW, seq, sessionId, staffId } from '../../../support/domain-builders.ts';
import { expectOk } from '../../../support/expect-ok.ts';

const KEY = aKey().id;
const CHIEF = { session: sessionId('session-9'), staff: staffId('chief') };
const OUT: Holding = { at: 'unaccounted', since: NOW, during: null };

const lost: Occurrence = { kind: 'key.lost', ...CHIEF, key: KEY, holder: null, note: null };
const found: Occurrence = { kind: 'key.found', ...CHIEF, key: KEY };
const step: Occurrence = { kind: 'lost.step_done', ...CHIEF, key: KEY, step: 'security_told', note: null };
const other: Occurrence = { ...step, step: 'police_told' };
const returned: Occurrence = {
  kind: 'key.returned',
  slot: aSlot().id,
  fob: null,
  key: KEY,
  holder: null,
  during: null,
  cause: 'sensor',
};

function after(...occurrences: readonly Occurrence[]): Ledger {
  const begin: Ledger = { ...EMPTY_LEDGER, custody: new Map([[KEY, OUT]]) };
  return occurrences.reduce(
    (ledger, one, index) => withChanges(ledger, expectOk(ledgerChanges(ledger, one, seq(index + 1), NOW))),
    begin,
  );
}

it.each<[string, readonly Occurrence[], readonly string[]]>([
  ['a key that is not lost has none', [step], []],
  ['each step counts', [lost, step, other], ['security_told', 'police_told']],
  ['the second time it counts no more', [lost, step, step], ['security_told']],
  ['a key that is found has none left', [lost, step, found], []],
  ['nor has one that comes back by itself', [lost, step, returned], []],
  ['a key that is lost again begins anew', [lost, step, found, lost, other], ['police_told']],
  ['what is done after it was found is none', [lost, found, step], []],
])('%s', (_, occurrences, steps) => {
  expect((after(...occurrences).lost.get(KEY) ?? []).map((done) => done.step)).toEqual(steps);
});

it('keeps who did it, when, and by which entry', () => {
  expect(after(lost, step).lost.get(KEY)).toEqual([
    { key: KEY, step: 'security_told', by: CHIEF.staff, at: NOW, entry: 2, note: null },
  ]);
});

it('wants a note where somebody decides or a number is given', () => {
  expect(LOST_STEPS.filter(needsNote)).toEqual(['rekey_decided', 'police_told']);
});
