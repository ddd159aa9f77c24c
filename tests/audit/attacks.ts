// Everything that somebody might do to an export, each as the question it puts to a verifier and the answer that it must get.
// An attack that no verifier can see from what it is given is listed as such, and is seen with what it lacks.

import type { Outcome, Question } from '../support/both-verifiers.ts';
import {
  checkpointOf,
  digestOf,
  type ExportFolder,
  type ForgedLog,
  honestExport,
  keyOf,
  noteOf,
  notesFile,
  signed,
  someLog,
  withFile,
} from '../support/export-forger.ts';
import {
  atNoTime,
  backInTime,
  badly,
  edit,
  edited,
  forked,
  joined,
  manifestOf,
  swapped,
  without,
} from './forgeries.ts';

export interface Attack extends Question {
  readonly attack: string;
  readonly expected: Outcome;
}

const ENTRIES = 'entries/000001.ndjson';
const LARGE = 64 * 1024 * 1024;

/**
 * All attacks but the flipping of bits.
 * @param log a log of at least 40 entries
 * @param base its export as the product writes it
 */
export function attacksOn(log: ForgedLog, base: ExportFolder): readonly Attack[] {
  return [
    ...onFiles(log, base),
    ...onTheLog(log, base),
    ...onHistory(log, base),
    ...onWhatStandsBeside(log, base),
    ...onTheReader(log, base),
  ];
}

/** By somebody who has no key: the files alone. */
function onFiles(log: ForgedLog, base: ExportFolder): readonly Attack[] {
  const vkey = log.key.vkey;
  const ask = (attack: string, files: ExportFolder, expected: Outcome = 'broken'): Attack => {
    return { attack, files, vkey, since: null, expected };
  };
  const lines = (change: (entries: readonly string[]) => readonly string[]) =>
    withFile(base, ENTRIES, joined(change(log.entries)));
  const thief = keyOf(0xee);
  return [
    ask('nothing: an export as it was written', base, 'proved'),
    ask(
      'entry taken away',
      lines((all) => without(all, 20)),
    ),
    ask(
      'first entry taken away',
      lines((all) => without(all, 0)),
    ),
    ask(
      'last entry taken away',
      lines((all) => all.slice(0, -1)),
    ),
    ask(
      'entry put in',
      lines((all) => all.toSpliced(20, 0, all[20] ?? '')),
    ),
    ask(
      'entries swapped',
      lines((all) => swapped(all, 20)),
    ),
    ask(
      'entry edited',
      lines((all) => all.with(20, edited(all[20]))),
    ),
    ...[...base.keys()]
      .filter((name) => name !== 'manifest')
      .map((name) => ask(`${name} taken away`, withFile(base, name, null))),
    ask('manifest taken away', withFile(base, 'manifest', null), 'unusable'),
    ask(
      'entry edited, all re-hashed and signed with a key of their own',
      honestExport({ ...edit(log, 20), key: thief }),
    ),
    ask(
      'the same, under the name of the cabinet',
      signed(honestExport({ ...edit(log, 20), key: thief }), thief, log.key.origin),
    ),
    ask('manifest of another export of the cabinet', withFile(base, 'manifest', manifestOf(someLog(41, log.key)))),
    ask('export of another cabinet', honestExport({ ...log, key: thief })),
  ];
}

