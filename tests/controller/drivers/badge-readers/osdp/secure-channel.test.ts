// The secure channel against published vectors, and against the simulated reader's own code: nothing that is not the next
// reply of the reader with the key is opened.
import { inspect } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  coveredBytes,
  encodeFrame,
  OsdpDecoder,
  type OsdpFrame,
} from '../../../../../controller/drivers/badge-readers/osdp/frames.ts';
import {
  Handshake,
  isOwnKey,
  SecureChannel,
} from '../../../../../controller/drivers/badge-readers/osdp/secure-channel.ts';
import { PeerChannel } from '../../../../../controller/drivers/simulated/osdp-peer-channel.ts';
import { hex, toHex } from '../../../../support/hex.ts';

/** SIA OSDP, annex E: SCBK-D, the two random numbers, and what follows from them. */
const ANNEX_E = {
  key: hex('30 31 32 33 34 35 36 37 38 39 3A 3B 3C 3D 3E 3F'),
  randomA: hex('B0 B1 B2 B3 B4 B5 B6 B7'),
  randomB: hex('A0 A1 A2 A3 A4 A5 A6 A7'),
  encryption: hex('BF 8D C2 A8 32 9A CB 8C 67 C6 D0 CD 9A 45 16 82'),
  mac1: hex('5E 86 C6 76 60 3B DE E2 D8 BE AF E1 78 63 73 32'),
  mac2: hex('6F DA 86 E8 57 77 7E 81 13 20 35 75 82 39 17 2E'),
  client: hex('FD E5 D2 F4 28 EC 16 31 24 71 EA 3C 02 BD 77 96'),
  server: hex('26 D3 35 6E 07 76 2D 26 28 01 FC 8E 66 65 A8 91'),
  initialMac: hex('B2 A3 00 57 EB 98 BA 22 29 EC 1F 87 56 62 B5 24'),
};
const UID = new Uint8Array(8);
const ZEROS = new Uint8Array(16);
const NO_DATA = new Uint8Array(0);
const KEY = hex('0F 1E 2D 3C 4B 5A 69 78 87 96 A5 B4 C3 D2 E1 F0');

function command(body: Uint8Array, sequence = 2): Omit<OsdpFrame, 'block'> {
  return { marked: true, address: 0, isReply: false, sequence, check: 'crc', body };
}

describe('the vectors of annex E of the SIA text', () => {
  const { key, randomA, randomB, client, server, initialMac } = ANNEX_E;

  it('give the server cryptogram to a reader with the client cryptogram', () => {
    const proof = new Handshake(key, randomA).prove({ clientUid: UID, random: randomB, cryptogram: client });
    expect(proof).toEqual(server);
  });

  it('give a channel for the initial reply MAC, which goes on as one made of the session keys does', () => {
    const channel = new Handshake(key, randomA).complete(server, initialMac);
    const keys = { encryption: ANNEX_E.encryption, mac1: ANNEX_E.mac1, mac2: ANNEX_E.mac2 };
    const expected = new SecureChannel(keys, initialMac);
    for (const body of ['60', '62 00', '69 00 00 02 0A 00 02 00 0A 00 00 00 00 00 00']) {
      expect(channel?.seal(command(hex(body)))).toEqual(expected.seal(command(hex(body))));
    }
  });

  it('hold for the simulated reader as well', () => {
    const peer = new PeerChannel(key, randomA, randomB);
    expect(peer.clientCryptogram()).toEqual(client);
    expect(peer.isOpen).toBe(false);
    expect(peer.admit(server)).toEqual(initialMac);
    expect(peer.isOpen).toBe(true);
  });

  it('are refused with one bit wrong', () => {
    const flip = (bytes: Uint8Array) => bytes.with(9, (bytes[9] ?? 0) ^ 4);
    const handshake = new Handshake(key, randomA);
    expect(handshake.prove({ clientUid: UID, random: randomB, cryptogram: flip(client) })).toBeNull();
    expect(handshake.prove({ clientUid: UID, random: randomB, cryptogram: server })).toBeNull();
    expect(handshake.complete(server, flip(initialMac))).toBeNull();
    expect(new PeerChannel(key, randomA, randomB).admit(flip(server))).toBeNull();
  });
});

