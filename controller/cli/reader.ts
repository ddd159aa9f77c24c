// `wardkey reader`: the secret keys of badge readers. A key goes in by standard input and never comes out again: nothing here
// prints one, and no error quotes what was typed.
import { readFileSync } from 'node:fs';
import { isatty } from 'node:tty';
import {
  keyKindOf,
  type ReaderKeyKind,
  ReaderKeys,
  type ReaderKeysFault,
  type WeakKey,
  weaknessOf,
} from '../credentials/reader-keys.ts';
import { databaseIn, openDataFolder } from '../data-folder.ts';
import { parseReaderId, type ReaderId, type StaffId } from '../domain/ids.ts';
import type { OccurrenceOf } from '../domain/occurrence.ts';
import type { Result } from '../domain/result.ts';
import type { CabinetSetup } from '../domain/setup.ts';
import type { Instant } from '../domain/time.ts';
import { openingOf } from '../main.ts';
import { parseDocument } from '../setup/document.ts';
import { lookAtSetup } from '../store/onlooker.ts';
import { argumentsOf, folderOf, noWord, onlyWord, WHICH } from './arguments.ts';
import { EXIT, fail } from './exit.ts';
import { keySentence, missingKeyLine } from './reader-key-words.ts';
import { explainFault } from './serve.ts';

const USAGE = `wardkey reader: the secret keys of badge readers

  reader key set READER [--by STAFF]      store the key of a reader: 32 hex digits on standard input, from a file or a pipe
  reader key list                         which readers need a key, which have one and since when; never the key
  reader key forget READER [--by STAFF]   remove the key of a reader
      each with --config FILE or --data DIR, to say which cabinet; for set and forget it must not be running
`;

const STANDARD_INPUT = 0;
const DIGITS = /^[0-9a-f]{32}$/i;
const FIRST_COLUMNS = [20, 9] as const;

/** Gives all of what was typed or piped in. */
type Input = () => string;

/** Runs one command of the group. @param args what stands after `reader` @param input asked only for a key */
export function reader(args: readonly string[], input: Input = standardInput): void {
  process.stdout.write(output(args, input));
}

/** Does what a command says. @returns what it prints */
function output(args: readonly string[], input: Input): string {
  const { positionals, values } = argumentsOf(args, { ...WHICH, by: { type: 'string' } }, USAGE);
  const [topic, command, ...words] = positionals;
  switch (`${topic} ${command}`) {
    case 'key set':
      return set(folderOf(values), readerIn(words), values.by, input);
    case 'key list':
      noWord(words);
      return list(folderOf(values));
    case 'key forget':
      return forget(folderOf(values), readerIn(words), values.by);
    default:
      return fail(EXIT.usage, `reader needs key set READER, key list or key forget READER\n\n${USAGE}`);
  }
}

function set(folder: string, id: ReaderId, by: string | undefined, input: Input): string {
  const setup = setupIn(folder);
  const person = personIn(setup, by);
  const found = setup.readers.find((one) => one.id === id);
  if (found === undefined) return fail(EXIT.usage, `there is no reader "${id}" in the set-up in force`);
  const kind = keyKindOf(found);
  if (kind === null) {
    const hint = found.kind === 'pcsc' ? ': its set-up names no file on DESFire badges' : '';
    return fail(EXIT.usage, `reader ${id} needs no key${hint}`);
  }
  const key = keyIn(input());
  changing(folder, { kind: 'reader.key_set', reader: id, by: person }, (keys, now) => keys.set(id, kind, key, now));
  const note = opened(folder)
    .notes()
    .find((one) => one.reader === id && one.kind === kind);
  return `the key of ${id} is stored, fingerprint ${note?.fingerprint}; the cabinet uses it from its next start\n`;
}

function list(folder: string): string {
  const { readers } = setupIn(folder);
  const keys = opened(folder);
  const notes = keys.notes();
  const needed = readers.flatMap((one) => {
    const kind = keyKindOf(one);
    if (kind === null) return [];
    const note = notes.find(({ reader: id, kind: stored }) => id === one.id && stored === kind);
    return [row(one.id, kind, note === undefined ? `NO KEY: ${missingKeyLine(one)}` : stateOf(note))];
  });
  const unused = notes
    .filter((note) => !readers.some((one) => one.id === note.reader && keyKindOf(one) === note.kind))
    .map((note) => row(note.reader, note.kind, `${stateOf(note)}; the set-up has no use for it`));
  const lines = [...needed, ...unused];
  return lines.length === 0 ? 'no reader of this cabinet needs a key\n' : lines.join('');
}