/** By somebody who has stolen the key, but forgot something. */
function onTheLog(log: ForgedLog, base: ExportFolder): readonly Attack[] {
  const { key, entries } = log;
  const size = entries.length;
  const ask = (attack: string, files: ExportFolder, expected: Outcome = 'broken'): Attack => {
    return { attack: `signed anew: ${attack}`, files: signed(files, key), vkey: key.vkey, since: null, expected };
  };
  const put = (name: string, bytes: string | Buffer | null) => withFile(base, name, bytes);
  const lines = (list: readonly string[]) => put(ENTRIES, joined(list));
  const other = keyOf(0xee);
  const part = honestExport(log, { from: 11, to: 30 });
  const left = String(part.get('left'));
  const at = 20;
  return [
    ask('nothing else', base, 'proved'),
    ask('entry taken away', lines(without(entries, at))),
    ask('last entry taken away', lines(entries.slice(0, -1))),
    ask('entry put in', lines(entries.toSpliced(at, 0, entries[at] ?? ''))),
    ask('entry put in at the end', lines([...entries, entries.at(-1) ?? ''])),
    ask('entries swapped', lines(swapped(entries, at))),
    ask('entry edited', lines(entries.with(at, edited(entries[at])))),
    ask('entry with white space', lines(entries.with(at, (entries[at] ?? '').replace(',', ', ')))),
    ask('entry with a field twice', lines(entries.with(at, (entries[at] ?? '').replace('}', ',"seq":1}')))),
    ask(
      'entry that is no UTF-8',
      put(ENTRIES, Buffer.concat([base.get(ENTRIES) ?? Buffer.alloc(0), Buffer.from([0xff, 0x0a])])),
    ),
    ask('entries without the last newline', put(ENTRIES, joined(entries).slice(0, -1))),
    ask('empty line', put(ENTRIES, `${joined(entries)}\n`)),
    ask('checkpoint of another cabinet', put('checkpoint', checkpointOf({ key: other, entries }, size))),
    ask('checkpoint of fewer entries', put('checkpoint', checkpointOf(log, size - 1))),
    ask('checkpoint with another root', put('checkpoint', checkpointOf(edit(log, at), size))),
    ask('range that is shorter', put('range', `from 1 to ${size - 1} of ${size}\n`)),
    ask('range of another log', put('range', `from 1 to ${size} of ${size + 1}\n`)),
    ask('range backwards', put('range', `from ${size} to 1 of ${size}\n`)),
    ask('subtree where none belongs', put('left', left)),
    ask('file among the entries that is none of them', put('entries/more.ndjson', '')),
    ask('part of a log', part, 'proved'),
    ask('part without a subtree before it', withFile(part, 'left', left.slice(left.indexOf('\n') + 1))),
    ask('part with another subtree before it', withFile(part, 'left', left.replace(/[A-Z]/, 'b'))),
    ask('part with a subtree of no power of two', withFile(part, 'left', left.replace('8 ', '9 '))),
    ask('part without what follows it', withFile(part, 'right', '')),
  ];
}

/** By somebody who has the key and forgets nothing: only a signature that left the cabinet before can tell. */
function onHistory(log: ForgedLog, base: ExportFolder): readonly Attack[] {
  const { key } = log;
  const vkey = key.vkey;
  const size = log.entries.length;
  const half = Math.floor(size / 2);
  const cut = (length: number, older = log.older): ForgedLog => ({
    ...log,
    entries: log.entries.slice(0, length),
    older: older.filter((one) => one <= length),
    notes: log.notes.filter(({ id }) => log.entries.slice(0, length).some((entry) => entry.includes(id))),
  });
  const rewritten = honestExport(edit(log, half - 3));
  const kept = checkpointOf(log, half);
  const older = log.older.length > 0 ? log.older : [half];
  const ask = (attack: string, files: ExportFolder, since: string | null, expected: Outcome): Attack => {
    return { attack, files, vkey, since, expected };
  };
  const withOlder = honestExport({ ...log, older });
  const oldNotes = withOlder.get('checkpoints') ?? Buffer.alloc(0);
  return [
    ask('nothing, beside a checkpoint that was kept', base, kept, 'proved'),
    ask('stolen key: history rewritten, nothing kept outside (cannot be seen)', rewritten, null, 'proved'),
    ask('stolen key: history rewritten, a checkpoint kept outside', rewritten, kept, 'broken'),
    ask(
      'stolen key: history rewritten, older checkpoints left as they were',
      signed(withFile(honestExport(edit({ ...log, older }, 5)), 'checkpoints', oldNotes), key),
      null,
      'broken',
    ),
    ask(
      'stolen key: fork behind the checkpoint kept outside (cannot be seen)',
      honestExport(edit(log, half + 3)),
      kept,
      'proved',
    ),
    ask(
      'fork: the checkpoint kept outside is of the other branch',
      base,
      checkpointOf(edit(log, half - 3), half),
      'broken',
    ),
    ask('tail cut before the checkpoint kept outside', honestExport(cut(half - 1)), kept, 'broken'),
    ask('tail cut behind the checkpoint kept outside (cannot be seen)', honestExport(cut(half + 1)), kept, 'proved'),
    ask('tail cut, nothing kept outside (cannot be seen)', honestExport(cut(half)), null, 'proved'),
    ask(
      'tail cut, older checkpoints left as they were',
      signed(withFile(honestExport(cut(half, [])), 'checkpoints', checkpointOf(log, half + 5)), key),
      null,
      'broken',
    ),
    ask('whole disk rolled back', honestExport(cut(half - 7)), checkpointOf(log, size), 'broken'),
    ask(
      'checkpoint kept outside is of another cabinet',
      base,
      checkpointOf({ ...log, key: keyOf(0xee) }, half),
      'broken',
    ),
    ask('checkpoint kept outside with one letter changed', base, kept.replace(/\n(\d+)\n/, '\n1$1\n'), 'broken'),
    ask(
      'checkpoint kept outside falls inside a subtree',
      honestExport(log, { from: half, to: half + 1 }),
      checkpointOf(log, 3),
      'unusable',
    ),
    ask('two older checkpoints of one size', forked(log, base, half), null, 'broken'),
  ];
}

