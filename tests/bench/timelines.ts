// Asking six years of log, 5.3 million entries: pages of a key and of a person, the first and one in the middle; a whole timeline;
// what was out at a past moment. And what the index costs that makes it quick. Arguments: [entries] [samples].
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EntryIndex } from '../../controller/audit/queries/entry-index.ts';
import { LogQueries, PAGE_LIMIT, type Page, type Span } from '../../controller/audit/queries/log-queries.ts';
import type { QueryFault } from '../../controller/audit/queries/log-reader.ts';
import type { Result } from '../../controller/domain/result.ts';
import { instant } from '../../controller/domain/time.ts';
import { Store } from '../../controller/store/store.ts';
import { expectOk } from '../support/expect-ok.ts';
import { BEGIN, END, fillBusyLog, KEYS, PEOPLE } from './busy-log.ts';
import { percentile, report } from './figures.ts';

const [size = 5_300_000, samples = 200] = process.argv.slice(2).map(Number);
const MIB = 1024 * 1024;
const MIDDLE = instant((BEGIN + END) / 2);

const folder = mkdtempSync(path.join(tmpdir(), 'wardkey-timelines-'));
const file = path.join(folder, 'wardkey.db');
try {
  process.exitCode = run() ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function run(): boolean {
  fill();
  const store = expectOk(Store.open(file));
  const queries = new LogQueries(store);
  const ofKey = (turn: number) => (span: Span) => queries.ofKey(at(KEYS, turn), span);
  const ofPerson = (turn: number) => (span: Span) => queries.ofPerson(at(PEOPLE, turn), span);
  const results = [
    page('key-timeline.first-page.p99', ofKey, {}),
    page('key-timeline.middle-page.p99', ofKey, { until: MIDDLE }),
    page('person-timeline.first-page.p99', ofPerson, {}),
    page('person-timeline.middle-page.p99', ofPerson, { until: MIDDLE }),
    wholeTimelines(ofKey),
    moment('out-at.p99', (when) => expectOk(queries.outAt(when)).length),
    moment('alarms-at.p99', (when) => expectOk(queries.alarmsOpenAt(when)).length),
  ];
  const entries = everyPage((span) => queries.ofKey(at(KEYS, 0), span));
  report({ id: 'key-timeline.entries-of-the-busiest', target: null, measured: entries, unit: 'entries' });
  store.close();
  return results.every(Boolean);
}

/** Writes the log, then builds its index in a process that has seen none of it. */
function fill(): void {
  const empty = expectOk(Store.open(file));
  const filling = performance.now();
  fillBusyLog(empty, size);
  report({ id: 'busy-log.filled', target: null, measured: rate(size, filling), unit: 'entries/s' });
  empty.close();
  const bare = statSync(file).size;
  const store = expectOk(Store.open(file));
  const index = new EntryIndex(store);
  const written = bytesWritten();
  const began = performance.now();
  const batches: number[] = [];
  for (let done = 1; done > 0; ) {
    const batch = performance.now();
    done = expectOk(index.advance());
    batches.push(performance.now() - batch);
  }
  expectOk(store.checkpointWhenQuiet());
  report({ id: 'index.built', target: null, measured: rate(size, began), unit: 'entries/s' });
  report({ id: 'index.batch.p99', target: null, measured: percentile(batches, 0.99), unit: 'ms' });
  report({
    id: 'index.written-per-entry',
    target: null,
    measured: (bytesWritten() - written) / 1024 / size,
    unit: 'KiB',
  });
  report({ id: 'index.size', target: null, measured: (statSync(file).size - bare) / MIB, unit: 'MiB' });
  store.close();
}

function page(id: string, asked: (turn: number) => (span: Span) => Result<Page, QueryFault>, span: Span): boolean {
  const times = timed(samples, 13, (turn) => expectOk(asked(turn)({ ...span, limit: PAGE_LIMIT })).entries.length);
  return report({ id, target: 50, measured: percentile(times, 0.99), unit: 'ms' });
}

/** Every key once. The median tells how much of the slowest is the machine's. */
function wholeTimelines(ofKey: (turn: number) => (span: Span) => Result<Page, QueryFault>): boolean {
  const times = timed(KEYS.length, 7, (turn) => everyPage(ofKey(turn)));
  report({ id: 'key-timeline.whole.p50', target: null, measured: percentile(times, 0.5), unit: 'ms' });
  return report({ id: 'key-timeline.whole.p99', target: 1000, measured: percentile(times, 0.99), unit: 'ms' });
}

function moment(id: string, ask: (when: ReturnType<typeof instant>) => number): boolean {
  const times = timed(Math.min(samples, 50), 1, (turn) => ask(instant(BEGIN + ((END - BEGIN) / 51) * (turn + 1))));
  return report({ id, target: 1000, measured: percentile(times, 0.99), unit: 'ms' });
}

/** @returns how many entries it has */
function everyPage(ask: (span: Span) => Result<Page, QueryFault>): number {
  let count = 0;
  let below: Page['next'] = null;
  do {
    const { entries, next }: Page = expectOk(ask({ below, limit: PAGE_LIMIT }));
    count += entries.length;
    below = next;
  } while (below !== null);
  return count;
}

/** Times of work, in ms. @param stride how far apart the turns lie, so that neighbours in the index are not asked in order */
function timed(count: number, stride: number, work: (turn: number) => number): readonly number[] {
  let found = 0;
  const times = Array.from({ length: count }, (_, turn) => {
    const began = performance.now();
    found += work(turn * stride);
    return performance.now() - began;
  });
  if (found === 0) throw new Error('nothing was found');
  return times;
}

function at<T>(list: readonly T[], turn: number): T {
  const one = list[turn % list.length];
  if (one === undefined) throw new Error('nothing to choose from');
  return one;
}

function rate(count: number, began: number): number {
  return count / ((performance.now() - began) / 1000);
}

/** What this process has caused to be written to disks, in bytes. */
function bytesWritten(): number {
  return Number(/^write_bytes: (\d+)$/m.exec(readFileSync('/proc/self/io', 'utf8'))?.[1] ?? 0);
}
