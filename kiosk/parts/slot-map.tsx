// The drawn cabinet: each slot where it is on the steel, one module at a time. Stays mounted; a change of one slot redraws one cell.
import { Fragment } from 'preact';
import type { SlotViewState } from '../../controller/contract/snapshot.ts';
import { DENSE_FROM, modulesOf } from '../modules.ts';
import { usePage } from '../page.ts';
import { Icon, type Sign } from './icon.tsx';

export const SIGN_OF: Readonly<Record<SlotViewState, Sign | null>> = {
  in: null,
  take: 'out',
  put: 'into',
  yours: 'person',
  out: null,
  overdue: 'clock',
  reserved: 'clock',
  wrong: 'stop',
  push: 'push',
  fault: 'triangle',
  free: 'cross',
  unknown: 'question',
};

export function SlotMap() {
  const { feed, marked, columns: asked, words } = usePage();
  const columns = asked.value;
  const modules = modulesOf(feed.slots.numbers.value, columns);
  const [first] = marked.value;
  const name = first === undefined ? words.map.name : words.map.lit(marked.value);
  return (
    <div class="map" role="img" aria-label={name} hidden={first === undefined}>
      {modules.map((numbers) => {
        const hidden = modules.length > 1 && !numbers.includes(first ?? 0);
        return (
          <Fragment key={numbers[0]}>
            {modules.length > 1 && <p hidden={hidden}>{words.map.slots(numbers)}</p>}
            <div
              class={`steel ${columns > DENSE_FROM ? 'dense' : ''} ${(numbers.at(-1) ?? 0) > 99 ? 'hundreds' : ''}`}
              style={{ '--columns': columns, '--rows': Math.ceil(numbers.length / columns) }}
              hidden={hidden}
            >
              {numbers.map((number) => (
                <Cell key={number} number={number} />
              ))}
            </div>
          </Fragment>
        );
      })}
    </div>
  );
}

function Cell({ number }: { readonly number: number }) {
  const { feed, marked } = usePage();
  const { state } = feed.slots.of(number).value;
  const isMarked = marked.value.includes(number);
  const sign = SIGN_OF[state];
  return (
    <div class={isMarked ? 'cell marked' : 'cell'} data-state={state} data-slot={number}>
      <span>{number}</span>
      {sign === null ? <i class="fob" /> : <Icon sign={sign} />}
    </div>
  );
}
