// The cabinet that is not there, wired up: mechanics, buses that speak real bytes, readers, and the port of the panel.
import { type Problem, problem } from './contract/problem.ts';
import type { SimulatedBadgeView, SimulationAction, SimulationView } from './contract/simulation.ts';
import { type BoardSetup, capabilitiesOf } from './domain/board.ts';
import type { Custody } from './domain/custody.ts';
import { type BoardId, type FobTag, parseFobTag, type ReaderId, type SlotId } from './domain/ids.ts';
import type { Result } from './domain/result.ts';
import type { Roster } from './domain/roster.ts';
import type { Clock, Timers } from './domain/time.ts';
import { SimulatedBadgeReader } from './drivers/simulated/badge-reader.ts';
import type { SimulatedBoardBus } from './drivers/simulated/board-bus.ts';
import { createSimulatedBuses } from './drivers/simulated/bus-factory.ts';
import { SimulatedCabinet } from './drivers/simulated/cabinet.ts';
import type { Impossible, SimulatedFob } from './drivers/simulated/cabinet-action.ts';
import { impossible } from './drivers/simulated/impossible.ts';
import type { SimulationPort, Unsubscribe } from './runtime/ports.ts';

/** Engraved like the others, with a chip that this hospital does not know. */
const FOREIGN_FOB: SimulatedFob = {
  id: 'fob-of-another-cabinet',
  number: 501,
  name: 'Fob of another cabinet',
  tag: known(parseFobTag('E0040150A5C3E7F1')),
  stranger: true,
};

/** Slots a row, in the drawing of the panel and on the screen. */
export const COLUMNS = 8;

export class Simulation implements SimulationPort {
  readonly cabinet: SimulatedCabinet;
  /** One for each address of the set-up, in the order in which its boards name them. */
  readonly buses: readonly SimulatedBoardBus[];
  /** The one that is meant where none is named. */
  readonly reader: SimulatedBadgeReader;
  /** All of them by id: that one first, then the others of the set-up. */
  readonly readers: ReadonlyMap<string, SimulatedBadgeReader>;
  readonly #badges: readonly SimulatedBadgeView[];
  readonly #listeners = new Set<(view: SimulationView) => void>();

  private constructor(
    cabinet: SimulatedCabinet,
    buses: readonly SimulatedBoardBus[],
    reader: SimulatedBadgeReader,
    others: readonly SimulatedBadgeReader[],
    badges: readonly SimulatedBadgeView[],
  ) {
    this.cabinet = cabinet;
    this.buses = buses;
    this.reader = reader;
    this.readers = new Map([reader, ...others].map((one) => [one.id, one]));
    this.#badges = badges;
    cabinet.subscribe(() => this.#tell());
  }

  /**
   * Builds the cabinet of a set-up. Each fob stands where the log saw its key last; those that are out lie in the hand, and
   * beside them, where a board reads chips, a fob that is no key's.
   * @param reader the one that is meant where none is named; every other reader of the set-up is there as well
   */
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
    const planned = boards.map((board) => ({ ...board, capabilities: capabilitiesOf(board) }));
    const strangers = planned.some(({ capabilities }) => capabilities.fobId) ? [FOREIGN_FOB] : [];
    const cabinet = new SimulatedCabinet(
      {
        columns: COLUMNS,
        boards: planned,
        door,
        slots: slots.map((slot) => ({ ...slot, fob: standing.get(slot.id) ?? null })),
        hand: [...strangers, ...hand],
      },
      timers,
    );
    const buses = createSimulatedBuses(cabinet, boards, clock, timers);
    const others = roster.setup.readers.filter(({ id }) => id !== reader);
    return new Simulation(
      cabinet,
      buses,
      new SimulatedBadgeReader(reader),
      others.map(({ id }) => new SimulatedBadgeReader(id)),
      badges,
    );
  }

  /** The first bus. @throws Error when the set-up has no board */
  get bus(): SimulatedBoardBus {
    const [first] = this.buses;
    if (first === undefined) throw new Error('a simulated cabinet without a board has no bus');
    return first;
  }

  /** Starts all buses. @returns the boards with the addresses at which they answer now */
  async listen(boards: readonly BoardSetup[]): Promise<readonly BoardSetup[]> {
    const addresses = new Map<BoardId, string>();
    for (const bus of this.buses) {
      const { address } = await bus.listen();
      for (const board of bus.boards) addresses.set(board, address);
    }
    return boards.map((board) => ({ ...board, address: addresses.get(board.id) ?? board.address }));
  }

  /** Ends all buses. May be called twice. */
  async close(): Promise<void> {
    await Promise.all(this.buses.map((bus) => bus.close()));
  }

  view(): SimulationView {
    const { boards, slots, ...rest } = this.cabinet.view();
    const readers = [...this.readers.values()].map(({ id, lost }) => ({ id, lost }));
    return { ...rest, slots, boards, badges: this.#badges, readers };
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
      return this.#readerOf(action)?.tap(number, card?.strength) ?? impossible('no_such_reader');
    }
    if (action.type === 'fault.set' && action.fault === 'reader-lost') {
      const reader = this.#readerOf(action);
      if (reader === undefined) return impossible('no_such_reader');
      if (action.on) reader.lose();
      else reader.restore();
      return { ok: true, value: undefined };
    }
    return this.cabinet.act(action);
  }

  #readerOf({ reader }: { readonly reader?: string | undefined }): SimulatedBadgeReader | undefined {
    return reader === undefined ? this.reader : this.readers.get(reader);
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
  const fobs = roster.setup.fobs.flatMap(({ id, key, tag }) => {
    const { number, name } = roster.key(key) ?? {};
    return number === undefined || name === undefined
      ? []
      : [{ key, fob: { id, number, name, ...(tag === null ? {} : { tag }) } }];
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

function known(tag: Result<FobTag, unknown>): FobTag {
  if (!tag.ok) throw new Error('the chip of the strange fob is no chip');
  return tag.value;
}

/** A badge number as hex, or the bytes of any other text. */
function bytesOf(badge: string): Buffer {
  return /^([0-9a-f]{2})+$/i.test(badge) ? Buffer.from(badge, 'hex') : Buffer.from(badge, 'utf8');
}
