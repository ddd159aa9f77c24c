// Whether the boards, readers, slots and fobs of a set-up can be wired as it says: places, ports, chips, and what each part can
// see. Says nothing about references; a part that names an unknown board is passed over here.
import { type BoardSetup, capabilitiesOf } from '../domain/board.ts';
import type { BoardId } from '../domain/ids.ts';
import type { Key } from '../domain/key.ts';
import type { ReaderSetup, TextNumber } from '../domain/reader.ts';
import type { CabinetSetup, DoorSetup } from '../domain/setup.ts';
import type { Slot } from '../domain/slot.ts';
import type { SetupFault } from './fault.ts';

/** Everything that is wrong with the hardware, each fault at its place. */
export function hardwareFaults(setup: CabinetSetup): readonly SetupFault[] {
  const boards = new Map(setup.boards.map((board) => [board.id, board]));
  return [
    ...setup.slots.flatMap((slot, index) => slotFaults(slot, `slots[${index}]`, setup, boards)),
    ...(setup.door === null ? [] : doorFaults(setup.door, setup, boards)),
    ...chipFaults(setup),
    ...portFaults(setup),
    ...setup.readers.flatMap(numberFaults),
  ];
}

/** The port behind an address: two addresses that differ only in their settings open the same one. */
export function portOf(address: string): string {
  return address.split('?', 1)[0] ?? address;
}

type Boards = ReadonlyMap<BoardId, BoardSetup>;

function slotFaults(slot: Slot, path: string, setup: CabinetSetup, boards: Boards): readonly SetupFault[] {
  const board = boards.get(slot.board);
  if (board === undefined) return [];
  const { positions, bolt, presence, fobId } = capabilitiesOf(board);
  if (slot.position >= positions) return [beyond(board, positions, `${path}.position`)];
  if (!bolt && !presence && !fobId) {
    const message = `board "${board.id}" sees neither the bolt nor the fob of slot ${slot.number}: nothing could tell whether a key is there`;
    return [{ path: `${path}.board`, code: 'no_sensor', message }];
  }
  const key = presence || fobId ? undefined : keyIn(slot, setup);
  if (key?.class !== 'controlled') return [];
  const message =
    `key ${key.number} is a controlled key, and board "${board.id}" sees only the bolt of slot ${slot.number}: ` +
    'a controlled key needs a slot that sees whether it is there';
  return [{ path: `${path}.board`, code: 'no_presence', message }];
}

/** The contact of a bolt or the input for it; and one place is one thing. */
function doorFaults(door: DoorSetup, { slots }: CabinetSetup, boards: Boards): readonly SetupFault[] {
  const board = boards.get(door.board);
  if (board === undefined) return [];
  const capabilities = capabilitiesOf(board);
  if (door.position === undefined) {
    const message = `board "${board.id}" has no input for a door`;
    return capabilities.door ? [] : [{ path: 'door.input', code: 'no_door_input', message }];
  }
  if (door.position >= capabilities.positions) return [beyond(board, capabilities.positions, 'door.position')];
  const shared = slots.findIndex((slot) => slot.board === door.board && slot.position === door.position);
  if (shared !== -1) {
    return [{ path: 'door.position', code: 'place_taken', message: `this is the place of slots[${shared}]` }];
  }
  const message = `board "${board.id}" has no bolt contacts, and a door wired to a position needs one`;
  return capabilities.bolt ? [] : [{ path: 'door.board', code: 'no_bolt_contact', message }];
}

function chipFaults({ policy, boards }: CabinetSetup): readonly SetupFault[] {
  if (!policy.randomReturn || boards.some((board) => capabilitiesOf(board).fobId)) return [];
  const message = 'a key can come back to any slot only where a board reads the chips of fobs, and none does';
  return [{ path: 'policy.randomReturn', code: 'no_fob_ids', message }];
}

/** A port speaks one language with one setting, and a reader never shares it with a board. */
function portFaults({ boards, readers }: CabinetSetup): readonly SetupFault[] {
  const users = [
    ...boards.map((board, index) => ({
      path: `boards[${index}]`,
      address: board.address,
      language: languageOf(board),
    })),
    ...readers.flatMap((reader, index) =>
      'address' in reader ? [{ path: `readers[${index}]`, address: reader.address, language: reader.kind }] : [],
    ),
  ];
  return users.flatMap(({ path, address, language }, index): readonly SetupFault[] => {
    const first = users.slice(0, index).find((one) => portOf(one.address) === portOf(address));
    if (first === undefined) return [];
    const at = `${path}.address`;
    if (first.language !== language) {
      const message = `${first.path} is a ${first.language} on this port, and a ${language} cannot share it`;
      return [{ path: at, code: 'kinds_mixed', message }];
    }
    if (language === 'serial-ascii') {
      return [{ path: at, code: 'duplicate', message: `${first.path} is on this port, which takes one such reader` }];
    }
    const message = `${first.path} has the same port with other settings: "${first.address}"`;
    return first.address === address ? [] : [{ path: at, code: 'settings_differ', message }];
  });
}

function languageOf(board: BoardSetup): string {
  return board.kind === 'modbus' ? `modbus-${board.framing}` : board.kind;
}

function numberFaults(reader: ReaderSetup, index: number): readonly SetupFault[] {
  const of = (number: TextNumber, path: string): readonly SetupFault[] => {
    if (number.facility === null || number.facility < number.length) return [];
    const message = `of ${number.length} characters, ${number.facility} for the facility leave none for the number`;
    return [{ path: `readers[${index}].${path}.facility`, code: 'facility_too_long', message }];
  };
  if (reader.kind === 'keyboard-wedge') return of(reader.number, 'number');
  if (reader.kind !== 'serial-ascii' || !('number' in reader.profile)) return [];
  return of(reader.profile.number, 'profile.number');
}

function beyond({ id, kind }: BoardSetup, positions: number, path: string): SetupFault {
  const message = `board "${id}", a ${kind}, has the positions 0 to ${positions - 1}`;
  return { path, code: 'place_does_not_exist', message };
}

function keyIn({ fob }: Slot, { fobs, keys }: CabinetSetup): Key | undefined {
  const carried = fobs.find(({ id }) => id === fob)?.key;
  return keys.find(({ id }) => id === carried);
}
