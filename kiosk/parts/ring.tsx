// Twenty strokes round the seconds that are left; one goes out with each twentieth. Steps, never sweeps.
import { usePage, useSecondsUntil } from '../page.ts';

const STROKES = 20;

export interface RingProps {
  readonly endsAt: string;
  /** Length of the whole window in seconds. */
  readonly window: number;
}

/** The ring of a window of the controller. */
export function WindowRing({ startedAt, endsAt }: { readonly startedAt: string; readonly endsAt: string }) {
  return <Ring endsAt={endsAt} window={(Date.parse(endsAt) - Date.parse(startedAt)) / 1000} />;
}

export function Ring({ endsAt, window }: RingProps) {
  const { words } = usePage();
  const left = useSecondsUntil(endsAt);
  const lit = Math.min(STROKES, Math.ceil((left / Math.max(1, window)) * STROKES));
  return (
    <div class="ring" role="timer" aria-label={words.secondsLeft(left)}>
      <svg viewBox="-50 -50 100 100" aria-hidden="true" focusable="false">
        {Array.from({ length: STROKES }, (_, index) => (
          <path
            key={index}
            class={index < STROKES - lit ? 'spent' : 'lit'}
            d="M0-36V-46"
            transform={`rotate(${(index + 0.5) * (360 / STROKES)})`}
          />
        ))}
      </svg>
      <span>{words.seconds(left)}</span>
    </div>
  );
}
