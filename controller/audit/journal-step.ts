// One entry on its way into the log: its bytes, its leaf, what it changes, and the state after it. Pure; journal.ts writes it.
import { type Ledger, type LedgerChange, ledgerChanges, withChanges } from '../domain/ledger.ts';
import type { Note } from '../domain/note.ts';
import { isOutcome, type Occurrence, type ReleaseIntended } from '../domain/occurrence.ts';
import { type Entry, encodeEntry } from './entry.ts';
import type { EntryRow } from './journal-store.ts';
import { entryIn, type LogState, nextSeq } from './log-state.ts';
import { append, type Hash, leafHash } from './merkle.ts';
import { isSealed } from './note-seal.ts';
import { completedTiles, type Tile } from './stored-tree.ts';

/** An entry before it has its place in the log. */
export type Draft = Omit<Entry, 'seq'>;

/** One entry with what it changes. */
export interface Step {
  readonly row: EntryRow;
  readonly occurrence: Occurrence;
  readonly changes: readonly LedgerChange[];
  /** The tiles that it completes. */
  readonly tiles: readonly Tile[];
  /** After it. */
  readonly state: LogState;
}

/** The entry of a draft at the next position. @throws for a key in a second hand */
export function stepAfter(state: LogState, draft: Draft): Step {
  const entry: Entry = { seq: nextSeq(state), ...draft };
  const changes = allowedChanges(state.ledger, entry);
  const bytes = encodeEntry(entry);
  const leaf = leafHash(bytes);
  return {
    row: { seq: entry.seq, bytes, leaf },
    occurrence: entry.occurrence,
    changes,
    tiles: completedTiles(state.frontier, leaf),
    state: stateAfter(state, entry, leaf, changes),
  };
}

/** Whether an entry is what a note became: a commit that failed may have reached the disk. */
export function isSame({ boot, mono, occurrence }: Draft, note: Draft): boolean {
  return boot === note.boot && mono === note.mono && occurrence.kind === note.occurrence.kind;
}

/** A text that no entry names could be found by nobody, and one under another hash would prove nothing. @throws for such a one */
export function requireNamed(occurrence: Occurrence, note: Note): void {
  const named = 'note' in occurrence ? occurrence.note : null;
  if (named !== note.id || !isSealed(note)) throw new Error(`${occurrence.kind} names another note`);
}

/** The intent in a row of the log; null when it is none, or damaged. */
export function intentIn(row: EntryRow | null): ReleaseIntended | null {
  const entry = row === null ? null : entryIn(row);
  return entry?.ok === true && entry.value.occurrence.kind === 'release.intended' ? entry.value.occurrence : null;
}

function allowedChanges(ledger: Ledger, { occurrence, seq, at }: Entry): readonly LedgerChange[] {
  const changes = ledgerChanges(ledger, occurrence, seq, at);
  if (changes.ok) return changes.value;
  const { code, key, holder } = changes.error;
  throw new Error(`${code}: ${occurrence.kind} of ${key}, holder ${holder}`);
}

function stateAfter(state: LogState, entry: Entry, leaf: Hash, changes: readonly LedgerChange[]): LogState {
  const { seq, at, occurrence } = entry;
  const openIntents = new Map(state.openIntents);
  if (occurrence.kind === 'release.intended') openIntents.set(seq, { intent: seq, occurrence, at });
  if (isOutcome(occurrence)) openIntents.delete(occurrence.intent);
  return {
    ...state,
    frontier: append(state.frontier, leaf),
    ledger: withChanges(state.ledger, changes),
    openIntents,
    mark: at,
  };
}
