// PINs are hashed with the agreed cost and a pepper, one after the other, and never by someone else's parameters.
import { argon2Sync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { PinHasher } from '../../../controller/credentials/pin-hash.ts';
import { err, ok } from '../../../controller/domain/result.ts';
import { expectOk } from '../../support/expect-ok.ts';

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
    expect(await hasher.verify('4711', phc)).toEqual(ok(true));
    expect(await hasher.verify('4712', phc)).toEqual(ok(false));
    expect(await hasher.verify('not a PIN', phc)).toEqual(ok(false));
    expect(await new PinHasher(Buffer.alloc(32, 8)).verify('4711', phc)).toEqual(ok(false));
  });

  it.each([
    ['nothing', ''],
    ['other costs', `$argon2id$v=19$m=4194304,t=3,p=1$c2FsdHNhbHRzYWx0c2FsdA$${'A'.repeat(43)}`],
    ['fewer passes', `$argon2id$v=19$m=65536,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$${'A'.repeat(43)}`],
    ['another function', `$argon2i$v=19$m=65536,t=3,p=1$c2FsdHNhbHRzYWx0c2FsdA$${'A'.repeat(43)}`],
    ['a digest cut off', `$argon2id$v=19$m=65536,t=3,p=1$c2FsdHNhbHRzYWx0c2FsdA$${'A'.repeat(42)}`],
  ])('refuses a hash with %s', async (_what, phc) => {
    expect(await hasher.verify('4711', phc)).toEqual(err('not_a_hash'));
  });

  it('lets four wait and sends the rest away, off the event loop, and then goes on', async () => {
    const phc = expectOk(await hasher.hash('4711'));
    let turns = 0;
    const turning = setInterval(() => {
      turns += 1;
    }, 1);
    const all = await Promise.all(Array.from({ length: 8 }, () => hasher.verify('4711', phc)));
    clearInterval(turning);
    expect(all).toEqual([
      ...Array.from({ length: 5 }, () => ok(true)),
      ...Array.from({ length: 3 }, () => err('busy')),
    ]);
    expect(turns).toBeGreaterThan(0);
    expect(await hasher.verify('4711', phc)).toEqual(ok(true));
  });
});
