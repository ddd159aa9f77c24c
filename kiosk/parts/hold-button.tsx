// A button that must be held, for what cannot be taken back: by one finger, by Enter or by the space bar, and by nothing else.
// Whatever comes between begins it anew: letting go, sliding off, losing the focus, a page that is not live, another screen.
import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { useAsidePage } from '../pages/aside-page.ts';
import { Icon, type Sign } from './icon.tsx';
import '../styles/force.css';

/** How long it is held, in so many equal steps; each shows. */
export const HOLD_MS = 1500;
const STEPS = 3;

export interface HoldButtonProps {
  readonly words: string;
  readonly sign: Sign;
  readonly onHeld: () => void;
  /** What more is to be said of it. */
  readonly note?: string | null;
  /** Whether nothing can be asked for now. */
  readonly off?: boolean;
}

export function HoldButton({ words: said, sign, onHeld, note = null, off: busy = false }: HoldButtonProps) {
  const { blocked, timers, words } = useAsidePage();
  /** Steps that are done; null = nobody holds it. */
  const step = useSignal<number | null>(null);
  const held = useMemo<{ timer: unknown; by: string | number | null }>(() => ({ timer: null, by: null }), []);
  const off = busy || blocked.value !== null;

  const cancel = () => {
    timers.clearTimeout(held.timer);
    held.by = null;
    step.value = null;
  };
  const goOn = (done: number) => {
    step.value = done;
    held.timer = timers.setTimeout(() => {
      if (done + 1 < STEPS) {
        goOn(done + 1);
        return;
      }
      cancel();
      onHeld();
    }, HOLD_MS / STEPS);
  };
  /** @param by the finger or the key that holds it: a second one neither helps nor ends it */
  const begin = (by: string | number) => {
    if (off || held.by !== null) return;
    held.by = by;
    goOn(0);
  };
  const letGo = (by: string | number) => {
    if (held.by === by) cancel();
  };
  const stop = (event: Event) => event.preventDefault();

  useEffect(() => {
    if (off) cancel();
  }, [off]);
  useEffect(() => {
    document.addEventListener('visibilitychange', cancel);
    window.addEventListener('blur', cancel);
    return () => {
      document.removeEventListener('visibilitychange', cancel);
      window.removeEventListener('blur', cancel);
      cancel();
    };
  }, []);

  const steps = step.value;
  return (
    <button
      type="button"
      class={`button main hold${steps === null ? '' : ' held'}`}
      disabled={off}
      onPointerDown={(event) => {
        if (event.isPrimary && event.button === 0) begin(event.pointerId);
      }}
      // A finger is caught by what it touched first, and is not seen to leave it.
      onPointerMove={({ currentTarget, clientX, clientY, pointerId }) => {
        if (!currentTarget.contains(document.elementFromPoint(clientX, clientY))) letGo(pointerId);
      }}
      onPointerUp={({ pointerId }) => letGo(pointerId)}
      onPointerLeave={({ pointerId }) => letGo(pointerId)}
      onPointerCancel={({ pointerId }) => letGo(pointerId)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        stop(event);
        if (!event.repeat) begin(event.key);
      }}
      onKeyUp={(event) => {
        stop(event);
        letGo(event.key);
      }}
      onBlur={cancel}
    >
      <i class="hold-fill" aria-hidden="true" style={steps === null ? '' : `--done:${(steps + 1) / STEPS}`} />
      <Icon sign={sign} />
      <span class="hold-words">
        <strong>{said}</strong>
        {note !== null && <span>{note}</span>}
        <span role="status">
          {steps === null
            ? words.force.holdFor(HOLD_MS / 1000)
            : words.force.holding((HOLD_MS - (steps * HOLD_MS) / STEPS) / 1000)}
        </span>
      </span>
    </button>
  );
}
