// The parts of a demo cabinet on the command line: the list that a person types, and what each slot of it can see.
import { DEMO_PARTS, type DemoPart } from '../demo/hospital-boards.ts';
import { type BoardSetup, capabilitiesOf, profileOf } from '../domain/board.ts';
import { err, ok, type Result } from '../domain/result.ts';
import type { CabinetSetup } from '../domain/setup.ts';
import { type Sensing, sensingOf } from '../domain/slot.ts';

const SEES: Readonly<Record<Sensing, string>> = {
  fob: 'sees which fob stands there',
  presence: 'sees that a fob stands there, not which',
  bolt: 'sees only the bolt: a shut latch counts as a key in its slot',
};

/** Reads a list such as "cu16,xor". @returns what is wrong with it, as a sentence */
export function demoPartsIn(list: string): Result<readonly DemoPart[], string> {
  const names = list.split(',').map((name) => name.trim());
  const parts = DEMO_PARTS.filter((part) => names.includes(part));
  const unknown = names.find((name) => !parts.some((part) => part === name));
  if (unknown !== undefined) return err(`--boards knows ${DEMO_PARTS.join(', ')}, not "${unknown}"`);
  return ok(parts.toSorted((a, b) => names.indexOf(a) - names.indexOf(b)));
}

/** One line for each board that has slots: which they are, what it is, what it sees of them. */
export function partLines({ boards, slots, door }: CabinetSetup): readonly string[] {
  return boards.flatMap((board) => {
    const numbers = slots.filter((slot) => slot.board === board.id).map(({ number }) => number);
    const isDoor = door?.board === board.id ? ', and the door' : '';
    const range = numbers.length === 0 ? '–' : `${Math.min(...numbers)}–${Math.max(...numbers)}`;
    if (numbers.length === 0 && isDoor === '') return [];
    const sees = numbers.length === 0 ? 'sees the door' : `${SEES[sensingOf(capabilitiesOf(board))]}${isDoor}`;
    return [`  Slots ${range.padEnd(7)}  ${nameOf(board).padEnd(24)}  ${sees}`];
  });
}

function nameOf(board: BoardSetup): string {
  switch (board.kind) {
    case 'kerong-cu16':
      return 'KERONG CU16';
    case 'kerong-cu48b':
      return 'KERONG CU48B';
    case 'xor-lock':
      return `485 lock board, ${board.ways} ways`;
    case 'modbus':
      return profileOf(board).name;
  }
}
