// The desk at a glance as data: what can be counted, what each count lists, and where else the desk leads. Names people; holds
// no rule.
import type { DeskScreen } from '../../controller/contract/desk.ts';
import type { DeskCounts } from '../../controller/contract/desk-board.ts';
import type { DeskAlarmView, DeskKey } from '../../controller/contract/desk-records.ts';
import type { Sign } from '../parts/icon.tsx';
import type { Row } from '../plain.ts';
import type { AsidePage } from './aside-page.ts';
import { keyRow, personRow, whereText } from './desk-rows.ts';
import { quarantineRow } from './force-pages.ts';

type NowScreen = Extract<DeskScreen, { readonly name: 'desk-now' }>;

/** What the board counts and lists, in the order of need. */
export const FILTERS = [
  'alarms',
  'overdue',
  'lost',
  'faults',
  'reviews',
  'out',
  'suspended',
] as const satisfies readonly (keyof DeskCounts)[];

export type Filter = (typeof FILTERS)[number];

export const FILTER_SIGNS: Readonly<Record<Filter, Sign>> = {
  alarms: 'triangle',
  overdue: 'clock',
  lost: 'question',
  faults: 'cross',
  reviews: 'check',
  out: 'person',
  suspended: 'stop',
};

/** A row of the board. `late`: amber and hatched. */
export interface BoardRow extends Row {
  readonly late?: boolean;
}

/** What one count lists. */
export function listOf(filter: Filter, screen: NowScreen, page: AsidePage): readonly BoardRow[] {
  const { words, send, write, near } = page;
  const { away, alarms, faults, quarantines, reviews, suspended } = screen;
  switch (filter) {
    case 'alarms':
      return alarms.map((alarm) => alarmLine(alarm, page));
    case 'overdue':
      return away.filter(isOverdue).map((key) => lateRow(key, page));
    case 'lost':
      return away.filter(({ where }) => where.at !== 'person').map((key) => keyRow(key, page));
    case 'faults':
      return [
        ...faults.map(
          ({ key, number, fault, severity, by, since }): Row => ({
            words: words.named(words.keyNumber(number), words.report.faults[fault]),
            note: `${words.report.severity[severity]} ${words.since(near(since))}, ${by.name}`,
            sign: 'triangle',
            press: () => send({ type: 'desk.key', key }),
          }),
        ),
        ...quarantines.map((one) => quarantineRow(one, page)),
      ];
    case 'reviews':
      return reviews.map(({ intent, person, key, at, yours }) => ({
        words: words.keyName(key),
        note: `${person.name}, ${near(at)}.${yours ? ` ${words.desk.byOther}` : ''}`,
        sign: 'check',
        off: yours,
        press: () => write(true, (text) => send({ type: 'desk.review', intent, text })),
      }));
    case 'out':
      return away.filter((key) => key.where.at === 'person' && !isOverdue(key)).map((key) => keyRow(key, page));
    case 'suspended':
      return suspended.map((person) => personRow(person, page));
  }
}

/** Where the board leads: always in sight. */
export function doorsOf(screen: NowScreen, page: AsidePage): readonly Row[] {
  const { words, send, choose } = page;
  return [
    { words: words.board.find, sign: 'place', press: () => send({ type: 'desk.find', text: '' }) },
    { words: words.board.map, sign: 'key', press: () => send({ type: 'desk.map' }) },
    { words: words.board.alarms, sign: 'triangle', press: () => send({ type: 'desk.alarms' }) },
    {
      words: words.board.emergency,
      sign: 'out',
      press: () => choose(() => ({ title: words.desk.emergency, groups: [['', releases(screen, page)]] })),
    },
    {
      words: words.board.more,
      sign: 'more',
      press: () => choose(() => ({ title: words.board.more, groups: [['', moreDoors(screen, page)]] })),
    },
  ];
}

function moreDoors({ counts, groups }: NowScreen, page: AsidePage): readonly Row[] {
  const { words, send, choose, open } = page;
  const review = groups.map(
    ({ id, name }): Row => ({ words: name, press: () => send({ type: 'desk.rights', of: 'group', id }) }),
  );
  return [
    { words: words.shift.title, note: words.shift.note, sign: 'person', press: () => send({ type: 'desk.shift' }) },
    {
      words: words.rights.review,
      sign: 'shield',
      press: () => choose(() => ({ title: words.rights.review, groups: [['', review]] })),
    },
    {
      words: words.weak.title,
      note: words.weak.count(counts.weak),
      sign: 'badge',
      press: () => send({ type: 'desk.weak_badges' }),
    },
    { words: words.idle.clean, sign: 'squeegee', press: () => open({ kind: 'cleaning' }) },
  ];
}

function releases({ groups }: NowScreen, { words, send, write }: AsidePage): readonly Row[] {
  const release = (title: string, group: string | null): Row => ({
    words: title,
    sign: 'out',
    press: () => write(true, (text) => send({ type: 'desk.emergency', group, text })),
  });
  return [release(words.desk.everyKey, null), ...groups.map(({ id, name }) => release(name, id))];
}

function isOverdue({ where }: DeskKey): boolean {
  return where.at === 'person' && where.overdue;
}

/** "Overdue 2 h. With …" */
function lateRow(key: DeskKey, page: AsidePage): BoardRow {
  const { words, telling } = page;
  const { moments, now } = telling.value;
  const due = key.where.at === 'person' && key.where.due !== null ? Date.parse(key.where.due) : now;
  const note = `${words.home.overdue(moments.length(now - due))}. ${whereText(key, page)}`;
  return { ...keyRow(key, page), note, late: true };
}

/** An alarm in one line; what can be done about it is on the page of alarms. */
function alarmLine(alarm: DeskAlarmView, page: AsidePage): BoardRow {
  const { words, send, near } = page;
  const { severity, since, gone, acknowledged } = alarm;
  const steps = [
    words.severity[severity],
    words.since(near(since)),
    acknowledged === null ? '' : `, ${words.desk.acknowledged(acknowledged.by.name)}`,
    gone === null ? '' : `, ${words.gone}`,
  ];
  return {
    words: alarmTitle(alarm, page),
    note: steps.filter(Boolean).join(' ').replaceAll(' ,', ','),
    sign: 'triangle',
    tone: severity === 'alarm' ? 'fault' : 'overdue',
    press: () => send({ type: 'desk.alarms' }),
  };
}

/** What an alarm is about: slot, key and person. */
export function alarmTitle(
  { kind, slot, keyNumber, person }: Pick<DeskAlarmView, 'kind' | 'slot' | 'keyNumber' | 'person'>,
  { words }: AsidePage,
): string {
  const said = words.alarm({ kind, slots: slot === null ? [] : [slot], gone: false });
  return [said, keyNumber === null ? '' : words.keyNumber(keyNumber), person?.name ?? ''].filter(Boolean).join(', ');
}
