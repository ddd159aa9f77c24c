// Rows under headings: some to press, some only to be read. One that cannot be pressed says why in its note.

import { usePage } from '../page.ts';
import type { Row, RowGroup } from '../plain.ts';
import { Icon } from './icon.tsx';

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
  const { blocked, aside } = usePage();
  const { words, note, sign, tone, press, off = false } = row;
  const inside = (
    <>
      {sign !== undefined && <Icon sign={sign} />}
      <span class="tile-words">
        <strong>{words}</strong>
        {note && <span class={`sort ${tone ?? ''}`}>{note}</span>}
      </span>
    </>
  );
  if (row.hold === true && !off && press !== undefined) {
    const later = aside.pages.value;
    return later === null || later === 'failed' ? null : <later.AsideHold row={row} onHeld={press} off={busy} />;
  }
  if (press === undefined && !off) return <p class="tile row">{inside}</p>;
  return (
    <button
      type="button"
      class={`tile row offer ${foot}`}
      disabled={off || busy || blocked.value !== null}
      onClick={press}
    >
      {inside}
    </button>
  );
}
