// KERONG CU16: how one board of the bus is spoken to.
import { capabilitiesOf, type KerongCu16Setup } from '../../../domain/board.ts';
import type { BoardDialect } from '../board-talk.ts';
import type { Bus } from '../bus.ts';
import { framedTalk } from '../framed-talk.ts';
import { type Cu16Frame, encodeFrame } from './frames.ts';
import { isAskedOfOne, parseState, readingOf, requestFrame } from './messages.ts';

/** The pulse of a solenoid is 500 ms. */
const WATCH = 600;

/** @throws RangeError when the set-up names a unit that no CU16 has */
export function cu16Dialect(setup: KerongCu16Setup, bus: Bus<Cu16Frame>): BoardDialect {
  const { unit, polarity } = setup;
  const question = encodeFrame(requestFrame({ type: 'ask-state', unit }));
  return {
    capabilities: capabilitiesOf(setup),
    watch: WATCH,
    join: (member) =>
      framedTalk(bus, member, {
        question,
        accept: (frame) => {
          const state = isAskedOfOne(frame) ? parseState(frame) : null;
          return state !== null && state.unit === unit ? readingOf(state, polarity) : null;
        },
        unlockCommand: (position) => encodeFrame(requestFrame({ type: 'unlock', unit, position })),
      }),
  };
}
