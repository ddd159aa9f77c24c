// What the commands of the assurance table have printed: parsed, stored, and read again. A line that is no figure is passed over.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/** A JSON line, as the suites, the benches, the simulation and the fuzzer print it. */
export interface FigureLine {
  /** Of the suite, the figure, or what was fuzzed. */
  readonly name: string;
  /** Empty for a line without one. */
  readonly verdict: string;
  readonly figures: Readonly<Record<string, number>>;
  /** Only of a figure with a unit. */
  readonly unit: string | null;
}

export interface Outcome {
  /** The command in one line. */
  readonly command: string;
  /** ISO 8601, UTC, of the start. */
  readonly date: string;
  readonly seconds: number;
  /** Its exit code; null = a signal ended it. */
  readonly code: number | null;
  readonly lines: readonly FigureLine[];
}

/** The figures in what a command has printed. */
export function figuresIn(printed: string): readonly FigureLine[] {
  return stripVTControlCharacters(printed)
    .split('\n')
    .flatMap((line) => {
      const parsed = line.startsWith('{') ? objectIn(line) : null;
      const name = parsed?.suite ?? parsed?.id ?? parsed?.fuzz;
      if (parsed === null || typeof name !== 'string') return [];
      const numbers = Object.entries(parsed).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
      const unit = typeof parsed.unit === 'string' ? parsed.unit : null;
      const verdict = typeof parsed.verdict === 'string' ? parsed.verdict : '';
      return [{ name, verdict, figures: Object.fromEntries(numbers), unit }];
    });
}

/** Stored outcomes by command; none when there is no such file. @throws for a file that is something else */
export function readOutcomes(file: string): ReadonlyMap<string, Outcome> {
  if (!existsSync(file)) return new Map();
  const stored: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!Array.isArray(stored)) throw new Error(`${file} holds no outcomes`);
  return new Map(stored.map((outcome: Outcome) => [outcome.command, outcome]));
}

/** Stores outcomes in the order of their commands, replacing the file. */
export function writeOutcomes(file: string, outcomes: ReadonlyMap<string, Outcome>): void {
  const sorted = [...outcomes.values()].toSorted((a, b) => a.command.localeCompare(b.command));
  writeFileSync(file, `${JSON.stringify(sorted, null, 2)}\n`);
}

function objectIn(line: string): Readonly<Record<string, unknown>> | null {
  try {
    return JSON.parse(line) as Readonly<Record<string, unknown>>;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
