// The cabinets of the line suite: the demo hospital on each kind of board in turn, with a key whose slot hangs on that board.
import { demoHospital, mixedHospital } from '../../../controller/demo/hospital.ts';
import type { DemoPart } from '../../../controller/demo/hospital-boards.ts';
import type { BoardSetup } from '../../../controller/domain/board.ts';
import type { SlotId } from '../../../controller/domain/ids.ts';
import type { CabinetSetup } from '../../../controller/domain/setup.ts';
import type { Instant } from '../../../controller/domain/time.ts';
import { peerOf } from '../../../controller/drivers/simulated/bus-factory.ts';
import type { WireProtocol } from '../../../controller/drivers/simulated/wire-protocol.ts';
import { XorLockPeer } from '../../../controller/drivers/simulated/xor-lock-peer.ts';
import { type BoardLanguage, CU16, CU48B, MODBUS_RTU, MODBUS_TCP, XOR } from './board-language.ts';

export const LINE_KINDS = ['cu16', 'cu48b', 'xor', 'xor-bolt', 'relays', 'modbus', 'modbus-tcp'] as const;
export type LineKind = (typeof LINE_KINDS)[number];

/** The key that is taken and brought back under fault. */
export interface BusyKey {
  readonly id: string;
  readonly slot: number;
  readonly fob: string;
}

export interface LineCabinet {
  readonly setup: CabinetSetup;
  /** The boards of the kind, which share the line that is hurt. */
  readonly boards: readonly BoardSetup[];
  readonly key: BusyKey & { readonly slotId: SlotId };
  readonly language: BoardLanguage;
  readonly peer: WireProtocol;
}

/** A contact that a fob presses, one that follows the bolt: both of the XOR lock board, whose time is that of fast firmware. */
const XOR_ANSWERS = 20;
const KEY = 'loading-bay';

/** The parts of the cabinet, the kind under test last: a board that sees no fobs can hold but few of its keys. */
const PARTS: Readonly<Record<Exclude<LineKind, 'cu16'>, readonly DemoPart[]>> = {
  cu48b: ['cu48b'],
  xor: ['xor'],
  'xor-bolt': ['cu16', 'xor-bolt'],
  relays: ['relays'],
  modbus: ['modbus'],
  'modbus-tcp': ['modbus'],
};

const LANGUAGES: Readonly<Record<LineKind, BoardLanguage>> = {
  cu16: CU16,
  cu48b: CU48B,
  xor: XOR,
  'xor-bolt': XOR,
  relays: MODBUS_RTU,
  modbus: MODBUS_RTU,
  'modbus-tcp': MODBUS_TCP,
};

/** @throws Error when the key of the suite hangs on another board */
export function lineCabinet(kind: LineKind, now: Instant): LineCabinet {
  const whole = setupOf(kind, now);
  const setup = kind === 'modbus-tcp' ? { ...whole, boards: whole.boards.map(overTcp) } : whole;
  const address = setup.boards.at(-1)?.address;
  const boards = setup.boards.filter((board) => board.address === address);
  const fob = setup.fobs.find(({ key }) => key === KEY)?.id;
  const slot = setup.slots.find((one) => one.fob === fob && boards.some(({ id }) => id === one.board));
  if (fob === undefined || slot === undefined) throw new Error(`${KEY} does not hang on the ${kind}`);
  return {
    setup,
    boards,
    key: { id: KEY, slot: slot.number, fob, slotId: slot.id },
    language: LANGUAGES[kind],
    peer: fastPeer(boards),
  };
}

function setupOf(kind: LineKind, now: Instant): CabinetSetup {
  if (kind === 'cu16') return demoHospital(now, { address: 'tcp://127.0.0.1:1', reader: 'pcsc' }).setup;
  const mixed = mixedHospital(now, PARTS[kind]);
  if (mixed === null) throw new Error(`the demo hospital cannot hang on ${kind}`);
  return mixed.setup;
}

function overTcp(board: BoardSetup): BoardSetup {
  return board.kind === 'modbus' ? { ...board, framing: 'tcp' } : board;
}

function fastPeer(boards: readonly BoardSetup[]): WireProtocol {
  const locks = boards.flatMap((board) => (board.kind === 'xor-lock' ? [board] : []));
  return locks.length === 0 ? peerOf(boards) : new XorLockPeer(locks, { delay: XOR_ANSWERS });
}
