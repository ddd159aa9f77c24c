// `wardkey audit hold|lift|retain|prune|erase`: how long the log is kept, and what must stay or go before. Works on a cabinet
// that does not run; two people decide each. Deletes nothing before the entry that says so is on disk.
import { randomBytes } from 'node:crypto';
import { SALT_SIZE, sealNote } from '../audit/note-seal.ts';
import { lookAtTimes, pruneTo } from '../audit/prune.ts';
import { type DataFolder, databaseIn, openDataFolder } from '../data-folder.ts';
import { parseEntrySeq, parseHoldId, parseStaffId } from '../domain/ids.ts';
import { isRetentionDays, type LegalHold } from '../domain/legal-hold.ts';
import { NOTE_LIMIT, type Note } from '../domain/note.ts';
import { type Prunable, type PruneLimit, prunable } from '../domain/retention.ts';
import { type Instant, instant } from '../domain/time.ts';
import { type ErasureFault, erasePerson } from '../erasure.ts';
import { openingOf } from '../main.ts';
import { parseDocument } from '../setup/document.ts';
import { timeZone } from '../time-zone.ts';
import { argumentsOf, folderOf, noWord, onlyWord, WHICH } from './arguments.ts';
import { EXIT, fail } from './exit.ts';
import { explainFault } from './serve.ts';
import { tracesOf } from './traces.ts';
import { type DecidedCabinet, provenTwo, WHO } from './two-persons.ts';
import { parseWhen } from './when.ts';

export const RETENTION_USAGE = `  hold                                 the legal holds that are open
  hold --from D [--until D] --reason TEXT
                                       keep every entry of that time, whatever its age; D: a day or a time
  lift HOLD --reason TEXT              end a legal hold
  retain [DAYS]                        how long entries are kept; DAYS changes it
  prune [--dry-run]                    delete what is older, unless it is held or still open
  erase STAFF                          erase the name of a person, their credentials and what they wrote
      each with --config FILE or --data DIR, and with --by NUMBER --with NUMBER: the staff numbers of two people,
      supervisors or auditors, who are asked for their PINs; the cabinet must not be running
`;

const REASON = { reason: { type: 'string' } } as const;

/** Runs one word of the group. @param args what stands after it */
export async function retention(word: RetentionWord, args: readonly string[]): Promise<void> {
  process.stdout.write(await WORDS[word](args));
}

export type RetentionWord = 'hold' | 'lift' | 'retain' | 'prune' | 'erase';

