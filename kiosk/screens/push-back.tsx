// The take window is over and the bolt is still back. Nothing else can be done before the slot has locked.
import { usePage } from '../page.ts';
import { SlotPlate } from '../parts/slot-plate.tsx';
import type { ScreenProps } from './screen-props.ts';

export function PushBackScreen({ screen: { slot, key } }: ScreenProps<'push-back'>) {
  const { words } = usePage();
  return (
    <div class="act">
      <div class="act-head">
        <h1>{key === null ? words.pushBack.anything : words.pushBack.key(key)}</h1>
        <p class="sub">{words.pushBack.hint(slot)}</p>
      </div>
      <SlotPlate slot={slot} sign="push" tone="here" />
    </div>
  );
}