function forget(folder: string, id: ReaderId, by: string | undefined): string {
  const person = personIn(setupIn(folder), by);
  const kinds = opened(folder)
    .notes()
    .filter((note) => note.reader === id)
    .map(({ kind }) => kind);
  if (kinds.length === 0) return fail(EXIT.usage, `no key of reader "${id}" is stored`);
  for (const kind of kinds) {
    changing(folder, { kind: 'reader.key_forgotten', reader: id, by: person }, (keys) => keys.forget(id, kind));
  }
  return `the key of ${id} is forgotten; a cabinet that starts now works without it\n`;
}

function stateOf({ since, fingerprint }: { readonly since: number; readonly fingerprint: string }): string {
  return `set since ${new Date(since).toISOString()}, fingerprint ${fingerprint}`;
}

function row(id: ReaderId, kind: ReaderKeyKind, state: string): string {
  return `${id.padEnd(FIRST_COLUMNS[0])} ${kind.padEnd(FIRST_COLUMNS[1])} ${state}\n`;
}

/**
 * Changes the keys of a cabinet that does not run, and writes the log entry with it. What fails takes the other back; only
 * a power cut between the two leaves a change that the log does not know.
 */
function changing(
  folder: string,
  occurrence: OccurrenceOf<'reader.key_set' | 'reader.key_forgotten'>,
  work: (keys: ReaderKeys, now: Instant) => Result<void, WeakKey | ReaderKeysFault>,
): void {
  const data = openDataFolder(folder, openingOf());
  if (!data.ok) fail(data.error.what === 'folder' ? EXIT.busy : EXIT.unavailable, explainFault(data.error));
  const { journal, close } = data.value;
  try {
    const keys = opened(folder);
    const recorded = journal.recordWith(occurrence, () => {
      const changed = work(keys, journal.now());
      if (!changed.ok) throw new NotChanged(changed.error);
    });
    if (recorded.ok) return;
    const undone = keys.undo();
    const state = undone.ok ? 'nothing was changed' : `the key was changed, and is not in the log (${undone.error})`;
    fail(EXIT.unavailable, `the log could not be written (${recorded.error}): ${state}`);
  } catch (error) {
    if (!(error instanceof NotChanged)) throw error;
    fail(EXIT.cannotCreate, keySentence(error.code));
  } finally {
    close();
  }
}

/** Ends the transaction of the log entry: the file of keys is as it was. */
class NotChanged extends Error {
  readonly code: WeakKey | ReaderKeysFault;

  constructor(code: WeakKey | ReaderKeysFault) {
    super(code);
    this.code = code;
  }
}

function opened(folder: string): ReaderKeys {
  const keys = ReaderKeys.load(folder);
  return keys.ok ? keys.value : fail(EXIT.unavailable, keySentence(keys.error));
}

function setupIn(folder: string): CabinetSetup {
  const versions = lookAtSetup(databaseIn(folder), 1);
  const newest = versions.ok ? versions.value[0] : undefined;
  if (!versions.ok && versions.error !== 'missing') {
    return fail(EXIT.unavailable, explainFault({ what: 'database', code: versions.error }));
  }
  if (newest === undefined) return fail(EXIT.unavailable, 'this cabinet has no set-up yet');
  const setup = parseDocument(newest.body);
  return setup.ok ? setup.value : fail(EXIT.unavailable, explainFault({ what: 'set-up', code: 'not_valid' }));
}

function readerIn(words: readonly string[]): ReaderId {
  const id = parseReaderId(onlyWord(words, 'READER'));
  return id.ok ? id.value : fail(EXIT.usage, `"${id.error.text}" is no id of a reader`);
}

/** Who does it; null = not said. */
function personIn({ staff }: CabinetSetup, text: string | undefined): StaffId | null {
  if (text === undefined) return null;
  return staff.find(({ id }) => id === text)?.id ?? fail(EXIT.usage, `--by: there is nobody with the id "${text}"`);
}

/** A terminal would show the key while it is typed, and keep it in sight. */
function standardInput(): string {
  if (isatty(STANDARD_INPUT)) return fail(EXIT.usage, 'the key comes on standard input, from a file or a pipe');
  return readFileSync(STANDARD_INPUT, 'utf8');
}

function keyIn(text: string): Uint8Array {
  const digits = text.trim();
  if (!DIGITS.test(digits)) return fail(EXIT.data, keySentence('wrong_length'));
  const key = Uint8Array.from(Buffer.from(digits, 'hex'));
  const weakness = weaknessOf(key);
  return weakness === null ? key : fail(EXIT.data, keySentence(weakness));
}
