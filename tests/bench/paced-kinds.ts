// The kinds of board that pull-to-taken measures, with the pace of their wires and the length of what goes over them. As each vendor's
// protocol has it; never of what a driver makes of it.
import { type BoardSetup, capabilitiesOf } from '../../controller/domain/board.ts';
import { parseBoardId } from '../../controller/domain/ids.ts';
import { expectOk } from '../support/expect-ok.ts';
import type { Pace } from './paced-line.ts';

export interface Kind {
  readonly name: string;
  readonly pace: Pace;
  /** Bytes of a question for all sensors, and of its answer. */
  readonly question: number;
  readonly answer: number;
  readonly board: (
    wired: Pick<BoardSetup, 'id' | 'address' | 'unit'> & { readonly polarity: 'one-is-closed' },
  ) => BoardSetup;
}

export const CU16: Kind = {
  name: 'cu16',
  pace: { baudRate: 19_200, thinks: 1 },
  question: 5,
  answer: 9,
  board: (wired) => ({ ...wired, kind: 'kerong-cu16' }),
};
export const CU48B: Kind = {
  name: 'cu48b',
  pace: { baudRate: 19_200, thinks: 1 },
  question: 6,
  answer: 18,
  board: (wired) => ({ ...wired, kind: 'kerong-cu48b' }),
};
/** Of 48 ways; its contacts are at the fobs. */
export const XOR: Kind = {
  name: 'xor',
  pace: { baudRate: 9_600, thinks: 200 },
  question: 5,
  answer: 10,
  board: (wired) => ({
    ...wired,
    kind: 'xor-lock',
    unit: wired.unit + 1,
    ways: 48,
    contact: 'presence',
    pulse: null,
    order: 'last-byte-first',
  }),
};

/** How many boards it takes for so many slots. */
export function boardsOf({ board }: Kind, slots: number): number {
  const [id, address] = [expectOk(parseBoardId('b1')), ''];
  return Math.ceil(slots / capabilitiesOf(board({ id, address, unit: 0, polarity: 'one-is-closed' })).positions);
}
