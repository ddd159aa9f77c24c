// The PIN of a supervisor once more, before a review of rights is signed. Never shows which digits.
import { useSecondsUntil } from '../page.ts';
import { useAsidePage } from '../pages/aside-page.ts';
import { Message } from '../parts/message.tsx';
import { NumberEntry } from '../parts/number-entry.tsx';
import type { ScreenProps } from './screen-props.ts';

const SHORTEST = 4;
const LONGEST = 12;

export function SignScreen({ screen }: Pick<ScreenProps<'desk-sign'>, 'screen'>) {
  const { send, words } = useAsidePage();
  const wait = useSecondsUntil(screen.waitUntil);
  const { checking, locked, trouble, wrong, triesLeft } = screen;
  const failed = locked
    ? words.pin.locked
    : wait > 0
      ? words.pin.wait(wait)
      : trouble !== undefined
        ? words.pin[trouble]
        : wrong
          ? `${words.pin.wrong} ${triesLeft === null ? '' : words.pin.triesLeft(triesLeft)}`
          : null;
  return (
    <NumberEntry
      title={words.rights.pin}
      secret
      least={SHORTEST}
      most={LONGEST}
      closed={checking || locked || wait > 0}
      onEnter={(pin) => send({ type: 'desk.prove', pin })}
    >
      {checking ? (
        <Message sign="clock">{words.pin.checking}</Message>
      ) : failed === null ? (
        <p>{words.pin.hint}</p>
      ) : (
        <Message sign={locked ? 'lock' : 'stop'} bad>
          {failed}
        </Message>
      )}
    </NumberEntry>
  );
}
