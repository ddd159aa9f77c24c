// K12b: something stands where it does not belong. Says both numbers, where it is and where it should be, as far as a chip or the
// person's own keys tell them.
import type { KeyView } from '../../controller/contract/snapshot.ts';
import { useAsidePage } from '../pages/aside-page.ts';
import { BigButton } from '../parts/big-button.tsx';
import { Icon } from '../parts/icon.tsx';
import { SlotPlate } from '../parts/slot-plate.tsx';
import type { ScreenProps } from './screen-props.ts';
import '../styles/wrong-place.css';

export function WrongPlaceScreen({ screen, snapshot }: ScreenProps<'wrong-place'>) {
  const { send, words, telling } = useAsidePage();
  const { slot, belongs, refusals, standing } = screen;
  const refused = refusals.length > 0;
  return (
    <div class={refused ? 'act wrong-place stuck' : 'act wrong-place'}>
      <div class="act-head">
        <h1>{words.wrongPlace.title(standing)}</h1>
        {standing !== 'unknown' && (
          <p class="sub">{standing === undefined ? words.wrongPlace.inside(slot) : standing.name}</p>
        )}
      </div>
      <div class="plates">
        <SlotPlate slot={slot} sign="stop" tone="wrong" caption={words.wrongPlace.isIn} />
        {standing === 'unknown' ? (
          <p class="beside">
            {words.wrongPlace.takeOut} {words.ask(snapshot.cabinet.contact)}
          </p>
        ) : (
          <Homes belongs={belongs} />
        )}
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
  const { words } = useAsidePage();
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
            {words.keyNumber(key.number)} <strong>{words.wrongPlace.home(slot)}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}
