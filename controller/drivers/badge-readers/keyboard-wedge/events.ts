// Linux input events: bytes → keys. Pure; knows records and codes, and nothing of characters.
//
//   struct input_event, 24 bytes, little-endian (linux/input.h where a long has 64 bits)
//   ┌──────────────┬──────────────┬────────┬────────┬──────────────┐
//   │  seconds  8  │ microsec. 8  │ type 2 │ code 2 │   value 4    │     EV_KEY: 0 = up, 1 = down, 2 = repeats itself
//   └──────────────┴──────────────┴────────┴────────┴──────────────┘

/** One movement of one key. */
export interface KeyMove {
  readonly type: 'key';
  readonly code: number;
  readonly isDown: boolean;
  /** Microseconds since 1970 by the kernel's wall clock: good for gaps between two keys. */
  readonly at: number;
}

/** `lost`: the kernel had no room for what the device sent, and threw events away. */
export type InputEvent = KeyMove | { readonly type: 'lost' };

export interface InputEvents {
  readonly events: readonly InputEvent[];
  /** Bytes that belong to no record. */
  readonly skipped: number;
}

export const EVENT_LENGTH = 24;

const EV_SYN = 0;
const EV_KEY = 1;
const EV_MAX = 0x1f;
const SYN_DROPPED = 3;
const MICROSECONDS = 1_000_000;
/** Seconds until the year 2500; also keeps a sum of microseconds exact. */
const LATEST = 0x4_0000_0000;
const UP = 0;
const DOWN = 1;
const REPEATS = 2;

/** Whether this machine lays an event out as above. */
export function isSupported(architecture: string): boolean {
  return architecture === 'x64' || architecture === 'arm64';
}

/**
 * Finds events in a stream of bytes that may be cut anywhere. Bytes that cannot be a record are skipped one by one until
 * a record begins. Holds less than one record.
 */
export class InputEventDecoder {
  #pending: Buffer = Buffer.alloc(0);

  /** Bytes kept for the rest of a record, 0–23. */
  get held(): number {
    return this.#pending.length;
  }

  push(bytes: Uint8Array): InputEvents {
    const all = Buffer.concat([this.#pending, bytes]);
    const events: InputEvent[] = [];
    let skipped = 0;
    let at = 0;
    while (at + EVENT_LENGTH <= all.length) {
      const record = recordAt(all, at);
      if (record === null) {
        skipped += 1;
        at += 1;
      } else {
        const event = eventOf(record);
        if (event !== null) events.push(event);
        at += EVENT_LENGTH;
      }
    }
    this.#pending = Buffer.from(all.subarray(at));
    return { events, skipped };
  }
}

/** The bytes of one movement of a key, as the kernel gives them. For peers and tests. */
export function encodeKey({ code, isDown, at }: Omit<KeyMove, 'type'>): Uint8Array {
  return encodeRecord({ at, type: EV_KEY, code, value: isDown ? DOWN : UP });
}

/** Any record. `at` in microseconds. For peers and tests. */
export function encodeRecord({ at, type, code, value }: InputRecord): Uint8Array {
  const bytes = Buffer.alloc(EVENT_LENGTH);
  bytes.writeBigInt64LE(BigInt(Math.floor(at / MICROSECONDS)), 0);
  bytes.writeBigInt64LE(BigInt(at % MICROSECONDS), 8);
  bytes.writeUInt16LE(type, 16);
  bytes.writeUInt16LE(code, 18);
  bytes.writeInt32LE(value, 20);
  return Uint8Array.from(bytes);
}

export interface InputRecord {
  readonly at: number;
  readonly type: number;
  readonly code: number;
  readonly value: number;
}

/** A record that the kernel could have written; null = it could not. */
function recordAt(bytes: Buffer, at: number): InputRecord | null {
  const seconds = bytes.readBigInt64LE(at);
  const micros = bytes.readBigInt64LE(at + 8);
  const [type, code] = [bytes.readUInt16LE(at + 16), bytes.readUInt16LE(at + 18)];
  const value = bytes.readInt32LE(at + 20);
  const isTime = seconds >= 0 && seconds < LATEST && micros >= 0 && micros < MICROSECONDS;
  if (!isTime || type > EV_MAX || (type === EV_KEY && (value < UP || value > REPEATS))) return null;
  return { at: Number(seconds) * MICROSECONDS + Number(micros), type, code, value };
}

/** A key that is held down repeats itself: that is no key. */
function eventOf({ at, type, code, value }: InputRecord): InputEvent | null {
  if (type === EV_SYN && code === SYN_DROPPED) return { type: 'lost' };
  if (type !== EV_KEY || value === REPEATS) return null;
  return { type: 'key', code, isDown: value === DOWN, at };
}
