// The drawn cabinet: each slot where it is on the steel. Stays mounted; a change of one slot redraws one cell.
import type { SlotViewState } from '../../controller/contract/snapshot.ts';
import { usePage } from '../page.ts';
import { Icon, type Sign } from './icon.tsx';

/** From so many columns on there is room for numbers only. */
const DENSE_FROM = 10;

const SIGN_OF: Readonly<Record<SlotViewState, Sign | null>> = {
  in: null,
  take: 'out',
  put: 'into',
  yours: 'person',
  out: null,
  overdue: 'clock',
  wrong: 'stop',
  push: 'push',
  fault: 'triangle',
  free: 'cross',
  unknown: 'question',
};

export function SlotMap() {
  const { feed, marked, columns: asked, words } = usePage();
  const columns = asked.value;
  const numbers = feed.slots.numbers.value;
  const rows = Math.max(1, Math.ceil(numbers.length / columns));
  const name = marked.value.length === 0 ? words.map.name : words.map.lit(marked.value);
  return (
    <div class="map" role="img" aria-label={name} hidden={marked.value.length === 0}>
      <div class={columns > DENSE_FROM ? 'steel dense' : 'steel'} style={{ '--columns': columns, '--rows': rows }}>
        {numbers.map((number) => (
          <Cell key={number} number={number} />
        ))}
      </div>
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
