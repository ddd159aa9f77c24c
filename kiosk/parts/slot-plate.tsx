// The number plate of a slot: the largest thing on the screen, and the same number as on the cabinet.
import { usePage } from '../page.ts';
import { Icon, type Sign } from './icon.tsx';

export interface SlotPlateProps {
  readonly slot: number;
  readonly sign: Sign;
  /** `here`: act here, now. `wrong`: not here. `quiet`: nothing to do. */
  readonly tone: 'here' | 'wrong' | 'quiet';
  /** What the plate says over the number; "Slot" if nothing else. */
  readonly caption?: string;
}

export function SlotPlate({ slot, sign, tone, caption }: SlotPlateProps) {
  const { words } = usePage();
  return (
    <div class={`plate ${tone}`} role="status" aria-live="assertive" aria-atomic="true">
      <span class="plate-caption">
        <Icon sign={sign} /> {caption ?? words.slot}
      </span>
      <span class={slot > 99 ? 'plate-number long' : 'plate-number'}>{slot}</span>
    </div>
  );
}