describe('commands of OSDP.Net, sealed with keys and a last MAC of zeros', () => {
  it.each([
    ['poll', '60', 'FF 53 00 0E 00 0E 02 15 60 4B 32 76 77 73 B6'],
    ['state of inputs', '65', 'FF 53 00 0E 00 0E 02 15 65 46 0E 3D 4E 2A 6A'],
    ['local state', '64', 'FF 53 00 0E 00 0E 02 15 64 6F 63 24 6F D0 50'],
    [
      'identity',
      '61 00',
      'FF 53 00 1E 00 0E 02 17 61 D1 4E B7 AD 98 2C C5 F9 AA 25 31 8A 7E AE D6 26 9A E9 95 73 19 83',
    ],
    [
      'capabilities',
      '62 00',
      'FF 53 00 1E 00 0E 02 17 62 D1 4E B7 AD 98 2C C5 F9 AA 25 31 8A 7E AE D6 26 0F 6A 2A A7 38 70',
    ],
    [
      'communication set-up',
      '6E 01 80 25 00 00',
      'FF 53 00 1E 00 0E 02 17 6E AC A3 C2 FF E4 D9 E5 99 CD 77 1B 8E F3 D1 3F 23 FA AB 63 4E 08 95',
    ],
    [
      'more data than one block',
      '75 01 10 00 01 02 03 04 05 06 07 00 01 02 03 04 05 06 07',
      'FF 53 00 2E 00 0E 02 17 75 F0 DD EC 9A 0E D8 CE 4C 80 BA F5 D5 5C 18 43 6F 91 89 FD 66 C9 F2 23 DC 04 14 86 D8 33 57 DF 98 6C 1D 4B C2 B2 F2',
    ],
  ])('%s', (_, body, expected) => {
    const channel = new SecureChannel({ encryption: ZEROS, mac1: ZEROS, mac2: ZEROS }, ZEROS);
    expect(toHex(encodeFrame(channel.seal(command(hex(body)))))).toBe(expected);
  });
});

/** Recorded on the wire with libosdp 3.2.0 as the reader: what the panel said, how it is sealed, what came back, what it says. */
describe('a conversation with a reader of another make', () => {
  const RANDOM_A = hex('37 41 92 A6 7F D5 A5 06');
  const TALK: readonly (readonly [string, string, string, string])[] = [
    [
      '62 00',
      '53 65 1E 00 0F 02 17 62 95 AF DA D0 EA 70 7B 63 CF D5 FA 9C 7B 6B 2D 8C 37 E5 2A 40 03 6B',
      '53 E5 2E 00 0F 02 18 46 0A C0 81 D3 B9 1F C2 66 1E 38 35 33 CC 88 07 75 1F 74 8D F9 F7 F0 06 1E 15 39 CD 98 4F FA 28 62 D8 65 49 06 40 4A',
      '46 03 01 00 04 01 01 05 01 01 08 01 00 09 01 00 0A 00 01 10 02 00',
    ],
    ['60', '53 65 0E 00 0D 02 15 60 2C EC E9 2E C4 AC', '53 E5 0E 00 0D 02 16 40 B8 6F 14 7F 17 A2', '40'],
    [
      '60',
      '53 65 0E 00 0E 02 15 60 36 F5 CE 94 AF 53',
      '53 E5 1E 00 0E 02 18 50 2E 47 B3 99 B5 15 E1 47 0F 93 0F B4 F0 9A A8 0F DB E7 36 9C E3 05',
      '50 00 01 1A 00 BB 03 21 80',
    ],
    ['60', '53 65 0E 00 0F 02 15 60 41 A1 2C 79 79 DF', '53 E5 0E 00 0F 02 16 40 2A 67 B7 07 55 18', '40'],
    [
      '69 00 00 02 0A 00 01 00 0A 00 00 00 00 00 00',
      '53 65 1E 00 0D 02 17 69 85 A4 1C 85 1A 6C E4 42 F6 21 30 32 34 B7 98 34 92 C7 10 97 87 79',
      '53 E5 0E 00 0D 02 16 40 19 CF 18 82 96 F8',
      '40',
    ],
  ];

  it('is understood, and answered as it was', () => {
    const answer = only(
      '53 E5 2B 00 0D 03 12 01 76 69 7A 99 00 04 03 02 01 28 4E B3 72 2A 6E 24 77 9B 92 A8 A7 84 CB 3E 0F F2 BA D9 6C ED F8 91 CE F6 C4',
    );
    expect(Handshake.answersChallenge(answer.block)).toBe(true);
    const handshake = new Handshake(KEY, RANDOM_A);
    const [clientUid, random, cryptogram] = [answer.body.slice(1, 9), answer.body.slice(9, 17), answer.body.slice(17)];
    const proof = handshake.prove({ clientUid, random, cryptogram });
    expect(proof && toHex(proof)).toBe('54 69 27 51 5D 04 87 ED 1D E2 07 04 43 50 1C 27');
    const initial = only('53 E5 1B 00 0E 03 14 01 78 09 45 0F D1 7C B4 AE 10 FA 60 32 D9 A5 48 26 BB AB 8A');
    expect(Handshake.answersProof(initial.block)).toBe(true);
    const channel = proof && handshake.complete(proof, initial.body.slice(1));
    for (const [body, sealed, came, says] of TALK) {
      const { sequence } = only(sealed);
      const frame = channel?.seal({ ...command(hex(body), sequence), marked: false, address: 0x65 });
      expect(frame && toHex(encodeFrame(frame))).toBe(sealed);
      const opened = channel?.open(only(came));
      expect(opened?.ok === true && toHex(opened.value)).toBe(says);
    }
  });

  function only(text: string): OsdpFrame {
    const [frame] = new OsdpDecoder().push(hex(text)).frames;
    if (frame === undefined) throw new Error(`no frame in ${text}`);
    return frame;
  }
});

