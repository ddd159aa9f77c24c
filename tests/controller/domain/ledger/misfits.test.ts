// What stands in slots where it does not belong, by the log: from the entry that says so to the one that says it is gone.
import { expect, it } from 'vitest';
import { misfitChanges } from '../../../../controller/domain/ledger/misfits.ts';
import { EMPTY_LEDGER, withChanges } from '../../../../controller/domain/ledger.ts';
import type { Occurrence } from '../../../../controller/domain/occurrence.ts';
import { aKey, aRelease, aSlot, fobId, fobTag, keyId, seq, slotId } from '../../../support/domain-builders.ts';

const FREE = { slot: slotId('slot-30'), fob: null, key: null };
const HOME = { slot: aSlot().id, fob: fobId('fob-14'), key: aKey().id };

const misfilled: Occurrence = { kind: 'slot.misfilled', ...FREE, during: null };
const cleared: Occurrence = { kind: 'slot.cleared', ...FREE, during: null };
const unknown: Occurrence = { kind: 'fob.unknown', slot: FREE.slot, tag: fobTag('0100000000000F0F'), during: null };
const misplaced: Occurrence = { kind: 'fob.misplaced', ...HOME, slot: FREE.slot, belongs: HOME.slot, during: null };
const outcome = { ...aRelease(), kind: 'release.taken', intent: seq(1), due: null, cause: 'sensor' } as const;
const drawn: Occurrence = { ...outcome, ...FREE, purpose: 'reopen' };
const taken: Occurrence = { ...outcome, ...HOME, slot: FREE.slot };
const returned: Occurrence = {
  kind: 'key.returned',
  ...HOME,
  slot: FREE.slot,
  holder: null,
  during: null,
  cause: 'sensor',
};
const elsewhere: Occurrence = { ...cleared, slot: slotId('slot-31') };
const raised: Occurrence = {
  kind: 'alarm.raised',
  alarm: 'slot_misfilled',
  slot: FREE.slot,
  key: null,
  board: null,
  reader: null,
  person: null,
  intent: null,
};

const WRONG = { slot: FREE.slot, wrong: 'slot_misfilled', key: null } as const;

it.each([
  ['something', [misfilled], [WRONG]],
  ['a known fob', [misplaced], [{ ...WRONG, key: keyId('linen') }]],
  ['a stranger', [unknown], [{ ...WRONG, wrong: 'fob_unknown' }]],
  ['a stranger after a known fob', [misplaced, unknown], [{ ...WRONG, wrong: 'fob_unknown' }]],
  ['nothing after it was cleared', [misfilled, cleared], []],
  ['nothing after somebody was let draw it', [unknown, drawn], []],
  ['nothing after a key came to stand there', [misfilled, returned], []],
  ['something still after a key left the slot', [misfilled, taken], [WRONG]],
  ['something still after another slot was cleared', [misfilled, elsewhere], [WRONG]],
  ['nothing by an alarm alone', [raised], []],
] as const)('%s', (_, occurrences, misfits) => {
  let ledger = EMPTY_LEDGER;
  for (const occurrence of occurrences) ledger = withChanges(ledger, misfitChanges(ledger.misfits, occurrence));
  expect([...ledger.misfits.values()]).toEqual(misfits);
});
