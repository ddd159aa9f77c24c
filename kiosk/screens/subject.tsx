// K17: a key or a person at the desk of a supervisor. Their state is seen first, then what can be done, then what happened.
// Draws a plain page with a plate and a timeline; knows none of them by name.

import { usePage } from '../page.ts';
import { Icon } from '../parts/icon.tsx';
import { Rows, RowView } from '../parts/rows.tsx';
import { Scroller } from '../parts/scroller.tsx';
import type { Plain, Plate, Told } from '../plain.ts';
import { Closing } from './plain.tsx';
import '../styles/subject.css';

export function SubjectScreen({ page }: { readonly page: Plain }) {
  const { words } = usePage();
  const { title, lines = [], alert = null, plate, told, groups = [], feet = [], busy = false } = page;
  return (
    <div class="page subject">
      <Scroller name={title}>
        <div class="subject-head">
          {plate?.number !== undefined && <p class="subject-number">{plate.number}</p>}
          <div>
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
            <Closing endsAt={page.endsAt} />
          </div>
        </div>
        {plate !== undefined && <PlateView plate={plate} />}
        <Rows groups={groups} busy={busy} />
        {told !== undefined && <ToldView told={told} busy={busy} />}
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

function PlateView({ plate: { sign, tone, words, notes, call } }: { readonly plate: Plate }) {
  return (
    <div class={`state ${tone}`} role="status">
      <Icon sign={sign} />
      <div>
        <strong>{words}</strong>
        {notes.map((note) => (
          <span key={note}>{note}</span>
        ))}
      </div>
      {call !== null && (
        <span class="state-call">
          <Icon sign="phone" /> {call}
        </span>
      )}
    </div>
  );
}

function ToldView({ told: { heading, lines, note, ways }, busy }: { readonly told: Told; readonly busy: boolean }) {
  return (
    <section class="group told">
      {heading !== '' && <h2>{heading}</h2>}
      {note !== null && <p class="told-note">{note}</p>}
      <ol>
        {lines.map(({ id, when, sign, words, note: more }) => (
          <li key={id}>
            <time>{when}</time>
            <Icon sign={sign} />
            <span class="tile-words">
              <strong>{words}</strong>
              {more !== '' && <span class="sort">{more}</span>}
            </span>
          </li>
        ))}
      </ol>
      {ways.length > 0 && (
        <div class="tiles">
          {ways.map((row) => (
            <RowView key={row.words} row={row} busy={busy} />
          ))}
        </div>
      )}
    </section>
  );
}
