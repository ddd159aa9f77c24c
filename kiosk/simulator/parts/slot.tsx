// One slot: number plate, bolt, and the fob that stands in it. Pressing it uses the tool; a released fob can also be pushed home.
import type { SimulatedFobView, SimulatedSlotView } from '../../../controller/contract/simulation.ts';
import { FobDrawing } from '../drawings/fob.tsx';
import { PushIcon } from '../drawings/icons.tsx';
import { type Play, type Tool, useOfSlot, wordsOfSlot } from '../play.ts';

interface SlotProps {
  readonly slot: SimulatedSlotView;
  readonly ready: SimulatedFobView | null;
  readonly play: Play;
  /** Whether the Tab key stops here; the arrow keys move within the grid. */
  readonly tabStop: boolean;
  /** The pointer or the focus has come here. */
  readonly onLook: (slot: number) => void;
}

export function Slot({ slot, ready, play, tabStop, onLook }: SlotProps) {
  const { number, fob, bolt, jammed, unreadable } = slot;
  const { actor } = play;
  const tool = play.tool.value;
  const { name } = useOfSlot(slot, tool, ready);
  const released = fob !== null && bolt === 'unlocked';
  const place = `slot:${number}` as const;

  function press(shift: boolean): void {
    const used: Tool = shift && tool === 'hand' ? 'crowbar' : tool;
    const use = useOfSlot(slot, used, ready);
    if (use.action === null) actor.explain(use.why, place);
    else actor.act(use.action, place);
  }

  return (
    <li
      class="slot"
      data-fob={fob !== null}
      data-bolt={bolt}
      data-released={released}
      data-jammed={jammed}
      data-blind={unreadable === true}
    >
      <div class="slot-bed">
        <SlotDrawing slot={slot} />
        <button
          type="button"
          class="press slot-face"
          {...(tool === 'jam' && ({ role: 'switch', 'aria-checked': jammed } as const))}
          {...(tool === 'blind' && unreadable !== null && ({ role: 'switch', 'aria-checked': unreadable } as const))}
          aria-label={name}
          aria-describedby={`slot-${number}-words`}
          tabIndex={tabStop ? 0 : -1}
          onMouseEnter={() => onLook(number)}
          onFocus={() => onLook(number)}
          onClick={(event) => press(event.shiftKey)}
        />
      </div>
      <span id={`slot-${number}-words`} hidden>
        {wordsOfSlot(slot)}
      </span>
      {released ? (
        <button
          type="button"
          class="slot-push"
          aria-label={`Push key ${fob.number} home in slot ${number}`}
          onClick={() => actor.act({ type: 'fob.push', slot: number }, place)}
        >
          <PushIcon />
          push
        </button>
      ) : (
        <span class="slot-word" aria-hidden="true">
          {jammed ? 'jammed' : unreadable === true ? 'blind' : fob === null ? 'empty' : 'locked'}
        </span>
      )}
    </li>
  );
}

function SlotDrawing({ slot: { number, fob, jammed, unreadable, lit } }: { readonly slot: SimulatedSlotView }) {
  return (
    <svg class="slot-drawing" viewBox="0 0 60 68" aria-hidden="true" focusable="false">
      <rect class="slot-plate" x="1" y="1" width="58" height="66" rx="7" fill="url(#metal-plate)" />
      <rect class="slot-bay" x="18" y="33" width="34" height="32" rx="8" />
      <circle class="slot-well" cx="35" cy="21.5" r="12.5" fill="url(#metal-well)" />
      {unreadable !== null && (
        <path class="slot-coil" d="M22 60v-14a4 4 0 0 1 4-4h18a4 4 0 0 1 4 4v14M27 60v-12h16v12" />
      )}
      {fob !== null && (
        <g class="slot-fob">
          <FobDrawing fob={fob} x={3} />
        </g>
      )}
      <g class="slot-bolt">
        <rect x="37" y="17.5" width="21" height="8" rx="2" fill="url(#metal-bolt)" />
        <path d="M52 18.5v6M55 18.5v6" />
      </g>
      {unreadable === true && <path class="slot-cross" d="M20 48l14 14M34 48l-14 14" />}
      {lit !== null && <circle class="slot-light" data-lit={lit} cx="9" cy="58" r="4" />}
      {jammed && <path class="slot-cross" d="M42 14.5l14 14M56 14.5l-14 14" />}
      <text class="slot-number" x="5" y="17">
        {number}
      </text>
    </svg>
  );
}
