// One entry of an export as a verifier reads it: its place, its time, and what it names outside the log. Knows no kind but the
// change of the set-up, and no field but these, so that an export of a later release verifies as well.
import { isUtf8 } from 'node:buffer';
import { err, ok, type Result } from '../../domain/result.ts';
import type { FlawCode } from './flaw.ts';

export interface EntryLine {
  readonly seq: number;
  /** ISO 8601 in UTC with milliseconds; as text these sort as the times do. */
  readonly at: string;
  /** Seal of the text that it names; null = none. */
  readonly note: string | null;
  /** Digest of the set-up, where the entry says that it was changed; null = it does not. */
  readonly setup: string | null;
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const SHA256 = /^[0-9a-f]{64}$/;

/** Reads one line. It must be one JSON object, spelled as JSON.stringify spells it. */
export function readEntryLine(line: Buffer): Result<EntryLine, FlawCode> {
  if (line.length === 0) return err('blank');
  if (!isUtf8(line)) return err('not_utf8');
  const text = line.toString('utf8');
  const json = parsed(text);
  if (json === null) return err('not_json');
  if (JSON.stringify(json) !== text) return err('not_canonical');
  const { seq, at, kind, note, digest } = json;
  if (typeof seq !== 'number') return err('position');
  if (typeof at !== 'string' || !isInstant(at)) return err('time');
  return ok({ seq, at, note: sealIn(note), setup: kind === 'setup.changed' ? sealIn(digest) : null });
}

/** The fields of a JSON object; null = it is none. */
export function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const json: unknown = JSON.parse(text);
    return isObject(json) ? json : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Whether it is a moment that there is: no 30th of February, no 25 o'clock. */
function isInstant(text: string): boolean {
  const time = TIME.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isFinite(time) && new Date(time).toISOString() === text;
}

function isObject(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function sealIn(value: unknown): string | null {
  return typeof value === 'string' && SHA256.test(value) ? value : null;
}
