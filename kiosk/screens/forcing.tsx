// One key that is forced out, while the hand is in the cabinet: the slot number is the hero, as in K9. Presses nothing.
import type { DeskScreen } from '../../controller/contract/desk.ts';
import { useAsidePage } from '../pages/aside-page.ts';
import { Ring } from '../parts/ring.tsx';
import { SlotPlate } from '../parts/slot-plate.tsx';

type Forcing = Extract<DeskScreen, { readonly name: 'desk-forcing' }>;

export function ForcingScreen({ screen }: { readonly screen: Forcing }) {
  const { words } = useAsidePage();
  const { key, slot, startedAt, endsAt } = screen;
  const isOpen = endsAt !== null;
  const [title, hint] = isOpen
    ? [words.force.take(key), key.name]
    : [words.force.openingSlot(slot), words.keyName(key)];
  return (
    <div class="act">
      <div class="act-head">
        <h1>{title}</h1>
        <p class="sub">{hint}</p>
      </div>
      <SlotPlate slot={slot} sign={isOpen ? 'out' : 'clock'} tone={isOpen ? 'here' : 'quiet'} />
      {isOpen && <Ring endsAt={endsAt} window={(Date.parse(endsAt) - Date.parse(startedAt)) / 1000} />}
    </div>
  );
}
