// What the PC/SC child process tells its parent, as JSON over the process channel. The parent tells it nothing: the child
// serves until the channel closes. Everything is parsed, and a message that does not parse ends the connection.
import { err, ok, type Result } from '../../../domain/result.ts';
import type { LinkFault } from '../../linked-device.ts';
import type { UnreadableBadge } from '../badge-reader.ts';
import { RESPONSE_LIMIT } from './apdu.ts';

export type ChildMessage =
  /** Sent every HEARTBEAT while the event loop of the child turns. */
  | { readonly type: 'alive' }
  /** A reader is there and is being watched. */
  | { readonly type: 'attached' }
  /** A badge gave these bytes as its number; not judged yet. */
  | { readonly type: 'badge'; readonly number: Uint8Array }
  | { readonly type: 'unreadable'; readonly reason: UnreadableBadge }
  /** The child ends itself for this reason. */
  | { readonly type: 'failed'; readonly fault: LinkFault };

/** Milliseconds between two signs of life. */
export const HEARTBEAT = 500;

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
  crashed: true,
};

/** The message as it travels: bytes as hex. */
export function encodeMessage(message: ChildMessage): Readonly<Record<string, string>> {
  return message.type === 'badge' ? { type: 'badge', number: Buffer.from(message.number).toString('hex') } : message;
}

/** Parses what came over the channel; anything else than exactly one of the messages is refused. */
export function parseMessage(value: unknown): Result<ChildMessage, 'malformed'> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return err('malformed');
  const { type, ...rest }: Record<string, unknown> = { ...value };
  const [name, ...more] = Object.keys(rest);
  if (more.length > 0) return err('malformed');
  if ((type === 'alive' || type === 'attached') && name === undefined) return ok({ type });
  if (type === 'badge' && name === 'number') return parseBadge(rest.number);
  if (type === 'unreadable' && name === 'reason' && isKeyOf(REASONS, rest.reason)) {
    return ok({ type, reason: rest.reason });
  }
  if (type === 'failed' && name === 'fault' && isKeyOf(FAULTS, rest.fault)) return ok({ type, fault: rest.fault });
  return err('malformed');
}

function parseBadge(hex: unknown): Result<ChildMessage, 'malformed'> {
  if (typeof hex !== 'string' || hex.length > 2 * RESPONSE_LIMIT || !/^(?:[0-9a-f]{2})*$/.test(hex)) {
    return err('malformed');
  }
  return ok({ type: 'badge', number: Uint8Array.from(Buffer.from(hex, 'hex')) });
}

function isKeyOf<Name extends string>(names: Readonly<Record<Name, true>>, value: unknown): value is Name {
  return typeof value === 'string' && Object.hasOwn(names, value);
}
