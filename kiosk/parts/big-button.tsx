// The one kind of button: large, with a sign and words. Disabled while the page is not live or a press is on its way.
import { usePage } from '../page.ts';
import { Icon, type Sign } from './icon.tsx';

export interface BigButtonProps {
  readonly words: string;
  readonly sign: Sign;
  readonly onPress: () => void;
  /** Spoken name where the words alone do not say which key. */
  readonly label?: string;
  /** `main` is the one answer that most people want. */
  readonly weight?: 'main' | 'plain';
  /** Whether it asks the controller for something, and so needs a live page. */
  readonly local?: boolean;
  readonly disabled?: boolean;
}

export function BigButton(props: BigButtonProps) {
  const { words, sign, onPress, label, weight = 'plain', local = false, disabled = false } = props;
  const blocked = usePage().blocked.value;
  const described = blocked !== null && !local ? { 'aria-describedby': 'not-live' } : {};
  const named = label === undefined ? {} : { 'aria-label': label };
  return (
    <button
      type="button"
      class={`button ${weight}`}
      disabled={disabled || (blocked !== null && !local)}
      onClick={onPress}
      {...named}
      {...described}
    >
      <Icon sign={sign} />
      <span>{words}</span>
    </button>
  );
}
