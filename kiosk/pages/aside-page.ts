// What the later screens are given: all that every screen has, and the words that only they need.
import { type Page, usePage } from '../page.ts';
import { en, type Words } from '../strings/en.ts';
import { alarmText } from '../strings/en-alarms.ts';
import { asking } from '../strings/en-asking.ts';
import { deskWords } from '../strings/en-desk.ts';
import { rightsWords } from '../strings/en-rights.ts';

const WORDS = { ...en, ...asking, ...deskWords, ...rightsWords, alarm: alarmText };

export interface AsidePage extends Omit<Page, 'words'> {
  readonly words: Words & typeof WORDS;
}

/** The page that a later screen stands on. */
export function useAsidePage(): AsidePage {
  return { ...usePage(), words: WORDS };
}
