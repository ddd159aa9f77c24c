// Words in English for how the screen looks and sounds, and for wiping it.
import type { SessionView } from '../../../controller/contract/snapshot.ts';

type Preferences = SessionView['preferences'];
type Named<Part extends keyof Preferences> = Readonly<Record<Preferences[Part] & string, string>>;

export const looksWords = {
  looks: {
    title: 'How the screen is for you',
    textSize: 'Text size',
    textSizes: { normal: 'Normal', large: 'Large', largest: 'Largest' } satisfies Named<'textSize'>,
    theme: 'Colours',
    themes: {
      dark: 'Dark',
      light: 'Light',
      'dark-contrast': 'Dark, high contrast',
      'light-contrast': 'Light, high contrast',
    } satisfies Named<'theme'>,
    language: 'Language',
    /** Each in its own language, whichever the screen speaks. */
    languages: { en: 'English', fr: 'Français' } satisfies Named<'language'>,
    sound: 'Sound',
    on: 'On',
    off: 'Off',
    time: 'Time to act',
    times: { usual: 'Usual', longer: 'Three times as long' },
    remember: 'Remember for my badge',
    kept: {
      set_up: 'It is as the hospital set it up.',
      session: 'It counts until you sign out.',
      remembered: 'Remembered for your badge.',
      failed: 'It could not be written down. It counts until you sign out.',
    } satisfies Readonly<Record<SessionView['kept'], string>>,
  },
  cleaning: {
    title: 'Wipe the glass now',
    deaf: 'No touch counts.',
    ends: 'A badge ends it at once.',
  },
};
