// Which language the page speaks: the person's, else the cabinet's; English until another is here, or for as long as it cannot come.
import { effect, signal } from '@preact/signals';
import { expect, test } from 'vitest';
import type { CabinetSnapshot } from '../../controller/contract/snapshot.ts';
import { createSpeech, type Language, type LanguageCode } from '../../kiosk/language.ts';
import { french } from '../../kiosk/strings/fr/french.ts';
import { KIOSK_FIXTURES, snapshotOf } from '../support/kiosk-fixtures.ts';

const { home, idle } = KIOSK_FIXTURES;

function inLanguage(picture: CabinetSnapshot, cabinet: LanguageCode, person: LanguageCode = 'en'): CabinetSnapshot {
  const { session } = picture;
  return {
    ...picture,
    cabinet: { ...picture.cabinet, language: cabinet },
    session: session && { ...session, preferences: { ...session.preferences, language: person } },
  };
}

function stageOf({ remembered = 'en', failures = 0 }: { remembered?: LanguageCode; failures?: number } = {}) {
  const snapshot = signal<CabinetSnapshot | null>(null);
  const kept: LanguageCode[] = [];
  const arrivals: PromiseWithResolvers<Language>[] = [];
  const speech = createSpeech({
    feed: { snapshot },
    remembered,
    remember: (code) => void kept.push(code),
    load: {
      fr: () => {
        const coming = Promise.withResolvers<Language>();
        arrivals.push(coming);
        if (arrivals.length <= failures) coming.reject(new Error('no such file'));
        return coming.promise;
      },
    },
  });
  const spoken: LanguageCode[] = [];
  effect(() => void spoken.push(speech.language.value.code));
  return { snapshot, speech, kept, arrivals, spoken };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('speaks English, and asks for nothing else, where everybody does', () => {
  const { snapshot, spoken, arrivals } = stageOf();
  snapshot.value = idle;
  snapshot.value = home;
  expect([spoken, arrivals.length]).toEqual([['en'], 0]);
});

test('speaks French to whom prefers it, and English to the next', async () => {
  const { snapshot, spoken, arrivals } = stageOf();
  snapshot.value = inLanguage(home, 'en', 'fr');
  arrivals[0]?.resolve(french);
  await settled();
  snapshot.value = idle;
  snapshot.value = inLanguage(home, 'en', 'fr');
  expect([spoken, arrivals.length]).toEqual([['en', 'fr', 'en', 'fr'], 1]);
});

test('speaks the language of the cabinet to nobody, and that of the person to them', async () => {
  const { snapshot, speech, spoken, arrivals } = stageOf();
  void speech.want('fr');
  arrivals[0]?.resolve(french);
  await settled();
  snapshot.value = inLanguage(idle, 'fr');
  snapshot.value = inLanguage(home, 'fr', 'en');
  snapshot.value = inLanguage(snapshotOf(idle.screen), 'fr');
  expect(spoken).toEqual(['en', 'fr', 'en', 'fr']);
});

test('stays in English until French is here', async () => {
  const { snapshot, speech, arrivals } = stageOf();
  snapshot.value = inLanguage(home, 'en', 'fr');
  await settled();
  expect(speech.language.value.first.signOut).toBe('Sign out');
  arrivals[0]?.resolve(french);
  await settled();
  expect(speech.language.value.first.signOut).toBe('Quitter');
});

test('stays in English when French cannot be loaded, and asks again with the next picture', async () => {
  const { snapshot, speech, arrivals } = stageOf({ failures: 1 });
  snapshot.value = inLanguage(home, 'en', 'fr');
  await settled();
  expect([speech.language.value.code, arrivals.length]).toEqual(['en', 1]);
  snapshot.value = { ...inLanguage(home, 'en', 'fr'), revision: 101 };
  arrivals[1]?.resolve(french);
  await settled();
  expect([speech.language.value.code, arrivals.length]).toEqual(['fr', 2]);
});

test('asks once, however many want it', async () => {
  const { snapshot, speech, arrivals } = stageOf();
  snapshot.value = inLanguage(home, 'en', 'fr');
  snapshot.value = { ...inLanguage(home, 'en', 'fr'), revision: 101 };
  const [one, other] = [speech.want('fr'), speech.want('fr')];
  arrivals[0]?.resolve(french);
  await Promise.all([one, other]);
  await speech.want('fr');
  expect(arrivals).toHaveLength(1);
});

test('a want ends although the language cannot be loaded', async () => {
  const { speech } = stageOf({ failures: 1 });
  await expect(speech.want('fr')).resolves.toBeUndefined();
});

test('starts in the language that the cabinet had before, and remembers the newest', async () => {
  const { snapshot, speech, kept, arrivals } = stageOf({ remembered: 'fr' });
  arrivals[0]?.resolve(french);
  await settled();
  expect([speech.language.value.code, kept]).toEqual(['fr', []]);
  snapshot.value = inLanguage(idle, 'fr');
  snapshot.value = inLanguage(home, 'en', 'fr');
  expect(kept).toEqual(['fr', 'en']);
});
