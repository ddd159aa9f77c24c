// The page's own letters, large enough for gloves, so that no system keyboard ever appears. Keeps nothing that was typed.
import { useSignal } from '@preact/signals';
import { useAsidePage } from '../pages/aside-page.ts';
import { Icon } from './icon.tsx';

/** Three rows of ten on lying glass, six of five on standing glass. */
const PADS = ['qwertyuiopasdfghjkl\bzxcvbnm\t. ', "1234567890-/:,'()+&\b?!@#%=_\t. "] as const;
const DELETE = '\b';
const SWITCH = '\t';

export interface LetterPadProps {
  readonly text: string;
  readonly most: number;
  /** A code or a number, not a sentence. */
  readonly capitals: boolean;
  /** Whether digits and signs stand first. */
  readonly digits: boolean;
  readonly onText: (text: string) => void;
}

export function LetterPad({ text, most, capitals, digits, onText }: LetterPadProps) {
  const { words, sender } = useAsidePage();
  const pad = useSignal(digits ? 1 : 0);
  const names: Readonly<Record<string, string>> = {
    [DELETE]: words.pin.delete,
    [SWITCH]: pad.value === 0 ? '123' : 'ABC',
    ' ': words.letters.space,
  };
  const press = (key: string) => {
    sender.type();
    if (key === SWITCH) pad.value = 1 - pad.value;
    else if (key === DELETE) onText(Array.from(text).slice(0, -1).join(''));
    else if (text.length < most) onText(text + (capitals || text === '' ? key.toUpperCase() : key));
  };
  return (
    <fieldset class="letters" aria-label={words.letters.pad}>
      {Array.from(PADS[pad.value] ?? '').map((key) => (
        <button
          key={key}
          type="button"
          class={names[key] === undefined || key === ' ' ? '' : 'word'}
          aria-label={names[key] ?? key.toUpperCase()}
          onClick={() => press(key)}
        >
          {key === DELETE ? (
            <Icon sign="erase" />
          ) : key === ' ' ? (
            <Icon sign="space" />
          ) : (
            (names[key] ?? key.toUpperCase())
          )}
        </button>
      ))}
    </fieldset>
  );
}
