// How a public screen behaves: no menu, no selection, no zoom, and a first touch that only wakes. Presses nothing itself.
import type { Dimmer } from './dimmer.ts';

const UNWANTED = ['contextmenu', 'selectstart', 'dragstart', 'gesturestart'] as const;
const FOLLOW_UPS = ['pointerup', 'mousedown', 'mouseup', 'touchstart', 'touchend', 'click'] as const;

/** Installs the manners on a window, ahead of every other listener. */
export function mindManners(window: Window, dimmer: Dimmer): void {
  const { document } = window;
  for (const type of UNWANTED) document.addEventListener(type, (event) => event.preventDefault());
  document.addEventListener('wheel', preventZoom, { passive: false });

  // A press is one gesture: what its beginning was judged, its end is judged too, however long the finger stays.
  let verdict: 'act' | 'swallow' = 'act';
  const listen = (type: string, judge: () => void) => {
    document.addEventListener(
      type,
      (event) => {
        judge();
        if (verdict === 'act') return;
        event.stopImmediatePropagation();
        if (event.cancelable) event.preventDefault();
      },
      { capture: true, passive: false },
    );
  };
  for (const beginning of ['pointerdown', 'keydown']) {
    listen(beginning, () => {
      verdict = dimmer.touch();
    });
  }
  for (const followUp of FOLLOW_UPS) listen(followUp, () => undefined);
}

function preventZoom(event: WheelEvent): void {
  if (event.ctrlKey) event.preventDefault();
}
