// K7: every slot where it is on the steel, with what is in it or with whom. A small module can be pressed; a large one is for
// looking, and a slot of it is chosen by its number or from the list. For supervisors: it names people.
import { type Signal, useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { DeskSlotView } from '../../controller/contract/desk-board.ts';
import type { SlotView, SlotViewState } from '../../controller/contract/snapshot.ts';
import { DENSE_FROM, modulesOf } from '../modules.ts';
import { type AsidePage, useAsidePage } from '../pages/aside-page.ts';
import { noticeLine } from '../pages/desk-rows.ts';
import { Icon } from '../parts/icon.tsx';
import { RowView } from '../parts/rows.tsx';
import { Scroller } from '../parts/scroller.tsx';
import { SIGN_OF } from '../parts/slot-map.tsx';
import type { Row } from '../plain.ts';
import { ranges } from '../strings/ranges.ts';
import { Closing } from './plain.tsx';
import type { ScreenProps } from './screen-props.ts';
import '../styles/map.css';

/** What a finger needs for a slot, with the gap beside it, in millimetres. */
const TARGET_MM = 12.7 + 2.5;
/** Digits of a slot number. */
const DIGITS = 4;
/** What is listed beneath the drawing, in the order of need. */
const UNUSUAL: readonly SlotViewState[] = [
  'wrong',
  'fault',
  'push',
  'take',
  'put',
  'overdue',
  'yours',
  'reserved',
  'out',
  'unknown',
];

export function DeskMapScreen({ screen, snapshot }: ScreenProps<'desk-map'>) {
  const page = useAsidePage();
  const { words, roomy, open, columns: asked, feed } = page;
  const shown = useSignal(0);
  const width = useSignal(0);
  const columns = asked.value;
  const isDense = columns > DENSE_FROM;
  const modules = modulesOf(feed.slots.numbers.value, columns);
  const side = isDense && roomy.value ? 2 : 1;
  const leaves = Array.from({ length: Math.ceil(modules.length / side) }, (_, index) =>
    modules.slice(index * side, (index + 1) * side),
  );
  const leaf = leaves[Math.min(shown.value, leaves.length - 1)] ?? [];
  const isPressed = !isDense && width.value >= columns * TARGET_MM;
  const rows = useMemo(() => new Map(screen.slots.map((slot) => [slot.number, slot])), [screen.slots]);
  const numbers = leaf.flat();
  const views = snapshot.slots.filter(({ number }) => numbers.includes(number));
  const alert = noticeLine(screen.notice, page);
  const pick = (number: number) => openSlot(number, rows, page);
  const drawing = (
    <div class="modules" ref={useMemo(() => measure(width), [])}>
      {leaf.map((slots) => (
        <figure key={slots[0]} class="module">
          {leaf.length > 1 && <figcaption>{words.map.slots(slots)}</figcaption>}
          <div
            class={isDense ? 'steel dense' : isPressed ? 'steel pressed' : 'steel'}
            style={{ '--columns': columns, '--rows': Math.ceil(slots.length / columns) }}
          >
            {slots.map((number) => (
              <MapCell
                key={number}
                number={number}
                slot={rows.get(number)}
                onPress={isPressed ? () => pick(number) : null}
              />
            ))}
          </div>
        </figure>
      ))}
    </div>
  );
  // On small glass a large module keeps all its width, and the list scrolls beside or beneath it.
  const isBeside = isDense && !roomy.value;
  return (
    <div class={isBeside ? 'plan beside' : 'plan'}>
      <div class={isPressed ? 'plan-head pressed' : 'plan-head'}>
        <h1 class={roomy.value ? '' : 'visually-hidden'}>{words.plan.title}</h1>
        <div class="buttons">
          {leaves.length > 1 &&
            leaves.map((one, index) => (
              <button
                key={index}
                type="button"
                class="button tab"
                aria-pressed={leaf === one}
                onClick={() => {
                  shown.value = index;
                }}
              >
                {ranges(one.flat())}
              </button>
            ))}
          {!isPressed && (
            <button
              type="button"
              class="button tab"
              onClick={() =>
                open({
                  kind: 'number',
                  title: words.plan.which,
                  most: DIGITS,
                  done: (number) => number !== null && pick(number),
                })
              }
            >
              {words.plan.number}
            </button>
          )}
        </div>
      </div>
      {isBeside && drawing}
      <Scroller key={shown.value} name={words.plan.title}>
        {alert !== null && (
          <p class="alert" role="alert">
            {alert}
          </p>
        )}
        <Closing endsAt={screen.endsAt} />
        {!isBeside && drawing}
        <Legend views={views} />
        <Unusual views={views} slots={rows} busy={screen.busy} />
      </Scroller>
    </div>
  );
}

interface MapCellProps {
  readonly number: number;
  readonly slot: DeskSlotView | undefined;
  readonly onPress: (() => void) | null;
}

/** One slot: redrawn by its own signal alone. */
function MapCell({ number, slot, onPress }: MapCellProps) {
  const page = useAsidePage();
  const { feed, blocked } = page;
  const view = feed.slots.of(number).value;
  const sign = SIGN_OF[view.state];
  const inside = (
    <>
      <span>{number}</span>
      {sign === null ? <i class="fob" /> : <Icon sign={sign} />}
      <span class="cell-words">{stateText(view, page)}</span>
    </>
  );
  if (onPress === null) {
    return (
      <div class="cell" data-state={view.state} data-slot={number}>
        {inside}
      </div>
    );
  }
  return (
    <button
      type="button"
      class="cell"
      data-state={view.state}
      data-slot={number}
      disabled={blocked.value !== null}
      onClick={onPress}
    >
      {inside}
      <span class="visually-hidden">{holdsText(slot, page)}</span>
    </button>
  );
}

/** Every sign that is on this sheet, with its word and how often it is there. */
function Legend({ views }: { readonly views: readonly SlotView[] }) {
  const { words } = useAsidePage();
  const counts = Map.groupBy(views, ({ state }) => state);
  return (
    <ul class="legend" aria-label={words.plan.legend}>
      {[...counts].map(([state, { length }]) => {
        const sign = SIGN_OF[state];
        return (
          <li key={state}>
            <span class="cell" data-state={state} aria-hidden="true">
              {sign === null ? <i class="fob" /> : <Icon sign={sign} />}
            </span>
            {words.plan.states[state]} {length}
          </li>
        );
      })}
    </ul>
  );
}

interface UnusualProps {
  readonly views: readonly SlotView[];
  readonly slots: ReadonlyMap<number, DeskSlotView>;
  readonly busy: boolean;
}

/** What is not as usual, to be read and pressed. */
function Unusual({ views, slots, busy }: UnusualProps) {
  const page = useAsidePage();
  const { words } = page;
  const listed = UNUSUAL.flatMap((state) => views.filter((view) => view.state === state));
  if (listed.length === 0) return <p class="calm">{words.plan.calm}</p>;
  return (
    <section class="group">
      <h2>{words.plan.list}</h2>
      <div class="tiles">
        {listed.map((view) => (
          <RowView
            key={view.number}
            row={rowOf(view, slots.get(view.number), page)}
            busy={busy}
            foot={view.state === 'overdue' ? 'late' : ''}
          />
        ))}
      </div>
    </section>
  );
}

function rowOf(view: SlotView, slot: DeskSlotView | undefined, page: AsidePage): Row {
  const { words, send } = page;
  const sign = SIGN_OF[view.state];
  const key = slot?.key ?? null;
  return {
    words: words.slotNumber(view.number),
    note: slotText(view, slot, page),
    sign: sign ?? 'key',
    ...((view.state === 'wrong' || view.state === 'fault') && { tone: 'fault' as const }),
    ...(view.state === 'overdue' && { tone: 'overdue' as const }),
    ...(key !== null && { press: () => send({ type: 'desk.key', key: key.id }) }),
  };
}

/** "Key 14, Ward pharmacy. With … since 06:10", without its state. */
function holdsText(slot: DeskSlotView | undefined, { words, near }: AsidePage): string {
  const { key = null, holder = null, since = null } = slot ?? {};
  const held = holder === null ? '' : words.desk.with(holder.name);
  return [
    key === null ? '' : words.keyName(key),
    held && `${held}${since === null ? '' : ` ${words.since(near(since))}`}`,
  ]
    .filter(Boolean)
    .join('. ');
}

/** "Key 14, Ward pharmacy. Overdue 2 h. With … since 06:10" */
function slotText(view: SlotView, slot: DeskSlotView | undefined, page: AsidePage): string {
  const { words, near } = page;
  const state = stateText(view, page);
  const held =
    slot?.holder == null
      ? ''
      : `. ${words.desk.with(slot.holder.name)}${slot.since === null ? '' : ` ${words.since(near(slot.since))}`}`;
  return slot?.key == null ? state : `${words.plan.holds(words.keyName(slot.key), state)}${held}`;
}

/** "In", "Overdue 2 h", "From 14:00", "Belongs in 22" */
function stateText({ state, due, from, belongs }: SlotView, { words, near, telling }: AsidePage): string {
  const { moments, now } = telling.value;
  if (state === 'overdue' && due !== undefined) return words.home.overdue(moments.length(now - Date.parse(due)));
  if (state === 'reserved' && from !== undefined) return words.plan.from(near(from));
  if (state === 'wrong' && belongs !== undefined) return words.plan.belongs(belongs);
  return words.plan.states[state];
}

/** To the key of a slot; or what there is to say of one that has none. */
function openSlot(number: number, slots: ReadonlyMap<number, DeskSlotView>, { words, send, choose }: AsidePage): void {
  const slot = slots.get(number);
  if (slot?.key != null) send({ type: 'desk.key', key: slot.key.id });
  else if (slot === undefined) choose(() => ({ title: words.plan.none(number) }));
  else choose(() => ({ title: words.slotNumber(number), lines: [words.plan.free] }));
}

/** Keeps the width of the drawing in millimetres. */
function measure(width: Signal<number>): (box: HTMLElement | null) => void {
  const observer = new ResizeObserver(([entry]) => {
    const root = entry?.target.ownerDocument.documentElement;
    if (entry === undefined || root === undefined) return;
    width.value = entry.contentRect.width / Number.parseFloat(getComputedStyle(root).fontSize);
  });
  return (box) => {
    if (box === null) observer.disconnect();
    else observer.observe(box);
  };
}
