// What the later screens are given: all that every screen has, and the words that only they need.
import type { Language } from '../language.ts';
import { type Page, usePage } from '../page.ts';
import type { Words } from '../strings/en/first.ts';
import type { LaterWords } from '../strings/en/later.ts';

export interface AsidePage extends Omit<Page, 'words'> {
  readonly words: Words & LaterWords;
}

/** The page that a later screen stands on. */
export function useAsidePage(): AsidePage {
  const page = usePage();
  return { ...page, words: allWords(page.language.value) };
}

const whole = new WeakMap<Language, Words & LaterWords>();

/** The words of a language in one. @throws when its later words are not here: they come with the later screens, or before */
function allWords(language: Language): Words & LaterWords {
  const known = whole.get(language);
  if (known !== undefined) return known;
  const { first, later } = language;
  if (later === null) throw new Error('A later screen was drawn before its words');
  const words = { ...first, ...later };
  whole.set(language, words);
  return words;
}
