// Whether a log on disk is whole: its tail and its tree at every start, any tile of it in quiet moments.
// Believes nothing but hashes and the signature of its own key, and repairs nothing.
import { parseEntrySeq } from '../domain/ids.ts';
import { ok, type Result } from '../domain/result.ts';
import { openCheckpoint } from './checkpoint.ts';
import type { EntryRow, LogTables } from './journal-store.ts';
import { broken, entryIn, type JournalFault, type SignedSize } from './log-state.ts';
import { type Frontier, type Hash, isWellFormed, leafHash, sameHash } from './merkle.ts';
import type { NoteKey } from './signed-note.ts';
import { storedTree, tilesIn } from './stored-tree.ts';
import { frontierAt, perfectRoot, rootAt, TILE_WIDTH, TOP_TILE_LEVEL } from './tree.ts';

type Flawed = Result<void, JournalFault>;

const SOUND: Flawed = ok(undefined);

/**
 * Compares head, tiles, newest checkpoint and what came after it. Reads two tiles of entries in a log that was signed as it
 * should be, however long it is, and the hashes above.
 * @returns the newest checkpoint; null in an empty log that has none yet
 */
export function checkLog(tables: LogTables, key: NoteKey): Result<SignedSize | null, JournalFault> {
  const { entries, tree } = tables;
  const first = entries.first();
  const { oldest, newest } = entries.span() ?? { oldest: first, newest: first - 1 };
  if (oldest > first) return broken('gap');
  const head = tree.head();
  if (head.size !== newest || !isWellFormed(head)) return broken('frontier');
  if (tree.tileCount(0) !== tilesIn(first - 1, 1)) return broken('tile');
  const tiles = checkTiles(tables, newest);
  if (!tiles.ok) return tiles;
  const signed = tree.newestCheckpoint();
  if (signed === null && newest > 0) return broken('checkpoint');
  const tail = checkTail(tables, signed?.size ?? 0);
  if (!tail.ok) return tail;
  const grown = within(() => frontierAt(storedTree(tables), newest));
  if (!grown.ok) return grown;
  if (!sameFrontier(grown.value, head)) return broken('frontier');
  const checked = signed === null ? SOUND : checkSigned(tables, signed, newest, key);
  return checked.ok ? ok(signed) : checked;
}

/**
 * Reads one tile anew: each of its entries, their leaves, the root over them, and the higher roots that end with it.
 * @param tile from 0; one that the log has in full
 */
export function checkTile(tables: LogTables, tile: number): Flawed {
  const leaves = leavesOf(tables, tile);
  if (!leaves.ok) return leaves;
  const [hash] = tables.tree.tiles(1, tile, 1);
  if (hash === undefined || !sameHash(hash, perfectRoot(leaves.value))) return broken('tile');
  for (let level = 2; level <= TOP_TILE_LEVEL; level += 1) {
    const width = TILE_WIDTH ** (level - 1);
    if ((tile + 1) % width !== 0) return SOUND;
    const higher = checkHigherTile(tables, level, (tile + 1) / width - 1);
    if (!higher.ok) return higher;
  }
  return SOUND;
}

/** Reads the entries anew that came after the newest full tile, and parses each. */
export function checkRest(tables: LogTables): Flawed {
  const { size } = tables.tree.head();
  const rest = readRows(tables, tilesIn(size, 1) * TILE_WIDTH, size % TILE_WIDTH, entryIn);
  return rest.ok ? SOUND : rest;
}

/** Every higher tile must follow from the ones below it, and none may be there that the log is too short for. */
function checkTiles(tables: LogTables, size: number): Flawed {
  for (let level = 1; level <= TOP_TILE_LEVEL; level += 1) {
    const count = tilesIn(size, level);
    if (tables.tree.tileCount(level) !== count) return broken('tile');
    const above = level === 1 ? 0 : count;
    for (let position = 0; position < above; position += 1) {
      const checked = checkHigherTile(tables, level, position);
      if (!checked.ok) return checked;
    }
  }
  return SOUND;
}

function checkHigherTile({ tree }: LogTables, level: number, position: number): Flawed {
  const below = tree.tiles(level - 1, position * TILE_WIDTH, TILE_WIDTH);
  const [hash] = tree.tiles(level, position, 1);
  const fits = below.length === TILE_WIDTH && hash !== undefined && sameHash(hash, perfectRoot(below));
  return fits ? SOUND : broken('tile');
}

/** From the tile that the last checkpoint stands in to the end: what nobody has signed yet is read in full. */
function checkTail(tables: LogTables, signed: number): Flawed {
  const { entries, tree } = tables;
  const from = Math.max(signed, entries.first() - 1);
  for (let tile = tilesIn(from, 1); tile < tilesIn(tree.head().size, 1); tile += 1) {
    const checked = checkTile(tables, tile);
    if (!checked.ok) return checked;
  }
  return checkRest(tables);
}

function checkSigned(tables: LogTables, signed: SignedSize, size: number, key: NoteKey): Flawed {
  const checkpoint = openCheckpoint(signed.note, key);
  if (!checkpoint.ok || checkpoint.value.size !== signed.size || signed.size > size) return broken('checkpoint');
  const root = within(() => rootAt(storedTree(tables), signed.size));
  if (!root.ok) return root;
  return sameHash(root.value, checkpoint.value.root) ? SOUND : broken('checkpoint');
}

function leavesOf(tables: LogTables, tile: number): Result<readonly Hash[], JournalFault> {
  if (tile * TILE_WIDTH + 1 >= tables.entries.first()) {
    return readRows(tables, tile * TILE_WIDTH, TILE_WIDTH, hashed);
  }
  const pruned = tables.tree.prunedLeaves(tile);
  return pruned === null ? broken('tile') : ok(pruned);
}

/** The leaves of so many entries after a position, each of which was read and hashed anew. */
function readRows(
  { entries }: LogTables,
  after: number,
  count: number,
  check: (row: EntryRow) => Result<unknown, JournalFault>,
): Result<readonly Hash[], JournalFault> {
  const leaves: Hash[] = [];
  for (const row of rowsAfter(entries, after, count)) {
    if (row.seq !== after + leaves.length + 1) return broken('gap');
    const checked = check(row);
    if (!checked.ok) return checked;
    leaves.push(row.leaf);
  }
  return leaves.length === count ? ok(leaves) : broken('gap');
}

function hashed({ bytes, leaf }: EntryRow): Flawed {
  return sameHash(leafHash(bytes), leaf) ? SOUND : broken('leaf');
}

function rowsAfter(entries: LogTables['entries'], after: number, count: number): readonly EntryRow[] {
  const from = parseEntrySeq(after + 1);
  return from.ok && count > 0 ? entries.page(from.value, count) : [];
}

/** Hashes that the tree lacks are a flaw here, and a surprise everywhere else. */
function within<T>(work: () => T): Result<T, JournalFault> {
  try {
    return ok(work());
  } catch (error) {
    if (error instanceof RangeError) return broken('tile');
    throw error;
  }
}

function sameFrontier(a: Frontier, b: Frontier): boolean {
  return a.nodes.length === b.nodes.length && a.nodes.every((node, place) => sameHash(node, b.nodes[place] ?? node));
}
