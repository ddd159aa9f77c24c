// The hand is in the cabinet: opening, take now (K9), push back, put it here (K12). The number is the hero; the words say what to do.
import type { Screen } from '../../controller/contract/snapshot.ts';
import { usePage } from '../page.ts';
import { BigButton } from '../parts/big-button.tsx';
import type { Sign } from '../parts/icon.tsx';
import { WindowRing } from '../parts/ring.tsx';
import { SlotPlate } from '../parts/slot-plate.tsx';

type Acting = Extract<Screen, { readonly name: 'releasing' | 'take' | 'push-back' | 'return' }>;

const SIGNS = { releasing: 'clock', take: 'out', 'push-back': 'push', return: 'into' } as const satisfies Record<
  Acting['name'],
  Sign
>;

export function ActScreen({ screen }: { readonly screen: Acting }) {
  const { send, words, aside } = usePage();
  const later = aside.pages.value;
  const { name, slot, key } = screen;
  const [title, hint] = words.act[name](slot, key);
  const blind = name === 'return' ? words.blind[screen.sensing ?? 'fob'] : null;
  return (
    <div class={`act ${name}`}>
      <div class="act-head">
        {name === 'take' && screen.nth !== undefined && (
          <p class="nth">{words.nth(screen.nth, screen.of ?? screen.nth)}</p>
        )}
        <h1>{title}</h1>
        {hint !== '' && <p class="sub">{hint}</p>}
        {name === 'take' && screen.last && later !== 'failed' && later?.lastRead(screen.last)}
      </div>
      <SlotPlate slot={slot} sign={SIGNS[name]} tone={name === 'releasing' ? 'quiet' : 'here'} />
      {(name === 'take' || name === 'return') && (
        <div class="act-side">
          <WindowRing startedAt={screen.startedAt} endsAt={screen.endsAt} />
          {blind !== null && <p class="beside">{blind}</p>}
        </div>
      )}
      {name === 'return' && (
        <div class="buttons">
          <BigButton words={words.toKeys} sign="back" onPress={() => send({ type: 'screen.back' })} />
        </div>
      )}
    </div>
  );
}
