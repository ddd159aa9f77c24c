// Somebody else must show a badge: what for, who stands by already, who may come, and the seconds that are left.
import { useAsidePage } from '../pages/aside-page.ts';
import { glassRow } from '../pages/way-rows.ts';
import { BigButton } from '../parts/big-button.tsx';
import { Countdown } from '../parts/countdown.tsx';
import { RowView } from '../parts/rows.tsx';
import { Side } from '../parts/two-sides.tsx';
import type { ScreenProps } from './screen-props.ts';
import '../styles/sides.css';

export function WitnessScreen({ screen }: Pick<ScreenProps<'witness'>, 'screen'>) {
  const { words, send } = useAsidePage();
  const { purpose, key, missing, standing, from, fault, checking, canBreakGlass, endsAt } = screen;
  const all = standing.length + missing;
  return (
    <div class="turn">
      <div class="turn-head">
        <div>
          <h1>{words.sides.standers(missing)}</h1>
          <p>{purpose === 'take' ? words.sides.toTake(words.keyName(key)) : words.witness.back(key)}</p>
          {(fault === null || fault === 'not_among') && (
            <p>{checking ? words.pin.checking : words.witness.from(from)}</p>
          )}
          {fault !== null && (
            <p class="alert" role="alert">
              {words.witness.faults[fault]}
            </p>
          )}
        </div>
        <Countdown endsAt={endsAt} />
      </div>
      <div class="sides several" role="status" aria-live="polite">
        {standing.map((name) => (
          <Side key={name} caption={words.sides.stands} name={name} sign="check" look="set" />
        ))}
        {Array.from({ length: missing }, (_, index) => (
          <Side
            key={index}
            caption={words.sides.wanted(standing.length + index + 1, all)}
            name={words.sides.badge}
            sign="badge"
            look={index === 0 ? 'wanted' : 'later'}
          />
        ))}
      </div>
      {(purpose === 'return' || canBreakGlass) && (
        <div class="buttons">
          {purpose === 'return' && (
            <BigButton words={words.witness.nobody} sign="back" onPress={() => send({ type: 'witness.cancel' })} />
          )}
          {canBreakGlass && <RowView row={glassRow({ words, send })} busy={checking} foot="foot" />}
        </div>
      )}
    </div>
  );
}
