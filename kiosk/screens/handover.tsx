// K21: a key goes from hand to hand. Both people, the key, the count and the seconds that are left; one answer, of the receiver.
import { useAsidePage } from '../pages/aside-page.ts';
import { BigButton } from '../parts/big-button.tsx';
import { Countdown } from '../parts/countdown.tsx';
import { TwoSides } from '../parts/two-sides.tsx';
import type { ScreenProps } from './screen-props.ts';
import '../styles/sides.css';

export function HandoverScreen({ screen }: Pick<ScreenProps<'handover'>, 'screen'>) {
  const { words, send } = useAsidePage();
  const { key, from, to, count, confirm, endsAt } = screen;
  const title = to === null ? words.handover.tap : confirm ? words.handover.agree(count !== null) : words.handover.wait;
  return (
    <div class="turn">
      <div class="turn-head">
        <div>
          <h1>{title}</h1>
          <p>{words.keyName(key)}</p>
        </div>
        <Countdown endsAt={endsAt} />
      </div>
      <TwoSides from={from} to={to} count={count === null ? null : words.handover.count(count)} asks={confirm} />
      {confirm && (
        <div class="buttons">
          <BigButton words={words.handover.refuse} sign="back" onPress={() => send({ type: 'screen.back' })} />
          <BigButton
            words={words.handover.confirm}
            sign="check"
            weight="main"
            onPress={() => send({ type: 'handover.confirm' })}
          />
        </div>
      )}
    </div>
  );
}
