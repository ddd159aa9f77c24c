// What can be wrong with an export or a proof: closed codes, which of two outcomes each is, and the words for a person.

/** `broken`: it is not what the cabinet wrote. `unusable`: nothing can be said, because what was given cannot be worked with. */
export type FlawOutcome = 'broken' | 'unusable';

export interface Flaw {
  readonly code: FlawCode;
  /** File at fault, as the export names it; for an argument its name. */
  readonly file: string;
  /** What stands there, counted from 1: an entry by its position, a line otherwise; null = the file as a whole. */
  readonly at: { readonly what: 'entry' | 'line'; readonly number: number } | null;
  /** What narrows it down, where there is more to say. */
  readonly detail: string | null;
}

interface Words {
  readonly outcome: FlawOutcome;
  readonly sentence: string;
}

const FLAWS = {
  // What was given
  not_a_folder: unusable('this is no folder that can be read'),
  no_manifest: unusable('there is no manifest: this is no export, or one that did not end well'),
  vkey: unusable('this is no public key of a cabinet (name+8 hex digits+base64)'),
  unreadable: unusable('the file cannot be read'),
  too_large: unusable('the file is larger than any of its kind'),
  line_too_long: unusable('a line is longer than 8 KiB'),
  not_a_note: unusable('this is no signed note'),
  not_a_proof: unusable('this is no proof of an entry'),
  too_many_lines: unusable('there are more lines than any export has'),
  too_many_checkpoints: unusable('there are more checkpoints than any cabinet keeps'),
  too_many_texts: unusable('the range names more texts than can be held: export it in parts'),
  since_hidden: unusable('its size falls among entries that this export does not hold: export the whole log'),
  // Signatures
  not_signed: broken('no signature of the given key stands under it'),
  bad_signature: broken('the signature of the given key does not fit it'),
  other_origin: broken('it speaks of the log of another cabinet'),
  // Manifest and files
  manifest: broken('this is no list of the files of an export'),
  not_listed: broken('the manifest does not name this file'),
  missing: broken('the file is missing'),
  size: broken('the file has another size than the manifest says'),
  hash: broken('the file is not what the manifest says'),
  // Checkpoint and range
  checkpoint: broken('this is no checkpoint of a log'),
  range: broken('this is no range of the log of the checkpoint'),
  // Entries
  blank: broken('a line is empty'),
  no_newline: broken('the last line does not end'),
  not_utf8: broken('the bytes are no UTF-8'),
  not_json: broken('this is no JSON object'),
  not_canonical: broken('it is not spelled as the cabinet spells'),
  position: broken('another entry stands here: one was taken away, put in or moved'),
  time: broken('the time is none, or goes back'),
  count: broken('the range has another number of entries'),
  // Tree
  subtree: broken('this is no subtree that fits here'),
  root: broken('the entries do not give the root that the cabinet signed'),
  fork: broken('the cabinet signed another log of this size: a fork, or a log that was rewritten'),
  shorter: broken('the log is shorter than it was: its tail was cut off, or the disk was rolled back'),
  // Texts and set-up
  text: broken('this is no text with its salt and seal'),
  order: broken('the texts are not in order'),
  seal: broken('the text does not fit its seal'),
  unnamed: broken('no entry of the range names this text'),
  setup: broken('this is not the set-up that the log speaks of'),
  // Proof of one entry
  index: broken('the proof is for a place that the signed log does not have'),
  path: broken('the entry with this proof does not give the root that the cabinet signed'),
  entry_elsewhere: broken('the entry says another position than the proof'),
} as const satisfies Readonly<Record<string, Words>>;

export type FlawCode = keyof typeof FLAWS;

/** A flaw of a file as a whole. */
export function flawOf(code: FlawCode, file: string, detail: string | null = null): Flaw {
  return { code, file, at: null, detail };
}

/** A flaw in one line of a file. @param line counted from 1 */
export function flawInLine(code: FlawCode, file: string, line: number): Flaw {
  return { code, file, at: { what: 'line', number: line }, detail: null };
}

/** A flaw of one entry. @param entry the position that it should have */
export function flawInEntry(code: FlawCode, file: string, entry: number): Flaw {
  return { code, file, at: { what: 'entry', number: entry }, detail: null };
}

/** Which outcome a flaw is. */
export function outcomeOf({ code }: Flaw): FlawOutcome {
  return FLAWS[code].outcome;
}

/** One line for a person: where, and why. */
export function flawLine({ code, file, at, detail }: Flaw): string {
  const where = at === null ? file : `${file}, ${at.what} ${at.number}`;
  const more = detail === null ? '' : ` (${detail})`;
  return `${printable(where)}: ${FLAWS[code].sentence}${printable(more)}`;
}

/** What comes from a file must not steer the terminal. */
function printable(text: string): string {
  return text.replaceAll(/\p{C}/gu, '?').slice(0, 400);
}

function unusable(sentence: string): Words {
  return { outcome: 'unusable', sentence };
}

function broken(sentence: string): Words {
  return { outcome: 'broken', sentence };
}