interface Pair {
  readonly panel: SecureChannel;
  readonly peer: PeerChannel;
}

function openPair(key = KEY): Pair {
  const [randomA, randomB] = [hex('01 02 03 04 05 06 07 08'), hex('11 12 13 14 15 16 17 18')];
  const handshake = new Handshake(key, randomA);
  const peer = new PeerChannel(key, randomA, randomB);
  const proof = handshake.prove({ clientUid: UID, random: randomB, cryptogram: peer.clientCryptogram() });
  const panel = proof && handshake.complete(proof, peer.admit(proof) ?? ZEROS);
  if (panel === null) throw new Error('the handshake failed');
  return { panel, peer };
}

function reply({ peer }: Pair, body: Uint8Array, sequence = 1): OsdpFrame {
  const data = body.length === 1 ? NO_DATA : peer.hideReply(body.subarray(1));
  const block = { type: body.length === 1 ? 0x16 : 0x18, data: NO_DATA };
  const head = { marked: false, address: 0, isReply: true, sequence, check: 'crc', block } as const;
  const unsigned = { ...head, body: Uint8Array.of(body[0] ?? 0, ...data, 0, 0, 0, 0) };
  const mac = peer.signReply(coveredBytes(unsigned).slice(0, -4));
  return { ...unsigned, body: Uint8Array.of(...unsigned.body.subarray(0, -4), ...mac) };
}

/** One exchange: what the peer understood, and what the panel did. */
function exchange(pair: Pair, asked: Uint8Array, answered: Uint8Array) {
  const sealed = pair.panel.seal(command(asked));
  const isTaken = pair.peer.takesCommand(coveredBytes(sealed));
  const hidden = sealed.body.subarray(1, -4);
  const data = sealed.block?.type === 0x17 ? pair.peer.revealCommand(hidden) : hidden;
  const understood = Uint8Array.of(sealed.body[0] ?? 0, ...data);
  return { isTaken, understood, opened: pair.panel.open(reply(pair, answered)) };
}

