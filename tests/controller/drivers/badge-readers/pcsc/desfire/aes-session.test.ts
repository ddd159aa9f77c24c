// The cryptography of a DESFire session against bytes of real cards that others have published, and against damage.
// Vectors: "DESFire EV1 Communication Examples" of the project RFDoorLock (real cards on a PN532), and NIST SP 800-38B.
import { assert, constantFrom, integer, property, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AesSession,
  answerChallenge,
  checksumOf,
  cmac,
  sessionKeyOf,
} from '../../../../../../controller/drivers/badge-readers/pcsc/desfire/aes-session.ts';
import { hex, toHex } from '../../../../../support/hex.ts';
import { enciphered, maced } from '../../../../../support/virtual-card-desfire.ts';

const ZEROS = new Uint8Array(16);

interface Handshake {
  readonly key: string;
  readonly challenge: string;
  readonly rndB: string;
  readonly rndA: string;
  readonly token: string;
  readonly proof: string;
  readonly session: string;
}

const HANDSHAKES: readonly Handshake[] = [
  {
    key: '00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00',
    challenge: 'B9 69 FD FE 56 FD 91 FC 9D E6 F6 F2 13 B8 FD 1E',
    rndB: 'C0 5D DD 71 4F D7 88 A6 B7 B7 54 F3 C4 D0 66 E8',
    rndA: 'F4 4B 26 F5 68 6F 3A 39 1C D3 8E BD 10 77 22 81',
    token: '36 AA D7 DF 6E 43 6B A0 8D 18 61 38 30 A7 0D 5A D4 3E 3D 3F 4A 8D 47 54 1E EE 62 3A 93 4E 47 74',
    proof: '80 0D B6 80 BC 14 6B D1 21 D6 57 8F 2D 2E 20 59',
    session: 'F4 4B 26 F5 C0 5D DD 71 10 77 22 81 C4 D0 66 E8',
  },
  {
    key: '00 10 20 30 40 50 60 70 80 90 A0 B0 B0 A0 90 80',
    challenge: 'CC C8 31 6C 2B 26 13 FE 9A 18 9B AC 9C C8 9D 03',
    rndB: '27 10 47 12 5A 2A A5 81 78 F5 C5 1B 11 77 A1 9B',
    rndA: 'C2 A1 E4 7B 96 A5 58 9F AA E9 0C 03 FE 6D 00 A7',
    token: 'C0 2E 06 1E 72 E1 77 26 48 9C AE EC 99 7C 52 37 58 BF 86 3E FE 76 71 C5 5B 46 65 D0 6A CC D9 7B',
    proof: '72 AC CC 0B DE A4 82 B5 31 85 BB 5A D0 08 62 46',
    session: 'C2 A1 E4 7B 27 10 47 12 FE 6D 00 A7 11 77 A1 9B',
  },
  {
    key: '10 18 20 28 30 38 40 48 50 58 60 68 70 78 80 88',
    challenge: 'B3 51 CB 24 65 D4 F3 3A C6 27 FD 6E 87 A1 68 F2',
    rndB: '62 6F FB D4 5C AF 33 4A CC A4 55 99 30 4F 5B 17',
    rndA: '40 E7 D2 71 74 CB A6 75 E8 EF BA B9 9C 53 0E 3D',
    token: '04 4B 6C AC 34 3A 08 65 89 51 49 64 9C A8 DD E1 F5 AC 4E C6 7B D2 08 90 0A F0 2F 04 9E 05 F0 B0',
    proof: 'A2 EE 14 4B 10 12 FB EB 7B 2F 11 13 2D 95 A4 54',
    session: '40 E7 D2 71 62 6F FB D4 9C 53 0E 3D 30 4F 5B 17',
  },
];

