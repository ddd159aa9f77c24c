// The moments of a visit as plain screens: it starts, close the door (K10), done (K11), back, refused (K13), still there? (K14).
// Success is said only after the sensors agree; a refusal always says who can help.
import type { CabinetSnapshot, HeldKey, KeyView, Screen } from '../../controller/contract/snapshot.ts';
import { isBreakdown } from '../breakdown.ts';
import type { Page } from '../page.ts';
import type { Plain, Row } from '../plain.ts';
import { glassRow, reportRows } from './way-rows.ts';

type Shown<Name extends Screen['name']> = Extract<Screen, { readonly name: Name }>;

const STEPS = ['reaching', 'connecting', 'reconciling'] as const;

/** K1, step by step. @param screen null = the controller itself has not been heard yet */
export function startingPage(screen: Shown<'starting'> | null, { words }: Page): Plain {
  const current = STEPS.indexOf(screen?.step ?? 'reaching');
  const waitingFor = screen?.waitingFor ?? [];
  return {
    title: words.starting.title,
    groups: [
      [
        '',
        STEPS.map(
          (step, index): Row => ({
            words: words.starting[step],
            sign: index < current ? 'check' : index === current ? 'clock' : 'more',
            note: index === current && waitingFor.length > 0 ? words.starting.waitingFor(waitingFor) : null,
          }),
        ),
      ],
    ],
  };
}

export function closeDoorPage(screen: Shown<'close-door'>, snapshot: CabinetSnapshot, page: Page): Plain {
  const { words } = page;
  return {
    look: 'here',
    sign: 'door',
    title: words.closeDoor.title,
    lines: [words.closeDoor.hint],
    groups: [['', outcomeRows(screen, page)]],
    feet: snapshot.session === null ? [] : feet(screen.returned, page),
  };
}

export function donePage(screen: Shown<'done'>, { session }: CabinetSnapshot, page: Page): Plain {
  const { words, send } = page;
  const rows = outcomeRows(screen, page);
  const [only, ...others] = rows;
  const finish: Row = { words: words.done.finish, sign: 'leave', press: () => send({ type: 'session.end' }) };
  return {
    look: 'done',
    sign: 'check',
    title: others.length > 0 ? words.done.summary : (only?.words ?? words.done.nothing),
    ...(others.length > 0 ? { groups: [['', rows]] } : { lines: [only?.note ?? ''] }),
    feet: session === null ? [] : [finish, ...feet(screen.returned, page)],
  };
}

/** A key came home with nobody at the screen. */
export function returnedPage({ slot, key, unsigned, sensing = 'fob' }: Shown<'returned'>, { words }: Page): Plain {
  const title = `${words.done.back(key)} ${words.returned.slot(slot)}`;
  const more = [unsigned ? words.returned.unsigned : null, words.blind[sensing]].filter((line) => line !== null);
  return { look: 'done', sign: 'check', title, lines: [key.name, ...more] };
}

export function refusedPage(screen: Shown<'refused'>, { session }: CabinetSnapshot, page: Page): Plain {
  const { words, send, telling } = page;
  const { key, refusals, canBreakGlass, rest, endsAt } = screen;
  const broken = refusals.some(isBreakdown);
  const [first = '', ...others] = refusals.map((refusal) => words.refusal(refusal, telling.value));
  const contacts = [...new Set(refusals.map(({ contact }) => contact))];
  const back: Row = {
    words: key === null ? words.back : words.done.more,
    sign: 'back',
    press: () => send({ type: 'screen.back' }),
  };
  return {
    look: broken ? 'broken' : 'no',
    sign: broken ? 'triangle' : 'stop',
    title: first,
    lines: [
      ...others,
      ...(key === null ? [] : [words.keyName(key)]),
      ...(rest.length === 0 ? [] : [words.home.rest(rest)]),
    ],
    help: contacts.map(words.ask),
    feet: session === null ? [] : [back, ...(canBreakGlass ? [glassRow(page)] : [])],
    endsAt,
  };
}

export function stillTherePage({ endsAt }: Shown<'still-there'>, { words, send }: Page): Plain {
  return {
    look: 'here',
    sign: 'question',
    title: words.stillThere.title,
    lines: [words.stillThere.hint],
    feet: [
      { words: words.stillThere.yes, sign: 'check', press: () => send({ type: 'session.continue' }) },
      { words: words.signOut, sign: 'leave', press: () => send({ type: 'session.end' }) },
    ],
    endsAt,
  };
}

interface Outcome {
  readonly taken: readonly HeldKey[];
  readonly returned: readonly KeyView[];
  readonly handedOver: readonly KeyView[];
}

/** What a visit came to: the keys that a person has now, until when, the keys that are back or with somebody else. */
function outcomeRows({ taken, returned, handedOver }: Outcome, { words, near }: Page): readonly Row[] {
  const row = (said: string, { name }: KeyView): Row => ({ words: said, note: name, sign: 'check' });
  return [
    ...taken.map((key): Row => {
      const until = key.due === null ? '' : ` ${words.done.until(near(key.due))}`;
      return { ...row(words.done.have(key) + until, key), sign: 'person' };
    }),
    ...returned.map((key) => row(words.done.back(key), key)),
    ...handedOver.map((key) => row(words.done.handed(key), key)),
  ];
}

/** On to more keys, or to what is to be said of those that are back. */
function feet(returned: readonly KeyView[], page: Page): readonly Row[] {
  const { words, send, choose } = page;
  const report = { title: words.reporting.button, groups: [['', reportRows(returned, page)]] } as const;
  return [
    { words: words.done.more, sign: 'back', press: () => send({ type: 'screen.back' }) },
    ...(returned.length === 0
      ? []
      : [{ words: words.reporting.button, sign: 'triangle', press: () => choose(report) } as const]),
  ];
}
