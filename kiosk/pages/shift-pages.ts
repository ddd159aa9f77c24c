// The sheet of a shift as data: what is counted, and what is listed under it, the pressing first. Holds no rule.
import type { DeskKey } from '../../controller/contract/desk-records.ts';
import type { ShiftCountsView, ShiftScreen } from '../../controller/contract/shift.ts';
import type { Sign } from '../parts/icon.tsx';
import type { Row, RowGroup } from '../plain.ts';
import type { AsidePage } from './aside-page.ts';
import { keyRow, personRow } from './desk-rows.ts';

type Sheet = Extract<ShiftScreen, { readonly name: 'shift' }>;

const COUNTS = [
  ['out', 'out', ''],
  ['overdue', 'clock', 'late'],
  ['astray', 'question', 'bad'],
  ['controlledIn', 'lock', ''],
  ['faults', 'cross', 'bad'],
  ['alarms', 'triangle', 'bad'],
  ['suspended', 'stop', ''],
  ['quarantined', 'box', ''],
] as const satisfies readonly (readonly [keyof ShiftCountsView, Sign, string])[];

export interface CountTile {
  readonly name: string;
  readonly sign: Sign;
  readonly label: string;
  readonly value: string;
  /** Whether there is nothing to look at. */
  readonly isNone: boolean;
  readonly tone: string;
}

/** What is counted. Controlled keys are all in place, or the tile says so. */
export function shiftCountsOf(counts: ShiftCountsView, words: AsidePage['words']): readonly CountTile[] {
  const isShort = counts.controlledIn < counts.controlled;
  return COUNTS.map(([name, sign, tone]) => {
    const isControlled = name === 'controlledIn';
    return {
      name,
      sign,
      label: words.shift.counts[name],
      value: isControlled ? words.shift.ofAll(counts.controlledIn, counts.controlled) : `${counts[name]}`,
      isNone: isControlled ? !isShort : counts[name] === 0,
      tone: isControlled && isShort ? 'late' : tone,
    };
  });
}

/** What is listed, each only to be read. Lists of nothing are left out. */
export function listsOf(screen: Sheet, page: AsidePage): readonly RowGroup[] {
  const { words, near } = page;
  const { lists } = words.shift;
  const { alarms, out, astray, missing, faults, quarantined, suspended, counts } = screen;
  const isLate = ({ where }: DeskKey) => where.at === 'person' && where.overdue;
  const key = (one: DeskKey) => toRead(keyRow(one, page));
  const groups: readonly RowGroup[] = [
    [
      lists.alarms,
      alarms.map((alarm): Row => {
        const { kind, severity, slot, since, acknowledged, gone } = alarm;
        const view = {
          kind,
          severity,
          since,
          slots: slot === null ? [] : [slot],
          acknowledged: acknowledged !== null,
          gone: gone !== null,
        };
        return { words: words.alarm(view), note: words.since(near(since)), sign: 'triangle' };
      }),
    ],
    [lists.overdue, out.filter(isLate).map(key)],
    [lists.astray, astray.map(key)],
    [lists.missing, missing.map(key)],
    [
      lists.faults,
      faults.map(
        ({ number, fault, severity, by, since }): Row => ({
          words: words.named(words.keyNumber(number), words.report.faults[fault]),
          note: `${words.report.severity[severity]} ${words.since(near(since))}, ${by.name}`,
          sign: 'cross',
        }),
      ),
    ],
    [
      lists.quarantined,
      quarantined.map(
        ({ slot, by, since }): Row => ({
          words: words.slotNumber(slot),
          note: `${by.name}, ${words.since(near(since))}`,
          sign: 'box',
        }),
      ),
    ],
    [lists.out, rest(out.filter((one) => !isLate(one)).map(key), counts.out - out.length, words)],
    [lists.suspended, suspended.map((person) => toRead(personRow(person, page)))],
  ];
  return groups.filter(([, rows]) => rows.length > 0);
}

/** A row that leads nowhere: whoever signs reads to the end. */
function toRead({ words, note, sign, tone }: Row): Row {
  return {
    words,
    ...(note !== undefined && { note }),
    ...(sign !== undefined && { sign }),
    ...(tone !== undefined && { tone }),
  };
}

function rest(rows: readonly Row[], more: number, words: AsidePage['words']): readonly Row[] {
  return more > 0 ? [...rows, { words: words.shift.more(more), sign: 'more' }] : rows;
}
