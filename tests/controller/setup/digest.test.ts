// The digest: the same for the same meaning, another for another; anybody can compute it from an exported document.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalText, digestOf } from '../../../controller/setup/digest.ts';
import { documentText, parseDocument, readDocument } from '../../../controller/setup/document.ts';
import { aSetup, aStaff } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';

const digest = (setup: Parameters<typeof canonicalText>[0]) => digestOf(canonicalText(setup));

describe('the digest of a set-up', () => {
  it('is SHA-256 of the document in one line, its fields in order', () => {
    const canonical = canonicalText(aSetup());
    expect(
      canonical.startsWith('{"boards":[],"door":null,"fobs":[{"id":"fob-14","key":"linen","tag":null}],"format":1,'),
    ).toBe(true);
    expect(digestOf(canonical)).toBe(createHash('sha256').update(canonical).digest('hex'));
  });

  it('does not depend on what was left out, on white space or on the order of fields', () => {
    const document: object = JSON.parse(documentText(aSetup()));
    const turned = Object.fromEntries(Object.entries(document).toReversed());
    expect(digest(expectOk(readDocument(turned)))).toBe(digest(aSetup()));
    const { contact, name, timeZone } = aSetup().identity;
    const bare = (more: object) =>
      expectOk(parseDocument(JSON.stringify({ identity: { contact, name, timeZone }, ...more })));
    expect(digest(bare({}))).toBe(digest(bare({ keys: [], door: null, policy: { allowance: 4 } })));
  });

  it('depends on every value', () => {
    expect(digest(aSetup({ staff: [aStaff({ allowance: 1 })] }))).not.toBe(digest(aSetup()));
  });
});
