// K4: the PIN. Digits live here until they are sent, once; they are never shown, kept or logged.
import { useSignal } from '@preact/signals';
import { usePage, useSecondsUntil } from '../page.ts';
import { Icon } from '../parts/icon.tsx';
import { PinPad } from '../parts/pin-pad.tsx';
import type { ScreenProps } from './screen-props.ts';

const SHORTEST = 4;
const LONGEST = 12;

export function PinScreen({ screen, snapshot }: ScreenProps<'pin'>) {
  const { sender, words } = usePage();
  const digits = useSignal('');
  const wait = useSecondsUntil(screen.waitUntil);
  const checking = screen.checking || sender.sending.value?.type === 'pin.enter';
  const closed = checking || screen.locked || wait > 0;

  const enter = () => {
    const pin = digits.value;
    digits.value = '';
    void sender.send({ type: 'pin.enter', pin });
  };

  return (
    <div class="pin">
      <div class="pin-words">
        <h1>{words.pin.title}</h1>
        <div class="dots" role="img" aria-label={words.pin.digits(digits.value.length)}>
          {Array.from({ length: Math.max(SHORTEST, digits.value.length) }, (_, index) => (
            <i key={index} class={index < digits.value.length ? 'dot filled' : 'dot'} />
          ))}
        </div>
        <div class="pin-message" role="status" aria-live="polite">
          <Message {...screen} checking={checking} wait={wait} contact={snapshot.cabinet.contact} />
        </div>
      </div>
      <PinPad
        disabled={closed}
        ready={digits.value.length >= SHORTEST}
        onDigit={(digit) => {
          digits.value = (digits.value + digit).slice(0, LONGEST);
        }}
        onDelete={() => {
          digits.value = digits.value.slice(0, -1);
        }}
        onEnter={enter}
      />
    </div>
  );
}

interface MessageProps {
  readonly wrong: boolean;
  readonly triesLeft: number | null;
  readonly locked: boolean;
  readonly checking: boolean;
  readonly wait: number;
  readonly contact: string;
}

function Message({ wrong, triesLeft, locked, checking, wait, contact }: MessageProps) {
  const { words } = usePage();
  if (checking) {
    return (
      <p>
        <Icon sign="clock" /> {words.pin.checking}
      </p>
    );
  }
  if (locked) {
    return (
      <p class="bad">
        <Icon sign="lock" />
        <span>
          <strong>{words.pin.locked}</strong> {words.ask(contact)}
        </span>
      </p>
    );
  }
  if (wait > 0) {
    return (
      <p class="bad">
        <Icon sign="clock" />
        <strong>{words.pin.wait(wait)}</strong>
      </p>
    );
  }
  if (wrong) {
    return (
      <p class="bad">
        <Icon sign="stop" />
        <span>
          <strong>{words.pin.wrong}</strong> {triesLeft !== null && words.pin.triesLeft(triesLeft)}
        </span>
      </p>
    );
  }
  return <p>{words.pin.hint}</p>;
}
