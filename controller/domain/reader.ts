// Badge readers: the kinds that can be bought and what an installer sets for each. Keys of readers are no part of it. Pure data.
import type { ReaderId } from './ids.ts';

/** How a badge number came about. Part of what is hashed where the format can be told: a number alone is not a badge. */
export type BadgeFormat =
  | 'iso14443-uid'
  | 'desfire-file'
  | 'wiegand-h10301'
  | 'wiegand-corporate-1000-35'
  | 'wiegand-raw'
  | 'em4100'
  | 'digits'
  | 'hex'
  | 'simulated';

/** The longest text that still fits a badge number with its format and its facility named in front, in characters. */
export const LONGEST_TEXT = 56;

/** How a reader that types or sends text writes a number. */
export interface TextNumber {
  readonly digits: 'decimal' | 'hex';
  /** Exactly so many characters, 1 to LONGEST_TEXT; anything else is refused as unreadable. */
  readonly length: number;
  /** How many leading characters are the facility; null = the number is not split. */
  readonly facility: number | null;
}

export type ReaderSetup =
  | { readonly id: ReaderId; readonly kind: 'simulated' }
  | {
      readonly id: ReaderId;
      readonly kind: 'pcsc';
      /** The hospital's own AES file on DESFire badges; null = only the UID is read. The key is kept elsewhere, write-only. */
      readonly desfire: DesfireFile | null;
    }
  | {
      readonly id: ReaderId;
      readonly kind: 'keyboard-wedge';
      /** Stable name of the input device, e.g. `/dev/input/by-id/…-event-kbd`. */
      readonly device: string;
      readonly number: TextNumber;
    }
  | {
      readonly id: ReaderId;
      readonly kind: 'serial-ascii';
      /** `serial:…?baud=9600` or `tcp://host:port`. */
      readonly address: string;
      readonly profile: { readonly name: 'rdm6300' } | { readonly name: 'twn4' | 'line'; readonly number: TextNumber };
    }
  | {
      readonly id: ReaderId;
      readonly kind: 'osdp';
      readonly address: string;
      /** Address of the reader on its bus, 0–126. */
      readonly unit: number;
    };

export interface DesfireFile {
  /** Application identifier: 6 upper-case hex digits, the most significant byte first. */
  readonly application: string;
  /** Number of the AES key that reads the file, 0–13. */
  readonly keyNumber: number;
  /** Number of the file, 0–31, and what is read of it, in bytes. */
  readonly file: number;
  readonly offset: number;
  readonly length: number;
}
