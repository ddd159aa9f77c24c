// How a fault suite runs and reports: a seed, a control without the protection, a self-check that every planned fault was
// injected, and one JSON line. A suite that injected less than it planned has failed, whatever else it saw.
import { parseArgs } from 'node:util';

export interface SuiteOptions {
  /** `small` runs inside `npm test`, `full` reaches the figures of the assurance table. */
  readonly size: 'small' | 'full';
  /** Everything random comes from it; printed, and taken again to replay. */
  readonly seed: number;
  /** Runs without the protection that the suite is about: it must then see violations. */
  readonly control: boolean;
}

export interface SuiteResult {
  readonly planned: number;
  readonly injected: number;
  /** What must never happen and did, in words; the first few are printed. */
  readonly violations: readonly string[];
  /** More figures by name, e.g. `{ backP99Ms: 812 }`. */
  readonly figures?: Readonly<Record<string, number>>;
}

/** Violations that are printed. */
const SHOWN = 5;

/**
 * Runs a suite with the options of the command line (`--size small|full`, `--seed N`, `--control`), prints its JSON line and
 * ends the process: 0 when it held, or when its control failed as it must; 1 otherwise.
 */
export async function runSuite(name: string, suite: (options: SuiteOptions) => Promise<SuiteResult>): Promise<never> {
  const options = optionsOf(process.argv.slice(2));
  const result = await suite(options);
  const isGood = verdictOf(result, options);
  console.log(JSON.stringify(lineOf(name, options, result, isGood)));
  const control = options.control ? ' --control' : '';
  if (!isGood) console.error(`again: npm run fault:${name} -- --size ${options.size} --seed ${options.seed}${control}`);
  process.exit(isGood ? 0 : 1);
}

/** Whether a suite held; its control must do the contrary. Nothing planned, or not all of it injected, is never good. */
export function verdictOf(
  { planned, injected, violations }: SuiteResult,
  { control }: Pick<SuiteOptions, 'control'>,
): boolean {
  if (planned === 0 || injected !== planned) return false;
  return control ? violations.length > 0 : violations.length === 0;
}

function lineOf(name: string, { size, seed, control }: SuiteOptions, result: SuiteResult, isGood: boolean) {
  const { planned, injected, violations, figures = {} } = result;
  return {
    suite: name,
    size,
    seed,
    control,
    planned,
    injected,
    violations: violations.length,
    ...figures,
    ...(violations.length > 0 && { first: violations.slice(0, SHOWN) }),
    verdict: isGood ? 'met' : 'missed',
  };
}

function optionsOf(args: readonly string[]): SuiteOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      size: { type: 'string', default: 'full' },
      seed: { type: 'string', default: '1' },
      control: { type: 'boolean', default: false },
    },
  });
  const seed = Number(values.seed);
  if (values.size !== 'small' && values.size !== 'full') throw new RangeError('--size is small or full');
  if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError('--seed is a whole number');
  return { size: values.size, seed, control: values.control };
}