const WORDS: Readonly<Record<RetentionWord, (args: readonly string[]) => Promise<string>>> = {
  hold: async (args) => {
    const day = { from: { type: 'string' }, until: { type: 'string' } } as const;
    const { positionals, values } = argumentsOf(args, { ...WHICH, ...WHO, ...REASON, ...day }, RETENTION_USAGE);
    noWord(positionals);
    return await stopped(folderOf(values), async (cabinet) => {
      if (values.from === undefined) return holdLines(cabinet.data);
      const from = instantIn(cabinet, values.from, '--from', 'begin');
      const until = values.until === undefined ? null : instantIn(cabinet, values.until, '--until', 'end');
      if (until !== null && until < from) return fail(EXIT.usage, 'the hold would end before it begins');
      const note = noteOf(values.reason);
      const hold = parseHoldId(`hold-${randomBytes(4).toString('hex')}`);
      if (!hold.ok) throw new Error('a random id is no id');
      const pair = await provenTwo(cabinet, values);
      const placed = { kind: 'hold.placed', ...pair, hold: hold.value, from, until, note: note.id } as const;
      written(cabinet.data.journal.record(placed, [note]));
      return `${hold.value}: ${spanText(from, until)} is kept until it is lifted\n`;
    });
  },
  lift: async (args) => {
    const { positionals, values } = argumentsOf(args, { ...WHICH, ...WHO, ...REASON }, RETENTION_USAGE);
    const word = onlyWord(positionals, 'HOLD');
    return await stopped(folderOf(values), async (cabinet) => {
      const hold = [...cabinet.data.journal.ledger().holds.keys()].find((one) => one === word);
      if (hold === undefined)
        return fail(EXIT.usage, `there is no open hold "${word}"; \`wardkey audit hold\` lists them`);
      const note = noteOf(values.reason);
      const pair = await provenTwo(cabinet, values);
      written(cabinet.data.journal.record({ kind: 'hold.lifted', ...pair, hold, note: note.id }, [note]));
      return `${hold} is lifted\n`;
    });
  },
  retain: async (args) => {
    const { positionals, values } = argumentsOf(args, { ...WHICH, ...WHO }, RETENTION_USAGE);
    return await stopped(folderOf(values), async (cabinet) => {
      if (positionals.length === 0) return `entries are kept ${cabinet.data.journal.ledger().retention.days} days\n`;
      const days = Number(onlyWord(positionals, 'DAYS'));
      if (!isRetentionDays(days)) return fail(EXIT.usage, 'DAYS must be a whole number from 30 to 36500');
      const pair = await provenTwo(cabinet, values);
      written(cabinet.data.journal.record({ kind: 'retention.changed', ...pair, days }));
      return `entries are kept ${days} days from now on; \`wardkey audit prune\` deletes what is older\n`;
    });
  },
  prune: async (args) => {
    const dry = { 'dry-run': { type: 'boolean', default: false } } as const;
    const { positionals, values } = argumentsOf(args, { ...WHICH, ...WHO, ...dry }, RETENTION_USAGE);
    noWord(positionals);
    return await stopped(folderOf(values), async (cabinet) => {
      const before = possible(cabinet.data);
      if (values['dry-run']) return `would delete ${pruneText(before)}`;
      const pair = await provenTwo(cabinet, values);
      return prune(cabinet.data, before, pair);
    });
  },
  erase: async (args) => {
    const { positionals, values } = argumentsOf(args, { ...WHICH, ...WHO }, RETENTION_USAGE);
    const person = parseStaffId(onlyWord(positionals, 'STAFF'));
    if (!person.ok) return fail(EXIT.usage, `"${person.error.text}" is no id of a person`);
    const folder = folderOf(values);
    const names: string[] = [];
    const line = await stopped(folder, async (cabinet) => {
      const pair = await provenTwo(cabinet, values);
      const erased = erasePerson(cabinet.data, person.value, pair);
      if (!erased.ok) return fail(exitOf(erased.error), erasureText(erased.error));
      const { versions, texts, doubtful } = erased.value;
      names.push(...erased.value.names);
      const rest = doubtful === 0 ? '' : `${doubtful} other texts hold a word of the name: somebody should read them\n`;
      return `${person.value} is erased, with ${texts} texts and ${versions} old versions of the set-up\n${rest}`;
    });
    const left = tracesOf(databaseIn(folder), names);
    if (left > 0) {
      return fail(
        EXIT.software,
        `${line}the name still stands ${left} times in the database: does somebody else bear it?`,
      );
    }
    return line;
  },
};

interface Possible extends Prunable {
  readonly start: number;
  readonly count: number;
}

/** What may be deleted now. Age is counted from the newest entry: no clock of the moment makes the log older. */
function possible({ store, journal }: DataFolder): Possible {
  const newest = journal.latest(1);
  if (!newest.ok) return fail(EXIT.unavailable, `the log cannot be read: ${codeOf(newest.error)}`);
  const now = newest.value[0]?.at ?? instant(0);
  const intents = journal.openIntents().map(({ intent }) => intent);
  const found = lookAtTimes(store, (times) => {
    const most = prunable(now, journal.ledger(), intents, times);
    return { ...most, start: times.first, count: most.first - times.first };
  });
  return found.ok ? found.value : fail(EXIT.unavailable, `the log cannot be read: ${codeOf(found.error)}`);
}

/**
 * An earlier pruning that was stopped goes on without a second entry. With nothing to delete the tables are written anew all
 * the same: it may have been stopped before that.
 */
function prune(
  { store, journal }: DataFolder,
  { first, ...before }: Possible,
  pair: Awaited<ReturnType<typeof provenTwo>>,
): string {
  const seq = parseEntrySeq(first);
  if (!seq.ok) throw new Error('what is prunable begins at an entry');
  if (before.count > 0 && journal.ledger().retention.pruned < first)
    written(journal.record({ kind: 'log.pruned', ...pair, first: seq.value }));
  const deleted = pruneTo(store, first);
  if (!deleted.ok) return fail(EXIT.unavailable, `stopped, and what is left is whole: ${codeOf(deleted.error)}`);
  written(store.transaction(() => store.pruning.rewritePersonal()));
  written(store.checkpointWhenQuiet());
  return `deleted ${pruneText({ ...before, first })}`;
}

