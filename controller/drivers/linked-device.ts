// What every device behind a link has in common: it can be connected, it can be lost, and it says so.
import type { Result } from '../domain/result.ts';

/** Why a device cannot be reached or is gone. */
export type LinkFault =
  | 'port_absent' // no such port, driver not installed, service not running
  | 'port_refused' // the port exists and cannot be opened
  | 'port_closed' // the port went away while in use
  | 'silent' // the port is open and the device does not answer
  | 'garbled' // something answers, and nothing of it makes sense
  | 'crashed'; // the process or library that drives it failed

export type Unsubscribe = () => void;

export interface LinkedDevice<Event> {
  /**
   * Opens the device and asks it once. Always a fresh port object; nothing queued before is ever sent.
   * Never throws for a device that is absent or silent; resolves within its own deadline (at most 5 s).
   */
  connect(): Promise<Result<void, LinkFault>>;
  /** Ends the connection and everything pending. May be called at any time, also twice. */
  disconnect(): Promise<void>;
  /** Calls `listener` for each event, in order, until unsubscribed. */
  subscribe(listener: (event: Event) => void): Unsubscribe;
}
