// Erases a person from a cabinet that does not run: their name and number, their badges, PIN and codes, and every text by or
// about them. The log stays as it is: entries hold a random id, and their old roots and checkpoints go on to verify.
import { parseEntry } from './audit/entry.ts';
import type { JournalFault } from './audit/log-state.ts';
import { lookAtTimes } from './audit/prune.ts';
import type { DataFolder } from './data-folder.ts';
import type { HoldId, KeyId, StaffId } from './domain/ids.ts';
import type { TwoPersons } from './domain/legal-hold.ts';
import { concerns, namingAny, tellingWords } from './domain/mention.ts';
import type { NoteId } from './domain/note.ts';
import { err, ok, type Result } from './domain/result.ts';
import type { CabinetSetup } from './domain/setup.ts';
import type { StorageFault } from './domain/storage.ts';
import { instant } from './domain/time.ts';
import { documentOf, parseDocument } from './setup/document.ts';
import { faultLine } from './setup/fault.ts';
import { setupFaults } from './setup/validate.ts';
import { changeSetup } from './setup-change.ts';

export type ErasureFault =
  | { readonly code: 'nobody' } // neither the set-up nor the log knows them
  | { readonly code: 'decides' } // nobody erases themselves
  | { readonly code: 'holds_keys'; readonly keys: readonly KeyId[] }
  | { readonly code: 'held'; readonly hold: HoldId } // a legal hold keeps what they did
  | { readonly code: 'named_elsewhere'; readonly path: string } // the set-up names them outside the list of people
  | { readonly code: 'set_up'; readonly faults: readonly string[] } // without them the set-up does not hold together
  | { readonly code: 'set_up_unreadable' }
  | { readonly code: 'not_erased'; readonly fault: StorageFault | JournalFault };

export interface Erased {
  /** Every name they had in a kept set-up. */
  readonly names: readonly string[];
  readonly versions: number;
  readonly texts: number;
  /** Texts by and about others in which a word of the name stands: somebody should read them. */
  readonly doubtful: number;
}

type Folder = Pick<DataFolder, 'store' | 'journal'>;

/** Entries that one look reads. */
const PAGE = 1000;

/**
 * Erases a person. Stopped half-way it is done again with the same words; what was erased stays erased.
 * @param decided who decided it, and proved who they are
 */
export function erasePerson(data: Folder, person: StaffId, decided: TwoPersons): Result<Erased, ErasureFault> {
  const { store, journal } = data;
  if (decided.by === person || decided.witness === person) return err({ code: 'decides' });
  const found = store.read(() => known(data, person));
  if (!found.ok) return notErased(found.error);
  const { names, versions, notes, isKnown, current } = found.value;
  if (!isKnown) return err({ code: 'nobody' });
  const keys = keysWith(data, person);
  if (keys.length > 0) return err({ code: 'holds_keys', keys });
  const hold = holdOver(data, person);
  if (!hold.ok) return notErased(hold.error);
  if (hold.value !== null) return err({ code: 'held', hold: hold.value });
  const removed = withoutThem(data, current, person, names, decided);
  if (!removed.ok) return removed;
  const erased = journal.recordWith({ kind: 'person.erased', person, ...decided }, () => {
    const inForce = store.setup.current()?.version;
    store.setup.forget(versions.filter((version) => version !== inForce));
    for (const note of notes) store.notes.erase(note);
    store.pruning.rewritePersonal();
  });
  if (!erased.ok) return notErased(erased.error);
  const emptied = store.checkpointWhenQuiet();
  if (!emptied.ok) return notErased(emptied.error);
  const words = names.flatMap(tellingWords);
  const doubtful = store.read(() => store.pruning.notesThat(namingAny(words)).length);
  if (!doubtful.ok) return notErased(doubtful.error);
  return ok({ names, versions: versions.length, texts: notes.length, doubtful: doubtful.value });
}

interface Known {
  readonly names: readonly string[];
  /** Old versions of the set-up that name them, and the one in force when it does. */
  readonly versions: readonly number[];
  readonly notes: readonly NoteId[];
  readonly isKnown: boolean;
  /** The set-up in force; null = this release cannot read it, or there is none. */
  readonly current: CabinetSetup | null;
}

