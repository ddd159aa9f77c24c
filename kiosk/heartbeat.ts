// Says every 5 s that the page lives: not from the timer, which runs in a page that draws nothing, but from the next frame, and
// only while something stands on the glass. A frozen or white page falls silent, and the browser is started anew. Comes with
// the later screens.
import type { PageTimers } from './timing.ts';

export interface HeartbeatWorld {
  readonly timers: PageTimers;
  /** Calls back with the next frame that is drawn. */
  readonly frame: (drawn: () => void) => void;
  /** Whether anything is on the glass. */
  readonly isDrawn: () => boolean;
  /** Posts `/api/heartbeat`. */
  readonly post: () => Promise<unknown>;
}

const EVERY_MS = 5000;

/** Begins at once. A heartbeat that does not get through is not repeated: the next one follows. @returns ends it */
export function beat({ timers, frame, isDrawn, post }: HeartbeatWorld): () => void {
  let timer: unknown;
  let isEnded = false;
  const next = () => {
    frame(() => {
      if (isEnded) return;
      if (isDrawn()) post().then(undefined, () => undefined);
      timer = timers.setTimeout(next, EVERY_MS);
    });
  };
  next();
  return () => {
    isEnded = true;
    timers.clearTimeout(timer);
  };
}
