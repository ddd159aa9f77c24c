// What the servers see of the running cabinet: look, listen, ask. Nothing else of it can be reached from the network.
import type { CommandEnvelope } from '../contract/command.ts';
import type { Problem } from '../contract/problem.ts';
import type { SimulationAction, SimulationView } from '../contract/simulation.ts';
import type { CabinetSnapshot } from '../contract/snapshot.ts';

export type Unsubscribe = () => void;

export interface KioskPort {
  /** The newest picture. */
  snapshot(): CabinetSnapshot;
  /** Calls the listener with each new picture, in the order of `revision`. */
  subscribe(listener: (snapshot: CabinetSnapshot) => void): Unsubscribe;
  /** Hands a command to the session; null when it was accepted, else why not. Nothing has changed then. */
  command(envelope: CommandEnvelope): Problem | null;
}

export interface SimulationPort {
  view(): SimulationView;
  subscribe(listener: (view: SimulationView) => void): Unsubscribe;
  /** Does what a hand can do; null, or why it cannot. */
  act(action: SimulationAction): Problem | null;
}
