// The switches that break things: boards, reader, bolts. A switch shows what the simulated cabinet says, never what was pressed.
import type { SimulationAction, SimulationView } from '../../../controller/contract/simulation.ts';
import type { Actor, Place } from '../act.ts';
import type { Play } from '../play.ts';
import { Note } from './note.tsx';

export function Faults({ view, play }: { readonly view: SimulationView; readonly play: Play }) {
  const { actor } = play;
  const jammed = view.slots.filter((slot) => slot.jammed);
  return (
    <section class="panel faults" aria-labelledby="faults-title">
      <div class="panel-head">
        <h2 id="faults-title">Faults</h2>
        <p class="part-more">Break something and see what the cabinet says.</p>
      </div>
      <ul>
        {view.boards.map(({ id, silent, garbled, slots }) => (
          <li key={id}>
            <p class="fault-thing">
              Board {id} <span>{rangeOf(slots)}</span>
            </p>
            <FaultSwitch
              actor={actor}
              on={silent}
              name={`Board ${id} silent`}
              word="silent"
              place={`board-silent:${id}`}
              action={{ type: 'fault.set', fault: 'board-silent', board: id, on: !silent }}
            />
            <FaultSwitch
              actor={actor}
              on={garbled}
              name={`Board ${id} garbled`}
              word="garbled"
              place={`board-garbled:${id}`}
              action={{ type: 'fault.set', fault: 'board-garbled', board: id, on: !garbled }}
            />
          </li>
        ))}
        <li>
          <p class="fault-thing">Badge reader</p>
          <FaultSwitch
            actor={actor}
            on={view.reader.lost}
            name="Reader lost"
            word="lost"
            place="reader"
            action={{ type: 'fault.set', fault: 'reader-lost', on: !view.reader.lost }}
          />
        </li>
        <li>
          <p class="fault-thing">Bolts</p>
          <p class="fault-bolts">
            {jammed.length === 0
              ? 'None jammed. Choose the tool “Jam”, then press a slot.'
              : `Jammed: ${jammed.map((slot) => slot.number).join(', ')}. Press again with the tool “Jam” to free.`}
          </p>
        </li>
      </ul>
    </section>
  );
}

interface FaultSwitchProps {
  readonly actor: Actor;
  readonly on: boolean;
  readonly name: string;
  readonly word: string;
  readonly place: Place;
  readonly action: SimulationAction;
}

function FaultSwitch({ actor, on, name, word, place, action }: FaultSwitchProps) {
  return (
    <div class="fault-switch">
      <button type="button" role="switch" aria-checked={on} aria-label={name} onClick={() => actor.act(action, place)}>
        <span class="switch-track" aria-hidden="true" />
        <span>{word}</span>
      </button>
      <Note actor={actor} place={place} side="end" />
    </div>
  );
}

/** "slots 1–16", from numbers in any order. */
function rangeOf(slots: readonly number[]): string {
  const [first] = slots;
  if (first === undefined) return 'no slots';
  const low = Math.min(...slots);
  const high = Math.max(...slots);
  return low === high ? `slot ${low}` : `slots ${low}–${high}`;
}
