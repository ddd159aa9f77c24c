// `wardkey audit verify`: proves an export, or says what is wrong with it. Needs no cabinet, no network and nothing of the store.
import { filesIn, smallFile } from '../audit/verify/export-files.ts';
import { type Flaw, flawLine, flawOf, outcomeOf } from '../audit/verify/flaw.ts';
import { NOTE_SIZE_LIMIT } from '../audit/verify/signed-text.ts';
import { type Proved, SINCE, verifyExport } from '../audit/verify/verify-export.ts';
import { argumentsOf, onlyWord } from './arguments.ts';
import { EXIT, fail } from './exit.ts';

/** How a verification ends: 0 = proved. */
const VERDICT = { broken: 1, unusable: 2 } as const;
const USAGE = 'wardkey audit verify DIR --key VKEY [--since FILE]';
const STRANGERS_SHOWN = 20;

/** Runs the command. @returns what it prints. @param args what stands after `verify` */
export function verify(args: readonly string[]): string {
  const { positionals, values } = argumentsOf(args, { key: { type: 'string' }, since: { type: 'string' } }, USAGE);
  const folder = onlyWord(positionals, 'DIR');
  const key = values.key ?? fail(EXIT.usage, `--key is missing\n\n${USAGE}`);
  const files = filesIn(folder);
  if (files === null) return refuse(flawOf('not_a_folder', folder));
  const since = values.since === undefined ? null : mailed(smallFile(values.since, NOTE_SIZE_LIMIT));
  if (values.since !== undefined && since === null) return refuse(flawOf('unreadable', SINCE));
  const proved = verifyExport(files, { key, since });
  if (!proved.ok) return refuse(proved.error);
  return `${linesOf(proved.value).join('\n')}\n`;
}

/** A checkpoint that went through mail or another system may end its lines with CR LF. A signed note has no CR of its own. */
function mailed(note: Buffer | null): Buffer | null {
  return note === null ? null : Buffer.from(note.filter((byte, at) => byte !== 0x0d || note[at + 1] !== 0x0a));
}

/** Says in one line what is wrong, and ends the process with the code of its outcome. */
export function refuse(flaw: Flaw): never {
  const outcome = outcomeOf(flaw);
  const opening = outcome === 'broken' ? 'BROKEN' : 'CANNOT BE USED';
  process.stderr.write(`${opening}: ${flawLine(flaw)}\n`);
  process.exit(VERDICT[outcome]);
}

function linesOf(proved: Proved): readonly string[] {
  const { origin, size, root, from, to, first, last, texts, checkpoints, since, setup } = proved;
  const older = checkpoints === 1 ? '1 older checkpoint' : `${checkpoints} older checkpoints`;
  return [
    'PROVED: these are the entries that the cabinet signed, all of them, in order and unchanged.',
    '',
    `  log          ${origin}`,
    `  size         ${size} entries`,
    `  root         ${root}`,
    `  entries      ${from > to ? 'none' : `${from} to ${to} (${to - from + 1})`}`,
    `  first        ${first ?? '–'}`,
    `  last         ${last ?? '–'}`,
    `  texts        ${texts}, each fits the seal in its entry`,
    `  set-up       ${SETUP[setup]}`,
    `  checkpoints  ${older} fit`,
    `  since        ${since === null ? 'not given' : `the log continues the checkpoint of ${since} entries`}`,
    '',
    'Not proved:',
    ...unproved(proved).map((line) => `  - ${line}`),
  ];
}

const SETUP = {
  bound: 'is the one that the log names',
  unbound: 'no entry of the range names one: only the export vouches for it',
  absent: 'is not in the export',
} as const satisfies Readonly<Record<Proved['setup'], string>>;

function unproved({ size, from, to, hidden, since, strangers }: Proved): readonly string[] {
  return [
    `what happened after entry ${size}, when this was signed`,
    'log.csv and the names in it are for reading; the entries count',
    ...(since === null
      ? ['that nobody rewrote the log before: give a checkpoint that left the cabinet with --since']
      : []),
    ...(from > 1 ? [`what entries 1 to ${from - 1} say: only their place in the tree is here`] : []),
    ...(to < size ? [`what entries ${to + 1} to ${size} say: only their place in the tree is here`] : []),
    ...(hidden > 0 ? [`${hidden} older checkpoints whose size lies among entries that are not here`] : []),
    ...(strangers.length > 0 ? [`no part of the export: ${shown(strangers)}`] : []),
  ];
}

/** Names from outside, without what could steer a terminal. */
function shown(names: readonly string[]): string {
  const some = names.slice(0, STRANGERS_SHOWN).map((name) => name.replaceAll(/\p{C}/gu, '?').slice(0, 100));
  return `${some.join(', ')}${names.length > some.length ? ` and ${names.length - some.length} more` : ''}`;
}
