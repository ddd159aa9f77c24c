// What the later screens are given: all that every screen has, and the words that only they need.
import { type Page, usePage } from '../page.ts';
import type { Words } from '../strings/en/first.ts';
import { type LaterWords, later } from '../strings/en/later.ts';

export interface AsidePage extends Omit<Page, 'words'> {
  readonly words: Words & LaterWords;
}

/** The page that a later screen stands on. */
export function useAsidePage(): AsidePage {
  const page = usePage();
  return { ...page, words: { ...page.words, ...later } };
}
