// A slot board that answers at once, for runs of very many movements: no wire, no polls, no time. Spends each token as every
// board does. For what a board really is, see the simulated one.
import type { BoardId } from '../../controller/domain/ids.ts';
import type { ReleaseToken } from '../../controller/domain/release-token.ts';
import { err, ok, type Result } from '../../controller/domain/result.ts';
import type { SlotReading } from '../../controller/domain/slot.ts';
import type { Clock } from '../../controller/domain/time.ts';
import type { LinkFault, Unsubscribe } from '../../controller/drivers/linked-device.ts';
import type {
  BoardReading,
  InDoubt,
  NotSent,
  SlotBoard,
  SlotBoardEvent,
} from '../../controller/drivers/slot-boards/slot-board.ts';

const POSITIONS = 16;

export class InstantBoard implements SlotBoard {
  readonly id: BoardId;
  readonly capabilities = {
    positions: POSITIONS,
    bolt: true,
    presence: true,
    fobId: false,
    light: false,
    door: false,
    tamper: false,
    power: false,
  };
  readonly #clock: Clock;
  readonly #listeners = new Set<(event: SlotBoardEvent) => void>();
  #reading: BoardReading;
  /** Bolts that were pulled back. */
  unlocks = 0;

  constructor(id: BoardId, reading: BoardReading, clock: Clock) {
    this.id = id;
    this.#reading = reading;
    this.#clock = clock;
  }

  async connect(): Promise<Result<void, LinkFault>> {
    setImmediate(() => this.#emit());
    return ok(undefined);
  }

  async disconnect(): Promise<void> {
    this.#listeners.clear();
  }

  subscribe(listener: (event: SlotBoardEvent) => void): Unsubscribe {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async read(): Promise<Result<BoardReading, LinkFault>> {
    return ok(this.#reading);
  }

  async unlock(position: number, token: ReleaseToken): Promise<Result<BoardReading, NotSent | InDoubt>> {
    const spent = token.spend(this.#clock.monotonic());
    if (!spent.ok) return err({ sent: false, fault: spent.error });
    this.unlocks += 1;
    this.set(position, { bolt: 'unlocked', presence: 'present' });
    return ok(this.#reading);
  }

  showLights(): void {
    // It has none.
  }

  /** A hand has done something to a position, and the sensors see it. */
  set(position: number, reading: SlotReading): void {
    this.#reading = this.#reading.with(position, reading);
    this.#emit();
  }

  #emit(): void {
    for (const listener of this.#listeners) listener({ type: 'board.read', reading: this.#reading });
  }
}
