// `wardkey config`: the set-up as one document: out, compared, in, and back. Changes nothing when anything is wrong.
import { readFileSync, writeFileSync } from 'node:fs';
import { type DataFolder, databaseIn, openDataFolder } from '../data-folder.ts';
import { parseStaffId, type StaffId } from '../domain/ids.ts';
import type { Result } from '../domain/result.ts';
import type { CabinetSetup } from '../domain/setup.ts';
import { openingOf } from '../main.ts';
import { changeLine, setupDiff } from '../setup/diff.ts';
import { canonicalText, digestOf } from '../setup/digest.ts';
import { documentJsonSchema, documentText, parseDocument } from '../setup/document.ts';
import { faultLine, type SetupFault } from '../setup/fault.ts';
import { readSetup } from '../setup/validate.ts';
import { changeSetup } from '../setup-change.ts';
import { lookAtSetup } from '../store/onlooker.ts';
import type { SetupVersion } from '../store/setup-repository.ts';
import { folderOf, type WhichCabinet } from './arguments.ts';
import { EXIT, fail } from './exit.ts';
import { explainFault } from './serve.ts';

export interface ConfigOptions extends WhichCabinet {
  readonly dryRun: boolean;
  readonly by?: string | undefined;
}

/** Runs one command of the group. @param words what stands after `config` */
export function config(words: readonly string[], options: ConfigOptions): void {
  process.stdout.write(output(words, options));
}

/** Does what a command says. @returns what it prints */
function output([command, file, ...rest]: readonly string[], options: ConfigOptions): string {
  if (rest.length > 0) return fail(EXIT.usage, `"${rest[0]}" is one word too many`);
  switch (command) {
    case 'export':
      return exportTo(needed(file), folderOf(options));
    case 'diff':
      return difference(folderOf(options), read(needed(file)));
    case 'apply':
      return apply(needed(file), options);
    case 'undo':
      return undo(options);
    case 'schema':
      return `${JSON.stringify(documentJsonSchema(), null, 2)}\n`;
    default:
      return fail(EXIT.usage, 'config needs export FILE, diff FILE, apply FILE, undo or schema');
  }
}

function exportTo(file: string, folder: string): string {
  const newest = newestIn(folder);
  if (newest === null) return fail(EXIT.unavailable, 'this cabinet has no set-up yet');
  const text = documentText(acceptable(parseDocument(newest.body)));
  if (file === '-') return text;
  try {
    writeFileSync(file, text);
  } catch (error) {
    return fail(EXIT.cannotCreate, error instanceof Error ? error.message : String(error));
  }
  return '';
}

function difference(folder: string, setup: CabinetSetup): string {
  return linesOf(readable(newestIn(folder)), setup);
}

function apply(file: string, options: ConfigOptions): string {
  const folder = folderOf(options);
  const setup = read(file);
  const current = readable(newestIn(folder));
  const by = checkPerson(options.by, current, setup);
  if (options.dryRun) return linesOf(current, setup);
  return changing(folder, (data) => put(data, setup, by));
}

/** The version before the newest becomes a new version; so a second undo brings back what the first has undone. */
function undo(options: ConfigOptions): string {
  const folder = folderOf(options);
  if (newestIn(folder) === null) return fail(EXIT.unavailable, 'this cabinet has no set-up yet');
  return changing(folder, (data) => {
    const [current, before] = data.store.setup.versions();
    if (current === undefined || before === undefined) {
      return fail(EXIT.unavailable, 'there is no version before this one');
    }
    const setup = acceptable(readSetup(before.body));
    return put(data, setup, checkPerson(options.by, readable(current), setup));
  });
}

/** Writes nothing when it is in force already, to the letter. */
function put(data: DataFolder, setup: CabinetSetup, by: StaffId | null): string {
  const newest = data.store.setup.current();
  const lines = linesOf(readable(newest), setup);
  const body = canonicalText(setup);
  if (newest?.body === body && newest.digest === digestOf(body)) return lines;
  const changed = changeSetup(data, setup, by);
  return changed.ok ? lines : fail(EXIT.unavailable, `the set-up was not changed: ${changed.error}`);
}

/** Work on the data folder of a cabinet that does not run. Whatever it is, the folder is closed behind it. */
function changing<T>(folder: string, work: (data: DataFolder) => T): T {
  const data = openDataFolder(folder, openingOf());
  if (!data.ok) {
    const { what, code } = data.error;
    return fail(what === 'folder' ? EXIT.busy : EXIT.unavailable, explainFault({ what, code }));
  }
  try {
    return work(data.value);
  } finally {
    data.value.close();
  }
}

/** A set-up that this release cannot read must not keep a whole one out: everything counts as new then. */
function readable(version: SetupVersion | null): CabinetSetup | null {
  const setup = version === null ? null : parseDocument(version.body);
  return setup?.ok === true ? setup.value : null;
}

/** The version in force, without opening the folder; null where there is none yet. */
function newestIn(folder: string): SetupVersion | null {
  const versions = lookAtSetup(databaseIn(folder), 1);
  if (versions.ok) return versions.value[0] ?? null;
  if (versions.error === 'missing') return null;
  return fail(EXIT.unavailable, explainFault({ what: 'database', code: versions.error }));
}

function read(file: string): CabinetSetup {
  return acceptable(readSetup(textOf(file)));
}

function textOf(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    return fail(EXIT.noInput, error instanceof Error ? error.message : String(error));
  }
}

function acceptable(setup: Result<CabinetSetup, readonly SetupFault[]>): CabinetSetup {
  if (setup.ok) return setup.value;
  return fail(
    EXIT.data,
    ['the document is refused, and nothing was changed:', ...setup.error.map(faultLine)].join('\n  '),
  );
}

/** Who applies it: somebody of the old set-up or of the new one; null = not said. */
function checkPerson(text: string | undefined, before: CabinetSetup | null, after: CabinetSetup): StaffId | null {
  if (text === undefined) return null;
  const id = parseStaffId(text);
  const known = id.ok && [...(before?.staff ?? []), ...after.staff].some((person) => person.id === id.value);
  return id.ok && known ? id.value : fail(EXIT.usage, `--by: there is nobody with the id "${text}"`);
}

function needed(file: string | undefined): string {
  return file ?? fail(EXIT.usage, 'a FILE is missing; - is standard input or output');
}

function linesOf(before: CabinetSetup | null, after: CabinetSetup): string {
  const changes = setupDiff(before, after);
  return changes.length === 0 ? 'no difference\n' : changes.map((change) => `${changeLine(change)}\n`).join('');
}
