// What may stand for a person, and what may not.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  badgeNumberOf,
  type Credential,
  classifyBadgeNumber,
  uidNumber,
} from '../../../../controller/drivers/badge-readers/badge-number.ts';
import { BADGE_NUMBER_LIMIT } from '../../../../controller/drivers/badge-readers/badge-reader.ts';
import { fileNumber } from '../../../../controller/drivers/badge-readers/pcsc/desfire/file-number.ts';

describe('classifyBadgeNumber', () => {
  it.each([
    ['nothing', [], 'no_answer'],
    ['a random UID', [0x08, 1, 2, 3], 'random_uid'],
    ['one byte too many', Array.from({ length: BADGE_NUMBER_LIMIT + 1 }, () => 7), 'too_long'],
  ])('refuses %s', (_what, bytes, error) => {
    expect(classifyBadgeNumber(Uint8Array.from(bytes))).toEqual({ ok: false, error });
  });

  it.each([
    ['a 7-byte UID that opens with 08', [0x08, 1, 2, 3, 4, 5, 6]],
    ['a fixed 4-byte UID', [0x09, 1, 2, 3]],
    ['one byte', [0x08]],
    ['the longest number', Array.from({ length: BADGE_NUMBER_LIMIT }, () => 7)],
  ])('accepts %s', (_what, bytes) => {
    expect(classifyBadgeNumber(Uint8Array.from(bytes))).toEqual({ ok: true, value: Uint8Array.from(bytes) });
  });

  it.each(['iso14443-uid', 'simulated'] as const)('refuses four random bytes that are a UID: %s', (format) => {
    expect(classifyBadgeNumber(Uint8Array.of(8, 1, 2, 3), format)).toEqual({ ok: false, error: 'random_uid' });
  });

  it.each(['desfire-file', 'em4100', 'hex', 'wiegand-raw'] as const)('knows no random number in %s', (format) => {
    expect(classifyBadgeNumber(Uint8Array.of(8, 1, 2, 3), format)).toEqual({
      ok: true,
      value: Uint8Array.of(8, 1, 2, 3),
    });
  });

  it('gives a copy, so that a reused buffer cannot change a number afterwards', () => {
    const buffer = Uint8Array.of(4, 5, 6, 7);
    const judged = classifyBadgeNumber(buffer);
    buffer.fill(0);
    expect(judged).toEqual({ ok: true, value: Uint8Array.of(4, 5, 6, 7) });
  });

  it('never lets more than the limit through', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const judged = classifyBadgeNumber(bytes);
        return !judged.ok || (judged.value.length > 0 && judged.value.length <= BADGE_NUMBER_LIMIT);
      }),
    );
  });
});

describe('badgeNumberOf', () => {
  it.each<readonly [string, Credential]>([
    ['h10301:118:1603', { format: 'wiegand-h10301', facility: 118, number: 1603 }],
    ['corporate-1000-35:118:1603', { format: 'wiegand-corporate-1000-35', facility: 118, number: 1603 }],
    ['wiegand-34:80000001c', { format: 'wiegand-raw', bits: 34, hex: '80000001c' }],
    ['em4100:0a00123456', { format: 'em4100', bytes: Uint8Array.of(0x0a, 0x00, 0x12, 0x34, 0x56) }],
    ['digits:118:01603', { format: 'digits', facility: '118', number: '01603' }],
    ['digits:11801603', { format: 'digits', facility: null, number: '11801603' }],
    ['hex:04A2CC237CCDDD', { format: 'hex', facility: null, number: '04A2CC237CCDDD' }],
  ])('is %s', (text, credential) => {
    expect(Buffer.from(badgeNumberOf(credential)).toString('latin1')).toBe(text);
  });
});

describe('uidNumber', () => {
  it.each([4, 7, 8, 10])('is the UID itself for %i bytes', (length) => {
    const uid = Uint8Array.from({ length }, (_none, at) => 0x04 + at);
    expect(uidNumber(uid)).toEqual(uid);
    expect(uidNumber(uid)).not.toBe(uid);
  });

  it.each<[string, Uint8Array]>([
    ['digits', badgeNumberOf({ format: 'digits', facility: null, number: '118' })],
    ['hex', badgeNumberOf({ format: 'hex', facility: null, number: '04A2CC' })],
    ['hex with a facility', badgeNumberOf({ format: 'hex', facility: '1', number: '2' })],
    ['a card of 26 bits', badgeNumberOf({ format: 'wiegand-h10301', facility: 118, number: 1603 })],
    ['35 bits', badgeNumberOf({ format: 'wiegand-corporate-1000-35', facility: 1, number: 2 })],
    ['any other card', badgeNumberOf({ format: 'wiegand-raw', bits: 16, hex: '5aa5' })],
    ['a tag of 125 kHz', badgeNumberOf({ format: 'em4100', bytes: Uint8Array.of(1, 2, 3, 4, 5) })],
    ['the file of a DESFire', fileNumber('F48120', Uint8Array.of(1, 2, 3))],
  ])('of a card that was made to say the number of %s is another one', (_what, number) => {
    const uid = uidNumber(number);
    expect(Buffer.from(uid).equals(number)).toBe(false);
    expect(uid.length).toBeLessThanOrEqual(BADGE_NUMBER_LIMIT);
    // Nor does a UID that says what another UID is hashed as.
    expect(Buffer.from(uidNumber(uid)).equals(uid)).toBe(false);
  });
});
