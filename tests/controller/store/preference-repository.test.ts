// How the screen shall be for a person, on a real database: kept whole, replaced, gone with the person, never with a set-up.
import path from 'node:path';
import * as fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { err, ok } from '../../../controller/domain/result.ts';
import { LANGUAGES, type Preferences, TEXT_SIZES, THEMES } from '../../../controller/domain/staff.ts';
import type { NewSetup } from '../../../controller/store/setup-repository.ts';
import { Store } from '../../../controller/store/store.ts';
import { NOW, staffId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { scratchFolder } from '../../support/scratch.ts';

const NURSE = staffId('nurse');
const PORTER = staffId('porter');
const LARGE: Preferences = {
  language: 'fr',
  textSize: 'largest',
  theme: 'light-contrast',
  sound: false,
  moreTime: false,
};

const anyPreferences = fc.record<Preferences>({
  language: fc.constantFrom(...LANGUAGES),
  textSize: fc.constantFrom(...TEXT_SIZES),
  theme: fc.constantFrom(...THEMES),
  sound: fc.boolean(),
  moreTime: fc.boolean(),
});

function openStore(file = path.join(scratchFolder(), 'wardkey.db')): Store {
  const store = expectOk(Store.open(file));
  onTestFinished(() => store.close());
  return store;
}

/** A set-up as the store sees it: a document with these people. */
function setupWith(...staff: readonly string[]): NewSetup {
  const body = JSON.stringify({ staff: staff.map((id) => ({ id })) });
  return { body, digest: 'a'.repeat(64), applied: NOW, by: null };
}

it('keeps what each person chose last, whatever it is', () => {
  const { preferences } = openStore();
  expect(preferences.of(NURSE)).toBeNull();
  fc.assert(
    fc.property(anyPreferences, anyPreferences, (mine, theirs) => {
      expect(preferences.write(NURSE, mine)).toEqual(ok(undefined));
      expect(preferences.write(PORTER, theirs)).toEqual(ok(undefined));
      expect([preferences.of(NURSE), preferences.of(PORTER)]).toEqual([mine, theirs]);
    }),
  );
});

it('is on disk when it says so', () => {
  const file = path.join(scratchFolder(), 'wardkey.db');
  const first = expectOk(Store.open(file));
  expectOk(first.preferences.write(NURSE, LARGE));
  first.close();
  expect(openStore(file).preferences.of(NURSE)).toEqual(LARGE);
});

it('stays when the set-up changes, and goes with the last set-up that has the person', () => {
  const store = openStore();
  expectOk(store.setup.write(setupWith('nurse', 'porter'), null));
  for (const staff of [NURSE, PORTER]) expectOk(store.preferences.write(staff, LARGE));
  expectOk(store.setup.write(setupWith('porter'), null));
  expect(store.preferences.of(NURSE), 'an undone change brings them back as they were').toEqual(LARGE);
  expectOk(store.transaction(() => store.setup.forget([1])));
  expect([store.preferences.of(NURSE), store.preferences.of(PORTER)]).toEqual([null, LARGE]);
});

it('is among what is written anew when a person is erased', () => {
  const store = openStore();
  expectOk(store.preferences.write(NURSE, LARGE));
  expectOk(store.transaction(() => store.pruning.rewritePersonal()));
  expect(store.preferences.of(NURSE)).toEqual(LARGE);
});

it('says that the disk refused', () => {
  const store = openStore();
  store.transaction(() => {
    throw Object.assign(new Error('planted'), { code: 'SQLITE_IOERR_FSYNC' });
  });
  expect(store.preferences.write(NURSE, LARGE)).toEqual(err('storage_io'));
  expect(store.preferences.of(NURSE)).toBeNull();
});
