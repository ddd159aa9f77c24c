// `wardkey audit show`: asks the log of a cabinet, which may be running. Reads only; what it prints is for reading and proves nothing.
import { databaseIn } from '../data-folder.ts';
import { lookAtQueries } from '../store/query-onlooker.ts';
import { argumentsOf, folderOf, noWord, WHICH } from './arguments.ts';
import { EXIT, fail } from './exit.ts';
import { explainFault } from './serve.ts';
import { type Asked, answerLines } from './show-answer.ts';

export const SHOW_USAGE = `  show [--key K | --staff S | --alarms | --refusals | --overrides] [--from D] [--to D] [--limit N] [--json]
                                       entries, newest first; K, S: an id or a number; D: a day or a time at the
                                       cabinet; 50 when no N is given; --json gives the bytes that were hashed
  show --out-at D | --alarms-at D [--json]
                                       which keys were out and who had them, or which alarms were open, at D
`;

const QUESTIONS = {
  key: { type: 'string' },
  staff: { type: 'string' },
  alarms: { type: 'boolean' },
  refusals: { type: 'boolean' },
  overrides: { type: 'boolean' },
  'out-at': { type: 'string' },
  'alarms-at': { type: 'string' },
} as const;
const PART = {
  from: { type: 'string' },
  to: { type: 'string' },
  limit: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** Runs the command. @param args what stands after `show` */
export function show(args: readonly string[]): void {
  const { folder, asked } = parsed(args);
  process.stdout.on('error', onUnread);
  const done = lookAtQueries(databaseIn(folder), (log) => {
    for (const line of answerLines(log, asked)) process.stdout.write(`${line}\n`);
  });
  if (done.ok) return;
  if (done.error === 'missing') fail(EXIT.noInput, `${folder}: there is no cabinet in this folder`);
  fail(EXIT.unavailable, explainFault({ what: 'database', code: done.error }));
}

/** Whoever reads the first lines only, as `head` does, wants no more. */
function onUnread(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
}

function parsed(args: readonly string[]): { readonly folder: string; readonly asked: Asked } {
  const { positionals, values } = argumentsOf(args, { ...WHICH, ...QUESTIONS, ...PART }, SHOW_USAGE);
  noWord(positionals);
  const { 'out-at': outAt, 'alarms-at': alarmsAt, alarms = false, refusals = false, overrides = false } = values;
  const names = Object.keys(values).filter((name) => Object.hasOwn(QUESTIONS, name));
  if (names.length > 1) fail(EXIT.usage, `--${names.join(' and --')}: one question at a time`);
  const isOfMoment = outAt !== undefined || alarmsAt !== undefined;
  if (isOfMoment && [values.from, values.to, values.limit].some((value) => value !== undefined)) {
    fail(EXIT.usage, `--${names.join()}: a moment has no --from, --to or --limit`);
  }
  const { key, staff, from, to, json } = values;
  const limit = limitOf(values.limit);
  return {
    folder: folderOf(values),
    asked: { key, staff, alarms, refusals, overrides, outAt, alarmsAt, from, to, limit, json },
  };
}

function limitOf(text: string | undefined): number {
  const limit = Number(text ?? 50);
  return Number.isSafeInteger(limit) && limit >= 1 ? limit : fail(EXIT.usage, '--limit must be a whole number from 1');
}
