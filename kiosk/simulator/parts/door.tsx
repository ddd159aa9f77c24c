// The door of the cabinet, one large button that swings on its left hinge. Looks like what the contact says, not like what was pressed.
import type { SimulationView } from '../../../controller/contract/simulation.ts';
import { WardkeyMark } from '../drawings/wardkey-mark.tsx';
import type { Play } from '../play.ts';
import { Note } from './note.tsx';

export function Door({ door, play: { actor } }: { readonly door: SimulationView['door']; readonly play: Play }) {
  const closed = door === 'closed';
  const name = closed ? 'Open the door' : 'Close the door';
  return (
    <>
      <div class="hinge">
        <div class="door">
          <div class="door-front" aria-hidden="true">
            <div class="door-window" />
            <p class="door-mark">
              <WardkeyMark />
              Wardkey
            </p>
            <p class="door-hint">press to open</p>
            <div class="door-handle" />
          </div>
          <div class="door-back">
            <div class="door-window" />
          </div>
          <button
            type="button"
            class="press"
            aria-label={name}
            title={name}
            onClick={() => actor.act({ type: closed ? 'door.open' : 'door.close' }, 'door')}
          />
        </div>
      </div>
      <div class="door-note">
        <Note actor={actor} place="door" />
      </div>
    </>
  );
}
