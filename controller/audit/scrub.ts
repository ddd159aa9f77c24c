// Reads the whole log anew in quiet moments, one tile of 256 entries at a time and over and over: what was written years ago
// must still be what was hashed. Says what does not fit, and changes nothing.
import { ok, type Result } from '../domain/result.ts';
import type { StorageFault } from '../domain/storage.ts';
import type { JournalStore } from './journal-store.ts';
import { checkRest, checkTile } from './log-check.ts';
import type { JournalFault } from './log-state.ts';
import { tilesIn } from './stored-tree.ts';

export class Scrub {
  readonly #store: JournalStore;
  #tile = 0;

  constructor(store: JournalStore) {
    this.#store = store;
  }

  /**
   * Reads the next tile, and after the last one the entries that fill none yet: then it is at the end, and begins anew.
   * @returns an error for what is not as it was written, or cannot be read; the next call goes on behind it
   */
  step(): Result<'more' | 'end', JournalFault | StorageFault> {
    const tile = this.#tile;
    const checked = this.#store.read((): Result<'more' | 'end', JournalFault> => {
      const isLast = tile >= tilesIn(this.#store.tree.head().size, 1);
      this.#tile = isLast ? 0 : tile + 1;
      const sound = isLast ? checkRest(this.#store) : checkTile(this.#store, tile);
      return sound.ok ? ok(isLast ? 'end' : 'more') : sound;
    });
    return checked.ok ? checked.value : checked;
  }
}
