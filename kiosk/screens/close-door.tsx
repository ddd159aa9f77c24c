// K10: the last thing to do. What was taken and returned so far stands below; it counts already.
import { usePage } from '../page.ts';
import { BigButton } from '../parts/big-button.tsx';
import { Icon } from '../parts/icon.tsx';
import { Outcome } from '../parts/outcome.tsx';
import type { ScreenProps } from './screen-props.ts';

export function CloseDoorScreen({ screen, snapshot }: ScreenProps<'close-door'>) {
  const { sender, words } = usePage();
  return (
    <div class="closing">
      <div class="closing-call" role="status">
        <Icon sign="door" />
        <div>
          <h1>{words.closeDoor.title}</h1>
          <p>{words.closeDoor.hint}</p>
        </div>
      </div>
      <Outcome taken={screen.taken} returned={screen.returned} />
      {snapshot.session !== null && (
        <div class="buttons">
          <BigButton words={words.done.more} sign="back" onPress={() => void sender.send({ type: 'screen.back' })} />
        </div>
      )}
    </div>
  );
}
