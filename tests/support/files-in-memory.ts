// The files of an export that lie in memory, in pieces as small as a test wants. What is not there is missing.
import type { ExportFiles } from '../../controller/audit/verify/export-files.ts';
import { err, ok } from '../../controller/domain/result.ts';

/** @param piece bytes that are handed out at once */
export function filesInMemory(files: ReadonlyMap<string, Buffer>, piece = 64 * 1024): ExportFiles {
  return {
    size: (file) => {
      const bytes = files.get(file);
      return bytes === undefined ? err('missing') : ok(bytes.length);
    },
    pieces: function* (file) {
      const bytes = files.get(file) ?? Buffer.alloc(0);
      for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
    },
    names: () => [...files.keys()],
  };
}
