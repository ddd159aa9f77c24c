// A fob: a steel knob that locks into a slot, and below it a coloured tag with the engraved number. Lives inside an <svg>.
import type { SimulatedFobView } from '../../../controller/contract/simulation.ts';
import { tagOf } from '../play.ts';

/** Drawn around 32 + x, from y = 12 (knob) to y = 63 (tag). */
export function FobDrawing({ fob, x = 0 }: { readonly fob: SimulatedFobView; readonly x?: number }) {
  return (
    <g class={`tag-${tagOf(fob.name)}`} transform={`translate(${x})`}>
      <rect x="28" y="27" width="8" height="11" fill="url(#metal-bolt)" />
      <circle cx="32" cy="21.5" r="9.5" fill="url(#metal-knob)" />
      <circle cx="32" cy="21.5" r="4" class="fob-pin" />
      <rect x="17" y="35" width="30" height="28" rx="6.5" class="fob-tag" />
      <rect x="17" y="35" width="30" height="28" rx="6.5" fill="url(#tag-shine)" />
      <text x="32" y="55.5" class="fob-number" data-long={fob.number > 99}>
        {fob.number}
      </text>
    </g>
  );
}
