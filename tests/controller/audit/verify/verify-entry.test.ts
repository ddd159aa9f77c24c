// The proof of one entry: what the cabinet writes is verified by code that shares nothing with it, and nothing else is.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proofText } from '../../../../controller/audit/entry-proof.ts';
import { inclusionProof, leafSource } from '../../../../controller/audit/tree.ts';
import { verifyEntry } from '../../../../controller/audit/verify/verify-entry.ts';
import { expectOk } from '../../../support/expect-ok.ts';
import { checkpointOf, keyOf, leafOf, someLog } from '../../../support/export-forger.ts';

const KEY = keyOf(7);
const LOG = someLog(300, KEY);

/** The proof of an entry in the log as it was at a size. */
function proofOf(seq: number, size: number): string {
  const source = leafSource(LOG.entries.slice(0, size).map(leafOf));
  const hashes = inclusionProof(source, seq - 1, size);
  return proofText({ extra: null, index: seq - 1, hashes, checkpoint: checkpointOf(LOG, size) });
}

function entry(seq: number): string {
  return LOG.entries[seq - 1] ?? '';
}

function check(proof: string | Buffer, bytes: string | Buffer, key = KEY.vkey) {
  return verifyEntry(Buffer.from(proof), Buffer.from(bytes), key);
}

/** The code of what is wrong. */
function code(proof: string | Buffer, bytes: string | Buffer, key = KEY.vkey): string {
  const checked = check(proof, bytes, key);
  return checked.ok ? 'proved' : checked.error.code;
}

describe('the proof of an entry', () => {
  it('is verified at any place of any size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(), (size, place) => {
        const seq = (place % size) + 1;
        expect(expectOk(check(proofOf(seq, size), entry(seq)))).toMatchObject({ seq, size });
      }),
      { numRuns: 100 },
    );
  });

  it('proves no other entry, and no other place', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 300 }), fc.nat(), fc.nat(), (size, a, b) => {
        const [seq, other] = [(a % size) + 1, (b % size) + 1];
        fc.pre(seq !== other);
        expect(check(proofOf(seq, size), entry(other)).ok).toBe(false);
        const moved = proofOf(seq, size).replace(`index ${seq - 1}\n`, `index ${other - 1}\n`);
        expect(check(moved, entry(seq)).ok).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('fails with any bit flipped, in the proof or the entry', () => {
    const proof = Buffer.from(proofOf(150, 300));
    const bytes = Buffer.from(entry(150));
    for (const whole of [proof, bytes]) {
      for (let bit = 0; bit < whole.length * 8; bit += 1) {
        const place = Math.floor(bit / 8);
        whole[place] = (whole[place] ?? 0) ^ (1 << (bit % 8));
        expect(check(proof, bytes).ok, `bit ${bit}`).toBe(false);
        whole[place] = (whole[place] ?? 0) ^ (1 << (bit % 8));
      }
    }
    expect(check(proof, bytes).ok).toBe(true);
  });

  it('may carry what its issuer adds', () => {
    const proof = proofOf(3, 5).replace('\nindex', '\nextra aGVsbG8=\nindex');
    expect(code(proof, entry(3))).toBe('proved');
    expect(code(proof.replace('aGVsbG8=', 'a'), entry(3))).toBe('not_a_proof');
  });

  it.each<[string, string, string, string]>([
    ['another key', proofOf(3, 5), keyOf(9).vkey, 'not_signed'],
    ['no key', proofOf(3, 5), 'wardkey', 'vkey'],
    ['no proof', 'hello\n', KEY.vkey, 'not_a_proof'],
    ['another version', proofOf(3, 5).replace('@v1', '@v2'), KEY.vkey, 'not_a_proof'],
    ['an index beyond the log', proofOf(3, 5).replace('index 2', 'index 5'), KEY.vkey, 'index'],
    ['an index with zeros', proofOf(3, 5).replace('index 2', 'index 02'), KEY.vkey, 'not_a_proof'],
    ['a hash less', proofOf(3, 5).replace(/(index 2\n)[^\n]+\n/, '$1'), KEY.vkey, 'path'],
    ['a hash more', proofOf(3, 5).replace(/(index 2\n)([^\n]+\n)/, '$1$2$2'), KEY.vkey, 'path'],
    ['a short hash', proofOf(3, 5).replace(/(index 2\n)[^\n]+\n/, '$1AAAA\n'), KEY.vkey, 'not_a_proof'],
    ['an endless proof', 'x'.repeat(200_000), KEY.vkey, 'not_a_proof'],
  ])('with %s is refused', (_what, proof, key, expected) => {
    expect(code(proof, entry(3), key)).toBe(expected);
  });

  it('of bytes that say another position is refused, even when the tree agrees', () => {
    const forged = { ...LOG, entries: [entry(1), entry(9), entry(3)] };
    const source = leafSource(forged.entries.map(leafOf));
    const hashes = inclusionProof(source, 1, 3);
    const proof = proofText({ extra: null, index: 1, hashes, checkpoint: checkpointOf(forged, 3) });
    expect(code(proof, entry(9))).toBe('entry_elsewhere');
  });
});
