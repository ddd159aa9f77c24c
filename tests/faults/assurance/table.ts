// Makes the one table out of claims and outcomes. Pure. A figure whose command did not run is "not run", never "met".
import { type Claim, type Evidence, nameOf } from './claims.ts';
import type { FigureLine, Outcome } from './outcomes.ts';

export interface TableRow {
  readonly id: string;
  readonly target: string;
  /** In words, what the commands said. */
  readonly measured: string;
  readonly verdict: 'met' | 'missed' | 'not run';
  /** Day of the oldest run that the row stands on, ISO 8601; empty when a command did not run. */
  readonly date: string;
}

interface Finding {
  readonly verdict: TableRow['verdict'];
  readonly words: string;
  readonly date: string;
}

/** Figures of a row that are spelled out; a bench may print dozens. */
const SHOWN = 6;
/** Of no interest to whoever reads the table. */
const UNTOLD: ReadonlySet<string> = new Set(['seed', 'planned', 'target']);

export const TABLE_BEGIN = '<!-- assurance table: begin -->';
export const TABLE_END = '<!-- assurance table: end -->';

/** One row for each claim, in their order. */
export function tableRows(claims: readonly Claim[], outcomes: ReadonlyMap<string, Outcome>): readonly TableRow[] {
  return claims.map(({ id, target, evidence }) => {
    const findings = evidence.map((one) => findingOf(one, outcomes.get(nameOf(one.command))));
    const verdicts = findings.map(({ verdict }) => verdict);
    const isMissed = verdicts.includes('missed');
    const verdict = isMissed ? 'missed' : verdicts.includes('not run') || verdicts.length === 0 ? 'not run' : 'met';
    const dates = findings.map(({ date }) => date).toSorted();
    const measured = findings.flatMap(({ words }) => (words === '' ? [] : [words])).join('; ');
    return { id, target, measured, verdict, date: dates.includes('') ? '' : (dates[0]?.slice(0, 10) ?? '') };
  });
}

/** The table as markdown. */
export function markdownTable(rows: readonly TableRow[]): string {
  const cells = [
    ['id', 'target', 'measured', 'verdict', 'run'],
    ...rows.map(({ id, target, measured, verdict, date }) => [id, target, measured, `**${verdict}**`, date]),
  ].map((row) => row.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')));
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`);
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

/** A text with the table between its two marks replaced. @throws Error for a text without the marks */
export function withTable(text: string, table: string): string {
  const [from, end] = [text.indexOf(TABLE_BEGIN), text.indexOf(TABLE_END)];
  if (from < 0 || end < from) throw new Error('there are no marks to put the table between');
  return `${text.slice(0, from + TABLE_BEGIN.length)}\n\n${table}\n\n${text.slice(end)}`;
}

function findingOf(evidence: Evidence, outcome: Outcome | undefined): Finding {
  if (outcome === undefined) return { verdict: 'not run', words: '', date: '' };
  const { code, date } = outcome;
  const name = nameOf(evidence.command);
  if (code !== 0) return { verdict: 'missed', words: `\`${name}\` ended with ${code ?? 'a signal'}`, date };
  const lines = outcome.lines.filter((line) => evidence.lines.test(line.name));
  if (lines.length === 0 || (evidence.by !== 'bounds' && !lines.some(({ verdict }) => verdict === 'met'))) {
    return { verdict: 'missed', words: `\`${name}\` printed no figure`, date };
  }
  const faults = [...lines.flatMap(missIn), ...shortfalls(evidence, lines)];
  if (faults.length > 0) return { verdict: 'missed', words: faults.join(', '), date };
  return { verdict: 'met', words: wordsOf(lines, evidence.command.args.includes('--control')), date };
}

function missIn({ name, verdict }: FigureLine): readonly string[] {
  return verdict === 'missed' ? [`${name} missed`] : [];
}

/** A suite that lowered its own target would still say "met". */
function shortfalls({ atLeast = {}, atMost = {} }: Evidence, lines: readonly FigureLine[]): readonly string[] {
  const reach = (figure: string) => lines.map(({ figures }) => figures[figure] ?? Number.NaN);
  return [
    ...Object.entries(atLeast).flatMap(([figure, least]) =>
      reach(figure).every((value) => value >= least) ? [] : [`${figure} is not at least ${least}`],
    ),
    ...Object.entries(atMost).flatMap(([figure, most]) =>
      reach(figure).every((value) => value <= most) ? [] : [`${figure} is not at most ${most}`],
    ),
  ];
}

function wordsOf(lines: readonly FigureLine[], isControl: boolean): string {
  const words = lines.map((line) => (isControl ? controlWords(line) : lineWords(line, lines.length > 1)));
  const more = words.length - SHOWN;
  return [...words.slice(0, SHOWN), ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}

function controlWords({ figures: { violations, lostShare } }: FigureLine): string {
  if (violations === undefined) return 'its control fails as it must';
  const share = lostShare === undefined ? '' : ` in ${Math.round(lostShare * 100)} % of the points`;
  return `its control: ${grouped(violations)} violations${share}`;
}

function lineWords({ name, figures, unit }: FigureLine, isOneOfMany: boolean): string {
  if (unit !== null) return `${name} ${grouped(figures.measured ?? 0)} ${unit}`;
  const told = Object.entries(figures).filter(([figure]) => !UNTOLD.has(figure));
  const words = told.map(([figure, value]) => `${grouped(value)} ${figure}`).join(', ');
  return isOneOfMany ? `${name} (${words})` : words;
}

function grouped(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: 3 });
}
