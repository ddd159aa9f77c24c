// Writes the log, or a range of it, for somebody who does not trust the cabinet: exact bytes, tree, signatures. Reads in short
// steps, so that the cabinet works on; what is written meanwhile is left out. Signs only the tree that it has recomputed.
import { err, ok, type Result } from '../../domain/result.ts';
import { signCheckpoint } from '../checkpoint.ts';
import type { LogKey } from '../log-key.ts';
import { type Hash, rootOf } from '../merkle.ts';
import { signNote } from '../signed-note.ts';
import { coverOf, leavesIn, TILE_WIDTH, tiledSource } from '../tree.ts';
import { isOfDisk } from '../verify/export-files.ts';
import { GrowingTree } from '../verify/growing-tree.ts';
import type { EntryRange } from '../verify/range-text.ts';
import type { SealList } from '../verify/seal-list.ts';
import { EntryWriter } from './entry-writer.ts';
import { ExportFolder } from './export-folder.ts';
import { instructions } from './instructions.ts';
import type { LogSource, SetupBody } from './log-source.ts';
import { type AskedRange, positionsOf, type RangeFault } from './range.ts';
import type { TableOptions } from './readable-table.ts';

export interface ExportOptions extends TableOptions {
  readonly range: AskedRange;
  readonly key: LogKey;
}

export interface Exported extends EntryRange {
  /** Number of entries of the signed log. */
  readonly size: number;
  /** The signed checkpoint. */
  readonly checkpoint: string;
}

export type ExportFault =
  | { readonly code: RangeFault | 'not_empty' | 'too_many_texts' }
  /** The folder cannot be written: `reason` is the code of the system, e.g. ENOSPC. */
  | { readonly code: 'not_writable'; readonly reason: string };

/** Most versions of the set-up that are looked through. */
const VERSIONS = 1000;
const MISSING = new Uint8Array(32);

/**
 * Writes an export. The manifest comes last: without one there is no export, and a failed one leaves nothing behind.
 * Throws what the source throws.
 */
export function exportLog(source: LogSource, folder: string, options: ExportOptions): Result<Exported, ExportFault> {
  const stand = source.stand();
  const range = positionsOf(source, stand, options.range);
  if (!range.ok) return err({ code: range.error });
  let created: ExportFolder | null = null;
  let isWhole = false;
  try {
    const target = ExportFolder.create(folder);
    if (!target.ok) return err({ code: target.error });
    created = target.value;
    const written = new LogExport(source, created, options).write(stand, range.value);
    isWhole = written.ok;
    return written;
  } catch (error) {
    if (!isOfDisk(error)) throw error;
    return err({ code: 'not_writable', reason: error instanceof Error && 'code' in error ? String(error.code) : '' });
  } finally {
    if (!isWhole) created?.abandon();
  }
}

class LogExport {
  readonly #source: LogSource;
  readonly #folder: ExportFolder;
  readonly #options: ExportOptions;
  readonly #tree = new GrowingTree();

  constructor(source: LogSource, folder: ExportFolder, options: ExportOptions) {
    this.#source = source;
    this.#folder = folder;
    this.#options = options;
  }

  write(stand: ReturnType<LogSource['stand']>, { from, to }: EntryRange): Result<Exported, ExportFault> {
    const { key } = this.#options;
    const { size, first } = stand;
    const folder = this.#folder;
    this.#subtrees('left', this.#before(first - 1, from - 1));
    const entries = new EntryWriter(this.#source, folder, this.#options);
    const fault = entries.write(from, to, this.#tree);
    if (fault !== null) return err({ code: fault });
    this.#subtrees('right', this.#cover(to, size));
    const root = rootOf({ size, nodes: stand.nodes });
    if (!this.#tree.root().equals(root)) return err({ code: 'damaged' });

    const checkpoint = signCheckpoint(size, root, key);
    folder.write('checkpoint', checkpoint);
    folder.write('range', `from ${from} to ${to} of ${size}\n`);
    folder.write('checkpoints', this.#olderCheckpoints(size).join('-----\n'));
    this.#texts(entries.seals);
    const setup = setupFor(this.#source.setups(VERSIONS), entries.setup, entries.last);
    if (setup !== null) folder.write('setup.json', setup.body);
    folder.write('vkey', `${key.vkey}\n`);
    folder.write('VERIFY.txt', instructions(key.origin));
    folder.finish(signNote(`${key.origin} export v1\n${folder.listing()}`, key));
    return ok({ from, to, size, checkpoint });
  }

  #subtrees(name: string, subtrees: Iterable<PerfectSubtree>): void {
    const file = this.#folder.file(name);
    for (const { leaves, hash } of subtrees) {
      file.write(`${leaves} ${Buffer.from(hash).toString('base64')}\n`);
      this.#tree.addSubtree(leaves, hash);
    }
    file.end();
  }

  /** Pruned entries leaf by leaf, so that any old checkpoint can be compared; then what lies before the range. */
  *#before(pruned: number, until: number): Iterable<PerfectSubtree> {
    for (let at = 0; at < pruned; at += TILE_WIDTH) {
      for (const hash of this.#source.hashes(0, at, TILE_WIDTH)) yield { leaves: 1, hash };
    }
    yield* this.#cover(pruned, until);
  }

  /** As few aligned subtrees as there can be. One that the source lacks is left out: the root then does not fit. */
  *#cover(from: number, until: number): Iterable<PerfectSubtree> {
    let isWhole = true;
    const tree = tiledSource((level, at, count) => {
      const hashes = this.#source.hashes(level, at, count);
      isWhole &&= hashes.length === count;
      return hashes.length === count ? hashes : Array.from({ length: count }, () => MISSING);
    });
    for (const subtree of coverOf(from, until)) {
      const hash = tree.node(subtree);
      if (isWhole) yield { leaves: leavesIn(subtree), hash };
    }
  }

  #olderCheckpoints(size: number): readonly string[] {
    const notes: string[] = [];
    for (let page = this.#source.checkpoints(0); page.length > 0; ) {
      const older = page.filter((checkpoint) => checkpoint.size <= size);
      notes.push(...older.map(({ note }) => note));
      page = older.length < page.length ? [] : this.#source.checkpoints((page.at(-1)?.size ?? size) + 1);
    }
    return notes;
  }

  #texts(seals: SealList): void {
    const file = this.#folder.file('notes.ndjson');
    for (const id of seals.inOrder()) {
      const note = this.#source.note(id);
      if (note === null) continue;
      const salt = Buffer.from(note.salt).toString('base64');
      file.write(`${JSON.stringify({ id, salt, text: note.text })}\n`);
    }
    file.end();
  }
}

interface PerfectSubtree {
  readonly leaves: number;
  readonly hash: Hash;
}

/** The version that the range names; where it names none, the one in force at its end. Null = it is not kept. */
function setupFor(versions: readonly SetupBody[], digest: string | null, last: number | null): SetupBody | null {
  if (digest !== null) return versions.find((version) => version.digest === digest) ?? null;
  return versions.find(({ applied }) => last === null || applied <= last) ?? null;
}
