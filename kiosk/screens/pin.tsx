// K4 and its kin: the PIN of a person, on arrival, for a key or for the desk. Never shows which digits.
import type { Command } from '../../controller/contract/command.ts';
import { usePage, useSecondsUntil } from '../page.ts';
import { Message } from '../parts/message.tsx';
import { NumberEntry } from '../parts/number-entry.tsx';
import type { ScreenProps } from './screen-props.ts';

const SHORTEST = 4;
const LONGEST = 12;

export function PinScreen({ screen, snapshot }: ScreenProps<'pin' | 'desk-pin'>) {
  const { sender, send, words } = usePage();
  const wait = useSecondsUntil(screen.waitUntil);
  const { locked, wrong, triesLeft, trouble } = screen;
  const checking = screen.checking || isPin(sender.sending.value);
  const isDesk = screen.name === 'desk-pin';
  const ask = isDesk ? words.pin.forDesk : screen.key === null ? words.pin.title : words.pin.forKey(screen.key);
  return (
    <NumberEntry
      title={'of' in screen && screen.of !== undefined ? words.named(screen.of, ask) : ask}
      secret
      least={SHORTEST}
      most={LONGEST}
      closed={checking || locked || wait > 0}
      onEnter={(pin) => send({ type: isDesk ? 'desk.prove' : 'pin.enter', pin })}
    >
      {checking ? (
        <Message sign="clock">{words.pin.checking}</Message>
      ) : locked ? (
        <Message sign="lock" bad>
          <strong>{words.pin.locked}</strong> {words.ask(snapshot.cabinet.contact)}
        </Message>
      ) : wait > 0 ? (
        <Message sign="clock" bad>
          <strong>{words.pin.wait(wait)}</strong>
        </Message>
      ) : trouble !== undefined ? (
        <Message sign="clock" bad>
          <strong>{words.pin.troubles[trouble]}</strong> {trouble === 'expired' && words.ask(snapshot.cabinet.contact)}
        </Message>
      ) : wrong ? (
        <Message sign="stop" bad>
          <strong>{words.pin.wrong}</strong> {triesLeft !== null && words.pin.triesLeft(triesLeft)}
        </Message>
      ) : (
        <p>{words.pin.hint}</p>
      )}
    </NumberEntry>
  );
}

function isPin(command: Command | null): boolean {
  return command?.type === 'pin.enter' || command?.type === 'desk.prove';
}
