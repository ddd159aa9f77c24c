// What looking for hardware can bring to light, as data: for the command line and the admin page alike. Says nothing of how it
// was found, and never more than the bytes told.
import type { BoardSetup } from '../../domain/board.ts';
import type { ReaderSetup } from '../../domain/reader.ts';
import type { Duration } from '../../domain/time.ts';
import type { LinkFault } from '../linked-device.ts';
import type { SerialLine } from '../transport.ts';
import type { Spoken } from './questions.ts';

/** What an installer should know or do, about one device or a whole line. */
export type Hint =
  /** Which byte of a lock board stands for locks 1–8 cannot be known while nothing moves. */
  | 'check_locks_1_and_9'
  /** How many locks the board has cannot be read. */
  | 'set_ways'
  /** Which level means closed depends on the lock. */
  | 'check_polarity'
  /** It speaks Modbus; what stands where on it cannot be read. */
  | 'choose_profile'
  /** The reader wants its own key before the cabinet uses it. */
  | 'store_reader_key'
  /** A number was read: its length and digits were taken from that one badge. */
  | 'check_number'
  /** It answers at another speed or parity than the address says. */
  | 'other_line'
  /** Every question comes back: an adapter with local echo, or a line that is short. */
  | 'echo'
  /** Bytes came as a line with A and B exchanged makes them. */
  | 'swapped_wires'
  /** Bytes came and made no frame at any speed that was tried. */
  | 'unreadable'
  /** Somebody else talks on the line: nothing was asked. */
  | 'line_talks'
  /** The time was over before all was asked. */
  | 'cut_short';

/** Something that answered. */
export interface Found {
  readonly kind: Exclude<(BoardSetup | ReaderSetup)['kind'], 'simulated'>;
  /** Its number on the line; null = it has none. */
  readonly unit: number | null;
  /** Where it answered; null = behind a serial server or a network. */
  readonly line: SerialLine | null;
  /** Positions that it tells of; null = not to be known. */
  readonly positions: number | null;
  /** Positions whose contact or sensor is closed, which so are surely wired; others may be wired as well. */
  readonly wired: number | null;
  /** To be put into the set-up, with an id of the installer's choice; null = too little is known. */
  readonly setup: BoardSetup | ReaderSetup | null;
  readonly hints: readonly Hint[];
}

export interface Findings {
  readonly address: string;
  readonly found: readonly Found[];
  /** Numbers at which bytes came twice and made no frame, while others answered well: two boards with one number. */
  readonly twins: readonly number[];
  readonly hints: readonly Hint[];
  /** The first bytes that could not be read, in hex; null = there were none. */
  readonly sample: string | null;
}

/**
 * Why nothing can be said. `in_use`: a cabinet or another program has the port, and nothing was opened. `cancelled`: the
 * caller ended it; the port is closed.
 */
export type FindingFault = LinkFault | 'bad_address' | 'in_use' | 'cancelled';

/** What is being done, for somebody who waits. */
export type ProbeStep =
  /** A badge may be held to the reader now. */
  | { readonly type: 'listening'; readonly line: SerialLine | null; readonly lasts: Duration }
  | { readonly type: 'asking'; readonly kind: Spoken; readonly line: SerialLine | null }
  | { readonly type: 'found'; readonly kind: Spoken; readonly unit: number };
