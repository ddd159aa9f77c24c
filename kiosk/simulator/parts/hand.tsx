// The fobs in the hand, as a tray under the cabinet; the picked one goes into the next empty slot that is pressed.
import type { SimulatedFobView } from '../../../controller/contract/simulation.ts';
import { FobDrawing } from '../drawings/fob.tsx';
import { HandIcon } from '../drawings/icons.tsx';
import { type Play, readyFob } from '../play.ts';

export function Hand({ hand, play }: { readonly hand: readonly SimulatedFobView[]; readonly play: Play }) {
  const ready = readyFob(hand, play.picked.value);
  return (
    <section class="hand" aria-labelledby="hand-title">
      <h2 id="hand-title" class="hand-title">
        <HandIcon />
        In the hand
      </h2>
      {hand.length === 0 ? (
        <p class="hand-empty">Nothing. Take a key on the screen, then draw it.</p>
      ) : (
        <ul>
          {hand.map((fob) => (
            <li class="hand-fob" data-ready={fob.id === ready?.id} key={fob.id}>
              <svg viewBox="15 10 34 56" aria-hidden="true" focusable="false">
                <FobDrawing fob={fob} />
              </svg>
              <span class="hand-name">{fob.name}</span>
              <button
                type="button"
                class="press"
                aria-label={`Select key ${fob.number}, ${fob.name}`}
                aria-pressed={fob.id === ready?.id}
                onClick={() => {
                  play.picked.value = fob.id;
                  play.tool.value = 'hand';
                }}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
