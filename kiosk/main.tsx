// Starts the page: the only file that touches the browser's clock, network and window. Decides nothing.

import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import { App } from './app.tsx';
import { createAside } from './aside.ts';
import { createDimmer } from './dimmer.ts';
import { openFeed } from './feed.ts';
import { createSpeech } from './language.ts';
import { mindManners } from './manners.ts';
import { createPage, stand } from './page.ts';
import { createSender, postCommand } from './send.ts';
import type { PageTimers } from './timing.ts';
import './theme.css';
import './styles/frame.css';
import './styles/buttons.css';
import './styles/tiles.css';
import './styles/plates.css';
import './styles/lists.css';
import './styles/cabinet.css';
import './styles/idle.css';
import './styles/pin.css';
import './styles/home.css';
import './styles/plain.css';
import './styles/moments.css';

const timers: PageTimers = {
  setTimeout: (callback, delay) => window.setTimeout(callback, delay),
  clearTimeout: (handle) => {
    if (typeof handle === 'number') window.clearTimeout(handle);
  },
};

const dimmer = createDimmer(timers);
mindManners(window, dimmer);

const feed = openFeed({ open: () => new EventSource('/api/events'), timers });
const sender = createSender({ feed, post: postCommand, timers });

/** How long the first picture waits for the language of the cabinet. */
const FIRST_WORDS_MS = 1000;
const remembered = localStorage.getItem('language') === 'fr' ? 'fr' : 'en';
const speech = createSpeech({
  feed,
  remembered,
  remember: (code) => {
    if (code !== localStorage.getItem('language')) localStorage.setItem('language', code);
  },
  load: { fr: async () => (await import('./strings/fr/french.ts')).french },
});
effect(() => {
  document.documentElement.lang = speech.language.value.code;
});

const wide = window.matchMedia('(min-width: 1100px)');
const roomy = signal(wide.matches);
wide.addEventListener('change', () => {
  roomy.value = wide.matches;
});

const root = document.getElementById('page');
if (root === null) throw new Error('The page has no place to be drawn');
const aside = createAside(async () => {
  const [pages, { later }] = await Promise.all([import('./screens/asides.tsx'), import('./strings/en/later.ts')]);
  speech.learn(later);
  return pages;
});
stand(createPage({ feed, sender, dimmer, language: speech.language, roomy, timers, aside }));
// A cabinet that spoke French before starts in French: its words come from the same disk as this script.
const late = new Promise<void>((resolve) => timers.setTimeout(resolve, FIRST_WORDS_MS));
void Promise.race([speech.want(remembered), late]).then(() => {
  render(<App />, root);
  aside.want();
  requestIdleCallback(() => void speech.want('fr'));
});
