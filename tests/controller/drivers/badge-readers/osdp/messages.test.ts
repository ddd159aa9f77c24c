// Commands and replies of OSDP, byte by byte; and what the driver has no words for.
import { describe, expect, it } from 'vitest';
import {
  commandBody,
  type OsdpCommand,
  type OsdpReply,
  parseReply,
} from '../../../../../controller/drivers/badge-readers/osdp/messages.ts';
import { hex, toHex } from '../../../../support/hex.ts';

const COMMANDS: readonly (readonly [OsdpCommand, string])[] = [
  [{ type: 'poll' }, '60'],
  [{ type: 'ask-identity' }, '61 00'],
  [{ type: 'ask-capabilities' }, '62 00'],
  [{ type: 'light', light: { colour: 'green', tenths: 10 } }, '69 00 00 02 0A 00 02 00 0A 00 00 00 00 00 00'],
  [{ type: 'light', light: { colour: 'red', tenths: 300 } }, '69 00 00 02 FF 00 01 00 2C 01 00 00 00 00 00'],
  [{ type: 'beep', beeps: { count: 2, tenths: 1 } }, '6A 00 02 01 01 02'],
  [{ type: 'challenge', random: hex('B0 B1 B2 B3 B4 B5 B6 B7') }, '76 B0 B1 B2 B3 B4 B5 B6 B7'],
  [{ type: 'prove', cryptogram: new Uint8Array(16).fill(7) }, `77${' 07'.repeat(16)}`],
];

describe('commandBody', () => {
  it.each(COMMANDS)('writes %o', (command, text) => {
    expect(toHex(commandBody(command))).toBe(text);
  });

  it('has no words to install a key, to change address or speed, or to move an output', () => {
    const codes = COMMANDS.map(([command]) => commandBody(command)[0]);
    for (const forbidden of [0x68, 0x6e, 0x75]) expect(codes).not.toContain(forbidden);
  });
});

describe('parseReply', () => {
  it.each<[string, OsdpReply]>([
    ['40', { type: 'nothing-new' }],
    ['41 06', { type: 'refused', code: 6 }],
    ['45 00 0E E3 10 10 00 00 74 97 23 06 06', { type: 'identity', vendor: '000ee3', serial: '97740000' }],
    [
      '46 04 01 02 05 00 01 09 01 01',
      {
        type: 'capabilities',
        items: new Map([
          [4, 2],
          [9, 1],
        ]),
      },
    ],
    ['48 01 00', { type: 'other-news', code: 0x48 }],
    ['50 00 01 1A 00 80 01 02 40', { type: 'card', read: { reader: 0, bits: 26, data: hex('80 01 02 40') } }],
    ['50 01 00 08 00 5A', { type: 'card', read: { reader: 1, bits: 8, data: hex('5A') } }],
    ['50 00 00 00 00', { type: 'card', read: { reader: 0, bits: 0, data: new Uint8Array(0) } }],
    ['51 00 00 02 31 32', { type: 'other-news', code: 0x51 }],
    ['53 00 01 35', { type: 'other-news', code: 0x53 }],
    ['79', { type: 'busy' }],
  ])('reads %s', (text, reply) => {
    expect(parseReply(hex(text))).toEqual(reply);
  });

  it('takes the answer to a challenge apart', () => {
    const body = Uint8Array.from({ length: 33 }, (_, index) => (index === 0 ? 0x76 : index));
    expect(parseReply(body)).toEqual({
      type: 'challenge-answer',
      answer: { clientUid: body.slice(1, 9), random: body.slice(9, 17), cryptogram: body.slice(17) },
    });
  });

  it.each([
    ['an unknown code', '9C 01', 0x9c],
    ['an ACK with data', '40 00', 0x40],
    ['a refusal without a reason', '41', 0x41],
    ['an identity that is too short', '45 00', 0x45],
    ['capabilities cut in the middle', '46 04 01', 0x46],
    ['a card without bits', '50 00 01', 0x50],
    ['a card with fewer bytes than bits', '50 00 01 1A 00 80 01 02', 0x50],
    ['a card with more bytes than bits', '50 00 01 1A 00 80 01 02 03 04', 0x50],
    ['a card in a format that is not known', '50 00 02 08 00 5A', 0x50],
    ['half an answer to a challenge', '76 00 00', 0x76],
    ['half a MAC', '78 00 00', 0x78],
    ['a busy with data', '79 00', 0x79],
  ])('does not understand %s', (_, text, code) => {
    expect(parseReply(hex(text))).toEqual({ type: 'not-understood', code });
  });
});
