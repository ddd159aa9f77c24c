// The boards and slots of the demo cabinet: three CU16, or 32 slots spread over any kinds of parts. Pure data; nothing is opened.
import { type BoardSetup, capabilitiesOf } from '../domain/board.ts';
import { type BoardId, type FobId, parseBoardId, parseSlotId } from '../domain/ids.ts';
import type { Key } from '../domain/key.ts';
import type { DoorSetup } from '../domain/setup.ts';
import type { Slot } from '../domain/slot.ts';
import { sure, twoDigits } from './sure.ts';

/** The parts that a demo cabinet can be made of, as the command line names them. */
export const DEMO_PARTS = ['cu16', 'cu48b', 'xor', 'xor-bolt', 'relays', 'modbus'] as const;
export type DemoPart = (typeof DEMO_PARTS)[number];

export interface DemoCabinet {
  readonly boards: readonly BoardSetup[];
  readonly slots: readonly Slot[];
  readonly door: DoorSetup | null;
}

/** A key with the fob that carries it, in the order in which the slots are filled. */
export interface Carried {
  readonly fob: FobId;
  readonly keyClass: Key['class'];
}

const SLOTS = 32;
const SLOTS_A_BOARD = 16;
/** The first bus of a mixed cabinet; the next ones follow it. */
const FIRST_PORT = 4001;

/** Two CU16 with 16 slots each, and a third whose first contact is the door's; all on one bus. */
export function usualCabinet(address: string, keys: readonly Carried[]): DemoCabinet {
  const boards = ['b1', 'b2', 'b3'].map((id, unit) => boardOf('cu16', boardId(id), address, unit));
  const places = [boardId('b1'), boardId('b2')].flatMap((board) =>
    Array.from({ length: SLOTS_A_BOARD }, (_, position) => ({ board, position })),
  );
  const slots = places.map((place, index) => slotOf(place, index, keys[index]?.fob ?? null));
  return { boards, slots, door: { board: boardId('b3'), position: 0 } };
}

/**
 * 32 slots in runs of equal length, one run for each kind of part, each kind on a bus of its own. A slot that cannot see
 * whether a key is there gets no controlled one.
 * @param parts each once; at least one
 * @returns null when a controlled key finds no slot: no part of the list sees whether a key is there
 */
export function mixedCabinet(parts: readonly DemoPart[], keys: readonly Carried[]): DemoCabinet | null {
  const runs = parts.map((part, index) => runOf(part, index, parts.length));
  const boards = runs.flatMap((run) => run.boards);
  const seeing = new Set(boards.filter((board) => capabilitiesOf(board).presence).map(({ id }) => id));
  const places = runs.flatMap((run) => run.places);
  const waiting = [...keys];
  const slots = places.map((place, index) => {
    const left = places.slice(index).filter(({ board }) => seeing.has(board)).length;
    const [key] = waiting.splice(nextFor(seeing.has(place.board), left, waiting), 1);
    return slotOf(place, index, key?.fob ?? null);
  });
  return waiting.length > 0 ? null : { boards, slots, door: doorOf(boards, slots) };
}

/** The place in the line of the key that goes into the next slot; beyond its end for none. @param left slots that see, this one included */
function nextFor(sees: boolean, left: number, waiting: readonly Carried[]): number {
  const controlled = waiting.filter(({ keyClass }) => keyClass === 'controlled').length;
  const next = waiting.findIndex(({ keyClass }) =>
    sees ? keyClass === 'controlled' || controlled < left : keyClass !== 'controlled',
  );
  return next === -1 ? waiting.length : next;
}

interface Place {
  readonly board: BoardId;
  readonly position: number;
}

/** As many boards as the slots of one part need. The first parts get what does not divide evenly. */
function runOf(
  part: DemoPart,
  index: number,
  parts: number,
): { boards: readonly BoardSetup[]; places: readonly Place[] } {
  const address = `tcp://127.0.0.1:${FIRST_PORT + index}`;
  const length = Math.floor(SLOTS / parts) + (index < SLOTS % parts ? 1 : 0);
  const { positions } = capabilitiesOf(boardOf(part, boardId(part), address, 1));
  const boards = Array.from({ length: Math.ceil(length / positions) }, (_, at) =>
    boardOf(part, boardId(`${part}-${at + 1}`), address, at + 1),
  );
  const places = boards.flatMap(({ id }) =>
    Array.from({ length: positions }, (_, position) => ({ board: id, position })),
  );
  return { boards, places: places.slice(0, length) };
}

function boardOf(part: DemoPart, id: BoardId, address: string, unit: number): BoardSetup {
  const wired = { id, address, unit, polarity: 'one-is-closed' } as const;
  switch (part) {
    case 'cu16':
      return { ...wired, kind: 'kerong-cu16' };
    case 'cu48b':
      return { ...wired, kind: 'kerong-cu48b' };
    case 'xor':
    case 'xor-bolt': {
      const contact = part === 'xor' ? 'presence' : 'bolt';
      return { ...wired, kind: 'xor-lock', ways: 8, contact, pulse: null, order: 'last-byte-first' };
    }
    case 'relays':
      return { ...wired, kind: 'modbus', framing: 'rtu', profile: 'waveshare-relay-d' };
    case 'modbus':
      return { ...wired, kind: 'modbus', framing: 'rtu', profile: 'wardkey-map-v1' };
  }
}

/** The door input of a board, or else the contact of a bolt that no slot uses. */
function doorOf(boards: readonly BoardSetup[], slots: readonly Slot[]): DoorSetup | null {
  const input = boards.find((board) => capabilitiesOf(board).door);
  if (input !== undefined) return { board: input.id, input: 'door' };
  for (const board of boards) {
    const { bolt, positions } = capabilitiesOf(board);
    const position = positions - 1;
    const isTaken = slots.some((slot) => slot.board === board.id && slot.position === position);
    if (bolt && !isTaken) return { board: board.id, position };
  }
  return null;
}

function slotOf(place: Place, index: number, fob: FobId | null): Slot {
  return { id: sure(parseSlotId(`slot-${twoDigits(index + 1)}`)), number: index + 1, ...place, fob };
}

function boardId(text: string): BoardId {
  return sure(parseBoardId(text));
}
