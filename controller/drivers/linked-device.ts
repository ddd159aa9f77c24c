// What every device behind a link has in common: it can be connected, it can be lost, and it says so.
import type { LinkFault } from '../domain/link.ts';
import type { Result } from '../domain/result.ts';

export type { LinkFault };

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
