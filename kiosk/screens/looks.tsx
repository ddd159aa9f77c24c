// K22: how the screen looks and sounds for the person at it. Each choice shows itself at once; one press keeps them for the badge.

import type { ComponentChildren } from 'preact';
import type { SessionView } from '../../controller/contract/snapshot.ts';
import { useAsidePage } from '../pages/aside-page.ts';
import { choicesOf, type LooksChoice } from '../pages/looks-pages.ts';
import { Icon } from '../parts/icon.tsx';
import { RowView } from '../parts/rows.tsx';
import { Scroller } from '../parts/scroller.tsx';
import type { Row } from '../plain.ts';
import { Closing } from './plain.tsx';
import '../styles/contrast.css';

import '../styles/looks.css';
import '../styles/sizes.css';

/** How large each word for a size is written, in millimetres. */
const SAMPLE = { normal: 4.8, large: 5.8, largest: 6.7 } as const;

export function LooksScreen({ endsAt }: { readonly endsAt: string | null }) {
  const page = useAsidePage();
  const { words, feed } = page;
  const session = feed.snapshot.value?.session ?? null;
  if (session === null) return null;
  const choices = choicesOf(session.preferences, page);
  return (
    <div class="page looks">
      <Scroller name={words.looks.title}>
        <div class="page-head">
          <div>
            <h1>{words.looks.title}</h1>
            <Closing endsAt={endsAt} />
          </div>
        </div>
        <div class="looks-groups">
          <Group title={words.looks.textSize}>
            {choices.textSize.map((choice) => (
              <ChoiceView key={choice.value} choice={choice} size={SAMPLE[choice.value]} />
            ))}
          </Group>
          <Group title={words.looks.theme}>
            {choices.theme.map((choice) => (
              <ChoiceView key={choice.value} choice={choice} theme={choice.value} />
            ))}
          </Group>
          <Group title={words.looks.language}>
            {choices.language.map((choice) => (
              <ChoiceView key={choice.value} choice={choice} lang={choice.value} />
            ))}
          </Group>
          <Group title={words.looks.sound}>
            {choices.sound.map((choice) => (
              <ChoiceView key={choice.value} choice={choice} />
            ))}
          </Group>
          <Group title={words.looks.time}>
            {choices.time.map((choice) => (
              <ChoiceView key={choice.value} choice={choice} />
            ))}
          </Group>
        </div>
      </Scroller>
      <Keeping session={session} />
    </div>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <section>
      <h2>{title}</h2>
      <div class="choices">{children}</div>
    </section>
  );
}

interface ChoiceViewProps {
  readonly choice: LooksChoice<string>;
  /** Drawn in its own colours. */
  readonly theme?: string;
  /** The language of its words. */
  readonly lang?: string;
  /** Of its words, in millimetres. */
  readonly size?: number;
}

function ChoiceView({ choice: { words, chosen, press }, theme, lang, size }: ChoiceViewProps) {
  const { blocked } = useAsidePage();
  return (
    <button
      type="button"
      class="tile row offer choice"
      aria-pressed={chosen}
      disabled={blocked.value !== null}
      data-theme={theme}
      lang={lang}
      onClick={press}
    >
      <span class="tile-words">
        <strong style={size === undefined ? undefined : { fontSize: `${size}rem` }}>{words}</strong>
      </span>
      {chosen && <Icon sign="check" />}
    </button>
  );
}

/** Says how far the choices count, and offers to keep them where that would change something. */
function Keeping({ session: { kept, preferences } }: { readonly session: SessionView }) {
  const { words, sender } = useAsidePage();
  const keep = () => void sender.send({ type: 'preferences.set', preferences, remember: true });
  const said = words.looks.kept[kept];
  const row: Row =
    kept === 'session' || kept === 'failed'
      ? { words: words.looks.remember, note: said, sign: kept === 'failed' ? 'triangle' : 'badge', press: keep }
      : { words: said, sign: kept === 'remembered' ? 'check' : 'person' };
  return (
    <div class="buttons" role={kept === 'failed' ? 'alert' : 'status'}>
      <RowView row={row} busy={false} foot="main" />
    </div>
  );
}
