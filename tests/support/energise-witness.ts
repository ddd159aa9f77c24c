// Stands between board and log: each unlock frame that reaches a board must have an intent for its slot, on disk, of its own.
// Reads the database through a connection of its own, so it sees what is committed and nothing else.
import path from 'node:path';
import Database from 'better-sqlite3';
import { type Entry, parseEntry } from '../../controller/audit/entry.ts';
import type { CabinetSetup } from '../../controller/domain/setup.ts';
import type { SimulatedBoardBus, WireFrame } from '../../controller/drivers/simulated/board-bus.ts';

/** Which lock a request opens; null = none. */
type UnlockIn = (request: Uint8Array) => { readonly unit: number; readonly position: number } | null;

const inCu16: UnlockIn = ([, address = 0, command]) =>
  command === 0x31 ? { unit: address >> 4, position: address & 0x0f } : null;

export class EnergiseWitness {
  readonly #setup: CabinetSetup;
  readonly #boards: CabinetSetup['boards'];
  readonly #unlockIn: UnlockIn;
  readonly #database: Database.Database;
  readonly #intents = new Map<string, number>();
  readonly #energised = new Map<string, number>();
  readonly #log: Entry[] = [];
  readonly #unsubscribe: () => void;
  readonly violations: string[] = [];
  /** Unlock frames so far. */
  unlocks = 0;

  /** @param folder the data folder of the cabinet @param unlockIn left out = that of CU16 boards */
  constructor(bus: SimulatedBoardBus, folder: string, setup: CabinetSetup, unlockIn: UnlockIn = inCu16) {
    this.#setup = setup;
    this.#boards = setup.boards.filter(({ id }) => bus.boards.includes(id));
    this.#unlockIn = unlockIn;
    this.#database = new Database(path.join(folder, 'wardkey.db'), { readonly: true, fileMustExist: true });
    this.#unsubscribe = bus.onFrame((frame) => this.#see(frame));
  }

  /** Every entry that is on disk, in order. */
  log(): readonly Entry[] {
    const rows = this.#database
      .prepare<[number], { bytes: Uint8Array }>('SELECT bytes FROM entries WHERE seq > ? ORDER BY seq')
      .all(this.#log.length);
    for (const { bytes } of rows) {
      const entry = parseEntry(bytes);
      if (!entry.ok) throw new Error(`an entry on disk cannot be read: ${entry.error.code}`);
      this.#log.push(entry.value);
      const { occurrence } = entry.value;
      if (occurrence.kind === 'release.intended') countUp(this.#intents, occurrence.slot);
    }
    return this.#log;
  }

  close(): void {
    this.#unsubscribe();
    this.#database.close();
  }

  #see({ from, bytes }: WireFrame): void {
    const unlocked = from === 'controller' ? this.#unlockIn(bytes) : null;
    if (unlocked === null) return;
    this.unlocks += 1;
    const { unit, position } = unlocked;
    const board = this.#boards.find((one) => one.unit === unit)?.id;
    const slot = this.#setup.slots.find((one) => one.board === board && one.position === position)?.id;
    if (slot === undefined) {
      this.violations.push(`an unlock of unit ${unit} position ${position}, where no slot is`);
      return;
    }
    this.log();
    const times = countUp(this.#energised, slot);
    const intents = this.#intents.get(slot) ?? 0;
    if (times > intents) this.violations.push(`${slot}: energised ${times} times for ${intents} durable intents`);
  }
}

function countUp(counts: Map<string, number>, name: string): number {
  const count = (counts.get(name) ?? 0) + 1;
  counts.set(name, count);
  return count;
}
