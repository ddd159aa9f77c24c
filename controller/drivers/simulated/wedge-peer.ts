// A reader that types and is not there: a FIFO in which the bytes of a Linux input device stand, at a path of one's choice.
// Not modelled: the keyboard's other clients, the small buffer of the kernel, how fast a USB port takes keys.
import { spawnSync } from 'node:child_process';
import { constants, existsSync, unlinkSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Clock } from '../../domain/time.ts';
import { encodeRecord, type InputRecord } from '../badge-readers/keyboard-wedge/events.ts';

/** How a text is typed; left out = the keys of the main block, 2 ms apart, and Enter. */
export interface TypingHabits {
  readonly keypad?: boolean;
  readonly enter?: 'main' | 'keypad' | 'none';
  /** A pause of so many milliseconds before the character of this index. */
  readonly pause?: { readonly before: number; readonly length: number };
  /** The key of each character is held so long that it repeats itself. */
  readonly repeats?: boolean;
  /** The kernel throws events away before the character of this index. */
  readonly losesBefore?: number;
}

const TYPE_SYN = 0;
const TYPE_KEY = 1;
const TYPE_SCAN = 4;
const REPORT = 0;
const DROPPED = 3;
const LEFT_SHIFT = 42;
const ENTER = 28;
const KEYPAD_ENTER = 96;
const KEYPAD = [82, 79, 80, 81, 75, 76, 77, 71, 72, 73];
const LETTERS: Readonly<Record<string, number>> = { A: 30, B: 48, C: 46, D: 32, E: 18, F: 33, G: 34, X: 45 };
const BETWEEN_KEYS = 2_000;

/** The records of a device that types a text. @param start microseconds since 1970 @throws RangeError for a character it has no key for */
export function typedRecords(text: string, start: number, habits: TypingHabits = {}): readonly InputRecord[] {
  const records: InputRecord[] = [];
  let at = start;
  const key = (code: number, ...values: readonly number[]) => {
    for (const value of values) {
      records.push({ at, type: TYPE_SCAN, code: 4, value: 0x7_0000 + code });
      records.push({ at, type: TYPE_KEY, code, value }, { at, type: TYPE_SYN, code: REPORT, value: 0 });
      at += BETWEEN_KEYS / 2;
    }
  };
  for (const [index, character] of Array.from(text).entries()) {
    if (habits.pause?.before === index) at += habits.pause.length * 1000;
    if (habits.losesBefore === index) records.push({ at, type: TYPE_SYN, code: DROPPED, value: 0 });
    const { code, shift } = keyOf(character, habits.keypad === true);
    if (shift) key(LEFT_SHIFT, 1);
    key(code, 1, ...(habits.repeats === true ? [2, 2, 2] : []), 0);
    if (shift) key(LEFT_SHIFT, 0);
  }
  if (habits.pause?.before === text.length) at += habits.pause.length * 1000;
  if (habits.enter !== 'none') key(habits.enter === 'keypad' ? KEYPAD_ENTER : ENTER, 1, 0);
  return records;
}

export class WedgePeer {
  readonly #path: string;
  readonly #clock: Clock;
  #file: FileHandle | null = null;
  #last = 0;

  /** @param path where the device is to appear, in a folder that exists */
  constructor(path: string, clock: Clock) {
    this.#path = path;
    this.#clock = clock;
  }

  /** Makes the device. @throws Error when it cannot be made */
  async plugIn(): Promise<void> {
    const made = spawnSync('mkfifo', [this.#path]);
    if (made.status !== 0) throw new Error('mkfifo failed');
    // Open for reading too: a FIFO without a reader cannot be opened for writing alone.
    this.#file = await open(this.#path, constants.O_RDWR | constants.O_NONBLOCK);
  }

  /** Takes the device away. */
  async unplug(): Promise<void> {
    if (existsSync(this.#path)) unlinkSync(this.#path);
    const file = this.#file;
    this.#file = null;
    await file?.close();
  }

  /** Types a text and Enter. */
  async type(text: string, habits?: TypingHabits): Promise<void> {
    const start = Math.max(Math.floor(this.#clock.now() * 1000), this.#last + BETWEEN_KEYS);
    const records = typedRecords(text, start, habits);
    this.#last = records.at(-1)?.at ?? start;
    await this.send(Buffer.concat(records.map(encodeRecord)));
  }

  /** Puts bytes into the device as they are. @throws Error while it is unplugged */
  async send(bytes: Uint8Array): Promise<void> {
    if (this.#file === null) throw new Error('the device is unplugged');
    await this.#file.write(bytes);
  }
}

function keyOf(character: string, keypad: boolean): { readonly code: number; readonly shift: boolean } {
  if (/^[0-9]$/.test(character)) {
    const digit = Number(character);
    const code = keypad ? KEYPAD[digit] : digit === 0 ? 11 : digit + 1;
    if (code !== undefined) return { code, shift: false };
  }
  const code = LETTERS[character.toUpperCase()];
  if (code === undefined) throw new RangeError(`There is no key for ${character}`);
  return { code, shift: character === character.toUpperCase() };
}
