// The ends of a visit as plain screens: close the door (K10), done (K11), back, refused (K13), still there? (K14).
// Success is said only after the sensors agree; a refusal always says the rule, until when, and who can help.
import type { RefusalView } from '../../controller/contract/refusal-view.ts';
import type { CabinetSnapshot, HeldKey, KeyView, Screen } from '../../controller/contract/snapshot.ts';
import { isBreakdown } from '../breakdown.ts';
import type { Plain, Row } from '../plain.ts';
import type { AsidePage } from './aside-page.ts';
import { glassRow, reportRows } from './way-rows.ts';

type Shown<Name extends Screen['name']> = Extract<Screen, { readonly name: Name }>;

export function closeDoorPage(screen: Shown<'close-door'>, { session }: CabinetSnapshot, page: AsidePage): Plain {
  const [title, hint] = page.words.visit.closeDoor[screen.urgency];
  const rows = outcomeRows(screen, page);
  const [way, ...others] = feet(screen.returned, page);
  return {
    look: screen.urgency === 'alarm' ? 'alarm' : 'here',
    title,
    ...(screen.urgency !== 'none' && { alert: hint }),
    lines: [...(screen.urgency === 'none' ? [hint] : []), ...(rows.length === 1 ? rows.map(({ words }) => words) : [])],
    groups: [['', rows.length === 1 ? [] : rows]],
    feet: session === null || way === undefined ? [] : [{ ...way, quiet: true }, ...others],
  };
}

export function donePage(screen: Shown<'done'>, { session }: CabinetSnapshot, page: AsidePage): Plain {
  const { words, send } = page;
  const rows = outcomeRows(screen, page);
  const [only, ...others] = rows;
  const finish: Row = { words: words.visit.finish, sign: 'leave', press: () => send({ type: 'session.end' }) };
  return {
    look: 'done',
    sign: 'check',
    title: others.length > 0 ? words.visit.summary : (only?.words ?? words.visit.nothing),
    ...(others.length > 0 ? { groups: [['', rows]] } : { lines: [only?.note ?? ''] }),
    feet: session === null ? [] : [finish, ...feet(screen.returned, page)],
  };
}

/** A key came home with nobody at the screen. */
export function returnedPage({ slot, key, unsigned, sensing = 'fob' }: Shown<'returned'>, { words }: AsidePage): Plain {
  const more = [unsigned ? words.visit.unsigned : null, words.blind[sensing]].filter((line) => line !== null);
  return { look: 'done', sign: 'check', title: words.visit.backIn(key, slot), lines: [key.name, ...more] };
}

export function refusedPage(screen: Shown<'refused'>, { session }: CabinetSnapshot, page: AsidePage): Plain {
  const { words, send } = page;
  const { key, refusals, canBreakGlass, rest, endsAt } = screen;
  const broken = refusals.some(isBreakdown);
  const [first = '', ...others] = refusals.map((refusal) => ruleOf(refusal, page));
  const back: Row = {
    words: key === null ? words.back : words.toKeys,
    sign: 'back',
    press: () => send({ type: 'screen.back' }),
  };
  return {
    look: broken ? 'broken' : 'no',
    sign: broken ? 'triangle' : 'stop',
    title: first,
    lines: others,
    beside: [...(key === null ? [] : [words.keyName(key)]), ...(rest.length === 0 ? [] : [words.home.rest(rest)])],
    until: distinct(refusals.flatMap((refusal) => untilOf(refusal, page) ?? [])),
    help: distinct(refusals.map(({ contact }) => words.ask(contact))),
    feet: session === null ? [] : [back, ...(canBreakGlass ? [glassRow(page)] : [])],
    endsAt,
  };
}

/** One answer and no other beside it: whoever does not want to go on signs out at the top. */
export function stillTherePage({ words, send }: AsidePage): Plain {
  const { title, yes, hint } = words.visit.stillThere;
  return {
    look: 'here',
    title,
    lines: [hint],
    feet: [{ words: yes, sign: 'check', press: () => send({ type: 'session.continue' }) }],
  };
}

/** The rule; without its time where that is said beneath it. */
function ruleOf(refusal: RefusalView, { words, telling }: AsidePage): string {
  const rule = refusal.code === 'outside_schedule' && refusal.opens === null ? null : words.visit.rule(refusal.code);
  return rule ?? words.refusal(refusal, telling.value);
}

/** Until when it holds the person up; null = nothing can be said of that. */
function untilOf(refusal: RefusalView, { words: { visit }, near }: AsidePage): string | null {
  switch (refusal.code) {
    case 'staff_not_yet_valid':
      return visit.from(near(refusal.from));
    case 'outside_schedule':
      return refusal.opens === null ? null : visit.from(near(refusal.opens));
    case 'booked_by_other':
      return visit.until(near(refusal.until));
    default:
      return visit.ends(refusal.code);
  }
}

interface Outcome {
  readonly taken: readonly HeldKey[];
  readonly returned: readonly KeyView[];
  readonly handedOver: readonly KeyView[];
}

/** What a visit came to: the keys that a person has now, until when, the keys that are back or with somebody else. */
function outcomeRows({ taken, returned, handedOver }: Outcome, { words: { visit }, near }: AsidePage): readonly Row[] {
  const row = (said: string, { name }: KeyView): Row => ({ words: said, note: name, sign: 'check' });
  return [
    ...taken.map((key): Row => {
      return { ...row(visit.have(key, key.due === null ? null : near(key.due)), key), sign: 'person' };
    }),
    ...returned.map((key) => row(visit.back(key), key)),
    ...handedOver.map((key) => row(visit.handed(key), key)),
  ];
}

/** On to more keys, or to what is to be said of those that are back. */
function feet(returned: readonly KeyView[], page: AsidePage): readonly Row[] {
  const { words, send, choose } = page;
  const report = (): Plain => ({ title: words.reporting.button, groups: [['', reportRows(returned, page)]] });
  return [
    { words: words.toKeys, sign: 'back', press: () => send({ type: 'screen.back' }) },
    ...(returned.length === 0
      ? []
      : [{ words: words.reporting.button, sign: 'triangle', press: () => choose(report) } as const]),
  ];
}

function distinct(lines: readonly string[]): readonly string[] {
  return [...new Set(lines)];
}
