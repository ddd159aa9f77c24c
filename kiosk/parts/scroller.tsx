// A list that may be longer than its place: when it overflows, two large paging buttons and a track show that and move it.

import type { Signal } from '@preact/signals';
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
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
  readonly overflows: boolean;
}

/** Rounding of layouts: less than this is no overflow. */
const SLACK_PX = 2;
/** How much of the view one press moves, so that the last row is seen again as the first. */
const PAGE = 0.8;
/** Part of the view that a list must leave free before its paging buttons go. */
const MUCH_SHORTER = 0.6;

export function Scroller({ name, children }: ScrollerProps) {
  const { words } = usePage();
  const extent = useSignal<Extent>({ top: 0, seen: 1, whole: 1, overflows: false });
  const watch = useMemo(() => watchOf(extent), []);
  const turn = (direction: 1 | -1) => {
    watch.box?.scrollBy({ top: direction * watch.box.clientHeight * PAGE });
  };
  const { top, seen, whole, overflows } = extent.value;
  const atEnd = top + seen >= whole - SLACK_PX;

  return (
    <div class={overflows ? 'scroller overflowing' : 'scroller'} data-at-end={atEnd}>
      <section class="view" ref={watch.see} onScroll={watch.measure} aria-label={name} tabIndex={overflows ? 0 : -1}>
        <div>{children}</div>
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

/** Measures the view whenever it or its list changes its size, until the view goes. */
function watchOf(extent: Signal<Extent>) {
  const watch = {
    box: null as HTMLElement | null,
    measure: () => {
      const { box } = watch;
      if (box === null) return;
      const { scrollTop: top, clientHeight: seen, scrollHeight: whole, firstElementChild: list } = box;
      // Beside the paging buttons rows are laid out anew and may be shorter: only a much shorter list takes them away again.
      const short = (list?.clientHeight ?? 0) < seen * MUCH_SHORTER;
      extent.value = { top, seen, whole, overflows: extent.peek().overflows ? !short : whole > seen + SLACK_PX };
    },
    see: (box: HTMLElement | null) => {
      watch.box = box;
      if (box === null) observer.disconnect();
      else for (const part of [box, ...box.children]) observer.observe(part);
    },
  };
  const observer = new ResizeObserver(watch.measure);
  return watch;
}
