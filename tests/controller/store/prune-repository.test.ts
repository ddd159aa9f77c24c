// What was deleted of people leaves no copy behind, however SQLite moved rows about; and what is kept stays as it is.
import path from 'node:path';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { sealNote } from '../../../controller/audit/note-seal.ts';
import { tracesOf } from '../../../controller/cli/traces.ts';
import { Store } from '../../../controller/store/store.ts';
import { NOW } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { scratchFolder } from '../../support/scratch.ts';

const CANARY = 'zzyxcanary';
/** Of texts among whose deletions SQLite moves some rows and leaves their copies. */
const SEED = 4;

interface Text {
  readonly length: number;
  readonly isTheirs: boolean;
}

const someTexts = fc.array(fc.record<Text>({ length: fc.nat({ max: 440 }), isTheirs: fc.boolean() }), {
  minLength: 300,
  maxLength: 600,
  size: 'max',
});

/** Writes texts, deletes some of others so that rows move, then those of the person. @returns how many copies are left */
function deleted(
  texts: readonly Text[],
  rewrites: boolean,
): { readonly left: number; readonly kept: readonly string[] } {
  const file = path.join(scratchFolder(), 'wardkey.db');
  const store = expectOk(Store.open(file));
  const notes = texts.map(({ length, isTheirs }, index) => {
    const salt = new Uint8Array(16);
    new DataView(salt.buffer).setUint32(0, index);
    return sealNote(`${isTheirs ? CANARY : 'other'} ${'x'.repeat(length)}`, salt);
  });
  expectOk(
    store.transaction(() => {
      for (const note of notes) store.notes.write(note);
    }),
  );
  const others = notes.filter(({ text }, index) => !text.startsWith(CANARY) && index % 3 === 0);
  expectOk(
    store.transaction(() => {
      for (const { id } of others) store.notes.erase(id);
    }),
  );
  const theirs = store.pruning.notesThat((text) => text.startsWith(CANARY));
  expectOk(
    store.transaction(() => {
      for (const id of theirs.toSorted()) store.notes.erase(id);
      if (rewrites) store.pruning.rewritePersonal();
    }),
  );
  expectOk(store.checkpointWhenQuiet());
  const left = tracesOf(file, [CANARY]);
  const kept = notes.flatMap(({ id }) => store.notes.read(id)?.text ?? []);
  store.close();
  return { left, kept };
}

it('leaves no copy of a deleted text', () => {
  fc.assert(
    fc.property(someTexts, (texts) => {
      const { left, kept } = deleted(texts, true);
      expect(left).toBe(0);
      expect(kept).toEqual(deleted(texts, false).kept);
    }),
    { numRuns: 8 },
  );
});

it('would leave some by deleting alone', () => {
  const copies = fc.sample(someTexts, { seed: SEED, numRuns: 8 }).map((texts) => deleted(texts, false).left);
  expect(copies.some((left) => left > 0)).toBe(true);
});

it('keeps set-up and credentials as they are', () => {
  const store = expectOk(Store.open(path.join(scratchFolder(), 'wardkey.db')));
  const body = '{"staff":[{"id":"nurse"}]}';
  for (const digest of ['a', 'b']) {
    expectOk(store.setup.write({ body, digest: digest.repeat(64), applied: NOW, by: null }, null));
  }
  const before = store.setup.versions();
  expectOk(store.transaction(() => store.pruning.rewritePersonal()));
  expect(store.setup.versions()).toEqual(before);
  expect(() => store.transaction(() => store.setup.forget([2]))).toThrow('in force');
  expectOk(store.transaction(() => store.setup.forget([1])));
  expect(store.setup.versions()).toEqual(before.slice(0, 1));
  store.close();
});
