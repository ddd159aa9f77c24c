// Reads the log from the disk into what the journal keeps in memory, once it has been checked. Never repairs what does not fit.
import { type EntrySeq, parseEntrySeq } from '../domain/ids.ts';
import { ok, type Result } from '../domain/result.ts';
import type { StorageFault } from '../domain/storage.ts';
import type { Instant } from '../domain/time.ts';
import type { EntryRow, JournalStore } from './journal-store.ts';
import { checkLog } from './log-check.ts';
import { broken, entryIn, type JournalFault, type LogState, type OpenIntent } from './log-state.ts';
import type { NoteKey } from './signed-note.ts';

/** Checks the log as far as a start can, and reads frontier, ledger, open intents and the newest checkpoint. */
export function loadLog(store: JournalStore, key: NoteKey): Result<LogState, JournalFault | StorageFault> {
  const read = store.read(() => load(store, key));
  return read.ok ? read.value : read;
}

function load(store: JournalStore, key: NoteKey): Result<LogState, JournalFault> {
  const checkpoint = checkLog(store, key);
  if (!checkpoint.ok) return checkpoint;
  const { entries, tree } = store;
  const ledger = store.ledger.read();
  if (entries.first() > ledger.retention.pruned) return broken('gap');
  const { size, nodes, intents } = tree.head();
  const mark = newestTime(entries.latest(1));
  if (!mark.ok) return mark;
  const openIntents = new Map<EntrySeq, OpenIntent>();
  for (const position of intents) {
    const intent = parseEntrySeq(position);
    if (!intent.ok) return broken('intent');
    const open = openIntentIn(entries.at(intent.value));
    if (!open.ok) return open;
    openIntents.set(intent.value, open.value);
  }
  return ok({
    frontier: { size, nodes },
    ledger,
    openIntents,
    mark: mark.value,
    checkpoint: checkpoint.value,
  });
}

function newestTime([row]: readonly EntryRow[]): Result<Instant | null, JournalFault> {
  if (row === undefined) return ok(null);
  const entry = entryIn(row);
  return entry.ok ? ok(entry.value.at) : entry;
}

function openIntentIn(row: EntryRow | null): Result<OpenIntent, JournalFault> {
  if (row === null) return broken('intent');
  const entry = entryIn(row);
  if (!entry.ok) return entry;
  const { seq, occurrence, at } = entry.value;
  return occurrence.kind === 'release.intended' ? ok({ intent: seq, occurrence, at }) : broken('intent');
}
