// PINs are hashed with the agreed cost and a pepper, one after the other, and never by someone else's parameters.
import { argon2Sync } from 'node:crypto';
import * as argon2 from '@node-rs/argon2';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PinHasher, type PinHashes } from '../../../controller/credentials/pin-hash.ts';
import { err, ok } from '../../../controller/domain/result.ts';
import { expectOk } from '../../support/expect-ok.ts';

vi.mock('@node-rs/argon2', async (load) => {
  const real = await load<typeof argon2>();
  return { ...real, verify: vi.fn(real.verify) };
});

const PEPPER = Buffer.alloc(32, 7);
const hasher = new PinHasher(PEPPER);

describe('hashing a PIN', () => {
  it('is argon2id with 64 MiB, 3 passes, one lane, a fresh salt and the pepper', async () => {
    const phc = expectOk(await hasher.hash('4711'));
    const [, kind, version, cost, salt = '', digest] = phc.split('$');
    expect([kind, version, cost]).toEqual(['argon2id', 'v=19', 'm=65536,t=3,p=1']);
    const expected = argon2Sync('argon2id', {
      message: '4711',
      nonce: Buffer.from(salt, 'base64'),
      parallelism: 1,
      tagLength: 32,
      memory: 65_536,
      passes: 3,
      secret: PEPPER,
    });
    expect(digest).toBe(expected.toString('base64').replaceAll('=', ''));
    expect(expectOk(await hasher.hash('4711')).split('$')[4]).not.toBe(salt);
  });

  it.each(['', '123', '1234567890123', '12a4', '١٢٣٤', '1234\n'])('refuses %j, which is no PIN', async (text) => {
    expect(await hasher.hash(text)).toEqual(err('not_a_pin'));
  });
});

describe('checking a PIN', () => {
  it('knows the right one, and only with the right pepper', async () => {
    const phc = expectOk(await hasher.hash('4711'));
    expect(await hasher.match('4711', only(phc))).toEqual(ok('pin'));
    expect(await hasher.match('4712', only(phc))).toEqual(ok('none'));
    expect(await hasher.match('not a PIN', only(phc))).toEqual(ok('none'));
    expect(await new PinHasher(Buffer.alloc(32, 8)).match('4711', only(phc))).toEqual(ok('none'));
  });

  it.each([
    ['nothing', ''],
    ['other costs', `$argon2id$v=19$m=4194304,t=3,p=1$c2FsdHNhbHRzYWx0c2FsdA$${'A'.repeat(43)}`],
    ['fewer passes', `$argon2id$v=19$m=65536,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$${'A'.repeat(43)}`],
    ['another function', `$argon2i$v=19$m=65536,t=3,p=1$c2FsdHNhbHRzYWx0c2FsdA$${'A'.repeat(43)}`],
    ['a digest cut off', `$argon2id$v=19$m=65536,t=3,p=1$c2FsdHNhbHRzYWx0c2FsdA$${'A'.repeat(42)}`],
  ])('refuses a hash with %s', async (_what, phc) => {
    expect(await hasher.match('4711', only(phc))).toEqual(err('not_a_hash'));
    expect(await hasher.match('4711', { pin: null, duress: phc })).toEqual(err('not_a_hash'));
  });

  it('lets four wait and sends the rest away, off the event loop, and then goes on', async () => {
    const phc = expectOk(await hasher.hash('4711'));
    let turns = 0;
    const turning = setInterval(() => {
      turns += 1;
    }, 1);
    const all = await Promise.all(Array.from({ length: 8 }, () => hasher.match('4711', only(phc))));
    clearInterval(turning);
    expect(all).toEqual([
      ...Array.from({ length: 5 }, () => ok('pin')),
      ...Array.from({ length: 3 }, () => err('busy')),
    ]);
    expect(turns).toBeGreaterThan(0);
    expect(await hasher.match('4711', only(phc))).toEqual(ok('pin'));
  });
});

describe('a duress PIN', () => {
  beforeEach(() => {
    vi.mocked(argon2.verify).mockClear();
  });

  it.each([
    ['the PIN', '4711', true, true, 'pin'],
    ['the duress PIN', '0815', true, true, 'duress'],
    ['neither', '1111', true, true, 'none'],
    ['the PIN of somebody without a duress PIN', '4711', true, false, 'pin'],
    ['a wrong PIN of somebody without a duress PIN', '0815', true, false, 'none'],
    ['anything of somebody without a PIN', '4711', false, false, 'none'],
    ['nothing', '', true, true, 'none'],
    ['nothing of somebody without a PIN', '', false, false, 'none'],
  ] as const)(
    'costs what everything costs: two checks of one price for %s',
    async (_what, text, hasPin, hasDuress, match) => {
      const [pin, duress] = await phcs;
      const hashes = { pin: hasPin ? pin : null, duress: hasDuress ? duress : null };
      expect(await hasher.match(text, hashes)).toEqual(ok(match));
      const checked = vi.mocked(argon2.verify).mock.calls;
      expect(checked).toHaveLength(2);
      expect(checked.map(([phc]) => String(phc).split('$').slice(0, 4).join('$'))).toEqual([PRICE, PRICE]);
    },
  );
});

const PRICE = '$argon2id$v=19$m=65536,t=3,p=1';
const phcs = Promise.all([hashOf('4711'), hashOf('0815')]);

async function hashOf(pin: string): Promise<string> {
  return expectOk(await hasher.hash(pin));
}

function only(phc: string): PinHashes {
  return { pin: phc, duress: null };
}
