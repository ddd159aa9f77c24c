// What an export needs of a log, in the words of the export. The onlooker of the store meets it by shape; neither imports the other.
import type { Hash } from '../merkle.ts';

export interface LogSource {
  /** Size of the log, roots of its perfect subtrees, largest first, and the first entry that was not pruned. */
  stand(): { readonly size: number; readonly nodes: readonly Hash[]; readonly first: number };
  /** Entries from a position on, in order: at most 1,000 a call. */
  page(from: number, limit: number): readonly { readonly seq: number; readonly bytes: Uint8Array }[];
  /** Hashes of the tree from `from` on, counted from 0; level 0 = leaves, of one tile of 256 a call. */
  hashes(level: number, from: number, count: number): readonly Hash[];
  /** Signed checkpoints from a size on, in order: at most 1,000 a call. */
  checkpoints(from: number): readonly { readonly size: number; readonly note: string }[];
  /** A text with its salt; null = erased. */
  note(id: string): { readonly salt: Uint8Array; readonly text: string } | null;
  /** Versions of the set-up, newest first. `applied`: when, in milliseconds since 1970. */
  setups(limit: number): readonly SetupBody[];
}

export interface SetupBody {
  readonly body: string;
  /** SHA-256 of the body, 64 lower-case hex digits. */
  readonly digest: string;
  readonly applied: number;
}
