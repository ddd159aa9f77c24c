// The list of open alarms: each thing that is wrong is in it once, from its beginning until it is gone.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Alarm, type AlarmKind, clear, raise, sameAlarm, severityOf } from '../../../controller/domain/alarm.ts';
import { instant } from '../../../controller/domain/time.ts';
import { boardId, keyId, NOW, readerId, slotId } from '../../support/domain-builders.ts';

const KINDS: readonly (readonly [AlarmKind, 'alarm' | 'warning'])[] = [
  ['key_removed', 'alarm'],
  ['slot_misfilled', 'warning'],
  ['slot_left_unlocked', 'warning'],
  ['slot_jammed', 'warning'],
  ['outcome_unknown', 'alarm'],
  ['door_left_open', 'alarm'],
  ['board_lost', 'alarm'],
  ['reader_lost', 'alarm'],
  ['storage_failed', 'alarm'],
  ['unexpected_event', 'alarm'],
];

const REMOVED: Alarm = { kind: 'key_removed', since: NOW, slot: slotId('slot-14'), key: keyId('linen') };
const LATER = instant(NOW + 5000);

describe('alarms', () => {
  it.each(KINDS)('%s is said as %s', (kind, severity) => {
    expect(severityOf(kind)).toBe(severity);
  });

  it('keep their beginning when they are raised again', () => {
    const open = raise([], REMOVED);
    expect(raise(open, { ...REMOVED, since: LATER })).toBe(open);
  });

  it.each([
    ['another kind', { kind: 'slot_jammed' }],
    ['another slot', { slot: slotId('slot-15') }],
    ['another board', { board: boardId('b1') }],
    ['another reader', { reader: readerId('front') }],
  ] as const)('of %s stand beside each other', (_, over) => {
    expect(raise([REMOVED], { ...REMOVED, ...over })).toHaveLength(2);
    expect(clear([REMOVED], { ...REMOVED, ...over })).toEqual([REMOVED]);
  });

  it('are about the place, whichever key is concerned', () => {
    expect(sameAlarm(REMOVED, { ...REMOVED, key: keyId('lift') })).toBe(true);
  });

  it('go when their cause is gone, and only they', () => {
    const door: Alarm = { kind: 'door_left_open', since: LATER };
    expect(clear([REMOVED, door], { kind: 'key_removed', slot: slotId('slot-14') })).toEqual([door]);
    expect(clear([door], { kind: 'board_lost', board: boardId('b1') })).toEqual([door]);
  });

  it('never stand in the list twice, and are gone after they are cleared', () => {
    const alarm = fc.record({
      kind: fc.constantFrom(...KINDS.map(([kind]) => kind)),
      since: fc.nat().map(instant),
      slot: fc.constantFrom('slot-1', 'slot-2').map(slotId),
    });
    fc.assert(
      fc.property(fc.array(alarm), alarm, (raised, gone) => {
        const open = raised.reduce(raise, []);
        const twice = open.filter((one, index) => open.findIndex((other) => sameAlarm(one, other)) !== index);
        expect(twice).toEqual([]);
        expect(clear(open, gone).some((one) => sameAlarm(one, gone))).toBe(false);
        expect(clear(open, gone).length).toBeGreaterThanOrEqual(open.length - 1);
      }),
    );
  });
});
