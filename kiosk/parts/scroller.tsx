// A list that may be longer than its place: when it overflows, two large paging buttons and a track show that and move it.
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { usePage } from '../page.ts';
import { Icon } from './icon.tsx';

export interface ScrollerProps {
  readonly name: string;
  readonly children: ComponentChildren;
}

interface Extent {
  readonly top: number;
  readonly seen: number;
  readonly whole: number;
}

/** Rounding of layouts: less than this is no overflow. */
const SLACK_PX = 2;
/** How much of the view one press moves, so that the last row is seen again as the first. */
const PAGE = 0.8;

export function Scroller({ name, children }: ScrollerProps) {
  const { words } = usePage();
  const view = useRef<HTMLElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const extent = useSignal<Extent>({ top: 0, seen: 1, whole: 1 });

  const measure = () => {
    const box = view.current;
    if (box !== null) extent.value = { top: box.scrollTop, seen: box.clientHeight, whole: box.scrollHeight };
  };
  useEffect(() => {
    const observer = new ResizeObserver(measure);
    for (const box of [view.current, list.current]) if (box !== null) observer.observe(box);
    return () => observer.disconnect();
  }, []);

  const turn = (direction: 1 | -1) => {
    const box = view.current;
    box?.scrollBy({ top: direction * box.clientHeight * PAGE });
  };
  const { top, seen, whole } = extent.value;
  const overflows = whole > seen + SLACK_PX;
  const atEnd = top + seen >= whole - SLACK_PX;

  return (
    <div class={overflows ? 'scroller overflowing' : 'scroller'} data-at-end={atEnd}>
      <section class="view" ref={view} onScroll={measure} aria-label={name} tabIndex={overflows ? 0 : -1}>
        <div ref={list}>{children}</div>
      </section>
      {overflows && (
        <div class="pager">
          <button type="button" aria-label={words.pageUp(name)} disabled={top <= SLACK_PX} onClick={() => turn(-1)}>
            <Icon sign="up" />
          </button>
          <div class="track">
            <i style={{ top: `${(100 * top) / whole}%`, height: `${(100 * seen) / whole}%` }} />
          </div>
          <button type="button" aria-label={words.pageDown(name)} disabled={atEnd} onClick={() => turn(1)}>
            <Icon sign="down" />
          </button>
        </div>
      )}
    </div>
  );
}
