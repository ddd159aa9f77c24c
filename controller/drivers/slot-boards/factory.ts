// Builds the boards of a set-up. Boards with the same address share one bus. Opens nothing.

import type { BoardSetup } from '../../domain/board.ts';
import { err } from '../../domain/result.ts';
import type { Clock, Timers } from '../../domain/time.ts';
import { openTransport, parseAddress } from '../transport.ts';
import { Bus } from './bus.ts';
import { cu16Dialect } from './kerong-cu16/dialect.ts';
import { Cu16Decoder, type Cu16Frame } from './kerong-cu16/frames.ts';
import { PolledBoard } from './polled-board.ts';
import type { SlotBoard } from './slot-board.ts';

/**
 * Makes one driver for each board of a set-up, in its order. A board with an address that cannot be parsed answers
 * each `connect` with `port_absent`.
 * @throws RangeError for two boards with one unit on one bus, or a unit that the kind of board does not have: a set-up
 *   that would open the wrong slot never runs
 */
export function createSlotBoards(setups: readonly BoardSetup[], clock: Clock, timers: Timers): readonly SlotBoard[] {
  refuseTwins(setups);
  const buses = new Map<string, Bus<Cu16Frame>>();
  return setups.map((setup) => {
    const bus = buses.get(setup.address) ?? cu16Bus(setup.address, clock, timers);
    buses.set(setup.address, bus);
    if (setup.kind !== 'kerong-cu16') throw new RangeError(`There is no driver for ${setup.kind}`);
    return new PolledBoard(setup.id, cu16Dialect(setup, bus), clock, timers);
  });
}

/** The bus behind one address, with the frames of a CU16. */
export function cu16Bus(address: string, clock: Clock, timers: Timers): Bus<Cu16Frame> {
  const parsed = parseAddress(address);
  return new Bus(
    {
      open: () => (parsed.ok ? openTransport(parsed.value, timers) : Promise.resolve(err('port_absent'))),
      newDecoder: () => new Cu16Decoder(),
    },
    clock,
    timers,
  );
}

function refuseTwins(setups: readonly BoardSetup[]): void {
  const places = setups.map(({ address, unit }) => `${address} unit ${unit}`);
  const twin = places.find((place, index) => places.indexOf(place) !== index);
  if (twin !== undefined) throw new RangeError(`Two boards at ${twin}`);
}
