// The older checkpoints that the cabinet kept, as notes with a line `-----` between them.
import { err, ok, type Result } from '../../domain/result.ts';
import { openCheckpoint } from './checkpoint-text.ts';
import { type Flaw, flawInLine, flawOf } from './flaw.ts';
import type { Landmark } from './landmarks.ts';
import { eachLine } from './lines.ts';
import { NOTE_SIZE_LIMIT, type VerifierKey } from './signed-text.ts';

const FILE = 'checkpoints';
/** One a day and the newest 256, over thirty years. */
const LIMIT = 16_384;

/** Reads all of them; each must be signed by the key, and be no larger than the log. */
export function readOldCheckpoints(
  pieces: Iterable<Buffer>,
  key: VerifierKey,
  size: number,
): Result<readonly Landmark[], Flaw> {
  const found: Landmark[] = [];
  let lines: Buffer[] = [];
  let [begun, bytes] = [1, 0];
  const finish = (): Flaw | null => {
    if (found.length === LIMIT) return flawOf('too_many_checkpoints', FILE);
    const signed = openCheckpoint(Buffer.concat(lines), key);
    if (!signed.ok) return flawInLine(signed.error, FILE, begun);
    if (signed.value.size > size) return flawInLine('shorter', FILE, begun);
    found.push({ ...signed.value, file: FILE, number: found.length + 1 });
    return null;
  };
  const flaw = eachLine(FILE, pieces, (line, number) => {
    if (line.equals(BETWEEN)) {
      const wrong = finish();
      [lines, begun, bytes] = [[], number + 1, 0];
      return wrong;
    }
    lines.push(Buffer.concat([line, NEWLINE]));
    bytes += line.length + 1;
    return bytes > NOTE_SIZE_LIMIT ? flawInLine('too_large', FILE, begun) : null;
  });
  if (flaw !== null) return err(flaw);
  const last = begun === 1 && lines.length === 0 ? null : finish();
  return last === null ? ok(found) : err(last);
}

const BETWEEN = Buffer.from('-----');
const NEWLINE = Buffer.from('\n');
