// The bytes of GET UID: the command, and every shape a response can have; and what an ATR says of commands.
import { assert, property, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  GET_UID,
  isStorageCard,
  parseUid,
  RESPONSE_LIMIT,
} from '../../../../../controller/drivers/badge-readers/pcsc/apdu.ts';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));

describe('GET UID', () => {
  it('is the command of PC/SC part 3', () => {
    expect(Buffer.from(GET_UID).toString('hex')).toBe('ffca000000');
  });

  it.each([
    ['a seven-byte UID', '041122334455669000', '04112233445566'],
    ['a four-byte UID', '081122339000', '08112233'],
    ['a UID that looks like a status word', '90009000', '9000'],
  ])('takes out %s', (_name, response, uid) => {
    expect(parseUid(bytes(response))).toEqual({ ok: true, value: bytes(uid) });
  });

  it.each([
    ['', 'removed_too_soon'],
    ['90', 'no_answer'],
    ['9000', 'no_answer'],
    ['6300', 'no_answer'],
    ['6a81', 'no_answer'],
    ['6c07', 'no_answer'],
    ['04112233445566', 'no_answer'],
    ['041122334455666282', 'no_answer'],
    ['041122334455660090', 'no_answer'],
  ])('refuses %j as %s', (response, reason) => {
    expect(parseUid(bytes(response))).toEqual({ ok: false, error: reason });
  });

  it('gives a UID exactly when there is one before 90 00, and nothing of the rest', () => {
    assert(
      property(uint8Array({ maxLength: RESPONSE_LIMIT + 2 }), (response) => {
        const uid = parseUid(response);
        const ends = response.at(-2) === 0x90 && response.at(-1) === 0x00;
        expect(uid.ok).toBe(ends && response.length > 2 && response.length <= RESPONSE_LIMIT);
        if (uid.ok) expect(uid.value).toEqual(response.slice(0, -2));
      }),
    );
  });

  it('keeps its bytes when the buffer of the response is used again', () => {
    const response = Buffer.from('041122339000', 'hex');
    const uid = parseUid(response);
    response.fill(0);
    expect(uid).toEqual({ ok: true, value: bytes('04112233') });
  });
});

describe('an ATR', () => {
  it.each([
    ['a MIFARE Classic 1K', '3B8F8001804F0CA000000306030001000000006A', true],
    ['a MIFARE Ultralight', '3B8F8001804F0CA0000003060300030000000068', true],
    ['a DESFire', '3B8180018080', false],
    ['a card that says nothing', '', false],
  ])('of %s says whether there are commands beyond the UID', (_name, atr, storage) => {
    expect(isStorageCard(bytes(atr))).toBe(storage);
  });
});
