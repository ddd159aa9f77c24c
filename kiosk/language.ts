// Which language the page speaks: that of the person at the screen, else that of the cabinet. English stands in the first script;
// every other language is a file that comes later. Until it is here the page speaks English; it never mixes two.
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { CabinetView } from '../controller/contract/snapshot.ts';
import type { Feed } from './feed.ts';
import { en, type Words } from './strings/en/first.ts';
import type { LaterWords } from './strings/en/later.ts';

export type LanguageCode = CabinetView['language'];

export interface Language {
  readonly code: LanguageCode;
  /** BCP 47: how its dates and times are written. */
  readonly locale: string;
  readonly first: Words;
  /** null = they come with the later screens. */
  readonly later: LaterWords | null;
}

export interface Speech {
  readonly language: ReadonlySignal<Language>;
  /** Begins to load a language that is not here. Ends when it is here, or could not be loaded; never rejects. */
  readonly want: (code: LanguageCode) => Promise<void>;
  /** Gives English the words that came with the later screens. */
  readonly learn: (later: LaterWords) => void;
}

export interface SpeechWorld {
  readonly feed: Pick<Feed, 'snapshot'>;
  /** The language before the controller was heard. */
  readonly remembered: LanguageCode;
  readonly remember: (code: LanguageCode) => void;
  readonly load: Readonly<Record<Exclude<LanguageCode, 'en'>, () => Promise<Language>>>;
}

const ENGLISH: Language = { code: 'en', locale: 'en-GB', first: en, later: null };

/** A language that could not be loaded is asked for again with the next picture. */
export function createSpeech({ feed: { snapshot }, remembered, remember, load }: SpeechWorld): Speech {
  const here = signal<Partial<Record<LanguageCode, Language>> & { readonly en: Language }>({ en: ENGLISH });
  const coming = new Map<LanguageCode, Promise<void>>();
  const wanted = () => (snapshot.value?.session?.preferences ?? snapshot.value?.cabinet)?.language ?? remembered;
  const want = (code: LanguageCode) => {
    if (code === 'en' || here.peek()[code] !== undefined) return Promise.resolve();
    const already = coming.get(code);
    if (already !== undefined) return already;
    const ended = () => void coming.delete(code);
    const loading = load[code]()
      .then((language) => {
        here.value = { ...here.peek(), [code]: language };
      })
      .then(ended, ended);
    coming.set(code, loading);
    return loading;
  };
  effect(() => void want(wanted()));
  effect(() => {
    if (snapshot.value !== null) remember(snapshot.value.cabinet.language);
  });
  return {
    language: computed(() => here.value[wanted()] ?? here.value.en),
    want,
    learn: (later) => {
      here.value = { ...here.peek(), en: { ...ENGLISH, later } };
    },
  };
}
