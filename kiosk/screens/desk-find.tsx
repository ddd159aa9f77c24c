// K6: a key or a person from the first letter. A letter shows at once; what it finds follows, always that of the newest letters.
// What was typed stays here and in the question to the controller.
import { type Signal, useSignal, useSignalEffect } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Command } from '../../controller/contract/command.ts';
import type { DeskKey } from '../../controller/contract/desk-records.ts';
import { type AsidePage, useAsidePage } from '../pages/aside-page.ts';
import { keyRow, personRow, whereText } from '../pages/desk-rows.ts';
import { Icon } from '../parts/icon.tsx';
import { RowView } from '../parts/rows.tsx';
import { Scroller } from '../parts/scroller.tsx';
import { Closing } from './plain.tsx';
import type { ScreenProps } from './screen-props.ts';
import '../styles/find.css';
import '../styles/board.css';
import '../styles/typing.css';

/** Of a text that is looked for. */
const MOST = 64;
const DIGITS = '1234567890';
const DELETE = '\b';
const SWITCH = '\t';
const CLEAR = '\f';

export function DeskFindScreen({ screen }: Pick<ScreenProps<'desk-found'>, 'screen'>) {
  const page = useAsidePage();
  const { words } = page;
  const text = useSignal(screen.text);
  const choose = useQuestions(text);
  // A row asks for its own page, and must wait for the letter that is on its way.
  const rows = { ...page, send: choose };
  const { keys, people, more } = screen;
  const isAnswered = screen.text === text.value;
  const isEmpty = keys.length + people.length === 0;
  return (
    <div class="finding">
      <div class="finding-head">
        <h1>{words.find.title}</h1>
        <p class="typed" role="status" aria-label={words.find.typed(text.value)}>
          {text.value}
          <i />
        </p>
        {text.value === '' && <p>{words.find.hint}</p>}
        <Closing endsAt={screen.endsAt} />
      </div>
      <Scroller key={screen.text} name={words.find.results}>
        {isAnswered && isEmpty && text.value.trim() !== '' && <p role="status">{words.find.nothing(text.value)}</p>}
        <div class="tiles">
          {keys.map((key) => (
            <RowView key={key.id} row={{ ...keyRow(key, rows), note: briefly(key, page) }} busy={false} />
          ))}
          {people.map((person) => (
            <RowView key={person.id} row={personRow(person, rows)} busy={false} />
          ))}
        </div>
        {more && <p>{words.desk.more}</p>}
      </Scroller>
      <FindPad
        text={text.value}
        onText={(typed) => {
          text.value = typed;
        }}
      />
    </div>
  );
}

/** Where it is, in as few words as will do: the page of the key says more. */
function briefly(key: DeskKey, page: AsidePage): string {
  const { where, slot } = key;
  const { words, telling } = page;
  if (where.at === 'slot' && slot !== null) return words.slotNumber(slot);
  if (where.at !== 'person') return whereText(key, page);
  const { moments, now } = telling.value;
  const late =
    where.overdue && where.due !== null ? `. ${words.home.overdue(moments.length(now - Date.parse(where.due)))}` : '';
  return `${words.desk.with(where.person.name)}${late}`;
}

/**
 * Asks for what is typed, one question at a time: the next goes out when the one before is answered, and letters in between are
 * never asked for alone. @returns asks for something else instead, as soon as it can be asked
 */
function useQuestions(text: Signal<string>): (command: Command) => void {
  const { feed, sender, blocked } = useAsidePage();
  const wish = useSignal<Command | null>(null);
  const tried = useMemo(() => ({ question: '', seen: text.value, sent: text.value }), []);
  useSignalEffect(() => {
    const [seen, typed, wished] = [feed.snapshot.value, text.value, wish.value];
    if (seen?.screen.name !== 'desk-found' || seen.screen.busy) return;
    // What the controller was asked by somebody else than this pad is what stands in it.
    if (seen.screen.text !== tried.seen && seen.screen.text !== tried.sent) text.value = seen.screen.text;
    tried.seen = seen.screen.text;
    if (sender.sending.value !== null || blocked.value !== null) return;
    const asked = seen.screen.text === typed ? null : ({ type: 'desk.find', text: typed } as const);
    const next = wished ?? asked;
    // One that was refused is asked again only of a newer picture.
    const question = `${seen.revision} ${JSON.stringify(next)}`;
    if (next === null || tried.question === question) return;
    tried.question = question;
    tried.sent = typed;
    queueMicrotask(() => {
      wish.value = null;
      void sender.send(next);
    });
  });
  return (command) => {
    wish.value = command;
  };
}

interface FindPadProps {
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** Letters in the order of the language. Where there is room, digits stand over them. */
function FindPad({ text, onText }: FindPadProps) {
  const { words, roomy } = useAsidePage();
  const numbers = useSignal(false);
  const { letters } = words.find;
  const keys = roomy.value
    ? `${DIGITS}${letters}${DELETE} ${CLEAR}`
    : `${numbers.value ? DIGITS : letters}${DELETE}${SWITCH} ${CLEAR}`;
  const names: Readonly<Record<string, string>> = {
    [DELETE]: words.pin.delete,
    [SWITCH]: numbers.value ? 'ABC' : '123',
    [CLEAR]: words.find.clear,
    ' ': words.letters.space,
  };
  const press = (key: string) => {
    if (key === SWITCH) numbers.value = !numbers.value;
    else if (key === CLEAR) onText('');
    else if (key === DELETE) onText(Array.from(text).slice(0, -1).join(''));
    else if (text.length < MOST && !(key === ' ' && text === '')) onText(text + key.toUpperCase());
  };
  return (
    <fieldset class="letters" aria-label={words.letters.pad}>
      {Array.from(keys).map((key) => (
        <button
          key={key}
          type="button"
          class={names[key] === undefined ? '' : 'word'}
          aria-label={names[key] ?? key.toUpperCase()}
          onClick={() => press(key)}
        >
          {key === DELETE ? <Icon sign="erase" /> : (names[key] ?? key.toUpperCase())}
        </button>
      ))}
    </fieldset>
  );
}
