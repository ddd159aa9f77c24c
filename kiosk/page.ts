// What every part of the page is given: the feed, the way to send, the words. Keeps no state of its own beyond the sheet.

import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Command } from '../controller/contract/command.ts';
import type { CabinetSnapshot, Screen } from '../controller/contract/snapshot.ts';
import type { Aside } from './aside.ts';
import type { Dimmer } from './dimmer.ts';
import type { Feed } from './feed.ts';
import type { Language } from './language.ts';
import type { Plain } from './plain.ts';
import type { Sender } from './send.ts';
import type { Sheet } from './sheet.ts';
import type { Words } from './strings/en/first.ts';
import { createMoments, type Telling } from './strings/moments.ts';
import type { PageTimers } from './timing.ts';

export interface Page {
  readonly feed: Feed;
  readonly sender: Sender;
  readonly dimmer: Dimmer;
  readonly language: ReadonlySignal<Language>;
  /** Those of the language. Whoever reads them while it is drawn is drawn again in the next language. */
  readonly words: Words;
  /** For telling times. Rises with each minute, not with each second. */
  readonly telling: ReadonlySignal<Telling>;
  /** What lies over the screen; the controller knows nothing of it. */
  readonly sheet: Signal<Sheet | null>;
  /** Whether there is room for two lists side by side. */
  readonly roomy: ReadonlySignal<boolean>;
  /** Why no button may be pressed, in words; null = all may. */
  readonly blocked: ReadonlySignal<string | null>;
  /** The slots that the screen speaks of; none = the cabinet is not drawn. */
  readonly marked: ReadonlySignal<readonly number[]>;
  /** Slots a row in the drawn cabinet. */
  readonly columns: ReadonlySignal<number>;
  readonly timers: PageTimers;
  /** The screens that come after the first ones. */
  readonly aside: Aside;
  /** Sends a command for the screen that is shown, and takes the sheet away. */
  readonly send: (command: Command) => void;
  readonly open: (sheet: Sheet) => void;
  /** Asks for one of the rows of a page. As a function it is worded anew when the language changes. */
  readonly choose: (page: Plain | (() => Plain)) => void;
  /** Asks for a note. @param needed whether it may not be left empty */
  readonly write: (needed: boolean, done: (text: string) => void) => void;
  /** Asks for a time, from the next quarter of an hour after `at` on, in milliseconds since 1970. */
  readonly pick: (title: string, at: number, done: (iso: string) => void) => void;
  /** An instant in words: "18:00", "Tue 18:00". */
  readonly near: (iso: string) => string;
}

export interface PageParts {
  readonly feed: Feed;
  readonly sender: Sender;
  readonly dimmer: Dimmer;
  readonly language: ReadonlySignal<Language>;
  readonly roomy: ReadonlySignal<boolean>;
  readonly timers: PageTimers;
  readonly aside: Aside;
}

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
/** Of a note. */
const MOST_LETTERS = 500;

export function createPage({ feed, sender, dimmer, language, roomy, timers, aside }: PageParts): Page {
  const all = computed<Words>(() => ({ ...language.value.first, ...language.value.later }));
  const words = () => all.value;
  const timeZone = computed(() => feed.snapshot.value?.cabinet.timeZone ?? 'UTC');
  const moments = computed(() => createMoments(timeZone.value, language.value.locale));
  const minute = computed(() => Math.floor(feed.now.value / MINUTE_MS) * MINUTE_MS);
  const telling = computed(() => ({ moments: moments.value, now: minute.value }));
  const blocked = computed(() => {
    const link = feed.liveness.value;
    if (link.live) return null;
    return words().notLive(link.since === null ? null : moments.value.clock(Date.parse(link.since)));
  });
  const sheet = signal<Sheet | null>(null);
  const open = (next: Sheet) => {
    sheet.value = next;
  };
  let before: readonly number[] = [];
  const marked = computed(() => {
    const slots = slotsOf(feed.snapshot.value?.screen, sheet.value, feed.liveness.value.live);
    if (slots.join() !== before.join()) before = slots;
    return before;
  });
  const columns = computed(() => feed.snapshot.value?.cabinet.columns ?? 8);
  const seen = { place: '', moment: '' };
  effect(() => {
    const snapshot = feed.snapshot.value;
    const [place, moment] = snapshot === null ? ['', ''] : [placeOf(snapshot), momentOf(snapshot)];
    const [isElsewhere, isNew] = [place !== seen.place, moment !== seen.moment];
    Object.assign(seen, { place, moment });
    if (isElsewhere && sheet.peek()?.kind !== 'cleaning') sheet.value = null;
    if (isNew) dimmer.stir();
  });
  // Whoever opened a sheet with nobody signed in has gone.
  effect(() => {
    if (dimmer.dimmed.value && feed.snapshot.peek()?.session === null) sheet.value = null;
  });
  return {
    feed,
    sender,
    dimmer,
    language,
    get words() {
      return words();
    },
    telling,
    sheet,
    roomy,
    blocked,
    marked,
    columns,
    timers,
    aside,
    send(command) {
      sheet.value = null;
      void sender.send(command);
    },
    open,
    choose: (page) => open({ kind: 'choice', page: typeof page === 'function' ? page : () => page }),
    write: (needed, done) =>
      open({ kind: 'text', title: needed ? words().note.write : words().note.add, needed, most: MOST_LETTERS, done }),
    pick: (title, at, done) =>
      open({ kind: 'moment', title, at: (Math.floor(at / QUARTER_MS) + 1) * QUARTER_MS, done }),
    near: (iso) => moments.value.near(Date.parse(iso), minute.value),
  };
}

let standing: Page | null = null;

/** Makes a page the one that every component stands on. */
export function stand(page: Page): void {
  standing = page;
}

/** The page that the component stands on. */
export function usePage(): Page {
  if (standing === null) throw new Error('A part of the page was drawn outside it');
  return standing;
}

/** Whole seconds until an instant of the controller, never below 0. Redraws the caller each second. */
export function useSecondsUntil(instant: string | null): number {
  const { feed } = usePage();
  if (instant === null) return 0;
  return Math.max(0, Math.ceil((Date.parse(instant) - feed.now.value) / 1000));
}

/** What identifies the screen of a person: when it changes, sheets close. */
export function placeOf({ screen, session }: CabinetSnapshot): string {
  return `${screen.name} ${session?.id ?? ''}`;
}

/**
 * What identifies the moment: when it changes, the screen wakes. A badge that could not be read, one that is shown again (its
 * screen then ends later) and a door that is opened count as much as a touch.
 */
export function momentOf(snapshot: CabinetSnapshot): string {
  const { screen, door } = snapshot;
  const notice = screen.name === 'idle' ? screen.notice : null;
  const ends = 'endsAt' in screen ? screen.endsAt : null;
  return [
    placeOf(snapshot),
    notice,
    ends,
    door,
    ...snapshot.alarms.map(({ kind, slots }) => `${kind}:${slots.join()}`),
  ].join('|');
}

/** The slots that a screen speaks of; none = the cabinet is not drawn. */
function slotsOf(screen: Screen | undefined, sheet: Sheet | null, live: boolean): readonly number[] {
  if (sheet !== null) return sheet.kind === 'where' && sheet.held.slot !== null ? [sheet.held.slot] : [];
  switch (screen?.name) {
    case 'releasing':
    case 'take':
    case 'push-back':
    case 'return':
    case 'returned':
      return [screen.slot];
    case 'idle':
      return (live && screen.takeover?.slots) || [];
    case 'wrong-place':
      return [screen.slot, ...screen.belongs.map(({ slot }) => slot)];
    default:
      return [];
  }
}
