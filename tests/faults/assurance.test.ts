// The assurance table: what counts as met, what as missed, and what as not run.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { CLAIMS, type Claim, type Evidence, nameOf } from './assurance/claims.ts';
import { figuresIn, type Outcome, readOutcomes, writeOutcomes } from './assurance/outcomes.ts';
import { markdownTable, TABLE_BEGIN, TABLE_END, tableRows, withTable } from './assurance/table.ts';

const RUN: Evidence = {
  command: { script: 'fault:kill', args: ['--size', 'full'] },
  lines: /^kill$/,
  atLeast: { injected: 2000 },
  atMost: { violations: 0 },
};
const CONTROL: Evidence = {
  command: { script: 'fault:kill', args: ['--size', 'small', '--control'] },
  lines: /^kill$/,
  atLeast: { violations: 1 },
};
const CLAIM: Claim = { id: 'R1', target: 'nothing fires', evidence: [RUN, CONTROL] };

function outcome({ command }: Evidence, line: string, over: Partial<Outcome> = {}): Outcome {
  return {
    command: nameOf(command),
    date: '2030-01-15T09:00:00.000Z',
    seconds: 7,
    code: 0,
    lines: figuresIn(line),
    ...over,
  };
}

function suiteLine(over: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ suite: 'kill', planned: 2013, injected: 2013, violations: 0, verdict: 'met', ...over });
}

function verdictOf(run: Outcome | null, control: Outcome | null = outcome(CONTROL, suiteLine({ violations: 4 }))) {
  const outcomes = [run, control].flatMap((one) => (one === null ? [] : [[one.command, one] as const]));
  return tableRows([CLAIM], new Map(outcomes))[0];
}

it('is met when every command ran and said so', () => {
  expect(verdictOf(outcome(RUN, suiteLine()))).toMatchObject({
    verdict: 'met',
    measured: '2,013 injected, 0 violations; its control: 4 violations',
    date: '2030-01-15',
  });
});

it('is not run, never met, without an outcome of one of its commands', () => {
  expect(verdictOf(null)).toMatchObject({ verdict: 'not run', date: '' });
  expect(verdictOf(outcome(RUN, suiteLine()), null)).toMatchObject({ verdict: 'not run', date: '' });
  expect(tableRows(CLAIMS, new Map()).map(({ verdict }) => verdict)).toEqual(CLAIMS.map(() => 'not run'));
  expect(tableRows([{ ...CLAIM, evidence: [] }], new Map())[0]?.verdict).toBe('not run');
});

it.each([
  ['it failed', outcome(RUN, suiteLine(), { code: 1 }), 'ended with 1'],
  ['a signal ended it', outcome(RUN, suiteLine(), { code: null }), 'ended with a signal'],
  ['it printed nothing', outcome(RUN, ''), 'printed no figure'],
  ['it printed a line of another suite alone', outcome(RUN, suiteLine({ suite: 'io' })), 'printed no figure'],
  ['it printed only what has no target', outcome(RUN, suiteLine({ verdict: 'informative' })), 'printed no figure'],
  ['it says so', outcome(RUN, `${suiteLine()}\n${suiteLine({ verdict: 'missed' })}`), 'kill missed'],
  ['it did less than the target asks', outcome(RUN, suiteLine({ injected: 30 })), 'injected is not at least 2000'],
  ['a figure is not there', outcome(RUN, suiteLine({ injected: 'many' })), 'injected is not at least 2000'],
  ['it saw more than it may', outcome(RUN, suiteLine({ violations: 1 })), 'violations is not at most 0'],
])('is missed when %s', (_why, run, words) => {
  const row = verdictOf(run);
  expect(row?.verdict).toBe('missed');
  expect(row?.measured).toContain(words);
});

it('does not take an intent without any fsync for one that costs one', () => {
  const claim = CLAIMS.filter(({ id }) => id === 'R6').map((one) => ({ ...one, evidence: one.evidence.slice(0, 1) }));
  const [evidence] = claim.flatMap((one) => one.evidence);
  if (evidence === undefined) throw new Error('R6 stands on nothing');
  const verdictAt = (measured: number) => {
    const line = { id: 'fsyncs-per-intent', target: 1, measured, unit: 'fsyncs', verdict: 'met' };
    const run = outcome(evidence, JSON.stringify(line));
    return tableRows(claim, new Map([[run.command, run]]))[0]?.verdict;
  };
  expect([0, 1].map(verdictAt)).toEqual(['missed', 'met']);
});

it('believes a line without a verdict only where bounds stand for one', () => {
  const line = outcome(RUN, JSON.stringify({ suite: 'kill', injected: 2013, violations: 0 }));
  expect(verdictOf(line)?.verdict).toBe('missed');
  const rows = tableRows([{ ...CLAIM, evidence: [{ ...RUN, by: 'bounds' }] }], new Map([[line.command, line]]));
  expect(rows[0]?.verdict).toBe('met');
});

it('is missed when the control saw nothing, although the suite held', () => {
  const control = outcome(CONTROL, suiteLine());
  expect(verdictOf(outcome(RUN, suiteLine()), control)?.verdict).toBe('missed');
});

it('reads figures among other words, with their units', () => {
  const line = { id: 'commit.p99', target: 2, measured: 1.25, unit: 'ms', verdict: 'met' };
  expect(
    figuresIn(`building\n\u001b[39m{"id":"S13","measured":0}\n{ broken\n[1]\n{"no":"name"}\n${JSON.stringify(line)}\n`),
  ).toEqual([
    { name: 'S13', verdict: '', figures: { measured: 0 }, unit: null },
    { name: 'commit.p99', verdict: 'met', figures: { target: 2, measured: 1.25 }, unit: 'ms' },
  ]);
});

it('keeps outcomes in a file and reads them again', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'wardkey-outcomes-'));
  try {
    const file = path.join(folder, 'outcomes.json');
    expect(readOutcomes(file)).toEqual(new Map());
    const outcomes = new Map([RUN, CONTROL].map((one) => [nameOf(one.command), outcome(one, suiteLine())]));
    writeOutcomes(file, outcomes);
    expect(readOutcomes(file)).toEqual(outcomes);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it('is put between its marks and nowhere else', () => {
  const rows = tableRows([CLAIM], new Map());
  const table = markdownTable(rows);
  const text = `before\n${TABLE_BEGIN}\nold\n${TABLE_END}\nafter\n`;
  expect(withTable(text, table)).toBe(`before\n${TABLE_BEGIN}\n\n${table}\n\n${TABLE_END}\nafter\n`);
  expect(withTable(withTable(text, table), table)).toBe(withTable(text, table));
  expect(() => withTable('no marks', table)).toThrow('marks');
  expect(markdownTable([{ id: 'x', target: 'a | b', measured: '', verdict: 'met', date: '' }])).toContain('a \\| b');
});

it('has its marks in the README, and scripts for all its commands', () => {
  const readme = readFileSync(path.join(import.meta.dirname, 'README.md'), 'utf8');
  expect(withTable(readme, 'table')).toContain('table');
  const manifest = JSON.parse(readFileSync(path.join(import.meta.dirname, '..', '..', 'package.json'), 'utf8'));
  const scripts = CLAIMS.flatMap(({ evidence }) => evidence.map(({ command }) => command.script));
  expect(scripts.filter((script) => !(script in manifest.scripts))).toEqual([]);
});
