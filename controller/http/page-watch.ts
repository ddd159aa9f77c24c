// Watches whether the page of the touch screen lives: it says so every 5 s, once it has really drawn. Restarts nothing itself.
import type { RequestHandler } from 'express';
import type { Clock, Instant, Timers } from '../domain/time.ts';

export interface PageWatchWorld {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Called once when a page that was heard has been silent for too long; again only after one was heard in between. */
  readonly onSilentPage: () => void;
}

export interface PageWatch {
  /** Answers `POST /api/heartbeat` with 204. */
  readonly handler: RequestHandler;
  /** When a page was heard last; null = none was since the start. */
  readonly heard: () => Instant | null;
  /** Stops watching. */
  close(): void;
}

/** So long nothing is heard of a page, in milliseconds, and it counts as dead: three heartbeats. */
export const PAGE_SILENCE_MS = 15_000;

/** A cabinet without a screen is never silent: the watch begins with the first heartbeat. */
export function watchPage({ clock, timers, onSilentPage }: PageWatchWorld): PageWatch {
  let last: Instant | null = null;
  let patience: unknown;
  let isClosed = false;
  return {
    handler: (_request, response) => {
      last = clock.now();
      timers.clearTimeout(patience);
      if (!isClosed) patience = timers.setTimeout(onSilentPage, PAGE_SILENCE_MS);
      response.status(204).end();
    },
    heard: () => last,
    close() {
      isClosed = true;
      timers.clearTimeout(patience);
    },
  };
}
