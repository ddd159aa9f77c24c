// The page's own number pad, so that no system keyboard ever appears. Shows how many digits, never which.
import { usePage } from '../page.ts';
import { Icon } from './icon.tsx';

export interface PinPadProps {
  readonly disabled: boolean;
  /** Whether enough digits are there to be entered. */
  readonly ready: boolean;
  readonly onDigit: (digit: string) => void;
  readonly onDelete: () => void;
  readonly onEnter: () => void;
}

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const;

export function PinPad({ disabled, ready, onDigit, onDelete, onEnter }: PinPadProps) {
  const { words, blocked } = usePage();
  const off = disabled || blocked.value !== null;
  return (
    <fieldset class="pad" aria-label={words.pin.pad}>
      {DIGITS.map((digit) => (
        <button key={digit} type="button" class={`pad-${digit}`} disabled={off} onClick={() => onDigit(digit)}>
          {digit}
        </button>
      ))}
      <button type="button" class="pad-delete" aria-label={words.pin.delete} disabled={off} onClick={onDelete}>
        <Icon sign="erase" />
        <span>{words.pin.delete}</span>
      </button>
      <button type="button" class="pad-enter" aria-label={words.pin.enter} disabled={off || !ready} onClick={onEnter}>
        <Icon sign="enter" />
        <span>{words.pin.enter}</span>
      </button>
    </fieldset>
  );
}
