// `wardkey audit check-proof`: that one entry is in the log of a cabinet, by a small text. Needs no cabinet and nothing of the store.
import { smallFile } from '../audit/verify/export-files.ts';
import { flawOf } from '../audit/verify/flaw.ts';
import { LINE_LIMIT } from '../audit/verify/lines.ts';
import { PROOF_LIMIT, type ProvedEntry, verifyEntry } from '../audit/verify/verify-entry.ts';
import { argumentsOf, onlyWord } from './arguments.ts';
import { refuse } from './audit-verify.ts';
import { EXIT, fail } from './exit.ts';

const NEWLINE = 0x0a;
const CHECK = 'wardkey audit check-proof FILE --entry FILE --key VKEY';

/** Verifies a proof. @param args what stands after `check-proof` */
export function checkProof(args: readonly string[]): string {
  const options = { entry: { type: 'string' }, key: { type: 'string' } } as const;
  const { positionals, values } = argumentsOf(args, options, CHECK);
  const file = onlyWord(positionals, 'FILE');
  const { entry: entryFile, key } = values;
  if (entryFile === undefined || key === undefined) return fail(EXIT.usage, `an option is missing\n\n${CHECK}`);
  const proof = smallFile(file, PROOF_LIMIT);
  if (proof === null) return refuse(flawOf('unreadable', file));
  const entry = smallFile(entryFile, LINE_LIMIT);
  if (entry === null) return refuse(flawOf('unreadable', entryFile));
  const proved = verifyEntry(proof, withoutNewline(entry), key);
  if (!proved.ok) return refuse(proved.error);
  return sentence(proved.value);
}

function sentence({ seq, at, size, root }: ProvedEntry): string {
  return `PROVED: this is entry ${seq} of the log, of ${at}.\n\n  size  ${size} entries\n  root  ${root}\n`;
}

/** An entry never ends in a newline; a file with one does, when it was cut out of an export. */
function withoutNewline(bytes: Buffer): Buffer {
  return bytes.at(-1) === NEWLINE ? bytes.subarray(0, -1) : bytes;
}
