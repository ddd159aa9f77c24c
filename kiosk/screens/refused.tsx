// K13: not possible, and why, until when, and who can help. Never only "denied".
import { isBreakdown } from '../breakdown.ts';
import { usePage, useSecondsUntil } from '../page.ts';
import { BigButton } from '../parts/big-button.tsx';
import { Icon } from '../parts/icon.tsx';
import { Scroller } from '../parts/scroller.tsx';
import type { ScreenProps } from './screen-props.ts';

export function RefusedScreen({ screen, snapshot }: ScreenProps<'refused'>) {
  const { sender, words, telling } = usePage();
  const { key, refusals, endsAt } = screen;
  const left = useSecondsUntil(endsAt);
  const broken = refusals.some(isBreakdown);
  const contacts = [...new Set(refusals.map(({ contact }) => contact))];
  return (
    <div class={broken ? 'refused broken' : 'refused'}>
      <Icon sign={broken ? 'triangle' : 'stop'} />
      <Scroller name={words.refused.reasons}>
        <div class="refused-words" role="alert">
          {key !== null && (
            <p class="refused-key">
              {words.keyNumber(key.number)}, {key.name}
            </p>
          )}
          {refusals.map((refusal, index) =>
            index === 0 ? (
              <h1 key={refusal.code}>{words.refusal(refusal, telling.value)}</h1>
            ) : (
              <h2 key={refusal.code}>{words.refusal(refusal, telling.value)}</h2>
            ),
          )}
          <ul class="help">
            {contacts.map((contact) => (
              <li key={contact}>
                <Icon sign="phone" /> {words.ask(contact)}
              </li>
            ))}
          </ul>
        </div>
      </Scroller>
      <div class="refused-end">
        {snapshot.session !== null && (
          <BigButton
            words={key === null ? words.back : words.done.more}
            sign="back"
            weight="main"
            onPress={() => void sender.send({ type: 'screen.back' })}
          />
        )}
        <p>{words.refused.countdown(left)}</p>
      </div>
    </div>
  );
}
