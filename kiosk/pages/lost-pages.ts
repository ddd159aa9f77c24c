// The pack about a lost key: what is done and what is to do, what it opens, who had it, what proves it. Names people; for
// supervisors only. Each step is ticked once, by somebody, with a time; the controller keeps them.
import type { DeskScreen } from '../../controller/contract/desk.ts';
import type { LostPackView, LostStepView } from '../../controller/contract/desk-history.ts';
import type { Plain, Row } from '../plain.ts';
import type { AsidePage } from './aside-page.ts';
import { keyRow } from './desk-rows.ts';
import { whoText } from './history-pages.ts';

/** Signs of a root in one group, so that two can be compared. */
const GROUP = 8;

export function lostPage(screen: Extract<DeskScreen, { readonly name: 'desk-lost' }>, page: AsidePage): Plain {
  const { words, send, choose, near } = page;
  const { key, opens, equals, steps, progress, trouble } = screen;
  const { where } = key;
  const since = where.at === 'lost' ? [words.lost.since(near(where.since))] : [];
  const found: Row = {
    words: words.history.yes.found,
    sign: 'check',
    press: () => send({ type: 'desk.report_found', key: key.id }),
  };
  const isComplete = progress.done === progress.of;
  return {
    title: words.lost.title(words.keyName(key)),
    plate: {
      number: key.number,
      sign: isComplete ? 'check' : 'question',
      tone: 'astray',
      words: words.lost.progress(progress),
      notes: [...since, ...(isComplete ? [words.lost.complete] : [])],
      call: null,
    },
    groups: [
      [words.lost.todo, steps.filter(({ done }) => done === null).map((step) => openRow(step, screen, page))],
      [words.lost.did, steps.flatMap((step) => doneRow(step, page))],
      [words.history.opens, opensRows(opens, page)],
      [words.history.equals, equals.map((equal) => keyRow(equal, page))],
      [words.lost.holders, holderRows(screen, page)],
      [
        words.lost.evidence,
        [
          ...(trouble === null ? [] : [{ words: words.history.trouble[trouble], sign: 'triangle' as const }]),
          ...evidenceRows(screen, page),
        ],
      ],
    ],
    feet: [
      {
        words: words.desk.found,
        sign: 'check',
        quiet: true,
        press: () => choose({ title: words.keyName(key), lines: [words.history.sure.found], feet: [found] }),
      },
      { words: words.history.back.key, sign: 'key', quiet: true, press: () => send({ type: 'desk.key', key: key.id }) },
    ],
  };
}

/** What a key opens; says so when nobody has noted it. */
export function opensRows(opens: readonly string[], { words }: AsidePage): readonly Row[] {
  return opens.length === 0
    ? [{ words: words.history.opensUnknown, sign: 'question' }]
    : opens.map((door) => ({ words: door, sign: 'door' }));
}

function openRow({ step, noted }: LostStepView, { key }: LostPackView, { words, write, send }: AsidePage): Row {
  return {
    words: words.lost.steps[step],
    note: words.lost.hints[step],
    sign: 'box',
    press: () => write(noted, (text) => send({ type: 'desk.lost_step', key: key.id, step, text })),
  };
}

function doneRow({ step, done }: LostStepView, page: AsidePage): readonly Row[] {
  const { words, near } = page;
  if (done === null) return [];
  const note = [`${whoText(done.by, page)}, ${near(done.at)}`, done.text].filter(Boolean).join('. ');
  return [{ words: words.lost.steps[step], note, sign: 'check' }];
}

function holderRows({ holders }: LostPackView, page: AsidePage): readonly Row[] {
  const { words, near, send } = page;
  if (holders.length === 0) return [{ words: words.lost.nobody, sign: 'question' }];
  return holders.map(({ who, since, reach }) => ({
    words: whoText(who, page),
    note: [words.since(near(since)), reach === null ? '' : words.history.call(reach)].filter(Boolean).join('. '),
    sign: 'person',
    ...(who.name !== null && { press: () => send({ type: 'desk.person', person: who.id }) }),
  }));
}

function evidenceRows({ evidence }: LostPackView, { words }: AsidePage): readonly Row[] {
  const { entries, size, root } = evidence;
  const groups = Array.from({ length: root.length / GROUP }, (_, at) => root.slice(at * GROUP, (at + 1) * GROUP));
  return [
    ...(entries.length === 0 ? [] : [{ words: words.lost.entries(entries.join(', ')), note: words.lost.prove }]),
    { words: words.lost.root(size), note: groups.join(' '), sign: 'shield' },
  ];
}
