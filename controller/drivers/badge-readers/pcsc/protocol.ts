// What the PC/SC child process and its parent tell each other, as JSON over the process channel: one order down, at the start,
// and reports up until the channel closes. Both sides parse all of it; what does not parse ends the connection, unquoted.
import { err, ok, type Result } from '../../../domain/result.ts';
import type { LinkFault } from '../../linked-device.ts';
import { BADGE_NUMBER_LIMIT, type UnreadableBadge } from '../badge-reader.ts';
import { RESPONSE_LIMIT } from './apdu.ts';
import type { DesfireAccess } from './desfire/read-file.ts';

/** What the child is to do. Its first and only message: before it, no reader is looked at. */
export interface ChildOrder {
  readonly type: 'watch';
  /** The file that is read of a DESFire; null = UIDs alone. Its key goes this way and no other. */
  readonly desfire: DesfireAccess | null;
}

export type ChildMessage =
  /** Sent every HEARTBEAT while the event loop of the child turns. */
  | { readonly type: 'alive' }
  /** There is a reader, and all that pcscd lists work and are being watched. Said again when another one has come. */
  | { readonly type: 'attached' }
  /** A badge gave these bytes as its number; not judged yet. */
  | { readonly type: 'badge'; readonly number: Uint8Array }
  /** A badge proved that it has the key of the order, and that this is in its file. */
  | { readonly type: 'file'; readonly content: Uint8Array }
  | { readonly type: 'unreadable'; readonly reason: UnreadableBadge }
  /** The child ends itself for this reason. */
  | { readonly type: 'failed'; readonly fault: LinkFault };

/** Milliseconds between two signs of life. */
export const HEARTBEAT = 500;

const AES_KEY_LENGTH = 16;

const REASONS: Readonly<Record<UnreadableBadge, true>> = {
  random_uid: true,
  too_long: true,
  removed_too_soon: true,
  no_answer: true,
  not_authentic: true,
  not_understood: true,
};
const FAULTS: Readonly<Record<LinkFault, true>> = {
  port_absent: true,
  port_refused: true,
  port_closed: true,
  silent: true,
  garbled: true,
  not_trusted: true,
  crashed: true,
};

/** The message as it travels: bytes as hex. */
export function encodeMessage(message: ChildMessage): Readonly<Record<string, string>> {
  switch (message.type) {
    case 'badge':
      return { type: 'badge', number: Buffer.from(message.number).toString('hex') };
    case 'file':
      return { type: 'file', content: Buffer.from(message.content).toString('hex') };
    default:
      return message;
  }
}

/** Parses what came over the channel; anything else than exactly one of the messages is refused. */
export function parseMessage(value: unknown): Result<ChildMessage, 'malformed'> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return err('malformed');
  const { type, ...rest }: Record<string, unknown> = { ...value };
  const [name, ...more] = Object.keys(rest);
  if (more.length > 0) return err('malformed');
  if ((type === 'alive' || type === 'attached') && name === undefined) return ok({ type });
  if (type === 'badge' && name === 'number') {
    const number = parseBytes(rest.number, RESPONSE_LIMIT);
    return number === null ? err('malformed') : ok({ type, number });
  }
  if (type === 'file' && name === 'content') {
    const content = parseBytes(rest.content, BADGE_NUMBER_LIMIT);
    return content === null || content.length === 0 ? err('malformed') : ok({ type, content });
  }
  if (type === 'unreadable' && name === 'reason' && isKeyOf(REASONS, rest.reason)) {
    return ok({ type, reason: rest.reason });
  }
  if (type === 'failed' && name === 'fault' && isKeyOf(FAULTS, rest.fault)) return ok({ type, fault: rest.fault });
  return err('malformed');
}

/** The order as it travels. Holds the key: never to be shown. */
export function encodeOrder({ desfire }: ChildOrder): Readonly<Record<string, unknown>> {
  if (desfire === null) return { type: 'watch', desfire };
  const { application, keyNumber, file, offset, length } = desfire.file;
  const key = Buffer.from(desfire.key).toString('hex');
  return { type: 'watch', desfire: { application, keyNumber, file, offset, length, key } };
}

/** Parses the order; anything else than exactly one is refused. */
export function parseOrder(value: unknown): Result<ChildOrder, 'malformed'> {
  if (!hasExactly(value, ['desfire', 'type']) || value.type !== 'watch') return err('malformed');
  if (value.desfire === null) return ok({ type: 'watch', desfire: null });
  if (!hasExactly(value.desfire, ['application', 'file', 'key', 'keyNumber', 'length', 'offset']))
    return err('malformed');
  const { application, keyNumber, file, offset, length } = value.desfire;
  const key = parseBytes(value.desfire.key, AES_KEY_LENGTH);
  if (key?.length !== AES_KEY_LENGTH || typeof application !== 'string' || !/^[0-9A-F]{6}$/.test(application)) {
    return err('malformed');
  }
  if (!isCount(keyNumber, 13) || !isCount(file, 31) || !isCount(offset, 0xff_ffff)) return err('malformed');
  if (!isCount(length, BADGE_NUMBER_LIMIT) || length === 0) return err('malformed');
  return ok({ type: 'watch', desfire: { file: { application, keyNumber, file, offset, length }, key } });
}

/** @returns null for anything but pairs of lower-case hex digits, at most `limit` of them */
function parseBytes(hex: unknown, limit: number): Uint8Array | null {
  if (typeof hex !== 'string' || hex.length > 2 * limit || !/^(?:[0-9a-f]{2})*$/.test(hex)) return null;
  return Uint8Array.from(Buffer.from(hex, 'hex'));
}

/** A whole number from 0 to `most`. */
function isCount(value: unknown, most: number): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= most;
}

/** @param names the keys that it must have and no others, sorted */
function hasExactly(value: unknown, names: readonly string[]): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const own = Object.keys(value).toSorted();
  return own.length === names.length && own.every((name, at) => name === names[at]);
}

function isKeyOf<Name extends string>(names: Readonly<Record<Name, true>>, value: unknown): value is Name {
  return typeof value === 'string' && Object.hasOwn(names, value);
}
