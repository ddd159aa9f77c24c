// Keys → lines of text, as a reader with a US layout types them. Pure; Enter ends a line, a pause drops what was not ended.
import { LONGEST_TEXT } from '../../../domain/reader.ts';
import type { InputEvent, KeyMove } from './events.ts';

/** A reader types a number in one go: a longer pause within it, in microseconds, means that the rest will not come. */
export const PAUSE = 100_000;

/** Stands for a key that no number has. */
const FOREIGN = '?';

/** Codes of linux/input-event-codes.h. */
const ENTERS: ReadonlySet<number> = new Set([28, 96]); // ENTER, KPENTER
const SHIFTS: ReadonlySet<number> = new Set([42, 54]); // LEFTSHIFT, RIGHTSHIFT
/** Keys that make no character: CTRL, ALT and META on both sides, CAPSLOCK, NUMLOCK, SCROLLLOCK. */
const SILENT: ReadonlySet<number> = new Set([29, 97, 56, 100, 125, 126, 58, 69, 70]);
const CHARACTERS: ReadonlyMap<number, string> = new Map([
  ...rowFrom(2, '1234567890'),
  ...rowFrom(16, 'qwertyuiop'),
  ...rowFrom(30, 'asdfghjkl'),
  ...rowFrom(44, 'zxcvbnm'),
]);
const SHIFTED_DIGITS = '!@#$%^&*()';
const KEYPAD: ReadonlyMap<number, string> = new Map([
  ...rowFrom(71, '789'),
  ...rowFrom(75, '456'),
  ...rowFrom(79, '123'),
  ...rowFrom(82, '0'),
]);

/** A line that was ended; `whole` is false when the kernel lost some of it. */
export interface TypedLine {
  readonly text: string;
  readonly whole: boolean;
}

/** Holds at most one line of LONGEST_TEXT characters and one more, which says that there were more. */
export class TypedText {
  readonly #shifts = new Set<number>();
  #text = '';
  #whole = true;
  #last: number | null = null;

  /** Takes what happened next; a line when it ended one, null otherwise. An Enter alone ends no line. */
  take(event: InputEvent): TypedLine | null {
    if (event.type === 'lost') {
      this.#shifts.clear();
      this.#whole = false;
      return null;
    }
    return this.#move(event);
  }

  #move({ code, isDown, at }: KeyMove): TypedLine | null {
    if (SHIFTS.has(code)) {
      if (isDown) this.#shifts.add(code);
      else this.#shifts.delete(code);
      return null;
    }
    if (!isDown || SILENT.has(code)) return null;
    this.#dropAfterPause(at);
    if (ENTERS.has(code)) return this.#end();
    if (this.#text.length <= LONGEST_TEXT) this.#text += this.#characterOf(code);
    return null;
  }

  /** By the time of the keys, not of their arrival: a controller that stood still must not tear a number apart. */
  #dropAfterPause(at: number): void {
    const gap = this.#last === null ? 0 : at - this.#last;
    // A gap below zero is a step of the wall clock: then nobody knows how long it was.
    if (gap > PAUSE || gap < 0) this.#forget();
    this.#last = at;
  }

  #end(): TypedLine | null {
    const line = { text: this.#text, whole: this.#whole };
    this.#forget();
    return line.text === '' && line.whole ? null : line;
  }

  #forget(): void {
    this.#text = '';
    this.#whole = true;
  }

  #characterOf(code: number): string {
    const plain = CHARACTERS.get(code);
    if (plain === undefined) return KEYPAD.get(code) ?? FOREIGN;
    if (this.#shifts.size === 0) return plain;
    return SHIFTED_DIGITS['1234567890'.indexOf(plain)] ?? plain.toUpperCase();
  }
}

/** Keys that lie side by side have codes in a row. */
function rowFrom(first: number, characters: string): readonly (readonly [number, string])[] {
  return Array.from(characters, (character, index) => [first + index, character] as const);
}
