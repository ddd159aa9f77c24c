// The sheet of a shift: what one supervisor answers for and another takes over. Made of the log and the set-up alone, so that the
// same moment gives the same sheet to both. Alarms that must show in no picture are not on it: they would betray whoever signs.
import { type Alarm, alarmName, isSilent } from './alarm.ts';
import { isOverdue } from './custody.ts';
import type { KeyFault } from './fault.ts';
import type { KeyId, SlotId, StaffId } from './ids.ts';
import type { Ledger } from './ledger.ts';
import type { Roster } from './roster.ts';
import type { ShiftCounts } from './shift-counts.ts';
import type { Instant } from './time.ts';

/** A key that somebody has. `due` null = no limit. */
export interface KeyAway {
  readonly key: KeyId;
  readonly holder: StaffId;
  readonly due: Instant | null;
  readonly overdue: boolean;
}

/** A key of which nobody can say where it is. */
export interface KeyAstray {
  readonly key: KeyId;
  readonly at: 'doubt' | 'unaccounted' | 'lost';
}

export interface ShiftSheet {
  /** The overdue first, then by due time. */
  readonly out: readonly KeyAway[];
  readonly astray: readonly KeyAstray[];
  /** Every controlled key, and whether it stands in a slot. */
  readonly controlled: readonly { readonly key: KeyId; readonly isIn: boolean }[];
  readonly faults: readonly KeyFault[];
  readonly alarms: readonly Alarm[];
  readonly suspended: readonly StaffId[];
  readonly quarantined: readonly SlotId[];
}

/** The sheet of an instant. Keys that the set-up no longer knows are not on it. */
export function shiftSheet({ setup }: Pick<Roster, 'setup'>, ledger: Ledger, now: Instant): ShiftSheet {
  const { custody, faults, alarms, suspensions, quarantines } = ledger;
  const known = setup.keys.flatMap(({ id }) => {
    const holding = custody.get(id);
    return holding === undefined ? [] : [{ key: id, holding }];
  });
  return {
    out: known
      .flatMap(({ key, holding }): readonly KeyAway[] =>
        holding.at === 'person'
          ? [{ key, holder: holding.staff, due: holding.due, overdue: isOverdue(holding, now) }]
          : [],
      )
      .toSorted((a, b) => (a.due ?? Number.MAX_SAFE_INTEGER) - (b.due ?? Number.MAX_SAFE_INTEGER)),
    astray: known.flatMap(({ key, holding: { at } }) => (at === 'slot' || at === 'person' ? [] : [{ key, at }])),
    controlled: setup.keys
      .filter((key) => key.class === 'controlled')
      .map(({ id: key }) => ({ key, isIn: custody.get(key)?.at === 'slot' })),
    faults: [...faults.values()].flat(),
    alarms: alarms.filter(({ kind }) => !isSilent(kind)),
    suspended: [...suspensions.keys()],
    quarantined: [...quarantines.keys()],
  };
}

export function shiftCounts(sheet: ShiftSheet): ShiftCounts {
  return {
    out: sheet.out.length,
    overdue: sheet.out.filter(({ overdue }) => overdue).length,
    astray: sheet.astray.length,
    controlledIn: sheet.controlled.filter(({ isIn }) => isIn).length,
    controlled: sheet.controlled.length,
    faults: sheet.faults.length,
    alarms: sheet.alarms.length,
    suspended: sheet.suspended.length,
    quarantined: sheet.quarantined.length,
  };
}

/**
 * The sheet as one text: the same state has the same text, whoever asks and in whatever order it came about. Ids only, so that
 * it can be made again from a set-up and the log after a name has gone:
 *
 *     wardkey shift 1
 *     alarm door_left_open open
 *     astray k-4 lost
 *     controlled k-9 in
 *     fault k-3 812
 *     out k-1 p-7 2026-11-23T18:00:00.000Z overdue
 *     out k-2 p-8 always in_time
 *     slot s-12 out_of_use
 *     suspended p-5
 */
export function shiftText(sheet: ShiftSheet): string {
  const lines = [
    ...sheet.out.map(({ key, holder, due, overdue }) => {
      const until = due === null ? 'always' : new Date(due).toISOString();
      return `out ${key} ${holder} ${until} ${overdue ? 'overdue' : 'in_time'}`;
    }),
    ...sheet.astray.map(({ key, at }) => `astray ${key} ${at}`),
    ...sheet.controlled.map(({ key, isIn }) => `controlled ${key} ${isIn ? 'in' : 'away'}`),
    ...sheet.faults.map(({ key, report }) => `fault ${key} ${report}`),
    ...sheet.alarms.map((alarm) => `alarm ${alarmName(alarm)} ${alarm.gone === null ? 'open' : 'gone'}`),
    ...sheet.suspended.map((staff) => `suspended ${staff}`),
    ...sheet.quarantined.map((slot) => `slot ${slot} out_of_use`),
  ];
  return ['wardkey shift 1', ...lines.toSorted(), ''].join('\n');
}
