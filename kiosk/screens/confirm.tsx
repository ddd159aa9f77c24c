// The last step before slots open past the rules: what will open, in whose name, and the button that is held. Sends one command.
import type { DeskScreen } from '../../controller/contract/desk.ts';
import { useAsidePage } from '../pages/aside-page.ts';
import { HoldButton } from '../parts/hold-button.tsx';
import { SlotPlate } from '../parts/slot-plate.tsx';
import { Closing } from './plain.tsx';
import '../styles/force.css';

type Confirming = Extract<DeskScreen, { readonly name: 'desk-confirm' }>;

export function ConfirmScreen({ screen }: { readonly screen: Confirming }) {
  const { send, words } = useAsidePage();
  const { key, slot, group, count, endsAt } = screen;
  const title =
    key !== null ? words.force.title(key) : group === null ? words.force.every : words.force.emergency(group);
  return (
    <div class="act confirm">
      <div class="act-head">
        <h1>{title}</h1>
        <p class="sub">{key === null ? words.force.inTurn : words.force.answer}</p>
        <Closing endsAt={endsAt} />
      </div>
      {key === null ? (
        <SlotPlate slot={count} sign="key" tone="quiet" caption={words.force.countCaption} />
      ) : (
        slot !== null && <SlotPlate slot={slot} sign="out" tone="quiet" />
      )}
      <div class="buttons">
        <HoldButton words={words.force.hold} sign="triangle" onHeld={() => send({ type: 'desk.confirm' })} />
      </div>
    </div>
  );
}
