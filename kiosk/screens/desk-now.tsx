// K16: the cabinet as a supervisor sees it. Numbers that narrow the list, the overdue first, and the doors to the other pages.
// Shows what it was told; who may do what is decided elsewhere.
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useAsidePage } from '../pages/aside-page.ts';
import { doorsOf, FILTER_SIGNS, FILTERS, type Filter, listOf } from '../pages/board-pages.ts';
import { noticeLine } from '../pages/desk-rows.ts';
import { Icon } from '../parts/icon.tsx';
import { RowView } from '../parts/rows.tsx';
import { Scroller } from '../parts/scroller.tsx';
import { Closing } from './plain.tsx';
import type { ScreenProps } from './screen-props.ts';
import '../styles/board.css';

type Now = Pick<ScreenProps<'desk-now'>, 'screen'>;

export function DeskNowScreen({ screen }: Now) {
  const page = useAsidePage();
  /** null = everything. */
  const only = useSignal<Filter | null>(null);
  const { words, roomy, blocked } = page;
  const { busy, notice, counts, sheet, sheets } = screen;
  const alert = noticeLine(notice, page);
  const title = only.value === null ? words.board.title : words.board.counts[only.value];
  const tiles = (
    <Tiles
      counts={counts}
      only={only.value}
      onChoose={(filter) => {
        only.value = only.value === filter ? null : filter;
      }}
    />
  );
  return (
    <div class={roomy.value ? 'board wide' : 'board'}>
      {roomy.value ? tiles : <h1 class="visually-hidden">{title}</h1>}
      <Scroller key={`${only.value} ${sheet}`} name={words.board.title}>
        {roomy.value && (
          <div class="board-head">
            <h1>{title}</h1>
            <p>{words.board.inside(counts.in)}</p>
          </div>
        )}
        {alert !== null && (
          <p class="alert" role="alert">
            {alert}
          </p>
        )}
        <Closing endsAt={screen.endsAt} />
        {!roomy.value && tiles}
        <Lists screen={screen} only={only.value} />
        {sheets > 1 && <Leaves screen={screen} />}
      </Scroller>
      <nav class="doors" aria-label={words.board.title}>
        {doorsOf(screen, page).map(({ words: name, sign, press }) => (
          <button
            key={name}
            type="button"
            class="button door"
            disabled={busy || blocked.value !== null}
            onClick={press}
          >
            {sign !== undefined && <Icon sign={sign} />}
            <span>{name}</span>
          </button>
        ))}
      </nav>
    </div>
  );
}

interface TilesProps {
  readonly counts: Now['screen']['counts'];
  readonly only: Filter | null;
  readonly onChoose: (filter: Filter) => void;
}

/** Each a number, a sign and a word. One is pressed at most. */
function Tiles({ counts, only, onChoose }: TilesProps) {
  const { words } = useAsidePage();
  return (
    <div class="figures">
      {FILTERS.map((filter) => {
        const count = counts[filter];
        return (
          <button
            key={filter}
            type="button"
            class="tile figure"
            data-of={count === 0 ? 'nothing' : filter}
            aria-pressed={only === filter}
            onClick={() => onChoose(filter)}
          >
            <Icon sign={FILTER_SIGNS[filter]} />
            <span>
              <strong>{count}</strong> {words.board.counts[filter]}
            </span>
          </button>
        );
      })}
    </div>
  );
}

function Lists({ screen, only }: Now & { readonly only: Filter | null }): ComponentChildren {
  const page = useAsidePage();
  const { words } = page;
  const lists = FILTERS.filter((filter) => only === null || only === filter).map(
    (filter) => [filter, listOf(filter, screen, page)] as const,
  );
  if (lists.every(([, rows]) => rows.length === 0)) {
    return <p class="calm">{only === null ? words.board.calm : words.board.none}</p>;
  }
  return lists.map(
    ([filter, rows]) =>
      rows.length > 0 && (
        <section class="group" key={filter}>
          {only === null && <h2>{words.board.counts[filter]}</h2>}
          <div class="tiles">
            {rows.map((row, index) => (
              <RowView key={index} row={row} busy={screen.busy} foot={row.late === true ? 'late' : ''} />
            ))}
          </div>
        </section>
      ),
  );
}

/** Another sheet of the lists: more than two hundred lines are never sent at once. */
function Leaves({ screen: { sheet, sheets, busy } }: Now) {
  const { words, send } = useAsidePage();
  const leaf = (title: string, to: number, sign: 'up' | 'down') => (
    <RowView row={{ words: title, sign, press: () => send({ type: 'desk.leaf', sheet: to }) }} busy={busy} />
  );
  return (
    <section class="group">
      <h2>{words.board.sheet(sheet, sheets)}</h2>
      <div class="tiles">
        {sheet > 1 && leaf(words.board.before, sheet - 1, 'up')}
        {sheet < sheets && leaf(words.board.next, sheet + 1, 'down')}
      </div>
    </section>
  );
}
