// The switches that break things: boards, their case and power, reader, bolts, chip readers. A switch shows what the simulated cabinet says, never what was pressed.
import type { SimulatedBoardView, SimulationAction, SimulationView } from '../../../controller/contract/simulation.ts';
import type { Actor, Place } from '../act.ts';
import { namedReader, type Play } from '../play.ts';
import { Note } from './note.tsx';

export function Faults({ view, play }: { readonly view: SimulationView; readonly play: Play }) {
  const { actor } = play;
  const jammed = view.slots.filter((slot) => slot.jammed);
  const blind = view.slots.filter((slot) => slot.unreadable === true);
  return (
    <section class="panel faults" aria-labelledby="faults-title">
      <div class="panel-head">
        <h2 id="faults-title">Faults</h2>
        <p class="part-more">Break something and see what the cabinet says.</p>
      </div>
      <ul>
        {view.boards.map((board) => (
          <li key={board.id}>
            <p class="fault-thing">
              Board {board.id}
              <span>
                {KINDS[board.kind]}, {rangeOf(board.slots)}
              </span>
            </p>
            <div class="fault-switches">
              {switchesOf(board).map(({ fault, word, on }) => (
                <FaultSwitch
                  key={fault}
                  actor={actor}
                  on={on}
                  name={`Board ${board.id} ${word}`}
                  word={word}
                  place={`board:${board.id}:${fault}`}
                  action={{ type: 'fault.set', fault, board: board.id, on: !on }}
                />
              ))}
            </div>
          </li>
        ))}
        {view.readers.map((reader) => (
          <li key={reader.id}>
            <p class="fault-thing">
              Badge reader
              {view.readers.length > 1 && <span>{reader.id}</span>}
            </p>
            <FaultSwitch
              actor={actor}
              on={reader.lost}
              name={view.readers.length > 1 ? `Reader ${reader.id} lost` : 'Reader lost'}
              word="lost"
              place={`reader:${reader.id}`}
              action={{
                type: 'fault.set',
                fault: 'reader-lost',
                ...namedReader(view.readers, reader),
                on: !reader.lost,
              }}
            />
          </li>
        ))}
        <li>
          <p class="fault-thing">Bolts</p>
          <p class="fault-bolts">
            {jammed.length === 0
              ? 'None jammed. Choose the tool “Jam”, then press a slot.'
              : `Jammed: ${jammed.map((slot) => slot.number).join(', ')}. Press again with the tool “Jam” to free.`}
          </p>
        </li>
        {view.slots.some(({ unreadable }) => unreadable !== null) && (
          <li>
            <p class="fault-thing">Chip readers</p>
            <p class="fault-bolts">
              {blind.length === 0
                ? 'All see. Choose the tool “Blind”, then press a slot.'
                : `Blind: ${blind.map((slot) => slot.number).join(', ')}. Press again with the tool “Blind” to let them see.`}
            </p>
          </li>
        )}
      </ul>
    </section>
  );
}

const KINDS: Readonly<Record<SimulatedBoardView['kind'], string>> = {
  'kerong-cu16': 'CU16',
  'kerong-cu48b': 'CU48B',
  'xor-lock': '485 lock board',
  modbus: 'Modbus',
};

type BoardFault = Extract<SimulationAction, { readonly type: 'fault.set'; readonly board: string }>['fault'];

interface BoardSwitch {
  readonly fault: BoardFault;
  readonly word: string;
  readonly on: boolean;
}

/** What can be broken on a board: its line always, case and power as far as it has inputs for them. */
function switchesOf({
  silent,
  garbled,
  inputs: { tamper, mains, battery },
}: SimulatedBoardView): readonly BoardSwitch[] {
  const known = (has: unknown, one: BoardSwitch) => (has === null ? [] : [one]);
  return [
    { fault: 'board-silent', word: 'silent', on: silent },
    { fault: 'board-garbled', word: 'garbled', on: garbled },
    ...known(tamper, { fault: 'case-open', word: 'case open', on: tamper === 'open' }),
    ...known(mains, { fault: 'mains-lost', word: 'mains lost', on: mains === 'off' }),
    ...known(battery, { fault: 'battery-low', word: 'battery low', on: battery === 'low' }),
  ];
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
