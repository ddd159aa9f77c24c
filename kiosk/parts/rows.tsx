// Rows under headings: some to press, some only to be read. One that cannot be pressed says why in its note.

import { useMemo } from 'preact/hooks';
import { usePage } from '../page.ts';
import type { Row, RowGroup } from '../plain.ts';
import { Icon } from './icon.tsx';

/** How long a dangerous button is held, in milliseconds. */
const HOLD_MS = 1500;

export function Rows({ groups, busy }: { readonly groups: readonly RowGroup[]; readonly busy: boolean }) {
  return (
    <>
      {groups.map(
        ([heading, rows]) =>
          rows.length > 0 && (
            <section class="group" key={heading}>
              {heading !== '' && <h2>{heading}</h2>}
              <div class="tiles">
                {rows.map((row, index) => (
                  <RowView key={index} row={row} busy={busy} />
                ))}
              </div>
            </section>
          ),
      )}
    </>
  );
}

export function RowView({
  row,
  busy,
  foot = '',
}: {
  readonly row: Row;
  readonly busy: boolean;
  readonly foot?: string;
}) {
  const { blocked } = usePage();
  const { words, note, sign, tone, press, off = false, hold = false } = row;
  const bound = useHold(press, hold);
  const inside = (
    <>
      {sign !== undefined && <Icon sign={sign} />}
      <span class="tile-words">
        <strong>{words}</strong>
        {note && <span class={`sort ${tone ?? ''}`}>{note}</span>}
      </span>
    </>
  );
  if (press === undefined && !off) return <p class="tile row">{inside}</p>;
  return (
    <button type="button" class={`tile row offer ${foot}`} disabled={off || busy || blocked.value !== null} {...bound}>
      {inside}
    </button>
  );
}

/** The listeners of a button: pressed at once, or after it was held. */
function useHold(press: (() => void) | undefined, hold: boolean) {
  const { timers } = usePage();
  const held = useMemo<{ timer: unknown }>(() => ({ timer: null }), []);
  if (!hold) return { onClick: press };
  const release = () => timers.clearTimeout(held.timer);
  const begin = () => {
    release();
    held.timer = timers.setTimeout(() => press?.(), HOLD_MS);
  };
  return {
    onPointerDown: begin,
    onPointerUp: release,
    onPointerLeave: release,
    onPointerCancel: release,
    onKeyDown: ({ repeat }: KeyboardEvent) => !repeat && begin(),
    onKeyUp: release,
  };
}
