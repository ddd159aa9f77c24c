// The drawn cabinet: a steel body with its slots and a door that swings. Shows what is; whether a thing may be done is not known here.
import { useSignal } from '@preact/signals';
import type { SimulatedFobView, SimulationView } from '../../../controller/contract/simulation.ts';
import { type Play, readyFob, wordsOfSlot } from '../play.ts';
import { Door } from './door.tsx';
import { Note } from './note.tsx';
import { Slot } from './slot.tsx';
import { ToolChoice } from './tool-choice.tsx';

export function Cabinet({ view, play }: { readonly view: SimulationView; readonly play: Play }) {
  const looked = useSignal<number | null>(null);
  const { slots, columns } = view;
  const ready = readyFob(view.hand, play.picked.value);
  const stop = slots.find((slot) => slot.number === looked.value)?.number ?? slots[0]?.number;
  return (
    <section class="cabinet" aria-labelledby="cabinet-title">
      <div class="part-head">
        <h2 id="cabinet-title">Cabinet</h2>
        <p class="part-more">door {view.door}</p>
        <ToolChoice play={play} chips={slots.some(({ unreadable }) => unreadable !== null)} />
      </div>
      <div class="steel" data-door={view.door} data-tool={play.tool.value}>
        <div class="steel-inside">
          <ul
            class="slots"
            aria-label="Slots"
            style={{ '--columns': columns }}
            onKeyDown={(event) => moveFocus(event, columns)}
            onMouseLeave={() => {
              looked.value = null;
            }}
          >
            {slots.map((slot) => (
              <Slot
                key={slot.number}
                slot={slot}
                ready={ready}
                play={play}
                tabStop={slot.number === stop}
                onLook={(number) => {
                  looked.value = number;
                }}
              />
            ))}
          </ul>
          <SlotNotes view={view} play={play} />
        </div>
        <p class="steel-plate" aria-hidden="true">
          {wordsOf(view, looked.value, ready)}
        </p>
        <Door door={view.door} play={play} />
      </div>
    </section>
  );
}

/** The notes lie above the door, so that what happens behind it can be told too. */
function SlotNotes({ view: { slots, columns }, play }: { readonly view: SimulationView; readonly play: Play }) {
  const refused = play.actor.refused.value;
  const index = slots.findIndex((slot) => refused?.place === `slot:${slot.number}`);
  const slot = slots[index];
  if (slot === undefined) return null;
  const column = index % columns;
  const cell = { '--column': column, '--row': Math.floor(index / columns), '--columns': columns };
  const side = column < 2 ? 'start' : column >= columns - 2 ? 'end' : 'centre';
  return (
    <div class="slot-note" data-top={index < columns} style={cell}>
      <Note actor={play.actor} place={`slot:${slot.number}`} side={side} />
    </div>
  );
}

/** The line on the plinth: the slot that is looked at, else how the whole stands. */
function wordsOf({ slots, hand }: SimulationView, looked: number | null, ready: SimulatedFobView | null): string {
  const slot = slots.find(({ number }) => number === looked);
  if (slot === undefined) {
    const filled = slots.filter(({ fob }) => fob !== null).length;
    const held = hand.filter(({ stranger }) => stranger !== true).length;
    return `${filled} keys in, ${held} in the hand`;
  }
  const offer = slot.fob === null && ready !== null ? `; key ${ready.number} would go in` : '';
  return `Slot ${slot.number}: ${wordsOfSlot(slot)}${offer}`;
}

/** Arrow keys, Home and End move between slots; the door and the hand are reached by Tab. */
function moveFocus(event: KeyboardEvent & { readonly currentTarget: HTMLElement }, columns: number): void {
  const faces = [...event.currentTarget.querySelectorAll<HTMLElement>('.slot-face')];
  const here = faces.findIndex((face) => face.matches(':focus'));
  if (here < 0) return;
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    Home: -here,
    End: faces.length - 1 - here,
  };
  const step = steps[event.key];
  if (step === undefined) return;
  event.preventDefault();
  faces[here + step]?.focus();
}
