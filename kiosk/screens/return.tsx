// K12: put the key here. The slot is lit; the sensors say when it is home.
import { usePage } from '../page.ts';
import { BigButton } from '../parts/big-button.tsx';
import { SlotPlate } from '../parts/slot-plate.tsx';
import type { ScreenProps } from './screen-props.ts';

export function ReturnScreen({ screen: { slot, key } }: ScreenProps<'return'>) {
  const { sender, words } = usePage();
  return (
    <div class="act">
      <div class="act-head">
        <h1>{words.return.key(key)}</h1>
        <p class="sub">{key.name}</p>
      </div>
      <SlotPlate slot={slot} sign="into" tone="here" />
      <div class="buttons">
        <BigButton words={words.done.more} sign="back" onPress={() => void sender.send({ type: 'screen.back' })} />
      </div>
    </div>
  );
}
