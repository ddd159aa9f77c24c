// The two verifiers of an export, side by side on files in memory: that of the command line, and the script of verify.html as
// it stands in the page. They share no code; here they only share the question.
import { readFileSync } from 'node:fs';
import { runInThisContext } from 'node:vm';
import { outcomeOf } from '../../controller/audit/verify/flaw.ts';
import { verifyExport } from '../../controller/audit/verify/verify-export.ts';
import type * as PageVerifier from '../../provisioning/verify/verifier.ts';
import type { ExportFolder } from './export-forger.ts';
import { filesInMemory } from './files-in-memory.ts';
import { VERIFY_PAGE, verifierScript } from './verify-page.ts';

export type Outcome = 'proved' | 'broken' | 'unusable';

export interface Opinion {
  readonly outcome: Outcome;
  /** Its own word for what it found; empty when proved. */
  readonly why: string;
}

export interface Question {
  readonly files: ExportFolder;
  readonly vkey: string;
  /** A checkpoint that was kept outside; null = none. */
  readonly since: string | null;
}

/** What the verifier of the command line says. */
export function askNode({ files, vkey, since }: Question): Opinion {
  const verdict = verifyExport(filesInMemory(files), { key: vkey, since: since === null ? null : Buffer.from(since) });
  return verdict.ok
    ? { outcome: 'proved', why: '' }
    : { outcome: outcomeOf(verdict.error), why: `${verdict.error.code} ${verdict.error.file}` };
}

/** The script of the page, as it stands there. */
export function pageVerifier(html = readFileSync(VERIFY_PAGE, 'utf8')): typeof PageVerifier {
  const loaded: unknown = runInThisContext(`(() => {${verifierScript(html)}\nreturn WardkeyVerifier; })()`);
  if (!isVerifier(loaded)) throw new Error('the page has no verifier');
  return loaded;
}

/** What the script of the page says. */
export async function askPage(page: typeof PageVerifier, { files, vkey, since }: Question): Promise<Opinion> {
  const blobs = new Map([...files].map(([name, bytes]) => [name, blobOf(bytes)]));
  const verdict = await page.verifyExport({ files: blobs, vkey, since });
  return verdict.outcome === 'proved'
    ? { outcome: 'proved', why: '' }
    : { outcome: verdict.outcome, why: `${verdict.code} ${verdict.file ?? ''}` };
}

/** A file as the page sees it. Cheaper than a Blob, with the same three ways in. */
export function blobOf(bytes: Buffer): Pick<Blob, 'size' | 'stream' | 'arrayBuffer'> {
  const copy = () => new Uint8Array(bytes);
  return {
    size: bytes.length,
    arrayBuffer: () => Promise.resolve(copy().buffer),
    stream: () =>
      new ReadableStream({
        start(controller) {
          if (bytes.length > 0) controller.enqueue(copy());
          controller.close();
        },
      }),
  };
}

function isVerifier(value: unknown): value is typeof PageVerifier {
  return typeof value === 'object' && value !== null && 'verifyExport' in value && 'verifyEntry' in value;
}
