// What people call the things that entries name by ids: from the set-up in force. Who or what is not in it any more keeps its id.
import { type KeyId, parseKeyId, parseStaffId, type StaffId } from '../domain/ids.ts';
import type { Result } from '../domain/result.ts';
import type { CabinetSetup } from '../domain/setup.ts';

/** The names of one cabinet. */
export class NameBook {
  readonly #setup: CabinetSetup | null;
  readonly #names: Readonly<Record<'staff' | 'key' | 'slot', ReadonlyMap<string, string>>>;

  /** @param setup null = none that can be read: everything keeps its id */
  constructor(setup: CabinetSetup | null) {
    this.#setup = setup;
    this.#names = {
      staff: new Map(setup?.staff.map(({ id, name }) => [id, name])),
      key: new Map(setup?.keys.map(({ id, number, name }) => [id, `${number} ${name}`])),
      slot: new Map(setup?.slots.map(({ id, number }) => [id, `slot ${number}`])),
    };
  }

  /** A name fit for a line of a terminal. */
  nameOf(what: 'staff' | 'key' | 'slot', id: string): string {
    return plainLine(this.#names[what].get(id) ?? id);
  }

  /** The key of an id or a number; null = no key could be called so. */
  keyCalled(word: string): KeyId | null {
    const keys = this.#setup?.keys ?? [];
    const known = keys.find(({ id }) => id === word) ?? keys.find(({ number }) => String(number) === word);
    return known?.id ?? valueIn(parseKeyId(word));
  }

  /** The person of an id or a staff number; null = nobody could be called so. */
  personCalled(word: string): StaffId | null {
    const staff = this.#setup?.staff ?? [];
    const known = staff.find(({ id }) => id === word) ?? staff.find(({ number }) => number === word);
    return known?.id ?? valueIn(parseStaffId(word));
  }
}

/** A text without what would move the cursor of a terminal or end the line. */
export function plainLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');
}

function valueIn<T>(parsed: Result<T, unknown>): T | null {
  return parsed.ok ? parsed.value : null;
}
