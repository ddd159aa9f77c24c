// K14: one question, one large answer, and how long it waits.
import { usePage } from '../page.ts';
import { BigButton } from '../parts/big-button.tsx';
import { Ring } from '../parts/ring.tsx';
import type { ScreenProps } from './screen-props.ts';

const WINDOW_SECONDS = 20;

export function StillThereScreen({ screen }: Pick<ScreenProps<'still-there'>, 'screen'>) {
  const { sender, words } = usePage();
  return (
    <div class="centred still-there">
      <div class="question">
        <Ring endsAt={screen.endsAt} window={WINDOW_SECONDS} />
        <div>
          <h1>{words.stillThere.title}</h1>
          <p>{words.stillThere.hint}</p>
        </div>
      </div>
      <div class="buttons">
        <BigButton
          words={words.stillThere.yes}
          sign="check"
          weight="main"
          onPress={() => void sender.send({ type: 'session.continue' })}
        />
        <BigButton words={words.signOut} sign="leave" onPress={() => void sender.send({ type: 'session.end' })} />
      </div>
    </div>
  );
}