const LIMIT_WORDS: Readonly<Record<PruneLimit, string>> = {
  period: 'is younger than the retention period',
  hold: 'is kept by a legal hold',
  open: 'belongs to something that is not over yet',
  checkpoint: 'is not covered by a signed checkpoint yet',
};

function pruneText({ count, start, first, limit, limitedAt }: Possible): string {
  const what = count === 0 ? 'nothing' : `${count} entries, ${start} to ${first - 1}`;
  return `${what}; entry ${limitedAt} ${LIMIT_WORDS[limit]}\n`;
}

function holdLines({ journal }: DataFolder): string {
  const holds = [...journal.ledger().holds.values()];
  if (holds.length === 0) return 'no legal hold is open\n';
  return holds.map(({ hold, from, until }: LegalHold) => `${hold}: ${spanText(from, until)}\n`).join('');
}

function spanText(from: Instant, until: Instant | null): string {
  const begin = new Date(from).toISOString();
  return until === null ? `${begin} and all after it` : `${begin} to ${new Date(until).toISOString()}`;
}

function erasureText(fault: ErasureFault): string {
  switch (fault.code) {
    case 'nobody':
      return 'neither the set-up nor the log knows this person';
    case 'decides':
      return 'nobody decides about erasing themselves';
    case 'holds_keys':
      return `this person holds a key, or may: ${fault.keys.join(', ')}; they can be erased when it is back`;
    case 'held':
      return `${fault.hold} keeps what this person did; they can be erased when it is lifted`;
    case 'named_elsewhere':
      return `the set-up names this person at ${fault.path}; change that first, with \`wardkey config apply\``;
    case 'set_up':
      return ['without this person the set-up does not hold together:', ...fault.faults].join('\n  ');
    case 'set_up_unreadable':
      return 'there is no set-up that this release can read; put one in force first';
    case 'not_erased':
      return `not erased, or not all of it: ${codeOf(fault.fault)}; run the same words again`;
  }
}

function exitOf({ code }: ErasureFault): number {
  if (code === 'not_erased') return EXIT.unavailable;
  return code === 'nobody' ? EXIT.usage : EXIT.data;
}

/** The first or the last millisecond of a day or a time, as `parseWhen` reads them. */
function instantIn({ zone }: DecidedCabinet, text: string, option: string, side: 'begin' | 'end'): Instant {
  const when = parseWhen(text, zone);
  if (!when.ok) return fail(EXIT.usage, `${option}: "${text}" is no day (2030-03-01) and no time (2030-03-01T08:00)`);
  return side === 'begin' ? when.value.begin : instant(when.value.end - 1);
}

function noteOf(text: string | undefined): Note {
  const bare = text?.toWellFormed().trim() ?? '';
  if (bare === '') return fail(EXIT.usage, '--reason TEXT is missing');
  if (bare.length > NOTE_LIMIT) return fail(EXIT.usage, `--reason has more than ${NOTE_LIMIT} characters`);
  return sealNote(bare, randomBytes(SALT_SIZE));
}

/** Work on the data folder of a cabinet that does not run. Whatever it is, the folder is closed behind it. */
async function stopped(folder: string, work: (cabinet: DecidedCabinet) => Promise<string>): Promise<string> {
  const data = openDataFolder(folder, openingOf());
  if (!data.ok) {
    const { what, code } = data.error;
    return fail(what === 'folder' ? EXIT.busy : EXIT.unavailable, explainFault({ what, code }));
  }
  const close = () => data.value.close();
  // `fail` ends the process from within.
  process.once('exit', close);
  try {
    const current = data.value.store.setup.current();
    const setup = current === null ? null : parseDocument(current.body);
    if (setup?.ok !== true) return fail(EXIT.unavailable, 'there is no set-up that this release can read');
    const zone = timeZone(setup.value.identity.timeZone);
    if (!zone.ok) return fail(EXIT.unavailable, `the set-up names an unknown time zone`);
    return await work({ data: data.value, setup: setup.value, zone: zone.value });
  } finally {
    process.off('exit', close);
    close();
  }
}

function written(result: { readonly ok: true } | { readonly ok: false; readonly error: string }): void {
  if (!result.ok) fail(EXIT.unavailable, `the disk took nothing: ${result.error}`);
}

function codeOf(fault: string | { readonly flaw: string }): string {
  return typeof fault === 'string' ? fault : `the log is damaged (${fault.flaw})`;
}
