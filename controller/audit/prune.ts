// Deletes the oldest entries of the log, tile by tile: the leaves stay, so every old checkpoint and proof still verifies.
// Takes no tile that does not hash to what the tree says: what is damaged is evidence. Decides nothing; retention.ts does.
import { type EntrySeq, parseEntrySeq } from '../domain/ids.ts';
import { TILE } from '../domain/legal-hold.ts';
import type { NoteId } from '../domain/note.ts';
import { ok, type Result } from '../domain/result.ts';
import type { LogTimes } from '../domain/retention.ts';
import type { StorageFault } from '../domain/storage.ts';
import type { Instant } from '../domain/time.ts';
import type { EntryRow } from './journal-store.ts';
import { broken, entryIn, type JournalFault } from './log-state.ts';
import { type Hash, sameHash } from './merkle.ts';
import { perfectRoot } from './tree.ts';

/** What pruning needs of a store; controller/store/ meets it by shape. */
export interface PrunableStore {
  readonly entries: {
    first(): number;
    page(from: EntrySeq, limit: number): readonly EntryRow[];
    span(): { readonly newest: number } | null;
  };
  readonly tree: {
    tiles(level: number, from: number, count: number): readonly Hash[];
    newestCheckpoint(): { readonly size: number } | null;
  };
  readonly notes: { erase(id: NoteId): void };
  readonly pruning: { cut(tile: number, leaves: readonly Hash[], first: number): void };
  /** The index of the log. */
  readonly queries: { forgetBefore(first: number): void };
  transaction<T>(work: () => T): Result<T, StorageFault>;
  read<T>(work: () => T): Result<T, StorageFault>;
}

/**
 * Deletes the entries before a position, a transaction a tile. Stopped at any moment, it goes on where it stood.
 * @param first a multiple of 256 plus 1, as `prunable` gives it; the `log.pruned` entry that says so is on disk
 * @returns how many entries were deleted; after a fault the tiles before it are gone and the log is whole
 */
export function pruneTo(store: PrunableStore, first: number): Result<number, JournalFault | StorageFault> {
  let deleted = 0;
  for (;;) {
    const cut = store.transaction(() => cutOldest(store, first));
    if (!cut.ok) return cut;
    if (!cut.value.ok) return cut.value;
    if (cut.value.value === 0) return ok(deleted);
    deleted += cut.value.value;
  }
}

/**
 * Looks at the log through its times. `look` may ask for what it likes; each question reads a few entries.
 * @returns `log_broken` when an entry on the way cannot be read
 */
export function lookAtTimes<T>(
  store: Pick<PrunableStore, 'entries' | 'tree' | 'read'>,
  look: (times: LogTimes) => T,
): Result<T, JournalFault | StorageFault> {
  let flawed: Result<never, JournalFault> | null = null;
  const { entries, tree } = store;
  const seen = store.read(() => {
    const first = entries.first();
    const size = entries.span()?.newest ?? first - 1;
    const since = (at: Instant): number => {
      let [from, to] = [first, size + 1];
      while (from < to) {
        const middle = from + Math.floor((to - from) / 2);
        const entry = entryAt(entries.page(seqOf(middle), 1));
        if (!entry.ok) {
          flawed = entry;
          return first;
        }
        if (entry.value.at >= at) to = middle;
        else from = middle + 1;
      }
      return from;
    };
    return look({ first, size, checkpoint: tree.newestCheckpoint()?.size ?? 0, since });
  });
  return flawed ?? seen;
}

/** Deletes the oldest tile when it lies before a position. @returns how many entries that were */
function cutOldest(store: PrunableStore, first: number): Result<number, JournalFault> {
  const start = store.entries.first();
  if (start + TILE > first) return ok(0);
  const tile = (start - 1) / TILE;
  const rows = store.entries.page(seqOf(start), TILE);
  const leaves = rows.map(({ leaf }) => leaf);
  const [root] = store.tree.tiles(1, tile, 1);
  if (rows.length < TILE || rows.some(({ seq }, index) => seq !== start + index)) return broken('gap');
  if (root === undefined || !sameHash(perfectRoot(leaves), root)) return broken('tile');
  const notes: NoteId[] = [];
  for (const row of rows) {
    const entry = entryIn(row);
    if (!entry.ok) return entry;
    const { occurrence } = entry.value;
    if ('note' in occurrence && occurrence.note !== null) notes.push(occurrence.note);
  }
  for (const note of notes) store.notes.erase(note);
  store.pruning.cut(tile, leaves, start + TILE);
  store.queries.forgetBefore(start + TILE);
  return ok(TILE);
}

function entryAt([row]: readonly EntryRow[]): ReturnType<typeof entryIn> {
  return row === undefined ? broken('gap') : entryIn(row);
}

function seqOf(position: number): EntrySeq {
  const seq = parseEntrySeq(position);
  if (!seq.ok) throw new RangeError('The log has no such position');
  return seq.value;
}
