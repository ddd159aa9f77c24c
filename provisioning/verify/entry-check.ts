// What one entry must look like, and what a verifier takes along from one to the next. Looks at the form, never at the meaning.
//   {"seq":7,"boot":"b-3","mono":81234,"at":"2026-03-01T08:00:00.000Z","clock":"good","kind":"door.opened"}
import { type Bytes, textOf } from './bytes.ts';
import { type Finding, finding } from './finding.ts';

/** What the entries of a range say together. */
export interface EntryFacts {
  readonly entries: number;
  readonly firstAt: string | null;
  readonly lastAt: string | null;
  /** Digest of the newest set-up that an entry of the range names. */
  readonly setup: string | null;
}

const HASH = /^[0-9a-f]{64}$/;
const HEAD = ['seq', 'boot', 'mono', 'at', 'clock', 'kind'];

/** Checks entries one after another. */
export class EntryCheck {
  readonly #from: number;
  readonly #to: number;
  readonly #onNote: (id: string) => void;
  #next: number;
  #firstAt: string | null = null;
  #lastAt: string | null = null;
  #setup: string | null = null;

  /** @param onNote told the seal of each text that an entry names */
  constructor(from: number, to: number, onNote: (id: string) => void) {
    this.#from = from;
    this.#to = to;
    this.#next = from;
    this.#onNote = onNote;
  }

  get facts(): EntryFacts {
    const [firstAt, lastAt, setup] = [this.#firstAt, this.#lastAt, this.#setup];
    return { entries: this.#next - this.#from, firstAt, lastAt, setup };
  }

  /** Whether all entries of the range were seen; the first that is missing otherwise. */
  end(): Finding | null {
    return this.#next > this.#to ? null : finding('entries_few', { seq: this.#next });
  }

  /** Takes the bytes of the next entry. */
  take(file: string, line: number, bytes: Bytes): Finding | null {
    const seq = this.#next;
    const place = { file, line, seq };
    const fields = fieldsIn(bytes);
    if (fields === null) return finding('entry_malformed', place);
    if (seq > this.#to || fields.get('seq') !== seq) {
      return finding('entry_position', { ...place, saw: spelled(fields.get('seq')) });
    }
    const at = fields.get('at');
    if (typeof at !== 'string' || !isInstant(at)) return finding('entry_time', { ...place, saw: spelled(at) });
    // Instants of the years 0 to 9999 in their one spelling sort as texts.
    if (this.#lastAt !== null && at < this.#lastAt) return finding('entry_time', { ...place, saw: at });
    if (!hasHead(fields)) return finding('entry_malformed', place);
    this.#follow(fields, at);
    return null;
  }

  #follow(fields: ReadonlyMap<string, unknown>, at: string): void {
    const [note, digest] = [fields.get('note'), fields.get('digest')];
    this.#firstAt ??= at;
    this.#lastAt = at;
    this.#next += 1;
    if (typeof note === 'string' && HASH.test(note)) this.#onNote(note);
    if (fields.get('kind') === 'setup.changed') this.#setup = typeof digest === 'string' ? digest : '';
  }
}

/** The fields of a JSON object in one line without white space, each once; null for anything else. */
export function fieldsIn(bytes: Bytes): ReadonlyMap<string, unknown> | null {
  const text = textOf(bytes);
  if (text?.startsWith('{') !== true) return null;
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json !== 'object' || json === null || JSON.stringify(json) !== text) return null;
    return new Map(Object.entries(json));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function hasHead(fields: ReadonlyMap<string, unknown>): boolean {
  const names = [...fields.keys()].slice(0, HEAD.length);
  const mono = fields.get('mono');
  return (
    names.every((name, index) => name === HEAD[index]) &&
    names.length === HEAD.length &&
    typeof fields.get('boot') === 'string' &&
    typeof fields.get('kind') === 'string' &&
    typeof mono === 'number' &&
    Number.isSafeInteger(mono) &&
    mono >= 0 &&
    (fields.get('clock') === 'good' || fields.get('clock') === 'suspect')
  );
}

function isInstant(text: string): boolean {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$/.test(text)) return false;
  const time = Date.parse(text);
  return Number.isFinite(time) && new Date(time).toISOString() === text;
}

function spelled(value: unknown): string {
  return JSON.stringify(value) ?? '–';
}