/** Everything that is to go. Inside `read`. */
function known({ store }: Folder, person: StaffId): Known {
  const versions = store.setup.versions();
  const setups = versions.map(({ version, body }) => ({ version, body, setup: readable(body) }));
  const names = [
    ...new Set(
      setups.flatMap(({ setup }) => setup?.staff.filter(({ id }) => id === person).map(({ name }) => name) ?? []),
    ),
  ];
  const isNamed = namingAny(names);
  const holding = setups.filter(
    ({ body, setup }) => setup === null || setup.staff.some(({ id }) => id === person) || isNamed(body),
  );
  const theirs = textsOf(store, person);
  const written = theirs.notes.filter((note) => store.notes.read(note) !== null);
  const notes = [...new Set([...written, ...store.pruning.notesThat(isNamed)])];
  return {
    names,
    versions: holding.map(({ version }) => version),
    notes,
    isKnown: names.length > 0 || theirs.isMentioned,
    current: setups[0]?.setup ?? null,
  };
}

/** The notes of entries by or about a person, and whether there are any such entries. Reads the whole log. */
function textsOf(
  { pruning }: DataFolder['store'],
  person: StaffId,
): { readonly notes: readonly NoteId[]; readonly isMentioned: boolean } {
  const notes: NoteId[] = [];
  let isMentioned = false;
  for (let from = 1; ; ) {
    const page = pruning.mentions(`"${person}"`, from, Number.MAX_SAFE_INTEGER, PAGE);
    for (const { bytes } of page) {
      const entry = parseEntry(bytes);
      if (!entry.ok || !concerns(entry.value.occurrence, person)) continue;
      const { occurrence } = entry.value;
      isMentioned = true;
      if ('note' in occurrence && occurrence.note !== null) notes.push(occurrence.note);
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return { notes, isMentioned };
    from = last.seq + 1;
  }
}

/** Keys that they hold, or that they may have taken. */
function keysWith({ journal }: Folder, person: StaffId): readonly KeyId[] {
  const held = [...journal.custody()].flatMap(([key, holding]) =>
    (holding.at === 'person' || holding.at === 'doubt') && holding.staff === person ? [key] : [],
  );
  const open = journal
    .openIntents()
    .flatMap(({ occurrence: { staff, key } }) => (staff === person && key !== null ? [key] : []));
  return [...new Set([...held, ...open])];
}

/** The first open hold over entries that concern them; null = none. */
function holdOver({ store, journal }: Folder, person: StaffId): Result<HoldId | null, StorageFault | JournalFault> {
  const holds = [...journal.ledger().holds.values()];
  return lookAtTimes(store, ({ since, size }) => {
    const covering = holds.find(({ from, until }) => {
      const below = until === null ? size + 1 : since(instant(until + 1));
      return concernedIn(store, person, since(from), below);
    });
    return covering?.hold ?? null;
  });
}

function concernedIn({ pruning }: DataFolder['store'], person: StaffId, from: number, below: number): boolean {
  for (let at = from; ; ) {
    const page = pruning.mentions(`"${person}"`, at, below, PAGE);
    for (const { bytes } of page) {
      const entry = parseEntry(bytes);
      // What names them and cannot be read may be what is held.
      if (!entry.ok || concerns(entry.value.occurrence, person)) return true;
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return false;
    at = last.seq + 1;
  }
}

/** Puts a set-up without them in force, when the one that is has them. */
function withoutThem(
  data: Folder,
  current: CabinetSetup | null,
  person: StaffId,
  names: readonly string[],
  { by }: TwoPersons,
): Result<void, ErasureFault> {
  if (current === null) return err({ code: 'set_up_unreadable' });
  const rest = { ...current, staff: current.staff.filter(({ id }) => id !== person) };
  const path = pathOfName(documentOf({ ...rest, staff: rest.staff.map((other) => ({ ...other, name: '-' })) }), names);
  if (path !== null) return err({ code: 'named_elsewhere', path });
  if (rest.staff.length === current.staff.length) return ok(undefined);
  const before = new Set(setupFaults(current).map(({ code, message }) => `${code} ${message}`));
  const faults = setupFaults(rest).filter(({ code, message }) => !before.has(`${code} ${message}`));
  if (faults.length > 0) return err({ code: 'set_up', faults: faults.map(faultLine) });
  const changed = changeSetup(data, rest, by);
  return changed.ok ? ok(undefined) : notErased(changed.error);
}

/** Where in a document a name stands; null = nowhere. */
function pathOfName(value: unknown, names: readonly string[], path = ''): string | null {
  if (typeof value === 'string') return namingAny(names)(value) ? path : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [step, part] of Object.entries(value)) {
    const found = pathOfName(part, names, path === '' ? step : `${path}.${step}`);
    if (found !== null) return found;
  }
  return null;
}

function readable(body: string): CabinetSetup | null {
  const setup = parseDocument(body);
  return setup.ok ? setup.value : null;
}

function notErased(fault: StorageFault | JournalFault): Result<never, ErasureFault> {
  return err({ code: 'not_erased', fault });
}
