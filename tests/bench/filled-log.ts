// Fills a log with true entries in few transactions, because one durable commit each would take hours: bytes, leaves, tiles and
// checkpoints are those that the journal would have written. The journal then reads it anew, and checks it as at a start.
import { signCheckpoint } from '../../controller/audit/checkpoint.ts';
import { encodeEntry } from '../../controller/audit/entry.ts';
import { append, type Frontier, leafHash, rootOf } from '../../controller/audit/merkle.ts';
import { completedTiles } from '../../controller/audit/stored-tree.ts';
import type { DataFolder } from '../../controller/data-folder.ts';
import { parseBootId, parseEntrySeq } from '../../controller/domain/ids.ts';
import type { Occurrence } from '../../controller/domain/occurrence.ts';
import { type Duration, type Instant, instant, milliseconds, monotonic } from '../../controller/domain/time.ts';
import { expectOk } from '../support/expect-ok.ts';

export interface Filling {
  /** Written one after the other, over and over. Only what changes no ledger: its rows are not written. */
  readonly occurrences?: readonly Occurrence[];
  /** From one entry to the next; the newest is written now. */
  readonly step?: Duration;
}

const ENTRIES_A_TRANSACTION = 8192;
const DOORS: readonly Occurrence[] = [
  { kind: 'door.opened', during: null },
  { kind: 'door.closed', during: null },
];
const BOOT = expectOk(parseBootId('filler'));

/** Brings the log to `size` entries, whole and chained, and lets the journal read where it stands. */
export function fillLog(data: DataFolder, size: number, { occurrences = DOORS, step = milliseconds(0) }: Filling = {}) {
  const { store, journal, logKey } = data;
  const now = journal.now();
  const bytesAt = spelling(occurrences, (seq) => instant(now - (size - seq) * step));
  while (store.tree.head().size < size) {
    const head = store.tree.head();
    const end = Math.min(size, head.size + ENTRIES_A_TRANSACTION);
    const written = store.transaction(() => {
      const frontier = appendAll(store, head, end, bytesAt);
      store.tree.saveHead({ ...head, ...frontier });
      store.tree.addCheckpoint({ size: end, at: now, note: signCheckpoint(end, rootOf(frontier), logKey) });
    });
    expectOk(written);
  }
  expectOk(store.checkpointWhenQuiet());
  expectOk(journal.reload());
}

function appendAll(
  { entries, tree }: DataFolder['store'],
  begin: Frontier,
  end: number,
  bytesAt: (seq: number) => Uint8Array,
): Frontier {
  let frontier: Frontier = { size: begin.size, nodes: begin.nodes };
  for (let position = begin.size + 1; position <= end; position += 1) {
    const bytes = bytesAt(position);
    const leaf = leafHash(bytes);
    entries.append({ seq: expectOk(parseEntrySeq(position)), bytes, leaf });
    for (const tile of completedTiles(frontier, leaf)) tree.addTile(tile.level, tile.position, tile.hash);
    frontier = append(frontier, leaf);
  }
  return frontier;
}

/** Each occurrence is encoded once, and then only its position and time are written anew. */
function spelling(occurrences: readonly Occurrence[], at: (seq: number) => Instant): (seq: number) => Uint8Array {
  const first = {
    seq: expectOk(parseEntrySeq(1)),
    boot: BOOT,
    mono: monotonic(1),
    at: instant(0),
    clock: 'good',
  } as const;
  const time = '"at":"1970-01-01T00:00:00.000Z"';
  const parts = occurrences.map((occurrence) => {
    const text = Buffer.from(encodeEntry({ ...first, occurrence })).toString();
    return {
      middle: text.slice('{"seq":1'.length, text.indexOf(time)),
      end: text.slice(text.indexOf(time) + time.length),
    };
  });
  return (seq) => {
    const part = parts[seq % parts.length];
    if (part === undefined) throw new Error('nothing to fill a log with');
    return Buffer.from(`{"seq":${seq}${part.middle}"at":"${new Date(at(seq)).toISOString()}"${part.end}`);
  };
}
