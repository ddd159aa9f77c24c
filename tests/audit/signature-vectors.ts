// Vectors of Ed25519: RFC 8032, section 7.1, and the families of bad signatures and bad keys that public suites test for.
// Each goes through what a verifier does with a key and a signature, from the text of the key on.
import { createHash } from 'node:crypto';
import { isSignature, readVerifierKey } from '../../controller/audit/verify/signed-text.ts';
import { isSigned, parseVkey } from '../../provisioning/verify/signed-note.ts';
import { type Vector, vector } from './vector.ts';

interface Signed {
  readonly key: string;
  readonly message: string;
  readonly signature: string;
}

/** RFC 8032, section 7.1, tests 1 to 3. */
const RFC: readonly Signed[] = [
  {
    key: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    message: '',
    signature:
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  },
  {
    key: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    message: '72',
    signature:
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  },
  {
    key: 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    message: 'af82',
    signature:
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  },
];

/** Order of the base point: S of a signature is below it. */
const L = 2n ** 252n + 27742317777372353535851937790883648493n;
const P = 2n ** 255n - 19n;
const HALF = 64;
const [SHORT, LONG] = [126, 130];

/** Points of small order, and spellings of points that are not below the prime: keys that sign anything, or none at all. */
const BAD_KEYS: readonly (readonly [string, string])[] = [
  ['the neutral point', littleEndian(1n)],
  ['the neutral point with a sign', withSign(littleEndian(1n))],
  ['the neutral point, not reduced', littleEndian(P + 1n)],
  ['the point of order 2', littleEndian(P - 1n)],
  ['the point of order 2 with a sign', withSign(littleEndian(P - 1n))],
  ['a point of order 4', littleEndian(0n)],
  ['the other point of order 4', withSign(littleEndian(0n))],
  ['a point of order 4, not reduced', littleEndian(P)],
  ['a point of order 8', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'],
  ['a point of order 8 with a sign', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85'],
  ['another point of order 8', 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'],
  ['another point of order 8 with a sign', 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa'],
];

export async function signatureVectors(): Promise<readonly Vector[]> {
  const good = RFC.map((one, at) => judged(`RFC 8032 test ${at + 1}`, one, 'holds'));
  const bad = RFC.flatMap((one, at) => spoilt(one).map(([name, each]) => judged(`test ${at + 1}, ${name}`, each)));
  const keys = BAD_KEYS.map(([name, key]) => judgedKey(name, key));
  return Promise.all([...good, ...bad, ...keys]);
}

/** A good signature with one thing wrong. */
function spoilt(one: Signed): readonly (readonly [string, Signed])[] {
  const { key, message, signature } = one;
  const [r, s] = [signature.slice(0, HALF), signature.slice(HALF)];
  const scalar = BigInt(`0x${turned(s)}`);
  const others = RFC.filter((other) => other.key !== key);
  return [
    ['S + L, the same modulo L', { ...one, signature: r + littleEndian(scalar + L) }],
    ['S = L', { ...one, signature: r + littleEndian(L) }],
    ['S = 0', { ...one, signature: r + littleEndian(0n) }],
    ['S all ones', { ...one, signature: r + 'ff'.repeat(32) }],
    ['S with a high bit', { ...one, signature: r + withSign(s) }],
    ['R = 0', { ...one, signature: littleEndian(0n) + s }],
    ['R the neutral point', { ...one, signature: littleEndian(1n) + s }],
    ['R the neutral point, not reduced', { ...one, signature: littleEndian(P + 1n) + s }],
    ['R with its sign changed', { ...one, signature: withSign(r) + s }],
    ['R and S swapped', { ...one, signature: s + r }],
    ['all zeros', { ...one, signature: '00'.repeat(64) }],
    ['a byte short', { ...one, signature: signature.slice(0, SHORT) }],
    ['a byte long', { ...one, signature: `${signature}00`.slice(0, LONG) }],
    ['empty', { ...one, signature: '' }],
    ['another message', { ...one, message: `${message}00` }],
    ...others.map((other, at) => [`key of another, ${at + 1}`, { ...one, key: other.key }] as const),
    ...others.map((other, at) => [`signature of another, ${at + 1}`, { ...one, signature: other.signature }] as const),
    ['key with a bit changed', { ...one, key: key.replace(/^../, (byte) => (byte === '00' ? '01' : '00')) }],
  ];
}

async function judged(name: string, one: Signed, expected: 'holds' | 'refused' = 'refused'): Promise<Vector> {
  return vector(`Ed25519: ${name}`, expected, { node: heldByNode(one), page: await heldByPage(one) });
}

/** Whether any of some messages is signed by R = the neutral point, S = 0, which needs no secret. */
async function judgedKey(name: string, key: string): Promise<Vector> {
  const forged = Array.from({ length: 32 }, (_, at) => ({
    key,
    message: at.toString(16).padStart(2, '0'),
    signature: littleEndian(1n) + littleEndian(0n),
  }));
  const byPage = await Promise.all(forged.map(heldByPage));
  return vector(`Ed25519: a key that is ${name} signs nothing`, 'refused', {
    node: forged.map(heldByNode).includes('holds') ? 'holds' : 'refused',
    page: byPage.includes('holds') ? 'holds' : 'refused',
  });
}

function heldByNode({ key, message, signature }: Signed): string {
  const known = readVerifierKey(vkeyOf(key));
  const [text, bytes] = [Buffer.from(message, 'hex'), Buffer.from(signature, 'hex')];
  return known !== null && isSignature(known.publicKey, text, bytes) ? 'holds' : 'refused';
}

async function heldByPage({ key, message, signature }: Signed): Promise<string> {
  const known = await parseVkey(vkeyOf(key));
  const [text, bytes] = [message, signature].map((hex) => new Uint8Array(Buffer.from(hex, 'hex')));
  if (known === null || text === undefined || bytes === undefined) return 'refused';
  return (await isSigned(known.key, bytes, text)) ? 'holds' : 'refused';
}

function vkeyOf(key: string): string {
  const typed = Buffer.concat([Uint8Array.of(1), Buffer.from(key, 'hex')]);
  const id = createHash('sha256').update('vector\n').update(typed).digest('hex').slice(0, 8);
  return `vector+${id}+${typed.toString('base64')}`;
}

/** 32 bytes, the lowest first. */
function littleEndian(value: bigint): string {
  return turned(value.toString(16).padStart(64, '0'));
}

/** The last byte first. */
function turned(hex: string): string {
  return Buffer.from(Buffer.from(hex, 'hex').toReversed()).toString('hex');
}

function withSign(hex: string): string {
  const bytes = Buffer.from(hex, 'hex');
  bytes.writeUInt8(bytes.readUInt8(31) ^ 0x80, 31);
  return bytes.toString('hex');
}
