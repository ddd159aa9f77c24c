// The texts that stand beside the log: each must fit its seal, and an entry of the range must name that seal.

import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { err, ok, type Result } from '../../domain/result.ts';
import { parsed } from './entry-line.ts';
import { type Flaw, flawInLine } from './flaw.ts';
import { eachLine } from './lines.ts';
import type { SealList } from './seal-list.ts';
import { bytesOf } from './signed-text.ts';

const FILE = 'notes.ndjson';
const SALT_SIZE = 16;

/** Reads all texts. @param seals those that entries name. @returns how many texts there are */
export function checkTexts(pieces: Iterable<Buffer>, seals: SealList): Result<number, Flaw> {
  let count = 0;
  let before = '';
  const flaw = eachLine(FILE, pieces, (line, number) => {
    const note = noteIn(line);
    if (note === null) return flawInLine('text', FILE, number);
    if (note.id <= before) return flawInLine('order', FILE, number);
    if (sealOf(note) !== note.id) return flawInLine('seal', FILE, number);
    if (!seals.has(note.id)) return flawInLine('unnamed', FILE, number);
    before = note.id;
    count += 1;
    return null;
  });
  return flaw === null ? ok(count) : err(flaw);
}

interface SealedText {
  readonly id: string;
  readonly salt: Buffer;
  readonly text: string;
}

function noteIn(line: Buffer): SealedText | null {
  if (!isUtf8(line)) return null;
  const spelled = line.toString('utf8');
  const { id, salt: saltText, text } = parsed(spelled) ?? {};
  if (typeof id !== 'string' || typeof saltText !== 'string' || typeof text !== 'string') return null;
  const salt = bytesOf(saltText);
  if (!/^[0-9a-f]{64}$/.test(id) || salt?.length !== SALT_SIZE) return null;
  return JSON.stringify({ id, salt: saltText, text }) === spelled ? { id, salt, text } : null;
}

function sealOf({ salt, text }: SealedText): string {
  return createHash('sha256').update(salt).update(text, 'utf8').digest('hex');
}
