// What happened to a key or a person, as lines to be read: the timeline of the desk, and the part of it on their own pages.
// Holds no rule: what is told, and in which order, the controller has decided.
import type { DeskScreen } from '../../controller/contract/desk.ts';
import type {
  HappeningView,
  HistoryView,
  TimelineSubjectView,
  WhoView,
} from '../../controller/contract/desk-history.ts';
import type { Sign } from '../parts/icon.tsx';
import type { Plain, Row, Told, ToldLine } from '../plain.ts';
import type { AsidePage } from './aside-page.ts';

type Shown<Name extends DeskScreen['name']> = Extract<DeskScreen, { readonly name: Name }>;

const SIGNS: Partial<Readonly<Record<HappeningView['kind'], Sign>>> = {
  'release.taken': 'out',
  'release.not_taken': 'key',
  'release.not_opened': 'triangle',
  'release.unknown': 'question',
  'key.returned': 'into',
  'key.handed_over': 'person',
  'key.extended': 'clock',
  'key.overdue': 'clock',
  'key.escalated': 'clock',
  'key.lost': 'question',
  'key.found': 'check',
  'key.removed': 'question',
  'lost.step_done': 'check',
  'access.refused': 'stop',
  'pin.refused': 'stop',
  'staff.suspended': 'stop',
  'staff.reinstated': 'check',
  'fault.reported': 'triangle',
  'fault.cleared': 'check',
  'alarm.raised': 'triangle',
  'alarm.gone': 'check',
  'alarm.acknowledged': 'check',
  'badge.enrolled': 'badge',
  'badge.revoked': 'badge',
  'booking.made': 'star',
  'vehicle.read': 'car',
};

export function timelinePage(screen: Shown<'desk-timeline'>, page: AsidePage): Plain {
  const { words, send } = page;
  const { subject, before, history } = screen;
  const isKey = subject.kind === 'key';
  const back: Row = isKey
    ? { words: words.history.back.key, sign: 'key', press: () => send({ type: 'desk.key', key: subject.key.id }) }
    : {
        words: words.history.back.person,
        sign: 'person',
        press: () => send({ type: 'desk.person', person: subject.person.id }),
      };
  const newest: readonly Row[] = before === null ? [] : [turn(subject, null, words.history.newest, page)];
  const told = toldIn(history, subject, page);
  return {
    title: words.history.title(subject, isKey ? words.keyName(subject.key) : ''),
    lines: before === null ? [] : [words.history.before(before)],
    told: { ...told, heading: '', ways: [] },
    feet: [...told.ways, ...newest, { ...back, quiet: true }],
  };
}

/** The lines of a part of a timeline. @param subject whose it is: not named again */
export function toldIn(history: HistoryView, subject: TimelineSubjectView, page: AsidePage): Told {
  const { words } = page;
  const { entries, earlier, trouble } = history;
  const nothing = entries.length === 0 && earlier === null ? words.history.nothing : null;
  return {
    heading: words.history.heading,
    lines: entries.map((happening) => lineOf(happening, subject, page)),
    note: trouble === null ? nothing : words.history.trouble[trouble],
    ways: earlier === null ? [] : [{ ...turn(subject, earlier, words.history.earlier, page), quiet: true }],
  };
}

/** Somebody in the log, by the name they have today. */
export function whoText({ name }: WhoView, { words }: AsidePage): string {
  return name ?? words.history.erased;
}

function turn(subject: TimelineSubjectView, before: number | null, words: string, { send }: AsidePage): Row {
  const id = subject.kind === 'key' ? subject.key.id : subject.person.id;
  const press = () => send({ type: 'desk.timeline', of: subject.kind, id, before });
  return { words, sign: before === null ? 'up' : 'down', press };
}

function lineOf(happening: HappeningView, subject: TimelineSubjectView, page: AsidePage): ToldLine {
  const { words, near } = page;
  const { entry, at, kind, who, whom, key, slot, due } = happening;
  const isOwn = (one: WhoView | null) => subject.kind === 'person' && one?.id === subject.person.id;
  const doer = who === null || (isOwn(who) && whom === null) ? '' : whoText(who, page);
  const people = whom === null || isOwn(whom) ? doer : words.history.whom(doer, whoText(whom, page));
  const note = [
    people,
    key === null || subject.kind === 'key' ? '' : words.keyName(key),
    slot === null ? '' : words.slotNumber(slot),
    due === undefined ? '' : words.history.until(near(due)),
  ];
  return {
    id: entry,
    when: near(at),
    sign: SIGNS[kind] ?? 'more',
    words: whatText(happening, page),
    note: note.filter(Boolean).join(', '),
  };
}

/** What happened, and to which of its kinds it belongs. */
function whatText({ kind, alarm, fault, step, why }: HappeningView, { words }: AsidePage): string {
  const what = words.history.happened[kind];
  if (alarm !== undefined) return words.named(what, words.alarm({ kind: alarm, slots: [], gone: false }));
  if (fault !== undefined) return words.named(what, words.report.faults[fault]);
  if (step !== undefined) return words.named(what, words.lost.steps[step]);
  return why === undefined || why.length === 0 ? what : words.named(what, words.why(why));
}
