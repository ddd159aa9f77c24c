// K12b: a key stands where nothing belongs. Says both numbers: where it is and where it should be.
import type { KeyView } from '../../controller/contract/snapshot.ts';
import { usePage } from '../page.ts';
import { BigButton } from '../parts/big-button.tsx';
import { Icon } from '../parts/icon.tsx';
import { SlotPlate } from '../parts/slot-plate.tsx';
import type { ScreenProps } from './screen-props.ts';

export function WrongPlaceScreen({ screen, snapshot }: ScreenProps<'wrong-place'>) {
  const { send, words, telling } = usePage();
  const { slot, belongs, refusals } = screen;
  const refused = refusals.length > 0;
  return (
    <div class={refused ? 'act wrong-place stuck' : 'act wrong-place'}>
      <div class="act-head">
        <h1>{words.wrongPlace.title}</h1>
        <p class="sub">{words.wrongPlace.inside(slot)}</p>
      </div>
      <div class="plates">
        <SlotPlate slot={slot} sign="stop" tone="wrong" caption={words.wrongPlace.isIn} />
        <Homes belongs={belongs} />
      </div>
      {refused && (
        <p class="reason">
          <Icon sign="lock" />
          {refusals.map((refusal) => (
            <span key={refusal.code}>
              {words.refusal(refusal, telling.value)} {words.ask(refusal.contact)}{' '}
            </span>
          ))}
        </p>
      )}
      {snapshot.session !== null && (
        <div class="buttons">
          <BigButton
            words={words.wrongPlace.open(slot)}
            sign="out"
            weight={refused ? 'plain' : 'main'}
            disabled={refused}
            onPress={() => send({ type: 'slot.reopen', slot })}
          />
          <BigButton words={words.back} sign="back" onPress={() => send({ type: 'screen.back' })} />
        </div>
      )}
    </div>
  );
}

interface Home {
  readonly slot: number;
  readonly key: KeyView;
}

/** One home as a hero plate; several as a list, because only the person sees which key it is. */
function Homes({ belongs }: { readonly belongs: readonly Home[] }) {
  const { words } = usePage();
  const [only, ...others] = belongs;
  if (only === undefined) return null;
  if (others.length === 0) {
    return <SlotPlate slot={only.slot} sign="into" tone="here" caption={words.wrongPlace.belongsIn} />;
  }
  return (
    <div class="plate here homes" role="status" aria-live="assertive">
      <span class="plate-caption">
        <Icon sign="into" /> {words.wrongPlace.belongsIn}
      </span>
      <ul>
        {belongs.map(({ slot, key }) => (
          <li key={key.id}>
            {words.keyNumber(key.number)} <strong>{words.slotNumber(slot)}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}
