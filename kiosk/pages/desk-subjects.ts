// K17: one key and one person at the desk of a supervisor: their state, what can be done in the order of need, what happened.
// Names people; shown to nobody else. What changes something with one press is asked once more.
import type { DeskScreen } from '../../controller/contract/desk.ts';
import type { DeskKey } from '../../controller/contract/desk-records.ts';
import type { Plain, Plate, Row } from '../plain.ts';
import type { AsidePage } from './aside-page.ts';
import { MILEAGE_DIGITS, readingRow } from './asking-pages.ts';
import { askedAgain, faultRow, keyRow, nameRow, personNote } from './desk-rows.ts';
import { forceRows } from './force-pages.ts';
import { toldIn } from './history-pages.ts';
import { opensRows } from './lost-pages.ts';

type Shown<Name extends DeskScreen['name']> = Extract<DeskScreen, { readonly name: Name }>;

export function deskKeyPage(screen: Shown<'desk-key'>, page: AsidePage): Plain {
  const { words, near } = page;
  const { key, faults, bookings, reading, opens, equals, history } = screen;
  const booked = bookings.map(({ person, from, until }) => nameRow(person, page, words.span(near(from), near(until))));
  return {
    title: words.keyName(key),
    lines: [
      ...(key.codeName === null ? [] : [key.codeName]),
      ...(key.misplaced === undefined ? [] : [words.desk.misplaced(key.misplaced)]),
      ...(key.sensing === undefined || key.sensing === 'fob' ? [] : [words.desk.sensing[key.sensing]]),
    ],
    plate: { ...plateOf(key, page), call: screen.reach === null ? null : words.history.call(screen.reach) },
    groups: [
      ['', inOrderOfNeed(keyActs(screen, page))],
      [words.desk.faultList, faults.map((fault) => faultRow(fault, page))],
      [words.history.opens, opensRows(opens, page)],
      [words.history.equals, equals.map((equal) => keyRow(equal, page))],
      [words.desk.bookings, booked],
      [words.vehicle.last, reading === null ? [] : [readingRow(reading, words, near(reading.at))]],
    ],
    told: toldIn(history, { kind: 'key', key }, page),
  };
}

export function deskPersonPage(screen: Shown<'desk-person'>, page: AsidePage): Plain {
  const { words, near } = page;
  const { person, keys, badges, suspension, history, reach } = screen;
  const { name, number, standing } = person;
  const isIn = standing === 'active';
  return {
    title: name,
    lines: [personNote(person, page), ...(number === null ? [] : [words.desk.number(number)])].filter(Boolean),
    plate: {
      sign: isIn ? 'person' : 'stop',
      tone: isIn ? 'in' : 'astray',
      words: words.history.standing[standing],
      notes: suspension === null ? [] : [words.desk.suspendedBy(suspension.by.name, near(suspension.since))],
      call: reach === null ? null : words.history.call(reach),
    },
    groups: [
      [words.desk.keys, keys.map((key) => keyRow(key, page))],
      ['', inOrderOfNeed(personActs(screen, page))],
      [words.desk.badges, badges.map((strength, index) => badgeRow(screen, index + 1, strength === 'weak', page))],
    ],
    told: toldIn(history, { kind: 'person', person }, page),
  };
}

function plateOf({ where, slot, number }: DeskKey, { words, near, telling }: AsidePage): Omit<Plate, 'call'> {
  if (where.at === 'nowhere') return { number, sign: 'question', tone: 'astray', words: words.desk.nowhere, notes: [] };
  const since = words.lost.since(near(where.since));
  switch (where.at) {
    case 'slot':
      return {
        number,
        sign: 'key',
        tone: 'in',
        words: slot === null ? words.desk.inSlot : words.slotNumber(slot),
        notes: [since],
      };
    case 'person': {
      const due = where.due === null ? words.home.noLimit : words.home.due(near(where.due));
      const held = { number, words: words.desk.with(where.person.name) };
      if (!where.overdue || where.due === null) return { ...held, sign: 'person', tone: 'out', notes: [since, due] };
      const { moments, now } = telling.value;
      const late = words.home.overdue(moments.length(now - Date.parse(where.due)));
      return { ...held, sign: 'clock', tone: 'overdue', notes: [`${late}. ${due}`, since] };
    }
    case 'unaccounted': {
      const during = where.during === null ? [] : [words.desk.during(where.during.name)];
      return { number, sign: 'question', tone: 'astray', words: words.desk.missing, notes: [since, ...during] };
    }
    default: {
      const person = where.person === null ? [] : [where.person.name];
      return {
        number,
        sign: 'question',
        tone: 'astray',
        words: words.desk.astray[where.at],
        notes: [since, ...person],
      };
    }
  }
}

