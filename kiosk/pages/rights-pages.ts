// What rights give whom, sheet by sheet, and who carries badges that are easy to copy, as plain screens. For supervisors only.
import type { DeskScreen } from '../../controller/contract/desk.ts';
import type { RightsLineView } from '../../controller/contract/desk-rights.ts';
import type { Plain, Row } from '../plain.ts';
import type { AsidePage } from './aside-page.ts';
import { personNote } from './desk-rows.ts';

type Shown<Name extends DeskScreen['name']> = Extract<DeskScreen, { readonly name: Name }>;

/** It is signed on its last sheet, so that nobody signs what they have not seen. */
export function rightsPage(screen: Shown<'desk-rights'>, page: AsidePage): Plain {
  const { words, send, write, near } = page;
  const { subject, lines, sheet, sheets, last, notice } = screen;
  const leaf = (title: string, to: number): Row => ({
    words: title,
    sign: to > sheet ? 'down' : 'up',
    press: () => send({ type: 'desk.leaf', sheet: to }),
  });
  const again: Row = {
    words: words.rights.again,
    sign: 'question',
    press: () => send({ type: 'desk.rights', of: subject.kind, id: subject.id }),
  };
  const sign: Row = {
    words: words.rights.sign,
    sign: 'check',
    press: () => write(false, (text) => send({ type: 'desk.sign', text })),
  };
  const ahead = notice?.fault === 'rights_changed' ? again : sheet < sheets ? leaf(words.rights.next, sheet + 1) : sign;
  const isSigned = notice !== null && notice.fault === null;
  const before: Row = { ...leaf(words.rights.before, sheet - 1), quiet: true };
  return {
    title: words.rights.title(subject.name),
    lines: [
      words.rights.sheet(sheet, sheets),
      last === null ? words.rights.never : words.rights.last(last, near(last.at)),
      ...(lines.length === 0 ? [words.rights.nobody] : []),
    ],
    groups: [['', lines.map((line) => lineRow(line, subject.kind === 'group', page))]],
    // Whoever has just signed is not asked to sign once more.
    feet: [...(isSigned ? [] : [ahead]), ...(sheet > 1 ? [before] : [])],
  };
}

export function weakPage({ people, more }: Shown<'desk-weak'>, page: AsidePage): Plain {
  const { words, send } = page;
  return {
    title: words.weak.title,
    lines: [
      ...(people.length === 0 ? [words.weak.nobody] : [words.weak.count(people.length)]),
      ...(more ? [words.desk.more] : []),
    ],
    groups: [
      [
        '',
        people.map(({ person, weak, strong }) => ({
          words: person.name,
          note: [words.weak.carries(weak, strong), personNote(person, page)].filter(Boolean).join('. '),
          sign: 'badge',
          press: () => send({ type: 'desk.person', person: person.id }),
        })),
      ],
    ],
  };
}

/** @param named whether the line is one of several people */
function lineRow(line: RightsLineView, named: boolean, { words, near }: AsidePage): Row {
  const { person, standing, badge, why, glass, booked } = line;
  const keys = words.rights.keys(line);
  const isSaid = why.some((code) => code.startsWith('staff_'));
  const said = [
    ...(named ? [keys] : []),
    booked === undefined
      ? words.rights.may(line)
      : words.rights.booked(words.span(near(booked.from), near(booked.until))),
    glass === true ? words.rights.glass : '',
    isSaid ? '' : words.desk.standings[standing],
    words.rights.badges[badge],
  ];
  return {
    words: named ? person.name : keys,
    note: said.filter(Boolean).join('. '),
    sign:
      booked !== undefined
        ? 'clock'
        : glass === true && why.length > 0
          ? 'triangle'
          : why.length > 0
            ? 'stop'
            : badge === 'strong'
              ? 'check'
              : 'triangle',
  };
}
