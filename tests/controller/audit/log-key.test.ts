// The key of the log: everything outsiders see of it follows from its seed.
import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { LogKey } from '../../../controller/audit/log-key.ts';
import { parseVkey } from '../../../controller/audit/signed-note.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { hexDigits } from '../../support/journal-stage.ts';

/** RFC 8032 section 7.1, test 2. */
const SEED = Buffer.from('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb', 'hex');
const PUBLIC_KEY = '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c';
const SIGNATURE =
  '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00';

describe('the log key', () => {
  it('is the Ed25519 key of its seed', () => {
    const key = LogKey.of(SEED);
    expect(hexDigits(key.publicKey)).toBe(PUBLIC_KEY);
    expect(hexDigits(key.sign(Uint8Array.of(0x72)))).toBe(SIGNATURE);
  });

  it('is named after its public key, and its vkey says so', () => {
    const key = LogKey.of(SEED);
    expect(key.origin).toMatch(/^wardkey-[0-9a-f]{16}$/);
    expect(key.vkey.startsWith(`${key.origin}+`)).toBe(true);
    expect(expectOk(parseVkey(key.vkey))).toEqual(key.noteKey);
  });

  it('gives another name to another seed', () => {
    expect(LogKey.of(SEED.map((byte) => byte ^ 1)).origin).not.toBe(LogKey.of(SEED).origin);
  });

  it('signs what others can verify', () => {
    const key = LogKey.of(SEED);
    const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key.publicKey]);
    const outside = createPublicKey({ key: spki, format: 'der', type: 'spki' });
    expect(verify(null, Buffer.from('said'), outside, key.sign(Buffer.from('said')))).toBe(true);
    expect(verify(null, Buffer.from('sold'), outside, key.sign(Buffer.from('said')))).toBe(false);
  });

  it.each([0, 31, 33])('takes no seed of %i bytes', (size) => {
    expect(() => LogKey.of(new Uint8Array(size))).toThrow(RangeError);
  });
});
