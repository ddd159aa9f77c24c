// Between the choice and the bolt: shows the slot already, so that the eyes are there before it opens.
import { usePage } from '../page.ts';
import { SlotPlate } from '../parts/slot-plate.tsx';
import type { ScreenProps } from './screen-props.ts';

export function ReleasingScreen({ screen: { slot, key } }: ScreenProps<'releasing'>) {
  const { words } = usePage();
  return (
    <div class="act">
      <div class="act-head">
        <h1>{key === null ? words.releasing.slot(slot) : words.releasing.key(key)}</h1>
        {key !== null && <p class="sub">{key.name}</p>}
      </div>
      <SlotPlate slot={slot} sign="clock" tone="quiet" />
    </div>
  );
}
