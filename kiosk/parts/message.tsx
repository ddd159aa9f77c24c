// One line about what was typed, with its sign.
import type { ComponentChildren } from 'preact';
import { Icon, type Sign } from './icon.tsx';

interface MessageProps {
  readonly sign: Sign;
  readonly bad?: boolean;
  readonly children: ComponentChildren;
}

export function Message({ sign, bad = false, children }: MessageProps) {
  return (
    <p class={bad ? 'bad' : ''}>
      <Icon sign={sign} />
      <span>{children}</span>
    </p>
  );
}
