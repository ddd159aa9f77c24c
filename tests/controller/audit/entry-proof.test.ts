// The proof of one entry as a text: what is handed out proves that entry at that place, and nothing else.
import { describe, expect, it } from 'vitest';
import { signCheckpoint } from '../../../controller/audit/checkpoint.ts';
import { parseProof, proofText, verifyProof } from '../../../controller/audit/entry-proof.ts';
import { LogKey } from '../../../controller/audit/log-key.ts';
import { leafHash, rootOfLeaves } from '../../../controller/audit/merkle.ts';
import { inclusionProof, leafSource } from '../../../controller/audit/tree.ts';
import { expectOk } from '../../support/expect-ok.ts';

const key = LogKey.of(new Uint8Array(32).fill(7));
const ENTRIES = Array.from({ length: 11 }, (_, index) => Buffer.from(`entry ${index}`));
const LEAVES = ENTRIES.map((bytes) => leafHash(bytes));
const checkpoint = signCheckpoint(LEAVES.length, rootOfLeaves(LEAVES), key);
const proofOf = (index: number, extra: Uint8Array | null = null) =>
  proofText({ extra, index, hashes: inclusionProof(leafSource(LEAVES), index, LEAVES.length), checkpoint });
const TEXT = proofOf(4);

describe('the proof of an entry', () => {
  it('proves each entry at its place, and no other', () => {
    for (const [index, bytes] of ENTRIES.entries()) {
      expect(expectOk(verifyProof(proofOf(index), bytes, key.noteKey)).size).toBe(11);
      const other = ENTRIES[(index + 1) % ENTRIES.length] ?? bytes;
      expect(verifyProof(proofOf(index), other, key.noteKey)).toEqual({ ok: false, error: 'not_included' });
    }
  });

  it('comes back from its text, with what the issuer adds', () => {
    const proof = expectOk(parseProof(proofOf(4, Buffer.from('more'))));
    expect(proof.extra).toEqual(Uint8Array.from(Buffer.from('more')));
    expect(proofText(proof)).toBe(proofOf(4, Buffer.from('more')));
    expect(proofText(expectOk(parseProof(TEXT)))).toBe(TEXT);
  });

  it('proves nothing with another key', () => {
    const stranger = LogKey.of(new Uint8Array(32).fill(8));
    expect(verifyProof(TEXT, ENTRIES[4] ?? Buffer.alloc(0), stranger.noteKey)).toEqual({
      ok: false,
      error: 'unsigned',
    });
  });

  it.each([
    ['nothing', ''],
    ['another version', TEXT.replace('@v1', '@v2')],
    ['no index', TEXT.replace(/index \d+\n/, '')],
    ['an index with a leading zero', TEXT.replace('index 4', 'index 04')],
    ['an index beyond counting', TEXT.replace('index 4', 'index 9007199254740993')],
    ['a short hash', TEXT.replace(/\n[^\n]{44}\n/, '\nAAAA\n')],
    ['a line that is no hash', TEXT.replace(/\n[^\n]{44}\n/, '\nhash\n')],
    ['extra in no base64', TEXT.replace('index', 'extra x\nindex')],
    ['no blank line', TEXT.replaceAll('\n\n', '\n')],
    ['hashes without end', TEXT.replace('index 4\n', `index 4\n${`${'A'.repeat(43)}=\n`.repeat(64)}`)],
    ['a note without end', TEXT + 'x'.repeat(200_000)],
  ])('is none with %s', (_what, text) => {
    expect(parseProof(text)).toEqual({ ok: false, error: 'malformed_proof' });
  });
});
