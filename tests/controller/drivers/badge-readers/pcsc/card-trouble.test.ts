// Which library errors are about the card, by return code alone.
import { describe, expect, it } from 'vitest';
import { cardTrouble, returnCode } from '../../../../../controller/drivers/badge-readers/pcsc/card-trouble.ts';

const native = (code: string) => new Error(`SCardConnect error: Whatever it says.(${code})`);
const wrapped = (previous: unknown, code = 'failure') =>
  Object.assign(new Error('An error occurred while connecting.'), { code, previous });

describe('trouble with a card', () => {
  it.each([
    ['0x80100008', 'too_long'],
    ['0x8010000c', 'removed_too_soon'],
    ['0x80100069', 'removed_too_soon'],
    ['0x80100066', 'no_answer'],
    ['0x8010000b', 'no_answer'],
  ])('%s is %s, bare or wrapped', (code, trouble) => {
    expect(cardTrouble(native(code))).toBe(trouble);
    expect(cardTrouble(wrapped(native(code)))).toBe(trouble);
  });

  it('sees the card that went before a command was sent', () => {
    expect(cardTrouble(wrapped(undefined, 'card_not_connected'))).toBe('removed_too_soon');
  });

  it.each([
    ['the service is gone', native('0x8010001d')],
    ['the transport failed', wrapped(native('0x80100013'))],
    ['a code nobody knows', native('0x8010ffff')],
    ['no code', new Error('Card was removed.')],
    ['a code that is not at the end', new Error('(0x80100069) and more')],
    ['not an error', '(0x80100069)'],
  ])('is not what it is when %s', (_name, error) => {
    expect(cardTrouble(error)).toBeNull();
  });

  it('reads the return code as a positive number', () => {
    expect(returnCode(native('0x8010006a'))).toBe(0x8010006a);
  });
});
