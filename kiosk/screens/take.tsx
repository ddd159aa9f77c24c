// K9: the slot is open, take the key now. The number is the hero; the ring says how long.
import { usePage } from '../page.ts';
import { Ring } from '../parts/ring.tsx';
import { SlotPlate } from '../parts/slot-plate.tsx';
import type { ScreenProps } from './screen-props.ts';

export function TakeScreen({ screen: { slot, key, startedAt, endsAt } }: ScreenProps<'take'>) {
  const { words } = usePage();
  const window = (Date.parse(endsAt) - Date.parse(startedAt)) / 1000;
  return (
    <div class="act">
      <div class="act-head">
        <h1>{key === null ? words.take.misplaced : words.take.key(key)}</h1>
        <p class="sub">{key === null ? words.take.misplacedHint : key.name}</p>
      </div>
      <SlotPlate slot={slot} sign="out" tone="here" />
      <Ring endsAt={endsAt} window={window} />
    </div>
  );
}
