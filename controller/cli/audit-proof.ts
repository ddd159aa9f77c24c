// `wardkey audit prove`: that one entry is in the log, as a small text that anybody can verify.
import { writeFileSync } from 'node:fs';
import { signCheckpoint } from '../audit/checkpoint.ts';
import { proofText } from '../audit/entry-proof.ts';
import { inclusionProof } from '../audit/tree.ts';
import { verifyEntry } from '../audit/verify/verify-entry.ts';
import { argumentsOf, folderOf, onlyWord, WHICH } from './arguments.ts';
import { type AuditView, looking, standOf } from './audit-source.ts';
import { EXIT, fail } from './exit.ts';

const PROVE = 'wardkey audit prove POSITION [--entry FILE] --config FILE|--data DIR';

/** The proof of an entry. @param args what stands after `prove` */
export function prove(args: readonly string[]): string {
  const { positionals, values } = argumentsOf(args, { ...WHICH, entry: { type: 'string' } }, PROVE);
  const text = onlyWord(positionals, 'POSITION');
  if (!/^[1-9]\d{0,14}$/.test(text)) return fail(EXIT.usage, 'POSITION must be a whole number from 1');
  const { proof, bytes } = looking(folderOf(values), (view) => proofOf(view, Number(text)));
  if (values.entry !== undefined) write(values.entry, bytes);
  return proof;
}

/** A proof against the log as it stands. It is verified before it is handed out: a damaged log proves nothing. */
function proofOf(view: AuditView, seq: number) {
  const { size, root, first } = standOf(view);
  if (seq > size) return fail(EXIT.usage, `the log ends at entry ${size}`);
  if (seq < first) return fail(EXIT.usage, `the log begins at entry ${first}: what was before has been pruned`);
  const [row] = view.source.page(seq, 1);
  if (row?.seq !== seq) return fail(EXIT.data, `entry ${seq} is missing: the log is damaged`);
  const hashes = inclusionProof(view.tree, seq - 1, size);
  const checkpoint = signCheckpoint(size, root, view.key);
  const proof = proofText({ extra: null, index: seq - 1, hashes, checkpoint });
  const bytes = Buffer.from(row.bytes);
  const isSound = verifyEntry(Buffer.from(proof), bytes, view.key.vkey).ok;
  return isSound ? { proof, bytes } : fail(EXIT.data, `entry ${seq} does not fit the root: the log is damaged`);
}

function write(file: string, bytes: Buffer): void {
  try {
    writeFileSync(file, bytes);
  } catch (error) {
    fail(EXIT.cannotCreate, error instanceof Error ? error.message : String(error));
  }
}
