// The PIN of a supervisor once more, before a review of rights is signed or slots open past the rules. Never shows which digits.
import { useSecondsUntil } from '../page.ts';
import { useAsidePage } from '../pages/aside-page.ts';
import { Message } from '../parts/message.tsx';
import { NumberEntry } from '../parts/number-entry.tsx';
import type { ScreenProps } from './screen-props.ts';

const SHORTEST = 4;
const LONGEST = 12;

export function SignScreen({ screen }: Pick<ScreenProps<'desk-sign' | 'desk-secure' | 'shift-pin'>, 'screen'>) {
  const { send, words } = useAsidePage();
  const wait = useSecondsUntil(screen.waitUntil);
  const { checking, locked, trouble, wrong, triesLeft } = screen;
  const title =
    screen.name === 'desk-sign'
      ? words.rights.pin
      : screen.name === 'shift-pin'
        ? words.shift.pin(screen.of.name)
        : words.force.pin(screen.key);
  const type = screen.name === 'shift-pin' ? 'shift.prove' : 'desk.prove';
  const failed = locked
    ? words.pin.locked
    : wait > 0
      ? words.pin.wait(wait)
      : trouble !== undefined
        ? words.pin.troubles[trouble]
        : wrong
          ? `${words.pin.wrong} ${triesLeft === null ? '' : words.pin.triesLeft(triesLeft)}`
          : null;
  return (
    <NumberEntry
      title={title}
      secret
      least={SHORTEST}
      most={LONGEST}
      closed={checking || locked || wait > 0}
      onEnter={(pin) => send({ type, pin })}
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
