// Draws a plain screen from its data. Knows none of them by name.

import type { ComponentChildren } from 'preact';
import { usePage, useSecondsUntil } from '../page.ts';
import { Icon, type Sign } from '../parts/icon.tsx';
import { Rows, RowView } from '../parts/rows.tsx';
import { Scroller } from '../parts/scroller.tsx';
import type { Plain } from '../plain.ts';

/** From so many seconds before its end a screen says that it closes. */
const LAST_SECONDS = 20;

export interface PlainScreenProps {
  readonly page: Plain;
  /** Drawn in place of the sign. */
  readonly figure?: ComponentChildren;
}

export function PlainScreen({ page, figure }: PlainScreenProps) {
  const { words } = usePage();
  const {
    title,
    look = '',
    sign,
    lines = [],
    until = [],
    help = [],
    beside = [],
    alert = null,
    hero,
    groups = [],
    feet = [],
    busy = false,
  } = page;
  return (
    <div class={`page ${look}`}>
      <Scroller name={title}>
        <div class="page-head">
          {figure ?? (sign !== undefined && <Icon sign={sign} />)}
          <div role={look === '' ? undefined : 'alert'}>
            <h1>{title}</h1>
            {alert !== null && (
              <p class="alert" role="alert">
                {alert}
              </p>
            )}
            {busy && <p role="status">{words.pin.checking}</p>}
            {lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
            <Beneath lines={until} sign="clock" />
            <Beneath lines={help} sign="phone" />
            {beside.map((line) => (
              <p key={line}>{line}</p>
            ))}
            <Closing endsAt={page.endsAt} />
          </div>
        </div>
        {hero !== undefined && <p class="hero">{hero}</p>}
        <Rows groups={groups} busy={busy} />
      </Scroller>
      {feet.length > 0 && (
        <div class="buttons">
          {feet.map((row, index) => (
            <RowView key={row.words} row={row} busy={busy} foot={index === 0 && row.quiet !== true ? 'main' : 'foot'} />
          ))}
        </div>
      )}
    </div>
  );
}

function Beneath({ lines, sign }: { readonly lines: readonly string[]; readonly sign: Sign }) {
  return (
    <>
      {lines.map((line) => (
        <p key={line} class="help">
          <Icon sign={sign} /> {line}
        </p>
      ))}
    </>
  );
}

/** Says in the last seconds that the screen closes by itself. */
export function Closing({ endsAt = null }: { readonly endsAt?: string | null | undefined }) {
  const { words } = usePage();
  const left = useSecondsUntil(endsAt);
  return endsAt !== null && left <= LAST_SECONDS ? <p>{words.refused.countdown(left)}</p> : null;
}
