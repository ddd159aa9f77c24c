// The cabinet that is not there, wired up: mechanics, a bus that speaks real bytes, a reader, and the port of the panel.
import { type Problem, problem } from './contract/problem.ts';
import type { SimulatedBadgeView, SimulationAction, SimulationView } from './contract/simulation.ts';
import type { Custody } from './domain/custody.ts';
import type { ReaderId, SlotId } from './domain/ids.ts';
import type { Result } from './domain/result.ts';
import type { Roster } from './domain/roster.ts';
import type { Clock, Timers } from './domain/time.ts';
import { SimulatedBadgeReader } from './drivers/simulated/badge-reader.ts';
import { SimulatedCabinet } from './drivers/simulated/cabinet.ts';
import type { Impossible, SimulatedFob } from './drivers/simulated/cabinet-action.ts';
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

  /** Builds the cabinet of a set-up. Each fob stands where the log saw its key last; those that are out lie in the hand. */
  static of(
    roster: Roster,
    custody: Custody,
    reader: ReaderId,
    badges: readonly SimulatedBadgeView[],
    clock: Clock,
    timers: Timers,
  ): Simulation {
    const { boards, slots, door } = roster.setup;
    const { standing, hand } = fobsOf(roster, custody);
    const cabinet = new SimulatedCabinet(
      {
        columns: COLUMNS,
        boards,
        door,
        slots: slots.map((slot) => ({ ...slot, fob: standing.get(slot.id) ?? null })),
        hand,
      },
      timers,
    );
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
    if (action.type === 'badge.tap') {
      const number = bytesOf(action.badge);
      const card = this.#badges.find(({ badge }) => number.equals(bytesOf(badge)));
      return this.reader.tap(number, card?.strength);
    }
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

/** A new set-up moves no fob: one stands where it was until a hand moves it. A fob of which the log knows nothing is at home. */
function fobsOf(roster: Roster, custody: Custody) {
  const standing = new Map<SlotId, SimulatedFob>();
  const hand: SimulatedFob[] = [];
  const fobs = roster.setup.fobs.flatMap(({ id, key }) => {
    const { number, name } = roster.key(key) ?? {};
    return number === undefined || name === undefined ? [] : [{ key, fob: { id, number, name } }];
  });
  for (const { key, fob } of fobs) {
    const holding = custody.get(key);
    if (holding === undefined) continue;
    if (holding.at === 'slot' && roster.slot(holding.slot) !== null) standing.set(holding.slot, fob);
    else hand.push(fob);
  }
  for (const { key, fob } of fobs) {
    const home = custody.has(key) ? null : roster.homeOf(key);
    if (home === null) continue;
    if (standing.has(home.id)) hand.push(fob);
    else standing.set(home.id, fob);
  }
  return { standing, hand };
}

/** A badge number as hex, or the bytes of any other text. */
function bytesOf(badge: string): Buffer {
  return /^([0-9a-f]{2})+$/i.test(badge) ? Buffer.from(badge, 'hex') : Buffer.from(badge, 'utf8');
}
