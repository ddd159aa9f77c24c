// K11: said only after the sensors agree. "You have key 14 until 18:00", and the way on.
import type { HeldKey, KeyView } from '../../controller/contract/snapshot.ts';
import { usePage } from '../page.ts';
import { BigButton } from '../parts/big-button.tsx';
import { Icon } from '../parts/icon.tsx';
import { Outcome } from '../parts/outcome.tsx';
import { Scroller } from '../parts/scroller.tsx';
import type { ScreenProps } from './screen-props.ts';

export function DoneScreen({ screen: { taken, returned }, snapshot }: ScreenProps<'done'>) {
  const { sender, words } = usePage();
  return (
    <div class="done" role="status">
      <Icon sign="check" />
      {taken.length + returned.length > 1 ? (
        <Scroller name={words.done.summary}>
          <h1 class="visually-hidden">{words.done.summary}</h1>
          <Outcome taken={taken} returned={returned} />
        </Scroller>
      ) : (
        <div class="done-words">
          <OneOutcome taken={taken[0]} returned={returned[0]} />
        </div>
      )}
      {snapshot.session !== null && (
        <div class="buttons">
          <BigButton
            words={words.done.finish}
            sign="leave"
            weight="main"
            onPress={() => void sender.send({ type: 'session.end' })}
          />
          <BigButton words={words.done.more} sign="back" onPress={() => void sender.send({ type: 'screen.back' })} />
        </div>
      )}
    </div>
  );
}

interface OneOutcomeProps {
  readonly taken: HeldKey | undefined;
  readonly returned: KeyView | undefined;
}

function OneOutcome({ taken, returned }: OneOutcomeProps) {
  const { words, telling } = usePage();
  const { moments, now } = telling.value;
  if (taken !== undefined) {
    return (
      <>
        <h1>
          {words.done.have(taken)}
          {taken.due !== null && <span> {words.done.until(moments.near(Date.parse(taken.due), now))}</span>}
        </h1>
        <p>{taken.name}</p>
      </>
    );
  }
  if (returned === undefined) return <h1>{words.done.nothing}</h1>;
  return (
    <>
      <h1>{words.done.back(returned)}</h1>
      <p>{returned.name}</p>
    </>
  );
}
