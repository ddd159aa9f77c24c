// When the glass dims and what the first touch does: it wakes, and nothing else. Never blanks the screen.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { PageTimers } from './timing.ts';

export interface Dimmer {
  readonly dimmed: ReadonlySignal<boolean>;
  /** A finger, a mouse or a key. `swallow`: it must have no other effect. */
  touch(): 'act' | 'swallow';
  /** Something happened that a person should see; wakes without making the glass deaf. */
  stir(): void;
  /** Whether every touch is swallowed from now on: the glass is being wiped. */
  ignore(on: boolean): void;
}

const DIM_AFTER_MS = 60_000;
/** After the waking touch, so that its bounce presses nothing. */
const DEAF_MS = 400;

export function createDimmer(timers: PageTimers): Dimmer {
  const dimmed = signal(false);
  let deaf = false;
  let ignoring = false;
  let idle = timers.setTimeout(dim, DIM_AFTER_MS);

  function dim(): void {
    dimmed.value = true;
  }

  function stir(): void {
    timers.clearTimeout(idle);
    idle = timers.setTimeout(dim, DIM_AFTER_MS);
    dimmed.value = false;
  }

  return {
    dimmed,
    stir,
    ignore(on) {
      ignoring = on;
    },
    touch() {
      if (ignoring) return 'swallow';
      const waking = dimmed.peek();
      stir();
      if (waking) {
        deaf = true;
        timers.setTimeout(() => {
          deaf = false;
        }, DEAF_MS);
      }
      return deaf ? 'swallow' : 'act';
    },
  };
}
