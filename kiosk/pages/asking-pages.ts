// What is asked around a taking, a return and a handover, as plain screens: reason, report, vehicle.
// Each answer is one command; whether it was good enough, the controller says.
import type { Screen } from '../../controller/contract/snapshot.ts';
import type { VehicleView } from '../../controller/contract/taking.ts';
import type { Plain, Row } from '../plain.ts';
import type { AsidePage } from './aside-page.ts';

type Shown<Name extends Screen['name']> = Extract<Screen, { readonly name: Name }>;

/** Of a note or a case number. */
const MOST_LETTERS = 500;
/** Most digits of a mileage. */
export const MILEAGE_DIGITS = 7;
/** A tank is read off in eighths. */
const EIGHTHS = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;
const FAULTS = [
  'bent',
  'stuck',
  'ring_incomplete',
  'tag_damaged',
  'vehicle_damaged',
  'vehicle_unsafe',
  'other',
] as const;
const SEVERITIES = ['minor', 'major', 'critical'] as const;

/** K8, and the same question for whoever overrides the rules. */
export function reasonPage(screen: Shown<'reason' | 'glass'>, { words, send, write, open, telling }: AsidePage): Plain {
  const { name, key, choices, text, endsAt } = screen;
  const type = name === 'glass' ? 'glass.break' : 'reason.give';
  const say = (choice: string | null) => () => {
    if (text === 'none') send({ type, choice, text: null });
    else write(text === 'required', (typed) => send({ type, choice, text: typed || null }));
  };
  const number = () =>
    open({
      kind: 'text',
      title: words.caseNumber,
      needed: text === 'required',
      digits: true,
      most: MOST_LETTERS,
      done: (typed) => send({ type, choice: null, text: typed || null }),
    });
  const rows = choices.map((choice): Row => ({ words: words.reason.of(choice), press: say(choice) }));
  const isGlass = name === 'glass';
  return {
    title: isGlass ? words.glass.title : words.reason.title,
    ...(isGlass && { sign: 'triangle' }),
    lines: [
      words.keyName(key),
      ...(isGlass ? [...screen.overrides.map((rule) => words.refusal(rule, telling.value)), words.glass.loud] : []),
    ],
    groups: [['', rows]],
    // With no reason to choose from it is a case number, as a rule; who breaks glass says why.
    ...(rows.length === 0 && {
      feet: [
        isGlass
          ? { words: words.note.write, sign: 'enter', press: say(null) }
          : { words: words.caseNumber, sign: 'enter', press: number },
      ],
    }),
    endsAt,
  };
}

/** What is wrong with a key: what, how bad, and in words. */
export function reportPage(screen: Shown<'report'>, { words, send, choose, write, near }: AsidePage): Plain {
  const { key, noted, fault: failed, endsAt } = screen;
  if (noted) return notedPage(words.keyName(key), words);
  const say = (fault: (typeof FAULTS)[number], severity: (typeof SEVERITIES)[number]) => () =>
    write(false, (typed) => send({ type: 'fault.report', key: key.id, fault, severity, text: typed || null }));
  const ask = (fault: (typeof FAULTS)[number]) => () =>
    choose({
      title: words.report.howBad,
      groups: [
        ['', SEVERITIES.map((severity) => ({ words: words.report.severity[severity], press: say(fault, severity) }))],
      ],
      endsAt,
    });
  const offered = FAULTS.filter((fault) => key.class === 'vehicle' || !fault.startsWith('vehicle'));
  const known = screen.open.map(
    ({ fault, severity, since }): Row => ({
      words: words.report.faults[fault],
      note: `${words.report.severity[severity]} ${words.since(near(since))}`,
      sign: 'triangle',
    }),
  );
  return {
    title: words.report.title,
    lines: [words.keyName(key)],
    alert: failed === null ? null : words.report.failures[failed],
    groups: [
      ['', offered.map((fault) => ({ words: words.report.faults[fault], press: ask(fault) }))],
      [words.report.known, known],
    ],
    endsAt,
  };
}

/** What a vehicle shows: counter, tank, place, one after the other. */
export function vehiclePage(screen: Shown<'vehicle'>, { words, send, open, choose, near }: AsidePage): Plain {
  const { key, last, noted, fault, endsAt } = screen;
  if (noted) return notedPage(words.keyName(key), words);
  const place = (mileage: number | null, fuel: number | null) => () =>
    open({
      kind: 'text',
      title: words.vehicle.place,
      most: 99,
      done: (typed) => send({ type: 'vehicle.report', key: key.id, mileage, fuel, text: typed || null }),
    });
  const fuel = (mileage: number | null) =>
    choose({
      title: words.vehicle.fuel,
      groups: [
        [
          '',
          [...EIGHTHS, null].map((level) => ({
            words: level === null ? words.vehicle.skip : words.vehicle.eighths(level),
            press: place(mileage, level),
          })),
        ],
      ],
      endsAt,
    });
  const before = last === null ? null : readingRow(last, words, near(last.at));
  const hint = before === null ? {} : { hint: words.named(words.vehicle.last, before.words) };
  const begin = () => open({ kind: 'number', title: words.vehicle.mileage, ...hint, most: MILEAGE_DIGITS, done: fuel });
  return {
    title: words.vehicle.title,
    sign: 'car',
    lines: [words.keyName(key)],
    alert: fault === null ? null : words.report.failures[fault],
    ...(last !== null && last.mileage !== null && { hero: words.vehicle.kilometres(last.mileage) }),
    groups: [[words.vehicle.last, before === null ? [] : [before]]],
    feet: [{ words: words.vehicle.begin, sign: 'enter', press: begin }],
    endsAt,
  };
}

/** What was read off last. @param at in words */
export function readingRow(
  { mileage, fuel, place = null }: Pick<VehicleView, 'mileage' | 'fuel'> & { readonly place?: string | null },
  words: AsidePage['words'],
  at: string,
): Row {
  const read = [
    mileage === null ? '' : words.vehicle.kilometres(mileage),
    fuel === null ? '' : words.vehicle.eighths(fuel),
    place ?? '',
  ].filter((part) => part !== '');
  return { words: read.join(', '), note: at, sign: 'car' };
}

function notedPage(line: string, words: AsidePage['words']): Plain {
  return { look: 'done', title: words.report.noted, sign: 'check', lines: [line] };
}
