// Builds the reader of a set-up, whatever its kind. Opens nothing.
import type { ReaderId } from '../../domain/ids.ts';
import type { ReaderSetup } from '../../domain/reader.ts';
import type { Clock, Timers } from '../../domain/time.ts';
import { SimulatedBadgeReader } from '../simulated/badge-reader.ts';
import type { BadgeReader } from './badge-reader.ts';
import { createWedgeReader } from './keyboard-wedge/wedge-reader.ts';
import { createOsdpReader } from './osdp/factory.ts';
import { PcscReader } from './pcsc/pcsc-reader.ts';
import { createAsciiReader } from './serial-ascii/ascii-reader.ts';

/** What the keys of readers are for. */
export type ReaderKeyKind = 'desfire' | 'osdp';

export interface ReaderParts {
  readonly clock: Clock;
  readonly timers: Timers;
  /** The key that was stored for a reader, 16 bytes; null = none. */
  readonly keyOf: (reader: ReaderId, kind: ReaderKeyKind) => Uint8Array | null;
}

/**
 * Makes the driver of one reader. Without its key an OSDP reader answers each `connect` with a fault, and a PC/SC reader
 * reads only UIDs, which are weak: a missing key never makes a badge count for more.
 */
export function createBadgeReader(setup: ReaderSetup, { clock, timers, keyOf }: ReaderParts): BadgeReader {
  switch (setup.kind) {
    case 'simulated':
      return new SimulatedBadgeReader(setup.id);
    case 'pcsc': {
      const key = setup.desfire === null ? null : keyOf(setup.id, 'desfire');
      return new PcscReader(
        setup.id,
        setup.desfire === null || key === null ? {} : { desfire: { file: setup.desfire, key } },
      );
    }
    case 'keyboard-wedge':
      return createWedgeReader(setup, timers);
    case 'serial-ascii':
      return createAsciiReader(setup, timers);
    case 'osdp':
      return createOsdpReader(setup, keyOf(setup.id, 'osdp'), clock, timers);
  }
}
