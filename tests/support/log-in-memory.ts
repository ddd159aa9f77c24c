// A log in memory as an export reads it: entries, their tree, texts, set-ups, checkpoints; its first entries may be pruned.
import type { LogSource, SetupBody } from '../../controller/audit/export/log-source.ts';
import { append, EMPTY_FRONTIER, type Hash, leafHash, rootOfLeaves } from '../../controller/audit/merkle.ts';

export interface LogInMemory {
  readonly entries: readonly Uint8Array[];
  /** The first entry that was not pruned. */
  readonly first?: number;
  readonly texts?: ReadonlyMap<string, { readonly salt: Uint8Array; readonly text: string }>;
  readonly setups?: readonly SetupBody[];
  readonly checkpoints?: readonly { readonly size: number; readonly note: string }[];
}

const STEP = 1000;

export function logInMemory({ entries, first = 1, texts, setups = [], checkpoints = [] }: LogInMemory): LogSource {
  const leaves = entries.map(leafHash);
  return {
    stand: () => ({ ...leaves.reduce(append, EMPTY_FRONTIER), first }),
    page: (from, limit) =>
      entries
        .map((bytes, index) => ({ seq: index + 1, bytes }))
        .filter(({ seq }) => seq >= Math.max(from, first))
        .slice(0, Math.min(limit, STEP)),
    hashes: (level, from, count) => rowOf(leaves, 256 ** level).slice(from, from + count),
    checkpoints: (from) => checkpoints.filter(({ size }) => size >= from).slice(0, STEP),
    note: (id) => texts?.get(id) ?? null,
    setups: (limit) => setups.slice(0, limit),
  };
}

/** Roots of the subtrees of a width that are whole. */
function rowOf(leaves: readonly Hash[], width: number): readonly Hash[] {
  const count = Math.floor(leaves.length / width);
  return Array.from({ length: count }, (_, at) => rootOfLeaves(leaves.slice(at * width, (at + 1) * width)));
}
