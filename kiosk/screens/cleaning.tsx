// K23: the glass is wiped. For 30 seconds no touch counts; a badge or an alarm ends it at once, nothing else does. Asks nobody.

import { effect, useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { type AsidePage, useAsidePage } from '../pages/aside-page.ts';
import { wantsGlass } from '../pages/cleaning.ts';

const CLEANING_S = 30;
const SECOND_MS = 1000;

export function CleaningScreen() {
  const page = useAsidePage();
  const left = useSignal(CLEANING_S);
  const wiping = useMemo(() => wipe(page, left), []);
  const { title, deaf, ends } = page.words.cleaning;
  return (
    <div class="cleaning" ref={wiping}>
      <p class="seconds" role="timer">
        {left.value}
      </p>
      <div>
        <h1>{title}</h1>
        <p>{deaf}</p>
        <p>{ends}</p>
      </div>
    </div>
  );
}

/** Makes the glass deaf as long as the page stands, and takes the page away when the time is over or somebody needs the glass. */
function wipe({ dimmer, timers, feed, sheet }: AsidePage, left: { value: number }) {
  const before = feed.snapshot.peek();
  let timer: unknown;
  let unwatch: () => void = () => undefined;
  const end = () => {
    if (sheet.peek()?.kind === 'cleaning') sheet.value = null;
  };
  const tick = () => {
    left.value -= 1;
    if (left.value <= 0) end();
    else timer = timers.setTimeout(tick, SECOND_MS);
  };
  return (box: Element | null) => {
    dimmer.ignore(box !== null);
    timers.clearTimeout(timer);
    unwatch();
    if (box === null) return;
    timer = timers.setTimeout(tick, SECOND_MS);
    unwatch = effect(() => {
      if (wantsGlass(before, feed.snapshot.value)) end();
    });
  };
}
