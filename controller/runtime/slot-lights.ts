// Keeps the lights at the slots in step with the screen: where a hand is called for, where an overdue key belongs, where an
// alarm is. A light of our boards is on or off: it blinks and has colours only where the board sees to that itself.
import type { CabinetSnapshot } from '../contract/snapshot.ts';
import type { BoardId, SlotId } from '../domain/ids.ts';
import type { Services } from './services.ts';

type Lit = Pick<Services, 'roster' | 'boards'>;

/** Slots with something to do now, which outshine all others. */
const CALLING: ReadonlySet<string> = new Set(['take', 'put', 'push']);

/**
 * The slots, by number, that are to be lit beside a screen. While a hand is called for, only its places: any other light would
 * lead it astray.
 */
export function slotsToLight({ screen, slots }: Pick<CabinetSnapshot, 'screen' | 'slots'>): ReadonlySet<number> {
  const calling = slots.filter(({ state }) => CALLING.has(state)).map(({ number }) => number);
  if (screen.name === 'wrong-place') return new Set([screen.slot, ...calling]);
  if (calling.length > 0) return new Set(calling);
  if (screen.name === 'idle') return new Set(screen.takeover?.slots);
  if (screen.name !== 'home') return new Set();
  return new Set(screen.have.flatMap(({ overdue, slot }) => (overdue && slot !== null ? [slot] : [])));
}

/** Switches what differs, and nothing of a board without lights. */
export class SlotLights {
  readonly #lit: Lit;
  /** Positions that are on, as text. */
  readonly #shown = new Map<BoardId, string>();
  #released: ReadonlySet<SlotId> = new Set();

  constructor(lit: Lit) {
    this.#lit = lit;
  }

  /** @param released slots that the cabinet has lit already, at the moment of their release */
  follow(snapshot: Pick<CabinetSnapshot, 'screen' | 'slots'>, released: ReadonlySet<SlotId>): void {
    const wanted = slotsToLight(snapshot);
    for (const [id, board] of this.#lit.boards) {
      if (!board.capabilities.light) continue;
      const own = this.#lit.roster.setup.slots.filter((slot) => slot.board === id);
      const before = positionsOf(own.filter((slot) => this.#released.has(slot.id)));
      const now = positionsOf(own.filter((slot) => released.has(slot.id)));
      // The cabinet has shown these, and no others, when it changed them.
      if (now.join() !== before.join()) this.#shown.set(id, now.join());
      const all = positionsOf(own.filter((slot) => released.has(slot.id) || wanted.has(slot.number)));
      if (all.join() === (this.#shown.get(id) ?? '')) continue;
      this.#shown.set(id, all.join());
      board.showLights(new Set(all));
    }
    this.#released = released;
  }
}

function positionsOf(slots: readonly { readonly position: number }[]): readonly number[] {
  return slots.map(({ position }) => position).toSorted((a, b) => a - b);
}
