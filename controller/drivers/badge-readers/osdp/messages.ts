// OSDP v2 (IEC 60839-11-5): bodies ⇄ meaning. Pure. Can ask, show a light and beep. Has no words to install a key, to change
// an address or speed, or to move an output: what it cannot build it cannot send.
//
//   60  poll                        → 40 nothing new, 50 a badge, 48 51 53 other news
//   61  who are you                 → 45 vendor, model, version, serial, firmware
//   62  what can you do             → 46 three bytes for each function: code, compliance, number of items
//   69  light, 14 bytes             → 40          6A  buzzer, 5 bytes → 40
//   76  challenge: RND.A            → 76 client UID 8, RND.B 8, client cryptogram 16
//   77  server cryptogram           → 78 initial reply MAC
//   any                             → 41 refused, with a code; 79 busy: ask the same again

/** Seconds are told in tenths. */
export interface Light {
  readonly colour: 'red' | 'green';
  readonly tenths: number;
}

export interface Beeps {
  readonly count: number;
  /** How long one beep lasts, and the pause after it. */
  readonly tenths: number;
}

export type OsdpCommand =
  | { readonly type: 'poll' }
  | { readonly type: 'ask-identity' }
  | { readonly type: 'ask-capabilities' }
  | { readonly type: 'light'; readonly light: Light }
  | { readonly type: 'beep'; readonly beeps: Beeps }
  /** RND.A, 8 bytes. */
  | { readonly type: 'challenge'; readonly random: Uint8Array }
  /** 16 bytes. */
  | { readonly type: 'prove'; readonly cryptogram: Uint8Array };

/** A card read as bits on a Wiegand line. */
export interface RawRead {
  readonly reader: number;
  /** How many bits count. */
  readonly bits: number;
  /** The first bit is the highest of the first byte; behind the last one stand zeros. */
  readonly data: Uint8Array;
}

/** What a reader answers to a challenge. */
export interface ChallengeAnswer {
  readonly clientUid: Uint8Array;
  readonly random: Uint8Array;
  readonly cryptogram: Uint8Array;
}

export type OsdpReply =
  | { readonly type: 'nothing-new' }
  | { readonly type: 'refused'; readonly code: number }
  | { readonly type: 'identity'; readonly vendor: string; readonly serial: string }
  /** Number of items for each function code, of functions with any compliance. */
  | { readonly type: 'capabilities'; readonly items: ReadonlyMap<number, number> }
  | { readonly type: 'card'; readonly read: RawRead }
  /** True news of which the cabinet makes nothing: state of the reader itself, formatted reads, keys pressed. */
  | { readonly type: 'other-news'; readonly code: number }
  | { readonly type: 'challenge-answer'; readonly answer: ChallengeAnswer }
  | { readonly type: 'initial-mac'; readonly mac: Uint8Array }
  | { readonly type: 'busy' }
  /** A code that is not known, or data that do not fit it. */
  | { readonly type: 'not-understood'; readonly code: number };

/** Function codes of a capability report. */
export const LIGHT_FUNCTION = 4;
export const SOUND_FUNCTION = 5;

const BUSY = 0x79;
const COLOURS = { red: 1, green: 2 } as const;
/** Show for a time, then go back to what was shown before; the lasting state stays as the reader has it. */
const FOR_A_TIME = 2;
const DEFAULT_TONE = 2;

type Parse = (data: Uint8Array) => OsdpReply | null;

const PARSERS: ReadonlyMap<number, Parse> = new Map<number, Parse>([
  [0x40, (data) => (data.length === 0 ? { type: 'nothing-new' } : null)],
  [0x41, (data) => (data.length === 0 ? null : { type: 'refused', code: data[0] ?? 0 })],
  [0x45, parseIdentity],
  [0x46, parseCapabilities],
  [0x48, () => ({ type: 'other-news', code: 0x48 })],
  [0x49, () => ({ type: 'other-news', code: 0x49 })],
  [0x4a, () => ({ type: 'other-news', code: 0x4a })],
  [0x4b, () => ({ type: 'other-news', code: 0x4b })],
  [0x50, parseCard],
  [0x51, () => ({ type: 'other-news', code: 0x51 })],
  [0x53, () => ({ type: 'other-news', code: 0x53 })],
  [0x76, parseChallengeAnswer],
  [0x78, (data) => (data.length === 16 ? { type: 'initial-mac', mac: Uint8Array.from(data) } : null)],
  [BUSY, (data) => (data.length === 0 ? { type: 'busy' } : null)],
]);

/** The body of a command: its code and its data. */
export function commandBody(command: OsdpCommand): Uint8Array {
  switch (command.type) {
    case 'poll':
      return Uint8Array.of(0x60);
    case 'ask-identity':
      return Uint8Array.of(0x61, 0);
    case 'ask-capabilities':
      return Uint8Array.of(0x62, 0);
    case 'light':
      return lightBody(command.light);
    case 'beep': {
      const { count, tenths } = command.beeps;
      return Uint8Array.of(0x6a, 0, DEFAULT_TONE, tenths, tenths, count);
    }
    case 'challenge':
      return Uint8Array.of(0x76, ...command.random);
    case 'prove':
      return Uint8Array.of(0x77, ...command.cryptogram);
  }
}

/** What a reply says. @param body its code and its data, in the clear and without a MAC */
export function parseReply(body: Uint8Array): OsdpReply {
  const [code = 0] = body;
  return PARSERS.get(code)?.(body.subarray(1)) ?? { type: 'not-understood', code };
}

/** Light 0 of reader 0, in one colour for a time. */
function lightBody({ colour, tenths }: Light): Uint8Array {
  const lasting = [0, 0, 0, 0, 0];
  return Uint8Array.of(
    0x69,
    0,
    0,
    FOR_A_TIME,
    Math.min(tenths, 0xff),
    0,
    COLOURS[colour],
    0,
    tenths & 0xff,
    tenths >> 8,
    ...lasting,
  );
}

/** Vendor 3, model 1, version 1, serial 4, firmware 3. */
function parseIdentity(data: Uint8Array): OsdpReply | null {
  if (data.length !== 12) return null;
  return { type: 'identity', vendor: hexOf(data.subarray(0, 3)), serial: hexOf(data.subarray(5, 9).toReversed()) };
}

function parseCapabilities(data: Uint8Array): OsdpReply | null {
  if (data.length % 3 !== 0) return null;
  const items = new Map<number, number>();
  for (let at = 0; at < data.length; at += 3) {
    const [code = 0, compliance = 0, count = 0] = data.subarray(at, at + 3);
    if (compliance > 0) items.set(code, count);
  }
  return { type: 'capabilities', items };
}

/** Reader 1, format 1 (0 = bits as they are, 1 = Wiegand with parities), number of bits 2, the bits. */
function parseCard(data: Uint8Array): OsdpReply | null {
  const [reader, format, low, high] = data;
  if (reader === undefined || format === undefined || low === undefined || high === undefined) return null;
  const bits = low | (high << 8);
  const bytes = data.slice(4);
  if (format > 1 || bytes.length !== Math.ceil(bits / 8)) return null;
  return { type: 'card', read: { reader, bits, data: bytes } };
}

function parseChallengeAnswer(data: Uint8Array): OsdpReply | null {
  if (data.length !== 32) return null;
  return {
    type: 'challenge-answer',
    answer: { clientUid: data.slice(0, 8), random: data.slice(8, 16), cryptogram: data.slice(16) },
  };
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
