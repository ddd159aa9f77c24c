// Flips bits of an export and asks both verifiers each time. A flip that was not made, or that a verifier did not see, is counted
// and never passed over.
//   manifest and small files: the whole verifier, each time
//   files of entries and log.csv: its comparison with the manifest, where it stands when it meets them; that it goes no further
//   is shown with the whole verifier on a share of these flips
import { compareFile } from '../../controller/audit/verify/manifest-text.ts';
import { compareFiles } from '../../provisioning/verify/manifest.ts';
import { askNode, askPage, type pageVerifier } from '../support/both-verifiers.ts';
import { type ExportFolder, withFile } from '../support/export-forger.ts';
import { filesInMemory } from '../support/files-in-memory.ts';

/** A bit of an export. */
export interface Flip {
  readonly file: string;
  readonly byte: number;
  /** 0 to 7. */
  readonly bit: number;
}

export interface FlipOptions {
  readonly files: ExportFolder;
  readonly vkey: string;
  readonly page: ReturnType<typeof pageVerifier>;
  /** Bits of each byte of a large file that are flipped: 1 to 8; they rotate. Of small files always all. */
  readonly bitsPerByte: number;
  /** Bits of each byte of a small file that are flipped. */
  readonly bitsOfSmall?: number;
  /** Only every so manieth byte, for a test that must be quick; by default every byte. */
  readonly stride?: number;
  /** One in so many flips of a large file goes through the whole verifiers. */
  readonly wholeEvery: number;
  /** Does the flipping; a harness that forgets to is the control. */
  readonly flip?: (bytes: Buffer, flip: Flip) => void;
  readonly onProgress?: (done: number, planned: number) => void;
}

export interface FlipCount {
  readonly planned: number;
  /** Flips after which the bytes were indeed others. */
  readonly made: number;
  readonly seenByNode: number;
  readonly seenByPage: number;
  /** How many of them went through the whole verifiers, and on how many of these both named the same outcome. */
  readonly whole: number;
  readonly agreed: number;
}

/** A file of more bytes is compared instead of verified as a whole. */
const LARGE = 16_384;
/** Flips that are under way at once. */
const AT_ONCE = 16;
const PROGRESS = 20_000;

/** The figure S1: every flip must be made, and be seen by both. */
export function isCaught({ planned, made, seenByNode, seenByPage }: FlipCount): boolean {
  return planned > 0 && [made, seenByNode, seenByPage].every((count) => count === planned);
}

/** Flips the bits of every file. */
export async function flipBits(options: FlipOptions): Promise<FlipCount> {
  const planned = [...plannedFlips(options)].length;
  const count = { planned, made: 0, seenByNode: 0, seenByPage: 0, whole: 0, agreed: 0 };
  let done = 0;
  let batch: Flip[] = [];
  const settle = async (): Promise<void> => {
    for (const { made, node, page, whole } of await Promise.all(batch.map((flip) => seen(flip, options)))) {
      count.made += Number(made);
      count.seenByNode += Number(node !== 'proved');
      count.seenByPage += Number(page !== 'proved');
      count.whole += Number(whole);
      count.agreed += Number(whole && node === page);
      done += 1;
      if (done % PROGRESS === 0) options.onProgress?.(done, planned);
    }
    batch = [];
  };
  for (const flip of plannedFlips(options)) {
    batch.push(flip);
    if (batch.length === AT_ONCE) await settle();
  }
  await settle();
  return count;
}

function* plannedFlips({ files, bitsPerByte, bitsOfSmall = 8, stride = 1 }: FlipOptions): Generator<Flip> {
  for (const [file, bytes] of files) {
    const bits = bytes.length > LARGE ? bitsPerByte : bitsOfSmall;
    for (let byte = 0; byte < bytes.length; byte += stride) {
      for (let turn = 0; turn < bits; turn += 1) yield { file, byte, bit: (byte + turn) % 8 };
    }
  }
}

interface Seen {
  readonly made: boolean;
  readonly node: string;
  readonly page: string;
  readonly whole: boolean;
}

async function seen(one: Flip, options: FlipOptions): Promise<Seen> {
  const { files, vkey, page, wholeEvery, flip = flipped } = options;
  const original = files.get(one.file) ?? Buffer.alloc(0);
  const bytes = Buffer.from(original);
  flip(bytes, one);
  const made = bytes.length !== original.length || bytes[one.byte] !== original[one.byte];
  if (original.length > LARGE && one.byte % wholeEvery !== 0) {
    return { made, whole: false, ...(await compared(one.file, bytes, files)) };
  }
  const question = { files: withFile(files, one.file, bytes), vkey, since: null };
  const [node, html] = [askNode(question), await askPage(page, question)];
  return { made, whole: true, node: node.outcome, page: html.outcome };
}

/** What the comparison of each verifier says of one file. */
async function compared(file: string, bytes: Buffer, files: ExportFolder): Promise<Pick<Seen, 'node' | 'page'>> {
  const [, hash = '', size = ''] =
    new RegExp(`^([0-9a-f]{64}) ([0-9]+) ${file}$`, 'm').exec(String(files.get('manifest'))) ?? [];
  const listed = { path: file, size: Number(size) };
  const node = compareFile(filesInMemory(new Map([[file, bytes]]), bytes.length), { ...listed, digest: hash });
  const source = { size: bytes.length, stream: noStream, arrayBuffer: () => Promise.resolve(arrayOf(bytes)) };
  const page = await compareFiles(new Map([[file, source]]), [{ ...listed, hash }], () => undefined);
  return { node: node === null ? 'proved' : 'broken', page: 'outcome' in page ? 'broken' : 'proved' };
}

function flipped(bytes: Buffer, { byte, bit }: Flip): void {
  bytes.writeUInt8(bytes.readUInt8(byte) ^ (1 << bit), byte);
}

function noStream(): never {
  throw new Error('a comparison reads a file in one piece');
}

/** The memory of a large buffer, which is its own. */
function arrayOf(bytes: Buffer): ArrayBuffer {
  const { buffer } = new Uint8Array(bytes);
  return buffer;
}
