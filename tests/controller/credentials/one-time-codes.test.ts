// One-time codes: made of the chance that is handed in, stored as a keyed hash that is no badge hash.
import { createHmac, randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { BadgeHasher } from '../../../controller/credentials/badge-hash.ts';
import { OneTimeCodes } from '../../../controller/credentials/one-time-codes.ts';
import { newEnrolmentCode, parseEnrolmentCode } from '../../../controller/domain/enrolment.ts';
import { pinFault } from '../../../controller/domain/pin.ts';
import { expectOk } from '../../support/expect-ok.ts';

const KEY = Buffer.alloc(32, 3);
const bytes = (size: number) => Uint8Array.from({ length: size }, (_none, index) => (index * 37 + 11) % 256);

it('makes a code of the bytes it is given, and its hash', () => {
  const codes = new OneTimeCodes(KEY, bytes);
  const { code, hash } = codes.forBadge();
  expect(code).toBe(newEnrolmentCode(bytes(16)));
  expect(hash).toBe(codes.hash(code));
  expect(hash).toBe(createHmac('sha256', KEY).update(`wardkey enrolment code\0${code}`).digest('hex'));
});

it('hashes what was typed as what was shown, and otherwise under another key', () => {
  const codes = new OneTimeCodes(KEY, randomBytes);
  const { code, hash } = codes.forBadge();
  expect(codes.hash(expectOk(parseEnrolmentCode(` ${code.toLowerCase().slice(0, 5)}-${code.slice(5)}`)))).toBe(hash);
  expect(new OneTimeCodes(Buffer.alloc(32, 4), randomBytes).hash(code)).not.toBe(hash);
  expect(new BadgeHasher(KEY).hash(Buffer.from(code))).not.toBe(hash);
});

it('makes first PINs that differ and that nobody guesses', () => {
  const codes = new OneTimeCodes(KEY, randomBytes);
  const pins = Array.from({ length: 50 }, () => codes.forPin('30471130', 8));
  expect(new Set(pins).size).toBeGreaterThan(48);
  for (const pin of pins) expect(pinFault(pin, '30471130', 8)).toBe(null);
});
