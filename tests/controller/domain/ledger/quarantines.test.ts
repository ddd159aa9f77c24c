// Slots out of use, as the log has them: from the word of a supervisor to the next, whatever happens in the slot meanwhile.
import { expect, test } from 'vitest';
import { quarantineChanges } from '../../../../controller/domain/ledger/quarantines.ts';
import { EMPTY_LEDGER, withChanges } from '../../../../controller/domain/ledger.ts';
import type { Occurrence } from '../../../../controller/domain/occurrence.ts';
import { after, minutes } from '../../../../controller/domain/time.ts';
import { anIntent, NOW, sessionId, slotId, staffId } from '../../../support/domain-builders.ts';

const CHIEF = { session: sessionId('s-1'), staff: staffId('chief') };
const SLOT = slotId('slot-14');
const OUT: Occurrence = { kind: 'slot.quarantined', ...CHIEF, slot: SLOT, note: null };
const BACK: Occurrence = { kind: 'slot.reinstated', ...CHIEF, slot: SLOT, note: null };
const ROW = { slot: SLOT, by: CHIEF.staff, since: NOW };

test.each([
  ['nothing', [], []],
  ['taken out of use', [OUT], [ROW]],
  ['used in an emergency', [OUT, anIntent({ slot: SLOT, purpose: 'emergency' })], [ROW]],
  ['put back', [OUT, BACK], []],
  ['put back without having been out', [BACK], []],
  ['another slot put back', [OUT, { ...BACK, slot: slotId('slot-15') }], [ROW]],
] as const)('%s', (_, occurrences, quarantines) => {
  let ledger = EMPTY_LEDGER;
  for (const occurrence of occurrences) {
    ledger = withChanges(ledger, quarantineChanges(ledger.quarantines, occurrence, NOW));
  }
  expect([...ledger.quarantines.values()]).toEqual(quarantines);
});

test('it is out as of the last word', () => {
  const later = after(NOW, minutes(1));
  const first = withChanges(EMPTY_LEDGER, quarantineChanges(EMPTY_LEDGER.quarantines, OUT, NOW));
  const second = withChanges(first, quarantineChanges(first.quarantines, OUT, later));
  expect([...second.quarantines.values()]).toEqual([{ ...ROW, since: later }]);
});
