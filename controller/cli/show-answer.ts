// What `wardkey audit show` answers, as lines: finds who and what is meant, asks the log, and words it. Reads only.
import { LogQueries, PAGE_LIMIT, type Page, type Span } from '../audit/queries/log-queries.ts';
import type { QueryFault } from '../audit/queries/log-reader.ts';
import type { EntrySeq } from '../domain/ids.ts';
import type { Result } from '../domain/result.ts';
import type { CabinetSetup } from '../domain/setup.ts';
import { parseDocument } from '../setup/document.ts';
import type { QueryOnlooker } from '../store/query-onlooker.ts';
import { timeZone } from '../time-zone.ts';
import { EXIT, fail } from './exit.ts';
import {
  alarmJson,
  alarmLine,
  entryHeading,
  entryJson,
  entryLine,
  type Telling,
  whereaboutsJson,
  whereaboutsLine,
} from './show-lines.ts';
import { NameBook } from './show-names.ts';
import { parseWhen, type When, wallText } from './when.ts';

/** One question, as it was typed: at most one of key, staff, alarms, refusals, overrides, outAt and alarmsAt. */
export interface Asked {
  readonly key?: string | undefined;
  readonly staff?: string | undefined;
  readonly alarms: boolean;
  readonly refusals: boolean;
  readonly overrides: boolean;
  readonly outAt?: string | undefined;
  readonly alarmsAt?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** The most entries. */
  readonly limit: number;
  readonly json: boolean;
}

interface Cabinet extends Telling {
  readonly queries: LogQueries;
}

/** The lines of an answer, as they are read: each page is given before the next is asked for. */
export function* answerLines(log: QueryOnlooker, asked: Asked): Generator<string, void> {
  const cabinet = cabinetOf(log);
  const { outAt, alarmsAt } = asked;
  if (outAt !== undefined) yield* outLines(cabinet, whenOf(cabinet, outAt, '--out-at'), asked.json);
  else if (alarmsAt !== undefined) yield* alarmLines(cabinet, whenOf(cabinet, alarmsAt, '--alarms-at'), asked.json);
  else yield* entryLines(cabinet, asked);
}

function outLines(cabinet: Cabinet, { begin }: When, json: boolean): readonly string[] {
  const out = known(cabinet.queries.outAt(begin));
  if (json) return out.map(whereaboutsJson);
  const lines = out.map((one) => whereaboutsLine(one, cabinet));
  return [`out at ${wallText(begin, cabinet.zone)}, ${cabinet.zone.name}`, ...orNone(lines)];
}

function alarmLines(cabinet: Cabinet, { begin }: When, json: boolean): readonly string[] {
  const open = known(cabinet.queries.alarmsOpenAt(begin));
  if (json) return open.map(alarmJson);
  const lines = open.map((one) => alarmLine(one, cabinet));
  return [`open at ${wallText(begin, cabinet.zone)}, ${cabinet.zone.name}`, ...orNone(lines)];
}

function* entryLines(cabinet: Cabinet, asked: Asked): Generator<string, void> {
  const ask = questionOf(cabinet, asked);
  const from = asked.from === undefined ? undefined : whenOf(cabinet, asked.from, '--from').begin;
  const until = asked.to === undefined ? undefined : whenOf(cabinet, asked.to, '--to').end;
  let rest = asked.limit;
  let below: EntrySeq | null = null;
  let isEmpty = true;
  if (!asked.json) yield entryHeading(cabinet.zone);
  do {
    const page: Page = known(ask({ from, until, below, limit: Math.min(rest, PAGE_LIMIT) }));
    for (const entry of page.entries) yield asked.json ? entryJson(entry) : entryLine(entry, cabinet);
    isEmpty &&= page.entries.length === 0;
    rest -= page.entries.length;
    below = page.next;
  } while (below !== null && rest > 0);
  if (asked.json) return;
  if (isEmpty) yield 'nothing';
  else if (below !== null) yield 'there are older ones: --limit or --to goes on';
}

function questionOf({ queries, names }: Cabinet, asked: Asked): (span: Span) => Result<Page, QueryFault> {
  const { key, staff, alarms, refusals, overrides } = asked;
  if (key !== undefined) {
    const id = names.keyCalled(key) ?? fail(EXIT.usage, `--key: no key is called "${key}"`);
    return (span) => queries.ofKey(id, span);
  }
  if (staff !== undefined) {
    const id = names.personCalled(staff) ?? fail(EXIT.usage, `--staff: nobody is called "${staff}"`);
    return (span) => queries.ofPerson(id, span);
  }
  if (alarms) return (span) => queries.alarms(span);
  if (refusals) return (span) => queries.refusals(span);
  if (overrides) return (span) => queries.overrides(span);
  return (span) => queries.all(span);
}

/** Without a set-up that can be read, ids stay ids and times are in UTC. */
function cabinetOf(log: QueryOnlooker): Cabinet {
  const newest = log.setup();
  const parsed = newest === null ? null : parseDocument(newest.body);
  const setup: CabinetSetup | null = parsed?.ok === true ? parsed.value : null;
  const zone = timeZone(setup?.identity.timeZone ?? 'UTC');
  if (!zone.ok) return fail(EXIT.unavailable, 'the set-up names a time zone that is not known here');
  return {
    queries: new LogQueries(log),
    names: new NameBook(setup),
    zone: zone.value,
    textOf: (note) => log.textOf(note),
  };
}

function whenOf({ zone }: Cabinet, text: string, option: string): When {
  const when = parseWhen(text, zone);
  return when.ok ? when.value : fail(EXIT.usage, `${option}: "${text}" is no day or time such as 2026-03-01T08:30`);
}

function known<T>(answered: Result<T, QueryFault>): T {
  if (answered.ok) return answered.value;
  const flaw = typeof answered.error === 'string' ? answered.error : `broken: ${answered.error.flaw}`;
  return fail(EXIT.data, `the log cannot be read here, ${flaw}; \`wardkey audit export\` and \`verify\` say where`);
}

function orNone(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? ['nothing'] : lines;
}
