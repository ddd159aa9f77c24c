// Somebody who takes one key and brings it back, whatever the cabinet says meanwhile: waits, tries again, leaves in the end.
// For faults under which a visit may fail. Says nothing of what should have happened; the log and the boards do.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Simulation } from '../../controller/simulation.ts';
import { personWho, type TestAppliance } from './appliance.ts';

const KEY = { id: 'loading-bay', slot: 24, fob: 'fob-24' };
/** The most that one step of a visit is waited for. */
const PATIENCE = 6_000;
const LOOK = 25;

export class PersistentPorter {
  static readonly SLOT = 'slot-24';
  readonly #cabinet: TestAppliance;
  readonly #simulation: Simulation;
  /** Visits in which the slot opened. */
  opened = 0;

  constructor(cabinet: TestAppliance, simulation: Simulation) {
    this.#cabinet = cabinet;
    this.#simulation = simulation;
  }

  /** Comes in, asks for the key, draws it if the slot opens, puts it back and goes. */
  async visit(): Promise<void> {
    const cabinet = this.#cabinet;
    await cabinet.tap(personWho(cabinet.people, ({ title }) => title === 'Porter'));
    await this.#soon(() => cabinet.look().screen.name === 'home');
    if ((await cabinet.press({ type: 'key.take', key: KEY.id })) === null) {
      if (await this.#soon(() => this.#slot().bolt === 'unlocked')) {
        this.opened += 1;
        this.#hand('door.open');
        this.#simulation.act({ type: 'fob.pull', slot: KEY.slot });
        await this.#soon(() => cabinet.look().screen.name === 'close-door', 2_000);
      }
    }
    await this.tidy();
  }

  /** Puts the key home, shuts the door and ends the session. */
  async tidy(): Promise<void> {
    const cabinet = this.#cabinet;
    await this.#soon(() => {
      if (this.#slot().fob === null) this.#bringBack();
      else if (this.#slot().bolt === 'unlocked') this.#push();
      return this.#slot().fob !== null && this.#slot().bolt === 'locked';
    });
    this.#hand('door.close');
    await this.#soon(async () => {
      if (cabinet.look().session === null) return true;
      await cabinet.press({ type: 'session.end' });
      return false;
    });
  }

  #slot() {
    const slot = this.#simulation.view().slots.find(({ number }) => number === KEY.slot);
    if (slot === undefined) throw new Error('the cabinet has no such slot');
    return slot;
  }

  #bringBack(): void {
    this.#hand('door.open');
    this.#simulation.act({ type: 'fob.insert', fob: KEY.fob, slot: KEY.slot });
  }

  #push(): void {
    this.#hand('door.open');
    this.#simulation.act({ type: 'fob.push', slot: KEY.slot });
  }

  #hand(type: 'door.open' | 'door.close'): void {
    this.#simulation.act({ type });
  }

  async #soon(test: () => boolean | Promise<boolean>, patience = PATIENCE): Promise<boolean> {
    const end = performance.now() + patience;
    while (performance.now() < end) {
      if (await test()) return true;
      await sleep(LOOK);
    }
    return false;
  }
}
