// Digits beside the number pad: a PIN as dots, or a number to be seen. They live here until they are given on, once.

import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { usePage } from '../page.ts';
import { PinPad } from './pin-pad.tsx';

export interface NumberEntryProps {
  readonly title: string;
  /** Whether only dots are shown. */
  readonly secret: boolean;
  readonly least: number;
  readonly most: number;
  readonly closed: boolean;
  readonly onEnter: (digits: string) => void;
  /** What is to be said about it. */
  readonly children?: ComponentChildren;
}

export function NumberEntry({ title, secret, least, most, closed, onEnter, children }: NumberEntryProps) {
  const { words, sender } = usePage();
  const digits = useSignal('');
  const { length } = digits.value;
  return (
    <div class="pin">
      <div class="pin-words">
        <h1>{title}</h1>
        {secret ? (
          <div class="dots" role="img" aria-label={words.pin.digits(length)}>
            {Array.from({ length: Math.max(least, length) }, (_, index) => (
              <i key={index} class={index < length ? 'dot filled' : 'dot'} />
            ))}
          </div>
        ) : (
          <p class="typed" role="status">
            {digits.value}
          </p>
        )}
        <div class="pin-message" role="status" aria-live="polite">
          {children}
        </div>
      </div>
      <PinPad
        disabled={closed}
        ready={length >= least}
        onDigit={(digit) => {
          sender.type();
          digits.value = (digits.value + digit).slice(0, most);
        }}
        onDelete={() => {
          sender.type();
          digits.value = digits.value.slice(0, -1);
        }}
        onEnter={() => {
          const entered = digits.value;
          digits.value = '';
          onEnter(entered);
        }}
      />
    </div>
  );
}
