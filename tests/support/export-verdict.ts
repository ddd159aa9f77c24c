// What the verifier says of an export that was changed: one log of a cabinet, and a thief who may have its key.
import { type FlawCode, type FlawOutcome, flawLine, outcomeOf } from '../../controller/audit/verify/flaw.ts';
import { verifyExport } from '../../controller/audit/verify/verify-export.ts';
import { type ExportFolder, honestExport, keyOf, signed, someLog, withFile } from './export-forger.ts';
import { filesInMemory } from './files-in-memory.ts';

export const KEY = keyOf(7);
export const THIEF = keyOf(9);
export const LOG = someLog(600, KEY);
/** The same people on other days: another log of the same key. */
export const OTHER_LOG = someLog(600, KEY, () => Buffer.alloc(16));
export const WHOLE = honestExport(LOG);
export const PART = honestExport(LOG, { from: 100, to: 400 });

export function verdict(files: ExportFolder, since: string | Buffer | null = null, key = KEY.vkey) {
  return verifyExport(filesInMemory(files), { key, since: since === null ? null : Buffer.from(since) });
}

export interface FoundFlaw {
  readonly code: FlawCode | 'proved';
  readonly outcome: FlawOutcome | 'proved';
  readonly line: string;
}

/** What is wrong, and where. */
export function flaw(files: ExportFolder, since: string | Buffer | null = null, key = KEY.vkey): FoundFlaw {
  const found = verdict(files, since, key);
  if (found.ok) return { code: 'proved', outcome: 'proved', line: '' };
  return { code: found.error.code, outcome: outcomeOf(found.error), line: flawLine(found.error) };
}

/** One file changed by somebody who has the key of the cabinet. */
export function resigned(files: ExportFolder, name: string, change: (text: string) => string | null): ExportFolder {
  return signed(withFile(files, name, change(textOf(files, name))), KEY);
}

export function textOf(files: ExportFolder, name: string): string {
  return files.get(name)?.toString('utf8') ?? '';
}
