// The verifier of the page by itself: logs and ranges of any size, files in any pieces, and files too large for a browser.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifyExport as verifyByNode } from '../../controller/audit/verify/verify-export.ts';
import type { Source } from '../../provisioning/verify/lines.ts';
import { FILE_LIMIT } from '../../provisioning/verify/manifest.ts';
import { verifyExport } from '../../provisioning/verify/verifier.ts';
import { blobOf } from '../support/both-verifiers.ts';
import { checkpointOf, type ExportFolder, honestExport, signed, someLog, withFile } from '../support/export-forger.ts';
import { filesInMemory } from '../support/files-in-memory.ts';

const LOG = someLog(40);
const VKEY = LOG.key.vkey;

function sources(files: ExportFolder, piece = 65_536): Map<string, Source> {
  return new Map([...files].map(([name, bytes]) => [name, inPieces(bytes, piece)]));
}

function inPieces(bytes: Buffer, piece: number): Source {
  const stream = () =>
    new ReadableStream<Uint8Array<ArrayBuffer>>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += piece)
          controller.enqueue(new Uint8Array(bytes.subarray(at, at + piece)));
        controller.close();
      },
    });
  return { ...blobOf(bytes), stream };
}

/** A size, a range in it, older checkpoints and one that was kept outside. */
const someExport = fc.integer({ min: 1, max: 70 }).chain((size) =>
  fc.record({
    size: fc.constant(size),
    ends: fc.tuple(fc.integer({ min: 1, max: size }), fc.integer({ min: 1, max: size })),
    older: fc.uniqueArray(fc.integer({ min: 0, max: size }), { maxLength: 6 }),
    since: fc.option(fc.integer({ min: 0, max: size }), { nil: null }),
    piece: fc.integer({ min: 1, max: 900 }),
  }),
);

it('proves what a cabinet wrote, in any pieces, and sees as much of it as the other verifier', async () => {
  await fc.assert(
    fc.asyncProperty(someExport, async ({ size, ends, older, since, piece }) => {
      const log = { ...someLog(size), older };
      const [from, to] = [Math.min(...ends), Math.max(...ends)];
      const files = honestExport(log, { from, to });
      const kept = since === null ? null : checkpointOf(log, since);
      const page = await verifyExport({ files: sources(files, piece), vkey: VKEY, since: kept });
      const node = verifyByNode(filesInMemory(files, piece), {
        key: VKEY,
        since: kept === null ? null : Buffer.from(kept),
      });
      if (!node.ok) {
        expect(node.error.code).toBe('since_hidden');
        expect(page).toMatchObject({ outcome: 'unusable', code: 'since_inside', seq: since });
        return;
      }
      const { checkpoints, hidden, texts, first, last } = node.value;
      expect(page).toMatchObject({
        outcome: 'proved',
        size,
        from,
        to,
        since,
        entries: to - from + 1,
        firstAt: first,
        lastAt: last,
        notes: texts,
        older: checkpoints + hidden,
        compared: checkpoints,
        root: Buffer.from(node.value.root, 'hex').toString('base64'),
      });
    }),
    { numRuns: 60 },
  );
});

it('names the entry at which a log stops being the one that was signed', async () => {
  for (const index of [0, 17, 39]) {
    const bytes = LOG.entries.toSpliced(index, 1).map((entry) => `${entry}\n`);
    const files = signed(withFile(honestExport(LOG), 'entries/000001.ndjson', bytes.join('')), LOG.key);
    const found = await verifyExport({ files: sources(files), vkey: VKEY, since: null });
    expect(found).toMatchObject({ outcome: 'broken', seq: index + 1 });
  }
});

describe('a file that is too large for a browser', () => {
  const grown = FILE_LIMIT + 1;
  const unreadable = (): never => {
    throw new Error('it must not be read');
  };
  const giant: Source = { size: grown, arrayBuffer: unreadable, stream: unreadable };

  function withGiant(name: string): Map<string, Source> {
    const manifest = String(signed(honestExport(LOG), LOG.key).get('manifest'));
    const [text = ''] = manifest.split('\n\n');
    const line = new RegExp(`^([0-9a-f]{64}) [0-9]+ ${name}$`, 'm');
    const swollen = `${text.replace(line, `$1 ${grown} ${name}`)}\n`;
    const signature = Buffer.concat([LOG.key.noteKey.id, LOG.key.sign(Buffer.from(swollen))]).toString('base64');
    const note = Buffer.from(`${swollen}\n— ${LOG.key.origin} ${signature}\n`);
    return sources(withFile(honestExport(LOG), 'manifest', note)).set(name, giant);
  }

  it('is named, and nothing is said of the log, when the proof needs it', async () => {
    const found = await verifyExport({ files: withGiant('entries/000001.ndjson'), vkey: VKEY, since: null });
    expect(found).toMatchObject({ outcome: 'unusable', code: 'file_large', file: 'entries/000001.ndjson' });
  });

  it('is named beside the verdict when it is only for reading', async () => {
    const found = await verifyExport({ files: withGiant('log.csv'), vkey: VKEY, since: null });
    expect(found).toMatchObject({ outcome: 'proved', unread: ['log.csv'] });
  });
});

it('says how far it is, up to the end', async () => {
  const seen = new Map<string, number>();
  const onProgress = (stage: string, done: number, total: number) => seen.set(stage, done / total);
  await verifyExport({ files: sources(honestExport(LOG)), vkey: VKEY, since: null, onProgress });
  expect([...seen]).toEqual([
    ['files', 1],
    ['older', 0],
    ['log', 1],
    ['texts', 0],
  ]);
});