describe('a mutual authentication', () => {
  it.each(HANDSHAKES)('goes as it went with a real card and key $key', (handshake) => {
    const challenge = answerChallenge(hex(handshake.key), hex(handshake.challenge), hex(handshake.rndA));
    expect(toHex(challenge.token)).toBe(handshake.token);
    expect(challenge.judge(hex(handshake.proof))).toBeInstanceOf(AesSession);
    expect(toHex(sessionKeyOf(hex(handshake.rndA), hex(handshake.rndB)))).toBe(handshake.session);
  });

  it('fails for each single bit of the proof that is not right', () => {
    const [handshake] = HANDSHAKES;
    if (handshake === undefined) throw new Error('there is no handshake');
    const { judge } = answerChallenge(hex(handshake.key), hex(handshake.challenge), hex(handshake.rndA));
    for (let bit = 0; bit < 128; bit += 1) {
      const proof = hex(handshake.proof);
      proof[bit >> 3] = (proof[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(judge(proof)).toBeNull();
    }
  });

  it.each([0, 8, 15, 17, 32])('fails for a proof of %i bytes', (length) => {
    expect(answerChallenge(ZEROS, ZEROS, ZEROS).judge(new Uint8Array(length))).toBeNull();
  });
});

describe('a CMAC', () => {
  it.each([
    ['', 'BB 1D 69 29 E9 59 37 28 7F A3 7D 12 9B 75 67 46'],
    ['6B C1 BE E2 2E 40 9F 96 E9 3D 7E 11 73 93 17 2A', '07 0A 16 B4 6B 4D 41 44 F7 9B DD 9D D0 4A 28 7C'],
    [
      '6B C1 BE E2 2E 40 9F 96 E9 3D 7E 11 73 93 17 2A AE 2D 8A 57 1E 03 AC 9C 9E B7 6F AC 45 AF 8E 51 30 C8 1C 46 A3 5C E4 11',
      'DF A6 67 47 DE 9A E6 30 30 CA 32 61 14 97 C8 27',
    ],
  ])('of %j is that of NIST', (message, expected) => {
    const key = hex('2B 7E 15 16 28 AE D2 A6 AB F7 15 88 09 CF 4F 3C');
    expect(toHex(cmac(key, ZEROS, message === '' ? new Uint8Array(0) : hex(message)))).toBe(expected);
  });
});

describe('a checksum', () => {
  it.each([
    ['C4 00 00 10 20 30 40 50 60 70 80 90 A0 B0 B0 A0 90 80 10', 'D2 C6 E6 6B'],
    ['C4 00 10 18 20 28 30 38 40 48 50 58 60 68 70 78 80 88 10', '74 85 63 62'],
    ['00 10 20 30 40 50 60 70 80 90 A0 B0 B0 A0 90 80', 'BF E3 79 19'],
  ])('of %s is that of a real session', (message, expected) => {
    expect(toHex(checksumOf(hex(message)))).toBe(expected);
  });
});

describe('a session', () => {
  it('chains the CMACs of commands and replies as a real card did', () => {
    const session = new AesSession(hex('40 E7 D2 71 62 6F FB D4 9C 53 0E 3D 30 4F 5B 17'));
    const steps = [
      ['CD 05 00 11 00 50 00 00', 'F2 3B 03 68 57 8C 65 AD 70 5C 52 AF E7 62 61 B6', 'A7 53 16 AD 15 96 B9 53', 0],
      ['6F', 'F6 9B 3B AD A9 9A 58 AA 2B D7 36 66 2E 32 D4 B0', '05 2D 5F F6 7F FE C9 D2 D3', 1],
      ['F5 05', '63 65 D3 B1 98 DC A8 40 43 DF 6D F8 FE 76 DF D6', '00 00 11 00 50 00 00 2A AC 75 17 02 4E 09 DC', 7],
    ] as const;
    for (const [command, mac, reply, length] of steps) {
      expect(toHex(session.sent(hex(command)))).toBe(mac);
      expect(session.openMaced(hex(reply), length)).toEqual(hex(reply).subarray(0, length));
    }
  });

  it.each([
    {
      command: 'BD 05 00 00 00 30 00 00',
      before: '3E 0A ED 98 6B 8B 0F 37 F6 4D 79 B9 11 A5 A6 C9',
      sent: '43 33 03 AB 3C FF A7 58 BF 7E B1 6F FE C4 7A 70',
      first: 0x00,
      length: 48,
      mac: '4C 65 F1 F8 42 26 2B AC 65 FF BF 61 CF 71 FD 06',
    },
    {
      command: 'BD 05 30 00 00 20 00 00',
      before: '4C 65 F1 F8 42 26 2B AC 65 FF BF 61 CF 71 FD 06',
      sent: 'C2 6B DE 4E B9 65 BC 3C 83 1C 07 71 C4 2F D5 B9',
      first: 0x30,
      length: 32,
      mac: 'F0 22 05 CF 91 3C 03 C9 35 4C 8F F4 3D 1C 9E 61',
    },
  ])('has for $command the CMACs of a real card', ({ command, before, sent, first, length, mac }) => {
    const key = hex('40 E7 D2 71 62 6F FB D4 9C 53 0E 3D 30 4F 5B 17');
    const data = Uint8Array.from({ length }, (_none, at) => first + at);
    const asked = cmac(key, hex(before), hex(command));
    expect(toHex(asked)).toBe(sent);
    expect(toHex(cmac(key, asked, Uint8Array.of(...data, 0)))).toBe(mac);
  });

  const SESSION_KEY = hex('90 F7 A2 01 91 03 68 45 EC 63 DE CD 54 4B 99 31');
  const COMMAND = hex('BD 01 00 00 00 10 00 00');
  const opened = (reply: Uint8Array, length: number): Uint8Array | null => {
    const session = new AesSession(SESSION_KEY);
    session.sent(COMMAND);
    return session.open(reply, length);
  };
  const sealing = { enciphered, maced };
  const reply = (how: keyof typeof sealing, data: Uint8Array) =>
    Uint8Array.from(sealing[how]([...SESSION_KEY], [...cmac(SESSION_KEY, ZEROS, COMMAND)], [...data]));
  const any = { how: constantFrom('enciphered', 'maced'), data: uint8Array({ minLength: 1, maxLength: 64 }) } as const;

  it('opens what a card seals, of any length and either way', () => {
    assert(
      property(any.how, any.data, (how, data) => {
        expect(opened(reply(how, data), data.length)).toEqual(data);
      }),
    );
  });

  it('opens nothing of which one bit was turned', () => {
    assert(
      property(any.how, any.data, integer({ min: 0, max: 640 }), (how, data, bit) => {
        const damaged = reply(how, data);
        const at = (bit >> 3) % damaged.length;
        damaged[at] = (damaged[at] ?? 0) ^ (1 << (bit & 7));
        expect(opened(damaged, data.length)).toBeNull();
      }),
    );
  });

  it('opens nothing that is too short, too long or of another session', () => {
    const data = Uint8Array.from({ length: 16 }, (_none, at) => at + 1);
    for (const how of ['enciphered', 'maced'] as const) {
      const whole = reply(how, data);
      expect(opened(whole.subarray(1), 16)).toBeNull();
      expect(opened(Uint8Array.of(...whole, 0), 16)).toBeNull();
      expect(opened(whole, 15)).toBeNull();
      expect(new AesSession(SESSION_KEY).open(whole, 16)).toBeNull();
    }
  });

  it('is not fooled by random bytes', () => {
    assert(
      property(uint8Array({ maxLength: 96 }), integer({ min: 1, max: 64 }), (bytes, length) => {
        expect(opened(bytes, length)).toBeNull();
      }),
    );
  });
});
