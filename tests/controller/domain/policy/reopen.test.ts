// Opening a slot again in which something stands that does not belong: for people who hold a key, whatever their grants.
import { describe, expect, it } from 'vitest';
import { newAlarm } from '../../../../controller/domain/alarm.ts';
import { decideReopen, refusalCodes } from '../../../../controller/domain/policy/decide.ts';
import type { Facts } from '../../../../controller/domain/policy/facts.ts';
import type { Refusal } from '../../../../controller/domain/refusal.ts';
import { instant } from '../../../../controller/domain/time.ts';
import {
  aLedger,
  aSlot,
  aStaff,
  boardId,
  fobId,
  keyId,
  NOW,
  someFacts,
  staffId,
} from '../../../support/domain-builders.ts';

interface ReopenCase {
  readonly when: string;
  readonly staff?: Parameters<typeof aStaff>[0];
  readonly slot?: Parameters<typeof aSlot>[0];
  readonly misfilled?: boolean;
  readonly facts?: Partial<Facts>;
  readonly refusals: readonly Refusal['code'][];
}

const NURSE = aStaff().id;
const STOPPED = aLedger({
  suspensions: new Map([[NURSE, { staff: NURSE, by: staffId('matron'), since: NOW, silent: false }]]),
});

const DARK = aLedger({
  alarms: (['mains_lost', 'battery_low'] as const).map((kind) => newAlarm({ kind, board: boardId('b1') }, NOW)),
});

const REOPEN: readonly ReopenCase[] = [
  { when: 'a holder put a fob into a free slot', refusals: [] },
  { when: 'nothing stands there', misfilled: false, refusals: ['slot_not_misfilled'] },
  { when: 'another fob stands in the slot of one', slot: { fob: fobId('fob-14') }, refusals: [] },
  { when: 'the person holds nothing', facts: { held: [] }, refusals: ['holds_nothing'] },
  { when: 'a supervisor holds nothing', staff: { role: 'supervisor' }, facts: { held: [] }, refusals: [] },
  { when: 'the person is suspended', staff: { standing: 'suspended' }, refusals: ['staff_suspended'] },
  { when: 'somebody stopped the person', facts: { ledger: STOPPED }, refusals: ['staff_suspended'] },
  { when: 'the person has expired', staff: { validUntil: instant(NOW - 60_000) }, refusals: ['staff_expired'] },
  { when: 'the person has not begun', staff: { validFrom: instant(NOW + 60_000) }, refusals: ['staff_not_yet_valid'] },
  { when: 'the person is a witness only', staff: { role: 'witness' }, refusals: [] },
  { when: 'the slot is busy', facts: { condition: 'busy' }, refusals: ['slot_busy'] },
  { when: 'the board is silent', facts: { condition: 'silent' }, refusals: ['slot_silent'] },
  { when: 'the slot is faulty', facts: { condition: 'faulty' }, refusals: ['slot_faulty'] },
  { when: 'no intent can be written', facts: { storage: 'unavailable' }, refusals: ['storage_unavailable'] },
  { when: 'the battery is nearly empty', facts: { ledger: DARK }, refusals: ['on_battery'] },
  { when: 'the person has no grants and has reached the allowance', staff: { groups: [], allowance: 0 }, refusals: [] },
  {
    when: 'everything is wrong at once',
    staff: { standing: 'suspended' },
    misfilled: false,
    facts: { held: [], condition: 'faulty', storage: 'unavailable' },
    refusals: ['staff_suspended', 'slot_faulty', 'storage_unavailable', 'slot_not_misfilled', 'holds_nothing'],
  },
];

describe('opening a slot in which something does not belong', () => {
  it.each(REOPEN)('when $when', ({ staff, slot, misfilled = true, facts, refusals }) => {
    const request = { staff: aStaff(staff), slot: aSlot({ fob: null, ...slot }) };
    const known = someFacts({ held: [keyId('other')], ...facts });
    expect(refusalCodes(decideReopen(request, misfilled, known, NOW))).toEqual(refusals);
  });

  it('hands out no key and sets no time', () => {
    const slot = aSlot({ fob: null });
    const facts = someFacts({ held: [keyId('other')] });
    expect(decideReopen({ staff: aStaff(), slot }, true, facts, NOW)).toEqual({
      permitted: true,
      permit: { staff: NURSE, key: null, slot, due: null, booking: null, overridden: [], warnings: [] },
    });
  });
});
