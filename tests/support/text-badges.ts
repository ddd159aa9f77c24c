// Badges of a reader that types or sends text: what it would write of each, as bytes of ASCII, and what must come of it.
import type { TextNumber } from '../../controller/domain/reader.ts';
import type { RigBadges } from '../conformance/badge-reader.ts';

/** Badges for a reader with this profile. */
export function textBadges({ digits, length, facility }: TextNumber): RigBadges {
  const fill = (text: string) => Buffer.from(text.padStart(length, '0').slice(-length), 'latin1');
  return {
    one: fill('11801603'),
    other: fill('12345678'),
    taken: [
      { what: 'zeros in front', badge: fill('7') },
      ...(digits === 'hex' ? [{ what: 'small letters', badge: fill('04a2cc237ccddd') }] : []),
    ],
    refused: [
      { what: 'one character too few', badge: fill('11801603').subarray(1), reason: 'not_understood' },
      { what: 'one character too many', badge: Buffer.from('1'.repeat(length + 1)), reason: 'not_understood' },
      { what: 'very many characters', badge: Buffer.from('1'.repeat(300)), reason: 'not_understood' },
      { what: 'another character', badge: fill('1180160X'), reason: 'not_understood' },
    ],
    numberOf: (badge) => {
      const text = Buffer.from(badge).toString('latin1').toUpperCase();
      const parts = facility === null ? [text] : [text.slice(0, facility), text.slice(facility)];
      return Uint8Array.from(Buffer.from([digits === 'hex' ? 'hex' : 'digits', ...parts].join(':'), 'latin1'));
    },
  };
}
