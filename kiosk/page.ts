// What every part of the page is given: the feed, the way to send, the words. Keeps no state of its own beyond the sheet.
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { CabinetSnapshot, HeldKey } from '../controller/contract/snapshot.ts';
import type { Dimmer } from './dimmer.ts';
import type { Feed } from './feed.ts';
import type { Sender } from './send.ts';
import { en, type Words } from './strings/en.ts';
import { createMoments, type Telling } from './strings/moments.ts';

export interface Page {
  readonly feed: Feed;
  readonly sender: Sender;
  readonly dimmer: Dimmer;
  readonly words: Words;
  /** For telling times. Rises with each minute, not with each second. */
  readonly telling: ReadonlySignal<Telling>;
  /** The key whose place is being shown; a sheet of the page, which the controller knows nothing of. */
  readonly whereabouts: Signal<HeldKey | null>;
  /** Whether there is room for two lists side by side. */
  readonly roomy: ReadonlySignal<boolean>;
  /** Why no button may be pressed, in words; null = all may. */
  readonly blocked: ReadonlySignal<string | null>;
}

export interface PageParts {
  readonly feed: Feed;
  readonly sender: Sender;
  readonly dimmer: Dimmer;
  readonly roomy: ReadonlySignal<boolean>;
}

const MINUTE_MS = 60_000;

export function createPage({ feed, sender, dimmer, roomy }: PageParts): Page {
  const timeZone = computed(() => feed.snapshot.value?.cabinet.timeZone ?? 'UTC');
  const moments = computed(() => createMoments(timeZone.value));
  const minute = computed(() => Math.floor(feed.now.value / MINUTE_MS) * MINUTE_MS);
  const telling = computed(() => ({ moments: moments.value, now: minute.value }));
  const blocked = computed(() => {
    const link = feed.liveness.value;
    if (link.live) return null;
    return en.notLive(link.since === null ? null : moments.value.clock(Date.parse(link.since)));
  });
  return { feed, sender, dimmer, words: en, telling, whereabouts: signal(null), roomy, blocked };
}

export const PageContext = createContext<Page | null>(null);

/** The page that the component stands on. */
export function usePage(): Page {
  const page = useContext(PageContext);
  if (page === null) throw new Error('A part of the page was drawn outside it');
  return page;
}

/** Whole seconds until an instant of the controller, never below 0. Redraws the caller each second. */
export function useSecondsUntil(instant: string | null): number {
  const { feed } = usePage();
  if (instant === null) return 0;
  return Math.max(0, Math.ceil((Date.parse(instant) - feed.now.value) / 1000));
}

/** What identifies the moment a person is in: when it changes, the screen wakes and sheets close. */
export function momentOf({ screen, session, alarms }: CabinetSnapshot): string {
  return [screen.name, session?.id ?? '', alarms.map(({ kind, slots }) => `${kind}:${slots.join()}`).join()].join('|');
}
