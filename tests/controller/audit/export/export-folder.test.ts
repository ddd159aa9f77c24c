// Whatever pieces a file is written in: its bytes are those pieces, and the listing has their size and hash.
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ExportFolder } from '../../../../controller/audit/export/export-folder.ts';
import { expectOk } from '../../../support/expect-ok.ts';

const BATCH = 256 * 1024;

let scratch = '';
beforeEach(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'wardkey-export-folder-'));
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

const somePiece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.uint8Array({ maxLength: 40 }),
  fc
    .tuple(fc.constantFrom(1000, BATCH / 2, BATCH - 1, BATCH, BATCH + 1, 2 * BATCH + 3), fc.nat(255))
    .map(([length, byte]) => new Uint8Array(length).fill(byte)),
);

it('keeps every byte in order', () => {
  let turn = 0;
  fc.assert(
    fc.property(fc.array(somePiece, { maxLength: 12 }), (pieces) => {
      turn += 1;
      const place = path.join(scratch, String(turn));
      const folder = expectOk(ExportFolder.create(place));
      const file = folder.file('entries/000001.ndjson');
      for (const piece of pieces) {
        file.write(piece);
        // Whoever hands over bytes may use their place again.
        if (typeof piece !== 'string') piece.reverse();
      }
      for (const piece of pieces) if (typeof piece !== 'string') piece.reverse();
      file.end();
      const wanted = Buffer.concat(pieces.map((piece) => Buffer.from(piece)));
      expect(readFileSync(path.join(place, 'entries/000001.ndjson')).equals(wanted)).toBe(true);
      const digest = createHash('sha256').update(wanted).digest('hex');
      expect(folder.listing()).toBe(`${digest} ${wanted.length} entries/000001.ndjson\n`);
    }),
    { numRuns: 30 },
  );
});
