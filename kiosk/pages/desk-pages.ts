// The desk of a supervisor as plain screens: what if, a badge to enrol, a one-time code, the emergency release. See desk-subjects.ts.
import type { DeskScreen } from '../../controller/contract/desk.ts';
import type { Plain } from '../plain.ts';
import type { AsidePage } from './aside-page.ts';
import { nameRow, noticeLine } from './desk-rows.ts';
import { deskKeyPage, deskPersonPage } from './desk-subjects.ts';
import { forcedPage, releasedPage } from './force-pages.ts';
import { timelinePage } from './history-pages.ts';
import { lostPage } from './lost-pages.ts';
import { rightsPage, weakPage } from './rights-pages.ts';

type Shown<Name extends DeskScreen['name']> = Extract<DeskScreen, { readonly name: Name }>;
type Asked = Exclude<
  DeskScreen,
  | Shown<
      | 'desk-enrol'
      | 'desk-pin'
      | 'desk-sign'
      | 'desk-secure'
      | 'desk-confirm'
      | 'desk-forcing'
      | 'desk-emergency'
      | 'desk-now'
    >
  | Board
>;
/** Screens with a part of their own. */
type Board = Shown<'desk-found' | 'desk-map' | 'desk-alarms'>;
type Framed = Exclude<Asked, Shown<'desk-refused'>>;

/** Every page of the desk but the question for the PIN. */
export function deskPage(screen: Asked, page: AsidePage): Plain {
  const { words } = page;
  switch (screen.name) {
    case 'desk-refused':
      return {
        look: 'no',
        sign: 'stop',
        title: words.desk.refusals[screen.code],
        help: [words.ask(screen.contact)],
        endsAt: screen.endsAt,
      };
    default: {
      const { notice, busy, endsAt } = screen;
      return { alert: noticeLine(notice, page), busy, endsAt, ...pageOf(screen, page) };
    }
  }
}

function pageOf(screen: Framed, page: AsidePage): Plain {
  const { words, near } = page;
  switch (screen.name) {
    case 'desk-key':
      return deskKeyPage(screen, page);
    case 'desk-person':
      return deskPersonPage(screen, page);
    case 'desk-timeline':
      return timelinePage(screen, page);
    case 'desk-lost':
      return lostPage(screen, page);
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
    case 'desk-forced':
      return forcedPage(screen, page);
    case 'desk-released':
      return releasedPage(screen, page);
  }
}

function more(screen: { readonly more: boolean }, { words }: AsidePage): readonly string[] {
  return screen.more ? [words.desk.more] : [];
}
