// The folder that an export is written into: each file hashed as it is written and on disk before the manifest names it.
// Takes only a folder that is new or empty, and leaves nothing of a failed export behind.
import { createHash, type Hash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { err, ok, type Result } from '../../domain/result.ts';
import { isOfDisk } from '../verify/export-files.ts';

const OWNER_ONLY_FOLDER = 0o700;
const OWNER_ONLY = 0o600;
/** Most bytes that are gathered before they are written. Copied as they come, so that no entry outlives its line. */
const BATCH = 256 * 1024;
const ENTRIES = 'entries';

export class ExportFolder {
  readonly #folder: string;
  readonly #wasThere: boolean;
  readonly #lines: { readonly path: string; readonly line: string }[] = [];
  readonly #open = new Set<ExportFile>();

  private constructor(folder: string, wasThere: boolean) {
    this.#folder = folder;
    this.#wasThere = wasThere;
  }

  /** Makes the folder, or takes an empty one. Throws what the disk throws. */
  static create(folder: string): Result<ExportFolder, 'not_empty'> {
    const wasThere = existsSync(folder);
    if (wasThere && readdirSync(folder).length > 0) return err('not_empty');
    mkdirSync(path.join(folder, ENTRIES), { recursive: true, mode: OWNER_ONLY_FOLDER });
    return ok(new ExportFolder(folder, wasThere));
  }

  /** Begins a file. @param name as the manifest will name it */
  file(name: string): ExportFile {
    const file = new ExportFile(path.join(this.#folder, name), ({ digest, size }) => {
      this.#open.delete(file);
      this.#lines.push({ path: name, line: `${digest} ${size} ${name}\n` });
    });
    this.#open.add(file);
    return file;
  }

  /** Writes a whole file. */
  write(name: string, text: string): void {
    const file = this.file(name);
    file.write(text);
    file.end();
  }

  /** One line for each file, sorted by path. */
  listing(): string {
    return this.#lines
      .toSorted((a, b) => (a.path < b.path ? -1 : 1))
      .map(({ line }) => line)
      .join('');
  }

  /** Writes the manifest, last of all: under its own name it is always whole. */
  finish(manifest: string): void {
    for (const folder of [path.join(this.#folder, ENTRIES), this.#folder]) syncFolder(folder);
    const fresh = path.join(this.#folder, 'manifest.new');
    const file = new ExportFile(fresh, () => renameSync(fresh, path.join(this.#folder, 'manifest')));
    file.write(manifest);
    file.end();
    syncFolder(this.#folder);
    syncFolder(path.dirname(path.resolve(this.#folder)));
  }

  /** Takes everything away again, as far as the disk lets it. */
  abandon(): void {
    try {
      for (const file of this.#open) file.close();
      const names = this.#wasThere ? readdirSync(this.#folder) : [''];
      for (const name of names) rmSync(path.join(this.#folder, name), { recursive: true, force: true });
    } catch (error) {
      if (!isOfDisk(error)) throw error;
    }
  }
}

/** One file as it is written. Every method throws what the disk throws. */
export class ExportFile {
  readonly #descriptor: number;
  readonly #ended: (written: { readonly digest: string; readonly size: number }) => void;
  readonly #hash: Hash = createHash('sha256');
  readonly #batch = Buffer.allocUnsafe(BATCH);
  #waiting = 0;
  #size = 0;

  constructor(file: string, ended: (written: { readonly digest: string; readonly size: number }) => void) {
    this.#descriptor = openSync(file, 'wx', OWNER_ONLY);
    this.#ended = ended;
  }

  write(content: string | Uint8Array): void {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
    if (this.#waiting + bytes.length > BATCH) this.#flush();
    if (bytes.length > BATCH) this.#put(bytes);
    else {
      this.#batch.set(bytes, this.#waiting);
      this.#waiting += bytes.length;
    }
  }

  /** Brings everything onto the disk and closes the file. */
  end(): void {
    this.#flush();
    fsyncSync(this.#descriptor);
    closeSync(this.#descriptor);
    this.#ended({ digest: this.#hash.digest('hex'), size: this.#size });
  }

  /** Closes the file as it is. */
  close(): void {
    closeSync(this.#descriptor);
  }

  #flush(): void {
    this.#put(this.#batch.subarray(0, this.#waiting));
    this.#waiting = 0;
  }

  #put(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    this.#size += bytes.length;
    for (let written = 0; written < bytes.length; ) written += writeSync(this.#descriptor, bytes, written);
  }
}

function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
