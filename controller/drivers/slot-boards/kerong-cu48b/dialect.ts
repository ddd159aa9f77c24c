// KERONG CU48B: how one board of the bus is spoken to.
import { capabilitiesOf, type KerongCu48bSetup } from '../../../domain/board.ts';
import type { BoardDialect } from '../board-talk.ts';
import type { Bus } from '../bus.ts';
import { framedTalk } from '../framed-talk.ts';
import { type Cu48bFrame, cu48bUnit, encodeFrame } from './frames.ts';
import { parseState, readingOf, stateQuestion, unlockCommand } from './messages.ts';

/** The pulse of a solenoid is 500 ms. */
const WATCH = 600;

/** @throws RangeError when the set-up names a unit that no CU48B has */
export function cu48bDialect(setup: KerongCu48bSetup, bus: Bus<Cu48bFrame>): BoardDialect {
  const unit = cu48bUnit(setup.unit);
  const question = encodeFrame(stateQuestion(unit));
  return {
    capabilities: capabilitiesOf(setup),
    watch: WATCH,
    join: (member) =>
      framedTalk(bus, member, {
        question,
        accept: (frame) => {
          const state = parseState(frame);
          return state !== null && state.unit === unit ? readingOf(state, setup.polarity) : null;
        },
        unlockCommand: (position) => encodeFrame(unlockCommand(unit, position)),
      }),
  };
}
