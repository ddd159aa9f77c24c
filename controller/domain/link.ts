// Links: devices that can be reached or not, and why not.
import type { BoardId, ReaderId } from './ids.ts';

/** Why a device cannot be reached or is gone. */
export type LinkFault =
  | 'port_absent' // no such port, driver not installed, service not running
  | 'port_refused' // the port exists and cannot be opened
  | 'port_closed' // the port went away while in use
  | 'silent' // the port is open and the device does not answer
  | 'garbled' // something answers, and nothing of it makes sense
  | 'not_trusted' // it answers, and does not prove that it is the device of the set-up
  | 'crashed'; // the process or library that drives it failed

/** A device behind a link. */
export type Device =
  | { readonly kind: 'board'; readonly board: BoardId }
  | { readonly kind: 'reader'; readonly reader: ReaderId };

/** The name of a device as an actor: unique among boards and readers. */
export function deviceName(device: Device): string {
  return device.kind === 'board' ? `board.${device.board}` : `reader.${device.reader}`;
}
