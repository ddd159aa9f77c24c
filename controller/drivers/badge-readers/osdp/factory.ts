// Builds OSDP readers. One address is one wire for the whole process, so the buses are kept here. Opens nothing.
import { err } from '../../../domain/result.ts';
import { type Clock, milliseconds, type Timers } from '../../../domain/time.ts';
import { Bus } from '../../slot-boards/bus.ts';
import { LINE_TIMES, type LineTimes } from '../../slot-boards/line-times.ts';
import { openTransport, parseAddress } from '../../transport.ts';
import { OsdpDecoder, type OsdpFrame } from './frames.ts';
import { OsdpReader, type OsdpSetup } from './osdp-reader.ts';

/** By the standard every reader must speak at this speed. */
const BAUD_RATE = 9_600;
/** By the standard a reader begins to answer within 200 ms. */
const TIMES: LineTimes = { ...LINE_TIMES, answer: milliseconds(200) };
/** By the timers that they run on, so that a second controller in one process has wires of its own; then by address. */
const BUSES = new WeakMap<Timers, Map<string, Bus<OsdpFrame>>>();

/**
 * Makes the driver of one reader. Readers with the same address share one bus and are asked in turn. One with an address
 * that cannot be parsed answers each `connect` with `port_absent`.
 * @param key SCBK of this reader, 16 bytes; null = none is known, and each `connect` says `not_trusted`
 */
export function createOsdpReader(setup: OsdpSetup, key: Uint8Array | null, clock: Clock, timers: Timers): OsdpReader {
  const buses = BUSES.get(timers) ?? new Map<string, Bus<OsdpFrame>>();
  const bus = buses.get(setup.address) ?? osdpBus(setup.address, clock, timers);
  BUSES.set(timers, buses.set(setup.address, bus));
  return new OsdpReader(setup, key ?? new Uint8Array(0), bus, clock, timers);
}

/** The bus behind one address. */
export function osdpBus(address: string, clock: Clock, timers: Timers): Bus<OsdpFrame> {
  const parsed = parseAddress(address, { baudRate: BAUD_RATE });
  return new Bus(
    {
      open: () => (parsed.ok ? openTransport(parsed.value, timers) : Promise.resolve(err('port_absent'))),
      newDecoder: () => new OsdpDecoder(),
    },
    clock,
    timers,
    TIMES,
  );
}
