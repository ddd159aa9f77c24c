// The desk of a supervisor as plain screens: now, found, what if, a one-time code, the emergency release. See desk-subjects.ts.
import type { DeskScreen } from '../../controller/contract/desk.ts';
import type { Plain, Row } from '../plain.ts';
import type { AsidePage } from './aside-page.ts';
import { alarmRow, failedRows, faultRow, keyRow, nameRow, noticeLine, personRow } from './desk-rows.ts';
import { deskKeyPage, deskPersonPage } from './desk-subjects.ts';
import { rightsPage, weakPage } from './rights-pages.ts';

type Shown<Name extends DeskScreen['name']> = Extract<DeskScreen, { readonly name: Name }>;
type Asked = Exclude<DeskScreen, Shown<'desk-pin' | 'desk-sign'>>;
type Framed = Exclude<Asked, Shown<'desk-refused' | 'desk-emergency'>>;

/** Every page of the desk but the question for the PIN. */
export function deskPage(screen: Asked, page: AsidePage): Plain {
  const { words, send } = page;
  switch (screen.name) {
    case 'desk-refused':
      return {
        look: 'no',
        sign: 'stop',
        title: words.desk.refusals[screen.code],
        help: [words.ask(screen.contact)],
        endsAt: screen.endsAt,
      };
    case 'desk-emergency': {
      const { group, total, released, current, open, stopping } = screen;
      return {
        title: group ?? words.desk.everyKey,
        lines: [words.desk.progress(released, total)],
        ...(current !== null && { hero: words.desk.current(current.slot, current.open) }),
        groups: [
          [
            words.desk.openSlots,
            open.map(({ slot, key }) => ({ words: words.slotNumber(slot), note: words.keyName(key) })),
          ],
          [words.desk.failed, failedRows(screen, page)],
        ],
        feet: [
          {
            words: words.desk.stop,
            sign: 'stop',
            quiet: true,
            off: stopping,
            press: () => send({ type: 'desk.stop' }),
          },
        ],
      };
    }
    default: {
      const { notice, busy, endsAt } = screen;
      return { alert: noticeLine(notice, page), busy, endsAt, ...pageOf(screen, page) };
    }
  }
}

function pageOf(screen: Framed, page: AsidePage): Plain {
  const { words, near } = page;
  switch (screen.name) {
    case 'desk-now':
      return nowPage(screen, page);
    case 'desk-found':
      return {
        title: words.desk.foundFor(screen.text),
        lines: more(screen, page),
        groups: [
          ['', [findRow(page)]],
          [words.desk.keys, screen.keys.map((key) => keyRow(key, page))],
          [words.desk.people, screen.people.map((person) => personRow(person, page))],
        ],
      };
    case 'desk-key':
      return deskKeyPage(screen, page);
    case 'desk-person':
      return deskPersonPage(screen, page);
    case 'desk-who':
      return {
        title: words.keyName(screen.key),
        lines: [words.desk.at(near(screen.at)), ...more(screen, page)],
        groups: [
          [words.desk.may, screen.may.map((person) => nameRow(person, page))],
          [words.desk.mayNot, screen.mayNot.map(({ person, why }) => nameRow(person, page, words.why(why)))],
        ],
      };
    case 'desk-what':
      return {
        title: screen.person.name,
        lines: [words.desk.at(near(screen.at)), ...more(screen, page)],
        groups: [
          [words.desk.may, screen.may.map((key) => ({ words: words.keyName(key) }))],
          [
            words.desk.mayNot,
            screen.mayNot.map(({ key, why }) => ({ words: words.keyName(key), note: words.why(why) })),
          ],
        ],
      };
    case 'desk-rights':
      return rightsPage(screen, page);
    case 'desk-weak':
      return weakPage(screen, page);
    case 'desk-secret': {
      const { of, person, secret, expires } = screen;
      return {
        title: words.desk.secret(of, person.name),
        hero: secret,
        lines: [words.desk.once, ...(expires === null ? [] : [words.home.due(near(expires))])],
      };
    }
    case 'desk-released':
      return {
        title: words.desk.progress(screen.released, screen.total),
        groups: [[words.desk.failed, failedRows(screen, page)]],
      };
  }
}

function nowPage(screen: Shown<'desk-now'>, page: AsidePage): Plain {
  const { words, send, choose, write, near } = page;
  const { counts, away, suspended, faults, alarms, reviews, groups } = screen;
  const release = (title: string, group: string | null): Row => {
    const give = (text: string): Row => ({
      words: words.desk.hold,
      hold: true,
      press: () => send({ type: 'desk.emergency', group, text }),
    });
    return {
      words: title,
      press: () => write(true, (text) => choose({ title, lines: [words.desk.holdHint], feet: [give(text)] })),
    };
  };
  const releases = [release(words.desk.everyKey, null), ...groups.map(({ id, name }) => release(name, id))];
  const emergency: Row = {
    words: words.desk.emergency,
    sign: 'triangle',
    press: () => choose({ title: words.desk.emergency, groups: [['', releases]] }),
  };
  const review = groups.map(
    ({ id, name }): Row => ({ words: name, press: () => send({ type: 'desk.rights', of: 'group', id }) }),
  );
  const rights: Row = {
    words: words.rights.review,
    sign: 'check',
    press: () => choose({ title: words.rights.review, groups: [['', review]] }),
  };
  const weak: Row = {
    words: words.weak.title,
    note: words.weak.count(counts.weak),
    sign: 'badge',
    press: () => send({ type: 'desk.weak_badges' }),
  };
  return {
    title: words.desk.title,
    lines: [words.desk.counts(counts)],
    groups: [
      ['', [findRow(page), rights, weak, emergency]],
      [words.desk.alarms, alarms.map((alarm) => alarmRow(alarm, page))],
      [
        words.desk.reviews,
        reviews.map(({ intent, person, key, at, yours }) => ({
          words: words.keyName(key),
          note: `${person.name}, ${near(at)}.${yours ? ` ${words.desk.byOther}` : ''}`,
          off: yours,
          press: () => write(true, (text) => send({ type: 'desk.review', intent, text })),
        })),
      ],
      [words.desk.away, away.map((key) => keyRow(key, page))],
      [words.desk.faultList, faults.map((fault) => faultRow(fault, page))],
      [words.desk.suspended, suspended.map((person) => personRow(person, page))],
    ],
  };
}

function findRow({ words, open, send }: AsidePage): Row {
  const done = (text: string) => send({ type: 'desk.find', text });
  return {
    words: words.desk.find,
    sign: 'place',
    press: () => open({ kind: 'text', title: words.desk.find, needed: true, most: 64, done }),
  };
}

function more(screen: { readonly more: boolean }, { words }: AsidePage): readonly string[] {
  return screen.more ? [words.desk.more] : [];
}
