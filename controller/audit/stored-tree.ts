// The tree over the log as the store keeps it: leaves beside their entries, and tiles of 256 hashes above them.
// Reads what is stored and believes it; log-check.ts and scrub.ts are those who do not.
import type { LogTables } from './journal-store.ts';
import { type Frontier, type Hash, nodeHash } from './merkle.ts';
import { TILE_WIDTH, TOP_TILE_LEVEL, type TreeSource, tiledSource } from './tree.ts';

export interface Tile {
  /** 1 = root over 256 entries, 2 = over 65,536, 3 = over 16,777,216. */
  readonly level: number;
  /** Place among the tiles of its level, from 0. */
  readonly position: number;
  readonly hash: Hash;
}

/** Number of leaves below a tile of level 1, 2, 3. */
const LEVELS: readonly number[] = Array.from({ length: TOP_TILE_LEVEL }, (_, level) => TILE_WIDTH ** (level + 1));

/** The stored tree. Its `node` throws RangeError where hashes are missing, and what the store throws. */
export function storedTree({ entries, tree }: LogTables): TreeSource {
  return tiledSource((level, from, count) => {
    if (level > 0) return tree.tiles(level, from, count);
    if (from + 1 >= entries.first()) return entries.leaves(from + 1, count);
    const start = from % TILE_WIDTH;
    return tree.prunedLeaves(Math.floor(from / TILE_WIDTH))?.slice(start, start + count) ?? [];
  });
}

/** The tiles that are complete with one leaf more, lowest first; none but for every 256th. */
export function completedTiles({ size, nodes }: Frontier, leaf: Hash): readonly Tile[] {
  const tiles: Tile[] = [];
  let carried = leaf;
  let width = 1;
  for (const left of nodes.toReversed()) {
    width *= 2;
    if ((size + 1) % width !== 0) break;
    carried = nodeHash(left, carried);
    const level = LEVELS.indexOf(width) + 1;
    if (level > 0) tiles.push({ level, position: (size + 1) / width - 1, hash: carried });
  }
  return tiles;
}

/** How many tiles of a level a log of this size has in full. */
export function tilesIn(size: number, level: number): number {
  return Math.floor(size / TILE_WIDTH ** level);
}
