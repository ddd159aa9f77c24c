// The drawn cabinet: each slot where it is on the steel. Stays mounted; a change of one slot redraws one cell.
import { type ReadonlySignal, useComputed } from '@preact/signals';
import type { SlotViewState } from '../../controller/contract/snapshot.ts';
import { usePage } from '../page.ts';
import { Icon, type Sign } from './icon.tsx';

export interface SlotMapProps {
  /** The slots that the screen speaks of. */
  readonly marked: ReadonlySignal<readonly number[]>;
  readonly hidden: boolean;
}

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

export function SlotMap({ marked, hidden }: SlotMapProps) {
  const { feed, words } = usePage();
  const numbers = feed.slots.numbers.value;
  const columns = feed.snapshot.value?.cabinet.columns ?? 8;
  const rows = Math.max(1, Math.ceil(numbers.length / columns));
  const name = marked.value.length === 0 ? words.map.name : words.map.lit(marked.value);
  return (
    <div class="map" role="img" aria-label={name} hidden={hidden}>
      <div class={columns > DENSE_FROM ? 'steel dense' : 'steel'} style={{ '--columns': columns, '--rows': rows }}>
        {numbers.map((number) => (
          <Cell key={number} number={number} marked={marked} />
        ))}
      </div>
    </div>
  );
}

function Cell({ number, marked }: { readonly number: number; readonly marked: ReadonlySignal<readonly number[]> }) {
  const { feed } = usePage();
  const { state } = feed.slots.of(number).value;
  const isMarked = useComputed(() => marked.value.includes(number)).value;
  const sign = SIGN_OF[state];
  return (
    <div class={isMarked ? 'cell marked' : 'cell'} data-state={state} data-slot={number}>
      <span>{number}</span>
      {sign === null ? <i class="fob" /> : <Icon sign={sign} />}
    </div>
  );
}
