// The secret keys of badge readers, in a file of their own beside the database: 16 bytes for a reader and a purpose.
// They go in and are used. Nothing shows, prints or exports one; of a key that is stored, only a fingerprint is ever told.
import { createHash } from 'node:crypto';
import path from 'node:path';
import { parseReaderId, type ReaderId } from '../domain/ids.ts';
import type { ReaderSetup } from '../domain/reader.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { type Instant, instant } from '../domain/time.ts';
import { type KeyTextFault, readKeyText, replaceKeyText } from './reader-key-file.ts';

/** What a key is for: the hospital's file on DESFire badges, or the secure channel to an OSDP reader. */
export type ReaderKeyKind = 'desfire' | 'osdp';

/** `damaged`: it is not as it was written. */
export type ReaderKeysFault = KeyTextFault | 'damaged';

/** Why a key is none: such keys are the same everywhere, and known to everybody. */
export type WeakKey = 'wrong_length' | 'default_key' | 'one_byte_repeated';

/** What may be told of a stored key. */
export interface ReaderKeyNote {
  readonly reader: ReaderId;
  readonly kind: ReaderKeyKind;
  readonly since: Instant;
  /** 8 hex digits. Equal keys of one kind have equal ones, so that two readers can be compared. */
  readonly fingerprint: string;
}

interface StoredKey {
  readonly reader: ReaderId;
  readonly kind: ReaderKeyKind;
  readonly since: Instant;
  readonly key: Uint8Array;
}

const FILE_NAME = 'reader.keys';
const FORMAT = 1;
const KEY_SIZE = 16;
const KEY_DIGITS = /^[0-9a-f]{32}$/;
const FINGERPRINT_DIGITS = 8;
/** SCBK-D of OSDP, which every reader has when it leaves its factory. That of a DESFire is all zeros: one byte repeated. */
const OSDP_DEFAULT = Buffer.from('303132333435363738393a3b3c3d3e3f', 'hex');

export class ReaderKeys {
  readonly #file: string;
  #keys: readonly StoredKey[];
  #before: readonly StoredKey[] | null = null;

  private constructor(file: string, keys: readonly StoredKey[]) {
    this.#file = file;
    this.#keys = keys;
  }

  /** The keys in a data folder; no file is no keys. */
  static load(folder: string): Result<ReaderKeys, ReaderKeysFault> {
    const file = path.join(folder, FILE_NAME);
    const text = readKeyText(file);
    if (!text.ok) return text;
    const keys = text.value === null ? [] : parse(text.value);
    return keys === null ? err('damaged') : ok(new ReaderKeys(file, keys));
  }

  /** The key of a reader, for its driver and nobody else: 16 bytes; null = none is stored for this purpose. */
  keyOf(reader: ReaderId, kind: ReaderKeyKind): Uint8Array | null {
    const stored = this.#keys.find((one) => one.reader === reader && one.kind === kind);
    return stored === undefined ? null : Uint8Array.from(stored.key);
  }

  /** What may be told of each key, by reader and kind. */
  notes(): readonly ReaderKeyNote[] {
    return this.#keys.map(({ reader, kind, since, key }) => ({
      reader,
      kind,
      since,
      fingerprint: fingerprintOf(kind, key),
    }));
  }

  /** Stores a key in the place of the one before. It is on disk when this returns, and everything is as it was when it fails. */
  set(reader: ReaderId, kind: ReaderKeyKind, key: Uint8Array, since: Instant): Result<void, WeakKey | ReaderKeysFault> {
    const weakness = weaknessOf(key);
    if (weakness !== null) return err(weakness);
    return this.#write([...this.#without(reader, kind), { reader, kind, since, key: Uint8Array.from(key) }]);
  }

  /** Forgets a key. What the disk does with the old bytes is the disk's: a key that got out must be changed in the badges. */
  forget(reader: ReaderId, kind: ReaderKeyKind): Result<void, ReaderKeysFault> {
    return this.#write(this.#without(reader, kind));
  }

  /** Takes the last change back, once; without one there is nothing to do. */
  undo(): Result<void, ReaderKeysFault> {
    const before = this.#before;
    if (before === null) return ok(undefined);
    const written = this.#write(before);
    this.#before = null;
    return written;
  }

  #without(reader: ReaderId, kind: ReaderKeyKind): readonly StoredKey[] {
    return this.#keys.filter((one) => one.reader !== reader || one.kind !== kind);
  }

  #write(keys: readonly StoredKey[]): Result<void, ReaderKeysFault> {
    const sorted = keys.toSorted((a, b) => (`${a.reader} ${a.kind}` < `${b.reader} ${b.kind}` ? -1 : 1));
    const written = replaceKeyText(this.#file, textOf(sorted));
    if (!written.ok) return written;
    this.#before = this.#keys;
    this.#keys = sorted;
    return written;
  }
}

/** What a reader needs a key for; null = nothing. */
export function keyKindOf(setup: ReaderSetup): ReaderKeyKind | null {
  if (setup.kind === 'osdp') return 'osdp';
  return setup.kind === 'pcsc' && setup.desfire !== null ? 'desfire' : null;
}

/** The readers of a set-up that need a key and have none. */
export function keylessReaders(readers: readonly ReaderSetup[], keys: ReaderKeys): readonly ReaderSetup[] {
  return readers.filter((reader) => {
    const kind = keyKindOf(reader);
    return kind !== null && keys.keyOf(reader.id, kind) === null;
  });
}

/** What stands against a key; null = nothing. */
export function weaknessOf(key: Uint8Array): WeakKey | null {
  if (key.length !== KEY_SIZE) return 'wrong_length';
  if (OSDP_DEFAULT.equals(key)) return 'default_key';
  return key.every((byte) => byte === key[0]) ? 'one_byte_repeated' : null;
}

/** Of the kind as well, so that it is worth nothing for anything but comparing. */
function fingerprintOf(kind: ReaderKeyKind, key: Uint8Array): string {
  const hash = createHash('sha256').update(`wardkey reader key ${kind}\n`).update(key).digest('hex');
  return hash.slice(0, FINGERPRINT_DIGITS);
}

function textOf(keys: readonly StoredKey[]): string {
  const lines = keys.map(({ reader, kind, since, key }) => ({
    reader,
    kind,
    since,
    key: Buffer.from(key).toString('hex'),
  }));
  return `${JSON.stringify({ format: FORMAT, keys: lines }, null, 2)}\n`;
}

/** @returns null for anything but what would be written for it */
function parse(text: string): readonly StoredKey[] | null {
  const whole = jsonOf(text);
  if (!isRecord(whole) || !Array.isArray(whole.keys)) return null;
  const keys = whole.keys.flatMap((one) => parseKey(one) ?? []);
  const names = new Set(keys.map(({ reader, kind }) => `${reader} ${kind}`));
  return names.size === keys.length && textOf(keys) === text ? keys : null;
}

function parseKey(value: unknown): StoredKey | null {
  if (!isRecord(value)) return null;
  const { kind, key: digits } = value;
  const reader = parseReaderId(value.reader);
  const since = Number.isSafeInteger(value.since) ? instant(Number(value.since)) : null;
  if (!reader.ok || since === null || (kind !== 'desfire' && kind !== 'osdp')) return null;
  if (typeof digits !== 'string' || !KEY_DIGITS.test(digits)) return null;
  const key = Uint8Array.from(Buffer.from(digits, 'hex'));
  return weaknessOf(key) === null ? { reader: reader.value, kind, since, key } : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // What JSON.parse says quotes the text, which holds keys.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
