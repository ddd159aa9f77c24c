// One key and one person at the desk of a supervisor, as plain screens. Names people; shown to nobody else.
import type { DeskScreen } from '../../controller/contract/desk.ts';
import type { Plain, Row } from '../plain.ts';
import type { AsidePage } from './aside-page.ts';
import { MILEAGE_DIGITS, readingRow } from './asking-pages.ts';
import { faultRow, keyRow, nameRow, personNote, whereText } from './desk-rows.ts';

type Shown<Name extends DeskScreen['name']> = Extract<DeskScreen, { readonly name: Name }>;

export function deskKeyPage(screen: Shown<'desk-key'>, page: AsidePage): Plain {
  const { words, send, pick, write, open, near, telling } = page;
  const { key, faults, bookings, reading } = screen;
  const { id, where } = key;
  const { now } = telling.value;
  const due = where.at === 'person' && where.due !== null ? Date.parse(where.due) : 0;
  const extend = (until: string) => write(true, (text) => send({ type: 'desk.extend', key: id, until, text }));
  const acts: Row[] = [
    {
      words: words.desk.extend,
      sign: 'clock',
      ...(where.at !== 'person' && { off: true, note: words.desk.notHeld }),
      press: () => pick(words.desk.extend, Math.max(now, due), extend),
    },
    {
      words: words.desk.who,
      sign: 'question',
      press: () => pick(words.desk.who, now, (at) => send({ type: 'desk.who_could_take', key: id, at })),
    },
    where.at === 'lost'
      ? { words: words.desk.found, sign: 'check', press: () => send({ type: 'desk.report_found', key: id }) }
      : {
          words: words.desk.reportLost,
          sign: 'cross',
          ...(where.at === 'slot' && { off: true, note: words.desk.inSlot }),
          press: () => write(true, (text) => send({ type: 'desk.report_lost', key: id, text })),
        },
  ];
  if (key.class === 'vehicle') {
    const done = (mileage: number | null) =>
      mileage !== null && write(true, (text) => send({ type: 'desk.correct_mileage', key: id, mileage, text }));
    acts.push({
      words: words.correct.button,
      sign: 'car',
      press: () => open({ kind: 'number', title: words.correct.title, most: MILEAGE_DIGITS, done }),
    });
  }
  if ('person' in where && where.person !== null) acts.unshift(nameRow(where.person, page));
  const booked = bookings.map(({ person, from, until }) => nameRow(person, page, words.span(near(from), near(until))));
  return {
    title: words.keyName(key),
    lines: [
      ...(key.codeName === null ? [] : [key.codeName]),
      whereText(key, page),
      ...(key.misplaced === undefined ? [] : [words.desk.misplaced(key.misplaced)]),
      ...(key.sensing === undefined || key.sensing === 'fob' ? [] : [words.desk.sensing[key.sensing]]),
    ],
    groups: [
      ['', acts],
      [words.desk.faultList, faults.map((fault) => faultRow(fault, page))],
      [words.desk.bookings, booked],
      [words.vehicle.last, reading === null ? [] : [readingRow(reading, words, near(reading.at))]],
    ],
  };
}

export function deskPersonPage(screen: Shown<'desk-person'>, page: AsidePage): Plain {
  const { words, send, choose, pick, write, near, telling } = page;
  const { person: whole, yourself, keys, badges, suspension } = screen;
  const { id: person, name, number } = whole;
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
  const revoke = (badge: number): Row => ({
    words: words.desk.revoke,
    sign: 'cross',
    press: () => send({ type: 'desk.revoke_badge', person, badge }),
  });
  return {
    title: name,
    lines: [
      personNote(whole, page),
      ...(number === null ? [] : [words.desk.number(number)]),
      ...(suspension === null ? [] : [words.desk.suspendedBy(suspension.by.name, near(suspension.since))]),
    ],
    groups: [
      [
        '',
        [
          { ...block, ...(yourself && { off: true, note: words.desk.yourself }) },
          {
            words: words.desk.what,
            sign: 'question',
            press: () =>
              pick(words.desk.what, telling.value.now, (at) => send({ type: 'desk.what_could_take', person, at })),
          },
          {
            words: words.rights.ofPerson,
            sign: 'shield',
            press: () => send({ type: 'desk.rights', of: 'person', id: person }),
          },
          { words: words.desk.code, sign: 'badge', press: () => send({ type: 'desk.issue_code', person }) },
          { words: words.desk.pin, sign: 'lock', press: () => send({ type: 'desk.issue_pin', person }) },
        ],
      ],
      [words.desk.keys, keys.map((key) => keyRow(key, page))],
      [
        words.desk.badges,
        badges.map((strength, index) => {
          const title = words.desk.badge(index + 1, strength === 'weak');
          return { words: title, press: () => choose({ title, lines: [name], feet: [revoke(index + 1)] }) };
        }),
      ],
    ],
  };
}
