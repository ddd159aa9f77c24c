// The sheets: where a key belongs, a text, a number, a time, a choice. What they ask goes to whoever opened them, nowhere else.

import { useSignal } from '@preact/signals';
import type { CabinetSnapshot } from '../../controller/contract/snapshot.ts';
import { useAsidePage } from '../pages/aside-page.ts';
import { LetterPad } from '../parts/letter-pad.tsx';
import { NumberEntry } from '../parts/number-entry.tsx';
import { RowView } from '../parts/rows.tsx';
import type { Sheet } from '../sheet.ts';
import { CleaningScreen } from './cleaning.tsx';
import { LooksScreen } from './looks.tsx';
import { Closing, PlainScreen } from './plain.tsx';
import { WhereScreen } from './where.tsx';
import '../styles/typing.css';

type Asking<Kind extends Sheet['kind']> = Extract<Sheet, { readonly kind: Kind }>;

export interface SheetViewProps {
  readonly sheet: Sheet;
  readonly snapshot: CabinetSnapshot;
}

export function SheetView({ sheet, snapshot }: SheetViewProps) {
  const page = useAsidePage();
  switch (sheet.kind) {
    case 'where':
      return <WhereScreen held={sheet.held} snapshot={snapshot} />;
    case 'choice':
      return <PlainScreen page={sheet.page()} />;
    case 'looks':
      return <LooksScreen endsAt={endOf(snapshot)} />;
    case 'cleaning':
      return <CleaningScreen />;
    case 'text':
      return <TextSheet sheet={sheet} endsAt={endOf(snapshot)} />;
    case 'moment':
      return <MomentSheet sheet={sheet} />;
    case 'number':
      return (
        <NumberEntry
          title={sheet.title}
          secret={false}
          least={0}
          most={sheet.most}
          closed={false}
          onEnter={(digits) => {
            page.sheet.value = null;
            sheet.done(digits === '' ? null : Number(digits));
          }}
        >
          {sheet.hint !== undefined && <p>{sheet.hint}</p>}
          <Closing endsAt={endOf(snapshot)} />
        </NumberEntry>
      );
  }
}

function TextSheet({ sheet, endsAt }: { readonly sheet: Asking<'text'>; readonly endsAt: string | null }) {
  const page = useAsidePage();
  const text = useSignal('');
  const { title, most, capitals = false, needed = false, digits = false, done } = sheet;
  const finish = () => {
    page.sheet.value = null;
    done(text.value.trim());
  };
  return (
    <div class="typing">
      <div class="typing-head">
        <h1>{title}</h1>
        <Closing endsAt={endsAt} />
        <p class="typed" role="status">
          {text.value}
          <i />
        </p>
      </div>
      <div class="buttons">
        <RowView
          row={{
            words: page.words.letters.done,
            sign: 'check',
            press: finish,
            off: needed && text.value.trim() === '',
          }}
          busy={false}
          foot="main"
        />
      </div>
      <LetterPad
        text={text.value}
        most={most}
        capitals={capitals}
        digits={digits}
        onText={(typed) => {
          text.value = typed;
        }}
      />
    </div>
  );
}

const MINUTE_MS = 60_000;
/** How far one press moves the time, in minutes. */
const STEPS = [-1440, -60, -15, 1440, 60, 15] as const;

function MomentSheet({ sheet }: { readonly sheet: Asking<'moment'> }) {
  const page = useAsidePage();
  const { words, telling } = page;
  const { moments, now } = telling.value;
  const at = useSignal(sheet.at);
  const rows = STEPS.map((step) => ({
    words: words.step(step),
    press: () => {
      page.sender.type();
      at.value += step * MINUTE_MS;
    },
  }));
  const finish = () => {
    page.sheet.value = null;
    sheet.done(new Date(at.value).toISOString());
  };
  return (
    <PlainScreen
      page={{
        title: sheet.title,
        hero: moments.near(at.value, now),
        groups: [['', rows]],
        feet: [{ words: words.letters.done, sign: 'check', press: finish }],
      }}
    />
  );
}

function endOf({ screen }: CabinetSnapshot): string | null {
  return 'endsAt' in screen ? screen.endsAt : null;
}
