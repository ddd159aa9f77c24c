// A PIN of one's own, twice. Never shows which digits.
import { useAsidePage } from '../pages/aside-page.ts';
import { Message } from '../parts/message.tsx';
import { NumberEntry } from '../parts/number-entry.tsx';
import type { ScreenProps } from './screen-props.ts';

const LONGEST = 12;

export function NewPinScreen({ screen }: Pick<ScreenProps<'account-pin'>, 'screen'>) {
  const { send, words } = useAsidePage();
  const { purpose, step, fewest, fault, busy } = screen;
  return (
    <NumberEntry
      key={step}
      title={step === 'choose' ? words.newPin.choose[purpose] : words.newPin.repeat}
      secret
      least={fewest}
      most={LONGEST}
      closed={busy}
      onEnter={(pin) => send({ type: 'account.pin', pin })}
    >
      {busy ? (
        <Message sign="clock">{words.pin.checking}</Message>
      ) : fault === null ? (
        <p>{words.newPin.least(fewest)}</p>
      ) : (
        <Message sign="stop" bad>
          {words.pinFaults[fault]}
        </Message>
      )}
    </NumberEntry>
  );
}
