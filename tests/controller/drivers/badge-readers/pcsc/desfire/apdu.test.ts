// Native DESFire commands in their ISO 7816-4 wrapping, and what is made of answers.
import { describe, expect, it } from 'vitest';
import { unwrap, wrap } from '../../../../../../controller/drivers/badge-readers/pcsc/desfire/apdu.ts';
import { fileNumber } from '../../../../../../controller/drivers/badge-readers/pcsc/desfire/file-number.ts';
import { hex, toHex } from '../../../../../support/hex.ts';

describe('a command', () => {
  it.each([
    [0x5a, '16 AE 00', '90 5A 00 00 03 16 AE 00 00'],
    [0xaa, '00', '90 AA 00 00 01 00 00'],
    [0xbd, '05 00 00 00 30 00 00', '90 BD 00 00 07 05 00 00 00 30 00 00 00'],
  ])('%i is wrapped', (ins, data, wrapped) => {
    expect(toHex(wrap(ins, hex(data)))).toBe(wrapped);
  });

  it('without data has no length of it', () => {
    expect(toHex(wrap(0xaf))).toBe('90 AF 00 00 00');
  });
});

describe('an answer', () => {
  it.each([
    ['91 00', { ok: true, value: { status: 0, data: new Uint8Array(0) } }],
    ['01 02 91 AF', { ok: true, value: { status: 0xaf, data: Uint8Array.of(1, 2) } }],
    ['90 00', { ok: false, error: 'foreign' }],
    ['6D 00', { ok: false, error: 'foreign' }],
    ['91', { ok: false, error: 'foreign' }],
    ['91 00 00', { ok: false, error: 'foreign' }],
  ])('%s is taken apart', (response, expected) => {
    expect(unwrap(hex(response))).toEqual(expected);
  });

  it('that is empty comes from a card that is gone', () => {
    expect(unwrap(new Uint8Array(0))).toEqual({ ok: false, error: 'removed_too_soon' });
  });
});

describe('the number of a file', () => {
  it('is of the application and the content, and not the content itself', () => {
    const content = hex('04 11 22 33 44 55 66');
    expect(fileNumber('F48120', content)).toEqual(fileNumber('F48120', Uint8Array.from(content)));
    expect(fileNumber('F48120', content)).toHaveLength(32);
    expect(fileNumber('F48121', content)).not.toEqual(fileNumber('F48120', content));
    expect(fileNumber('F48120', content.toReversed())).not.toEqual(fileNumber('F48120', content));
  });
});
