// A reader that sends its number as text on a serial line: RDM6300, Elatec TWN4, Wiegand-to-serial converters.
// Never writes to the line, and takes nothing but what its profile describes.
import type { ReaderSetup } from '../../../domain/reader.ts';
import { err } from '../../../domain/result.ts';
import type { Timers } from '../../../domain/time.ts';
import { openTransport, parseAddress } from '../../transport.ts';
import { StreamReader } from '../stream-reader.ts';
import { hearSerial, PARTIAL, PRESENTATION } from './hearing.ts';

export type AsciiSetup = Extract<ReaderSetup, { readonly kind: 'serial-ascii' }>;

/** The usual rate of such readers, where the address gives none. */
const BAUD_RATE = 9600;

/** The reader of a set-up. With an address that cannot be parsed each `connect` answers `port_absent`. */
export function createAsciiReader({ id, address, profile }: AsciiSetup, timers: Timers): StreamReader {
  const parsed = parseAddress(address, { baudRate: BAUD_RATE });
  const isTag = profile.name === 'rdm6300';
  return new StreamReader(
    id,
    {
      // Of a repeated frame the driver sees when it ends; a repeated line may be a second tap.
      repeats: !isTag,
      settle: isTag ? PRESENTATION : PARTIAL,
      open: async () => (parsed.ok ? await openTransport(parsed.value, timers) : err('port_absent')),
      listen: (report) => hearSerial(profile, report, timers),
    },
    timers,
  );
}
