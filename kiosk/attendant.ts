// Attends to every picture beside the screen: sounds what changed, sounds again what still calls, and has the page loaded anew
// when the controller wants another one. Draws nothing.
import { effect } from '@preact/signals';
import type { Play } from './loudspeaker.ts';
import type { Page } from './page.ts';
import { callOf, isHeard, type Scene, soundOf } from './sounds.ts';

export interface AttendantWorld {
  readonly play: Play;
  readonly reload: () => void;
}

/** At the earliest after so long the same call sounds again. */
const REPEAT_MS = 20_000;

/** @returns ends it */
export function attend({ feed, timers }: Pick<Page, 'feed' | 'timers'>, { play, reload }: AttendantWorld): () => void {
  let scene: Scene = { snapshot: null, live: false };
  /** What has sounded within the last 20 s. */
  let sounded: string | null = null;
  let timer: unknown;
  let edition: string | null = null;

  const sound = (what: Parameters<Play>[0]) => play(what, scene.snapshot?.cabinet.quiet === true);
  const await20s = (cause: string) => {
    timers.clearTimeout(timer);
    sounded = cause;
    timer = timers.setTimeout(again, REPEAT_MS);
  };
  function again(): void {
    sounded = null;
    const call = callOf(scene);
    if (call === null) return;
    if (isHeard(scene)) sound('attention');
    await20s(call.cause);
  }

  const end = effect(() => {
    const before = scene;
    scene = { snapshot: feed.snapshot.value, live: feed.liveness.value.live };
    const what = soundOf(before, scene);
    const cause = callOf(scene)?.cause ?? null;
    if (what !== null && (what !== 'attention' || cause === null || cause !== sounded)) sound(what);
    if (cause !== null && cause !== sounded) await20s(cause);
    const wanted = scene.snapshot?.cabinet.edition ?? edition;
    if (edition !== null && wanted !== edition) reload();
    edition = wanted;
  });
  return () => {
    end();
    timers.clearTimeout(timer);
  };
}
