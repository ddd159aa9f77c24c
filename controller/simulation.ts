// The cabinet that is not there, wired up: mechanics, a bus that speaks real bytes, a reader, and the port of the panel.
import { type Problem, problem } from './contract/problem.ts';
import type { SimulatedBadgeView, SimulationAction, SimulationView } from './contract/simulation.ts';
import type { Custody } from './domain/custody.ts';
import type { ReaderId } from './domain/ids.ts';
import type { Result } from './domain/result.ts';
import type { Roster } from './domain/roster.ts';
import type { Clock, Timers } from './domain/time.ts';
import { SimulatedBadgeReader } from './drivers/simulated/badge-reader.ts';
import { SimulatedCabinet } from './drivers/simulated/cabinet.ts';
import type { Impossible } from './drivers/simulated/cabinet-action.ts';
import { SimulatedCu16Bus } from './drivers/simulated/cu16-bus.ts';
import type { SimulationPort, Unsubscribe } from './runtime/ports.ts';

/** Slots a row, in the drawing of the panel and on the screen. */
export const COLUMNS = 8;

export class Simulation implements SimulationPort {
  readonly cabinet: SimulatedCabinet;
  readonly bus: SimulatedCu16Bus;
  readonly reader: SimulatedBadgeReader;
  readonly #badges: readonly SimulatedBadgeView[];
  readonly #listeners = new Set<(view: SimulationView) => void>();

  private constructor(
    cabinet: SimulatedCabinet,
    bus: SimulatedCu16Bus,
    reader: SimulatedBadgeReader,
    badges: readonly SimulatedBadgeView[],
  ) {
    this.cabinet = cabinet;
    this.bus = bus;
    this.reader = reader;
    this.#badges = badges;
    cabinet.subscribe(() => this.#tell());
  }

  /** Builds the cabinet of a set-up. Keys that the log says are out lie in the hand. */
  static of(
    roster: Roster,
    custody: Custody,
    reader: ReaderId,
    badges: readonly SimulatedBadgeView[],
    clock: Clock,
    timers: Timers,
  ): Simulation {
    const { boards, slots, door } = roster.setup;
    const cabinet = new SimulatedCabinet(
      { columns: COLUMNS, boards, door, slots: slots.map((slot) => ({ ...slot, fob: fobIn(roster, slot.number) })) },
      timers,
    );
    handOut(cabinet, roster, custody);
    return new Simulation(
      cabinet,
      new SimulatedCu16Bus(cabinet, clock, timers),
      new SimulatedBadgeReader(reader),
      badges,
    );
  }

  view(): SimulationView {
    const { boards, slots, ...rest } = this.cabinet.view();
    return { ...rest, slots, boards, badges: this.#badges, reader: { lost: this.reader.lost } };
  }

  subscribe(listener: (view: SimulationView) => void): Unsubscribe {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  act(action: SimulationAction): Problem | null {
    const done = this.#do(action);
    this.#tell();
    return done.ok ? null : problem('impossible', done.error.sentence);
  }

  #do(action: SimulationAction): Result<void, Impossible> {
    if (action.type === 'badge.tap') return this.reader.tap(bytesOf(action.badge));
    if (action.type === 'fault.set' && action.fault === 'reader-lost') {
      if (action.on) this.reader.lose();
      else this.reader.restore();
      return { ok: true, value: undefined };
    }
    return this.cabinet.act(action);
  }

  #tell(): void {
    if (this.#listeners.size === 0) return;
    const view = this.view();
    for (const listener of this.#listeners) listener(view);
  }
}

function fobIn(roster: Roster, number: number) {
  const slot = roster.slotByNumber(number);
  const { fob, key: id } = slot === null ? { fob: null, key: null } : roster.subjectOf(slot);
  const key = id === null ? null : roster.key(id);
  return fob === null || key === null ? null : { id: fob, number: key.number, name: key.name };
}

function handOut(cabinet: SimulatedCabinet, roster: Roster, custody: Custody): void {
  cabinet.act({ type: 'door.open' });
  for (const [key, holding] of custody) {
    const home = roster.homeOf(key);
    if (holding.at !== 'slot' && home !== null) cabinet.act({ type: 'fob.force', slot: home.number });
  }
  cabinet.act({ type: 'door.close' });
}

/** A badge number as hex, or the bytes of any other text. */
function bytesOf(badge: string): Uint8Array {
  return /^([0-9a-f]{2})+$/i.test(badge) ? Buffer.from(badge, 'hex') : Buffer.from(badge, 'utf8');
}
