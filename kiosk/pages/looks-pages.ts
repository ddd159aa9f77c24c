// What a person may choose of the screen, as data: text size, colours, language, sound, time. Every press asks the controller; only its
// answer changes the screen.
import type { SessionView } from '../../controller/contract/snapshot.ts';
import type { Row } from '../plain.ts';
import type { AsidePage } from './aside-page.ts';

type Preferences = SessionView['preferences'];

/** One of several, of which one is chosen. */
export interface LooksChoice<Value> {
  readonly value: Value;
  readonly words: string;
  readonly chosen: boolean;
  readonly press: () => void;
}

export interface LooksChoices {
  readonly textSize: readonly LooksChoice<Preferences['textSize']>[];
  readonly theme: readonly LooksChoice<Preferences['theme']>[];
  readonly language: readonly LooksChoice<Preferences['language']>[];
  readonly sound: readonly LooksChoice<'on' | 'off'>[];
  readonly time: readonly LooksChoice<'usual' | 'longer'>[];
}

const TEXT_SIZES: readonly Preferences['textSize'][] = ['normal', 'large', 'largest'];
const THEMES: readonly Preferences['theme'][] = ['dark', 'light', 'dark-contrast', 'light-contrast'];
const LANGUAGES: readonly Preferences['language'][] = ['en', 'fr'];

/** The choices of a person. A press changes one of them, for this session. */
export function choicesOf(now: Preferences, { words: { looks }, sender }: AsidePage): LooksChoices {
  const set = (part: Partial<Preferences>) =>
    void sender.send({ type: 'preferences.set', preferences: { ...now, ...part }, remember: false });
  // What is chosen already is not asked for: no new picture would follow, and the page would wait for one.
  const choice = <Value extends string>(value: Value, words: string, chosen: boolean, part: Partial<Preferences>) => ({
    value,
    words,
    chosen,
    press: () => (chosen ? undefined : set(part)),
  });
  return {
    textSize: TEXT_SIZES.map((textSize) =>
      choice(textSize, looks.textSizes[textSize], textSize === now.textSize, { textSize }),
    ),
    theme: THEMES.map((theme) => choice(theme, looks.themes[theme], theme === now.theme, { theme })),
    language: LANGUAGES.map((language) =>
      choice(language, looks.languages[language], language === now.language, { language }),
    ),
    sound: [true, false].map((sound) => {
      const value = sound ? 'on' : 'off';
      return choice(value, looks[value], sound === now.sound, { sound });
    }),
    time: [false, true].map((moreTime) => {
      const value = moreTime ? 'longer' : 'usual';
      return choice(value, looks.times[value], moreTime === now.moreTime, { moreTime });
    }),
  };
}

/** Leads to the choices. */
export function looksRow({ words, open }: AsidePage): Row {
  return { words: words.readability, sign: 'person', press: () => open({ kind: 'looks' }) };
}