/** Texts and set-up: signed anew with the stolen key, so that only their seals are left. */
function onWhatStandsBeside(log: ForgedLog, base: ExportFolder): readonly Attack[] {
  const { key, notes, setup } = log;
  const ask = (attack: string, files: ExportFolder, expected: Outcome = 'broken'): Attack => {
    return { attack, files, vkey: key.vkey, since: null, expected };
  };
  const anew = (name: string, bytes: string | Buffer) => signed(withFile(base, name, bytes), key);
  const [first, ...others] = notes;
  if (first === undefined) throw new Error('a log without texts cannot be attacked there');
  const lies = { ...first, text: `${first.text}!` };
  const added = noteOf('never said', Buffer.alloc(16, 3));
  return [
    ask('names table swapped', withFile(base, 'setup.json', setup.replace('p-1', 'p-2'))),
    ask('names table swapped, signed anew', anew('setup.json', setup.replace('p-1', 'p-2'))),
    ask('text changed', withFile(base, 'notes.ndjson', notesFile([lies, ...others]))),
    ask('text changed, signed anew', anew('notes.ndjson', notesFile([lies, ...others]))),
    ask(
      'text changed with its seal, signed anew',
      anew('notes.ndjson', notesFile([noteOf('other', Buffer.alloc(16)), ...others])),
    ),
    ask('text added, signed anew', anew('notes.ndjson', notesFile([...notes, added]))),
    ask('text twice, signed anew', anew('notes.ndjson', Buffer.concat([notesFile([first]), notesFile([first])]))),
    ask('text erased, signed anew (as the cabinet does)', anew('notes.ndjson', notesFile(others)), 'proved'),
    ask('time that goes back, all re-hashed', honestExport(backInTime(log, 25))),
    ask("time of 25 o'clock, all re-hashed", honestExport(atNoTime(log))),
    ask('position that is missing, all re-hashed', honestExport({ ...log, entries: without(log.entries, 25) })),
    ask('log.csv edited', withFile(base, 'log.csv', `${String(base.get('log.csv'))}x`)),
  ];
}

/** Against the verifier itself: what it is given is malformed, endless or not there. */
function onTheReader(log: ForgedLog, base: ExportFolder): readonly Attack[] {
  const { key } = log;
  const vkey = key.vkey;
  const ask = (attack: string, files: ExportFolder, expected: Outcome, asked: Partial<Question> = {}): Attack => {
    return { attack, files, vkey, since: null, expected, ...asked };
  };
  const note = String(base.get('checkpoint'));
  const stranger = checkpointOf({ ...log, key: keyOf(0xee) }, log.entries.length).split('\n\n')[1] ?? '';
  const anew = (name: string, bytes: string | Buffer) => signed(withFile(base, name, bytes), key);
  const endless = Buffer.alloc(LARGE, 0x61);
  return [
    ask('empty folder', new Map(), 'unusable'),
    ask('no key', base, 'unusable', { vkey: '' }),
    ask('key with a letter changed', base, 'unusable', {
      vkey: vkey.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
    }),
    ask('key of another cabinet', base, 'broken', { vkey: keyOf(0xee).vkey }),
    ask('checkpoint kept outside is a letter', base, 'unusable', { since: 'Dear inspector,\n' }),
    ask('signature of somebody else beside', anew('checkpoint', `${note}${stranger}`), 'proved'),
    ask('16 signatures', anew('checkpoint', `${note}${stranger.repeat(15)}`), 'proved'),
    ask('17 signatures', anew('checkpoint', `${note}${stranger.repeat(16)}`), 'unusable'),
    ask('second signature of the cabinet that does not fit', anew('checkpoint', `${note}${badly(note)}`), 'broken'),
    ask('file grown by 64 MiB', withFile(base, ENTRIES, endless), 'broken'),
    ask('line of 64 MiB, signed anew', anew(ENTRIES, endless), 'unusable'),
    ask('line of 64 MiB among subtrees, signed anew', anew('left', endless), 'unusable'),
    ask('manifest of 64 MiB', withFile(base, 'manifest', endless), 'unusable'),
    ask('stranger of 64 MiB that nobody named', withFile(base, 'film', endless), 'proved'),
  ];
}

/** Whether an attack changed anything at all. */
export function isChanged(base: ExportFolder, files: ExportFolder): boolean {
  const names = new Set([...base.keys(), ...files.keys()]);
  return [...names].some(
    (name) => digestOf(base.get(name) ?? '') !== digestOf(files.get(name) ?? '') || base.has(name) !== files.has(name),
  );
}
