// The export of a forged log as the product writes it: the entries in memory, the folder on the disk, read back.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exportLog } from '../../controller/audit/export/export-log.ts';
import type { NameBook } from '../../controller/audit/export/readable-table.ts';
import { expectOk } from './expect-ok.ts';
import { checkpointOf, digestOf, type ExportFolder, type ForgedLog, type ForgedRange } from './export-forger.ts';
import { logInMemory } from './log-in-memory.ts';

const NOBODY: NameBook = { staff: () => null, key: () => null, slot: () => null, keyGroup: () => null };

/** Exports a log, by default as a whole, and reads the files that were written. */
export function productExport(log: ForgedLog, range?: ForgedRange, names: NameBook = NOBODY): ExportFolder {
  const folder = mkdtempSync(path.join(tmpdir(), 'wardkey-export-'));
  try {
    const ends = { from: seqOf(range?.from), to: seqOf(range?.to) };
    expectOk(exportLog(sourceOf(log), folder, { range: ends, key: log.key, names, localTime: () => '' }));
    return filesBelow(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every file below a folder, by its name in it. */
export function filesBelow(folder: string): ExportFolder {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [path.relative(folder, file).replaceAll(path.sep, '/'), readFileSync(file)] as const;
    }),
  );
}

function sourceOf(log: ForgedLog) {
  const texts = log.notes.map(({ id, salt, text }) => [id, { salt: Buffer.from(salt, 'base64'), text }] as const);
  return logInMemory({
    entries: log.entries.map((entry) => Buffer.from(entry)),
    texts: new Map(texts),
    setups: [{ body: log.setup, digest: digestOf(log.setup), applied: 0 }],
    checkpoints: log.older.map((size) => ({ size, note: checkpointOf(log, size) })),
  });
}

function seqOf(seq: number | undefined) {
  return seq === undefined ? null : { seq };
}
