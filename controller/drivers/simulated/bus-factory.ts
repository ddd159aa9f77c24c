// The buses of a simulated cabinet: one for each address of its set-up, with peers of the kind of board that hangs there.
import type { BoardSetup } from '../../domain/board.ts';
import type { Clock, Timers } from '../../domain/time.ts';
import { SimulatedBoardBus } from './board-bus.ts';
import type { SimulatedCabinet } from './cabinet.ts';
import { KerongCu16Peer } from './kerong-cu16-peer.ts';
import { KerongCu48bPeer } from './kerong-cu48b-peer.ts';
import { ModbusPeer } from './modbus-peer.ts';
import type { WireProtocol } from './wire-protocol.ts';
import { XorLockPeer } from './xor-lock-peer.ts';

/**
 * Makes the buses, none of which listens yet. `bus.boards` tells which boards of the set-up must be given its address.
 * @throws RangeError when boards of different kinds share an address
 */
export function createSimulatedBuses(
  cabinet: SimulatedCabinet,
  setups: readonly BoardSetup[],
  clock: Clock,
  timers: Timers,
): readonly SimulatedBoardBus[] {
  const addresses = [...new Set(setups.map(({ address }) => address))];
  return addresses.map((address) => {
    const peer = peerOf(setups.filter((setup) => setup.address === address));
    return new SimulatedBoardBus(cabinet, peer, clock, timers);
  });
}

/** The peers of boards that share one address. @throws RangeError when they are of different kinds */
export function peerOf(setups: readonly BoardSetup[]): WireProtocol {
  const cu16 = setups.flatMap((setup) => (setup.kind === 'kerong-cu16' ? [setup] : []));
  if (cu16.length === setups.length) return new KerongCu16Peer(cu16);
  const cu48b = setups.flatMap((setup) => (setup.kind === 'kerong-cu48b' ? [setup] : []));
  if (cu48b.length === setups.length) return new KerongCu48bPeer(cu48b);
  const modbus = setups.flatMap((setup) => (setup.kind === 'modbus' ? [setup] : []));
  if (modbus.length === setups.length) return new ModbusPeer(modbus);
  const xor = setups.flatMap((setup) => (setup.kind === 'xor-lock' ? [setup] : []));
  if (xor.length === setups.length) return new XorLockPeer(xor);
  throw new RangeError(`No simulated bus carries ${[...new Set(setups.map(({ kind }) => kind))].join(' and ')}`);
}