function keyActs(screen: Shown<'desk-key'>, page: AsidePage): readonly Row[] {
  const { words, send, pick, write, open, telling } = page;
  const { key, lost } = screen;
  const { id, where } = key;
  const { now } = telling.value;
  const due = where.at === 'person' && where.due !== null ? Date.parse(where.due) : null;
  const extend = (until: string) => write(true, (text) => send({ type: 'desk.extend', key: id, until, text }));
  const mileage = (read: number | null) =>
    read !== null && write(true, (text) => send({ type: 'desk.correct_mileage', key: id, mileage: read, text }));
  return [
    ...(lost === null
      ? []
      : [
          {
            words: words.lost.open,
            note: words.lost.progress(lost),
            sign: 'question' as const,
            tone: 'fault' as const,
            press: () => send({ type: 'desk.lost', key: id }),
          },
          foundRow(key, page),
        ]),
    ...('person' in where && where.person !== null ? [nameRow(where.person, page)] : []),
    {
      words: words.desk.extend,
      sign: 'clock',
      ...(due === null && { off: true, note: where.at === 'person' ? words.history.noDue : words.desk.notHeld }),
      press: () => pick(words.desk.extend, Math.max(now, due ?? 0), extend),
    },
    ...(lost === null ? [lostRow(key, page)] : []),
    ...forceRows(screen.force, key, page),
    {
      words: words.desk.who,
      sign: 'question',
      press: () => pick(words.desk.who, now, (at) => send({ type: 'desk.who_could_take', key: id, at })),
    },
    ...(key.class === 'vehicle'
      ? [
          {
            words: words.correct.button,
            sign: 'car' as const,
            press: () => open({ kind: 'number', title: words.correct.title, most: MILEAGE_DIGITS, done: mileage }),
          },
        ]
      : []),
  ];
}

function lostRow({ id, where }: DeskKey, { words, send, write }: AsidePage): Row {
  return {
    words: words.desk.reportLost,
    sign: 'cross',
    ...(where.at === 'slot' && { off: true, note: words.desk.inSlot }),
    press: () => write(true, (text) => send({ type: 'desk.report_lost', key: id, text })),
  };
}

function foundRow(key: DeskKey, page: AsidePage): Row {
  const { words, send } = page;
  const { sure, yes } = words.history;
  const press = () => send({ type: 'desk.report_found', key: key.id });
  return askedAgain(
    { words: words.desk.found, sign: 'check' },
    [words.keyName(key), sure.found],
    yes.found,
    press,
    page,
  );
}

function personActs(screen: Shown<'desk-person'>, page: AsidePage): readonly Row[] {
  const { words, send, choose, pick, write, telling } = page;
  const { yourself, suspension } = screen;
  const { id: person, name } = screen.person;
  const { sure, yes } = words.history;
  const suspend = (silent: boolean) => ({
    words: silent ? words.desk.silently : words.desk.openly,
    press: () => write(true, (text) => send({ type: 'desk.suspend', person, silent, text })),
  });
  const block: Row =
    suspension === null
      ? {
          words: words.desk.suspend,
          sign: 'stop',
          press: () =>
            choose({ title: words.desk.suspend, lines: [name], groups: [['', [suspend(false), suspend(true)]]] }),
        }
      : {
          words: words.desk.reinstate,
          sign: 'check',
          press: () => write(false, (text) => send({ type: 'desk.reinstate', person, text })),
        };
  return [
    { ...block, ...(yourself && { off: true, note: words.desk.yourself }) },
    {
      words: words.desk.what,
      sign: 'question',
      press: () => pick(words.desk.what, telling.value.now, (at) => send({ type: 'desk.what_could_take', person, at })),
    },
    {
      words: words.rights.ofPerson,
      sign: 'shield',
      press: () => send({ type: 'desk.rights', of: 'person', id: person }),
    },
    {
      words: words.board.enrol,
      sign: 'badge',
      press: () => send({ type: 'desk.enrol_badge', person }),
    },
    askedAgain(
      { words: words.desk.code, sign: 'badge' },
      [name, sure.code],
      yes.code,
      () => send({ type: 'desk.issue_code', person }),
      page,
    ),
    askedAgain(
      { words: words.desk.pin, sign: 'lock' },
      [name, sure.pin],
      yes.pin,
      () => send({ type: 'desk.issue_pin', person }),
      page,
    ),
  ];
}

function badgeRow({ person: { id, name } }: Shown<'desk-person'>, badge: number, weak: boolean, page: AsidePage): Row {
  const { words, send } = page;
  const press = () => send({ type: 'desk.revoke_badge', person: id, badge });
  const row = { words: words.desk.badge(badge, weak), sign: 'badge' } as const;
  return askedAgain(row, [name, words.history.sure.revoke], words.desk.revoke, press, page);
}

/** What cannot be done comes last, with its reason. */
function inOrderOfNeed(acts: readonly Row[]): readonly Row[] {
  return acts.toSorted((a, b) => Number(a.off ?? false) - Number(b.off ?? false));
}