describe('a channel', () => {
  it('carries anything in both directions, each MAC made of the one before', () => {
    const body = fc.uint8Array({ minLength: 1, maxLength: 70 });
    fc.assert(
      fc.property(fc.array(fc.tuple(body, body), { minLength: 1, maxLength: 8 }), (talk) => {
        const pair = openPair();
        for (const [asked, answered] of talk) {
          expect(exchange(pair, asked, answered)).toEqual({
            isTaken: true,
            understood: asked,
            opened: { ok: true, value: answered },
          });
        }
      }),
      { numRuns: 100 },
    );
  });

  it('opens nothing in which one bit was changed, and nothing after it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.nat(), (answered, place) => {
        const pair = openPair();
        pair.peer.takesCommand(coveredBytes(pair.panel.seal(command(Uint8Array.of(0x60)))));
        const good = reply(pair, answered);
        const bit = place % (good.body.length * 8);
        const spoilt = { ...good, body: good.body.with(bit >> 3, (good.body[bit >> 3] ?? 0) ^ (1 << (bit & 7))) };
        expect(pair.panel.open(spoilt)).toEqual({ ok: false, error: 'wrong_mac' });
        expect(pair.panel.open(good)).toEqual({ ok: false, error: 'wrong_mac' });
      }),
      { numRuns: 100 },
    );
  });

  it.each<[string, (good: OsdpFrame) => OsdpFrame]>([
    ['another address', (good) => ({ ...good, address: 1 })],
    ['another sequence number', (good) => ({ ...good, sequence: 3 })],
    ['the other direction', (good) => ({ ...good, isReply: false })],
    ['another check', (good) => ({ ...good, check: 'checksum' })],
    ['no data', (good) => ({ ...good, body: good.body.subarray(0, 1) })],
    ['nothing but a MAC', (good) => ({ ...good, body: good.body.subarray(-4) })],
  ])('does not open a reply with %s', (_, spoil) => {
    const pair = openPair();
    pair.peer.takesCommand(coveredBytes(pair.panel.seal(command(Uint8Array.of(0x60)))));
    expect(pair.panel.open(spoil(reply(pair, hex('50 00 00 08 00 5A'))))).toEqual({ ok: false, error: 'wrong_mac' });
  });

  it.each<[string, OsdpFrame['block']]>([
    ['none', null],
    ['that of a handshake', { type: 0x12, data: Uint8Array.of(1) }],
    ['that of a command', { type: 0x15, data: NO_DATA }],
  ])('calls a reply in the clear whose security block is %s', (_, block) => {
    const pair = openPair();
    pair.peer.takesCommand(coveredBytes(pair.panel.seal(command(Uint8Array.of(0x60)))));
    expect(pair.panel.open({ ...reply(pair, hex('40')), block })).toEqual({ ok: false, error: 'in_the_clear' });
  });

  it('opens no reply twice, and none of another channel', () => {
    const pair = openPair();
    pair.peer.takesCommand(coveredBytes(pair.panel.seal(command(Uint8Array.of(0x60)))));
    const card = reply(pair, hex('50 00 00 08 00 5A'));
    expect(pair.panel.open(card).ok).toBe(true);
    pair.panel.seal(command(Uint8Array.of(0x60)));
    expect(pair.panel.open(card)).toEqual({ ok: false, error: 'wrong_mac' });
    const later = openPair(hex('1F 1E 2D 3C 4B 5A 69 78 87 96 A5 B4 C3 D2 E1 F0'));
    later.panel.seal(command(Uint8Array.of(0x60)));
    expect(later.panel.open(card)).toEqual({ ok: false, error: 'wrong_mac' });
  });

  it('does not open data whose padding is wrong, though the MAC be right', () => {
    const pair = openPair();
    pair.peer.takesCommand(coveredBytes(pair.panel.seal(command(Uint8Array.of(0x60)))));
    const head = { marked: false, address: 0, isReply: true, sequence: 1, check: 'crc' } as const;
    const unsigned = { ...head, block: { type: 0x18, data: NO_DATA }, body: new Uint8Array(1 + 16 + 4).fill(0x50) };
    const mac = pair.peer.signReply(coveredBytes(unsigned).slice(0, -4));
    const signed = { ...unsigned, body: Uint8Array.of(...unsigned.body.subarray(0, -4), ...mac) };
    expect(pair.panel.open(signed)).toEqual({ ok: false, error: 'wrong_padding' });
  });

  it('shows no key to who prints it', () => {
    const handshake = new Handshake(KEY, hex('01 02 03 04 05 06 07 08'));
    const print = (value: unknown) =>
      inspect(value, { depth: 9, showHidden: true, compact: true, breakLength: Infinity });
    const numbers = [...ANNEX_E.mac1].join(', ');
    const keys = { encryption: ANNEX_E.mac1, mac1: ANNEX_E.mac1, mac2: ANNEX_E.mac1 };
    expect(print([keys])).toContain(numbers);
    expect(print([handshake, new SecureChannel(keys, ZEROS)])).not.toContain(numbers);
    expect(print([handshake])).not.toContain([...KEY].join(', '));
  });
});

describe('keys', () => {
  it.each([
    ['a key of its own', KEY, true],
    ['the default key', ANNEX_E.key, false],
    ['a short key', KEY.subarray(1), false],
    ['no key', NO_DATA, false],
  ])('%s', (_, key, own) => {
    expect(isOwnKey(key)).toBe(own);
  });

  it('of a wrong length make no handshake', () => {
    expect(() => new Handshake(KEY.subarray(1), new Uint8Array(8))).toThrow(RangeError);
    expect(() => new Handshake(KEY, new Uint8Array(7))).toThrow(RangeError);
  });
});
