// Builds the boards of a set-up. Boards with the same address share one bus and are of one kind. Opens nothing.
import type { BoardSetup } from '../../domain/board.ts';
import { err } from '../../domain/result.ts';
import type { Clock, Timers } from '../../domain/time.ts';
import { type OpenTransport, openTransport, parseAddress } from '../transport.ts';
import type { BoardDialect } from './board-talk.ts';
import { Bus } from './bus.ts';
import type { FrameDecoder } from './frame-decoder.ts';
import { cu16Dialect } from './kerong-cu16/dialect.ts';
import { Cu16Decoder } from './kerong-cu16/frames.ts';
import { cu48bDialect } from './kerong-cu48b/dialect.ts';
import { Cu48bDecoder } from './kerong-cu48b/frames.ts';
import { modbusBus } from './modbus/bus.ts';
import { modbusDialect } from './modbus/dialect.ts';
import { PolledBoard } from './polled-board.ts';
import type { SlotBoard } from './slot-board.ts';
import { xorLockBus, xorLockDialect } from './xor-lock/dialect.ts';

type Kind = BoardSetup['kind'];
type OfKind<One extends Kind> = Extract<BoardSetup, { readonly kind: One }>;

/** KERONG boards of either kind, as they leave the factory. */
const KERONG_BAUD_RATE = 19_200;

/**
 * Makes one driver for each board of a set-up, in its order. A board with an address that cannot be parsed answers
 * each `connect` with `port_absent`.
 * @throws RangeError for two boards with one unit on one bus, for boards on one bus that speak differently, and for a unit
 *   that the kind of board does not have: a set-up that would open the wrong slot never runs
 */
export function createSlotBoards(
  setups: readonly BoardSetup[],
  clock: Clock,
  timers: Timers,
  openStream: OpenTransport = openTransport,
): readonly SlotBoard[] {
  refuseTwins(setups);
  const dialects = new Map<BoardSetup, BoardDialect>();
  for (const address of new Set(setups.map((setup) => setup.address))) {
    const neighbours = setups.filter((setup) => setup.address === address);
    for (const [setup, dialect] of dialectsOf(neighbours, clock, timers, openStream)) dialects.set(setup, dialect);
  }
  return setups.flatMap((setup) => {
    const dialect = dialects.get(setup);
    return dialect === undefined ? [] : [new PolledBoard(setup.id, dialect, clock, timers)];
  });
}

/** What is said to each of the boards that share an address, over one bus. */
function dialectsOf(
  setups: readonly BoardSetup[],
  clock: Clock,
  timers: Timers,
  openStream: OpenTransport,
): readonly (readonly [BoardSetup, BoardDialect])[] {
  const [first] = setups;
  if (first === undefined) return [];
  const { kind, address } = first;
  const stranger = setups.find((setup) => setup.kind !== kind);
  if (stranger !== undefined) throw new RangeError(`A ${kind} and a ${stranger.kind} share ${address}`);
  switch (first.kind) {
    case 'kerong-cu16': {
      const bus = kerongBus(address, () => new Cu16Decoder(), clock, timers, openStream);
      return ofKind(setups, first.kind).map((setup) => [setup, cu16Dialect(setup, bus)]);
    }
    case 'kerong-cu48b': {
      const bus = kerongBus(address, () => new Cu48bDecoder(), clock, timers, openStream);
      return ofKind(setups, first.kind).map((setup) => [setup, cu48bDialect(setup, bus)]);
    }
    case 'modbus': {
      const boards = ofKind(setups, first.kind);
      if (boards.some(({ framing }) => framing !== first.framing))
        throw new RangeError(`Modbus RTU and TCP share ${address}`);
      const bus = modbusBus(address, first.framing, clock, timers, openStream);
      return boards.map((setup) => [setup, modbusDialect(setup, bus)]);
    }
    case 'xor-lock': {
      const [one, ...others] = ofKind(setups, first.kind);
      if (one === undefined) return [];
      const bus = xorLockBus([one, ...others], clock, timers, openStream);
      return [one, ...others].map((setup) => [setup, xorLockDialect(setup, bus)]);
    }
  }
}

function kerongBus<Frame>(
  address: string,
  newDecoder: () => FrameDecoder<Frame>,
  clock: Clock,
  timers: Timers,
  openStream: OpenTransport,
): Bus<Frame> {
  const parsed = parseAddress(address, { baudRate: KERONG_BAUD_RATE });
  const open = () => (parsed.ok ? openStream(parsed.value, timers) : Promise.resolve(err('port_absent' as const)));
  return new Bus({ open, newDecoder }, clock, timers);
}

function ofKind<One extends Kind>(setups: readonly BoardSetup[], kind: One): readonly OfKind<One>[] {
  return setups.filter((setup): setup is OfKind<One> => setup.kind === kind);
}

function refuseTwins(setups: readonly BoardSetup[]): void {
  const places = setups.map(({ address, unit }) => `${address} unit ${unit}`);
  const twin = places.find((place, index) => places.indexOf(place) !== index);
  if (twin !== undefined) throw new RangeError(`Two boards at ${twin}`);
}
