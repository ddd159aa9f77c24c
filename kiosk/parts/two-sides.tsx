// Who gives and who takes, side by side with an arrow between them. The side that is waited for is marked by more than colour.
import { useAsidePage } from '../pages/aside-page.ts';
import { Icon, type Sign } from './icon.tsx';

interface TwoSidesProps {
  readonly from: string;
  /** null = their badge is waited for. */
  readonly to: string | null;
  /** How much goes over, in words; null = it is not counted. */
  readonly count?: string | null;
  /** Whether whoever takes has still to say so. */
  readonly asks: boolean;
}

export function TwoSides({ from, to, count = null, asks }: TwoSidesProps) {
  const { words } = useAsidePage();
  return (
    <div class="sides" role="status" aria-live="polite">
      <Side caption={words.sides.gives} name={from} sign="check" look="set" />
      <div class="sides-way">
        {count !== null && <strong>{count}</strong>}
        <Icon sign="push" />
      </div>
      <Side
        caption={words.sides.takes}
        name={to ?? words.sides.badge}
        sign={to === null ? 'badge' : asks ? 'person' : 'clock'}
        look={to === null ? 'wanted' : 'asked'}
      />
    </div>
  );
}

interface SideProps {
  readonly caption: string;
  readonly name: string;
  readonly sign: Sign;
  /** `set`: has done their part. `wanted`: their badge is waited for. `later`: one of the next. `asked`: it is their turn. */
  readonly look: 'set' | 'wanted' | 'later' | 'asked';
}

export function Side({ caption, name, sign, look }: SideProps) {
  return (
    <div class={`side ${look}`}>
      <Icon sign={sign} />
      <p>
        <span>{caption}</span>
        <strong>{name}</strong>
      </p>
    </div>
  );
}
