// Writes the entries of a range: their exact bytes for verifiers, the table for people, and leaves for the tree. In pages, so that
// neither the memory nor the log of the database grows.
import type { GrowingTree } from '../verify/growing-tree.ts';
import { SealList } from '../verify/seal-list.ts';
import type { ExportFile, ExportFolder } from './export-folder.ts';
import type { LogSource } from './log-source.ts';
import { fieldsOf, type TableOptions, tableHead, tableLine } from './readable-table.ts';

const PAGE = 1000;
const ENTRIES_A_FILE = 65_536;
const NEWLINE = Buffer.from('\n');
const SHA256 = /^[0-9a-f]{64}$/;

export class EntryWriter {
  /** Seals of the texts that the entries name. */
  readonly seals = new SealList();
  readonly #source: LogSource;
  readonly #folder: ExportFolder;
  readonly #options: TableOptions;
  #setup: string | null = null;
  #last: number | null = null;
  #file: ExportFile | null = null;
  #files = 0;
  #inFile = 0;

  constructor(source: LogSource, folder: ExportFolder, options: TableOptions) {
    this.#source = source;
    this.#folder = folder;
    this.#options = options;
  }

  /** Digest of the newest set-up that an entry names; null = none does. */
  get setup(): string | null {
    return this.#setup;
  }

  /** Time of the last entry in milliseconds since 1970; null = there was none. */
  get last(): number | null {
    return this.#last;
  }

  /** Writes entries `from` to `to`. @returns what is wrong with the log; null = nothing is */
  write(from: number, to: number, tree: GrowingTree): 'damaged' | 'too_many_texts' | null {
    const table = this.#folder.file('log.csv');
    table.write(tableHead());
    for (let next = from; next <= to; ) {
      const page = this.#source.page(next, Math.min(PAGE, to - next + 1));
      const lines: string[] = [];
      for (const { seq, bytes } of page) {
        if (seq !== next) return 'damaged';
        const fields = fieldsOf(bytes);
        if (!this.#remember(fields)) return 'too_many_texts';
        this.#write(bytes);
        tree.addEntry(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
        lines.push(tableLine(fields, this.#textOf(fields), this.#options));
        next += 1;
      }
      if (page.length === 0) return 'damaged';
      table.write(lines.join(''));
    }
    this.#file?.end();
    table.end();
    return null;
  }

  #remember({ at, kind, digest, note }: Readonly<Record<string, unknown>>): boolean {
    if (typeof at === 'string') this.#last = Date.parse(at);
    if (kind === 'setup.changed' && isSeal(digest)) this.#setup = digest;
    return !isSeal(note) || this.seals.add(note);
  }

  #textOf({ note }: Readonly<Record<string, unknown>>): string | null {
    return isSeal(note) ? (this.#source.note(note)?.text ?? null) : null;
  }

  #write(bytes: Uint8Array): void {
    if (this.#file !== null && this.#inFile === ENTRIES_A_FILE) {
      this.#file.end();
      this.#file = null;
    }
    if (this.#file === null) {
      this.#files += 1;
      this.#inFile = 0;
      this.#file = this.#folder.file(`entries/${String(this.#files).padStart(6, '0')}.ndjson`);
    }
    this.#file.write(bytes);
    this.#file.write(NEWLINE);
    this.#inFile += 1;
  }
}

function isSeal(value: unknown): value is string {
  return typeof value === 'string' && SHA256.test(value);
}
