// Asks a port of which nothing is known what hangs there: each kind of board and reader in turn, until one answers. Writes the
// questions of the table and nothing else, opens no port that is in use, and always closes what it opened.
import { err, ok, type Result } from '../../domain/result.ts';
import { type Clock, monotonic, seconds, type Timers } from '../../domain/time.ts';
import type { LinkFault } from '../linked-device.ts';
import { type Address, type ByteStream, openTransport, parseAddress, type SerialLine } from '../transport.ts';
import { Conversation } from './conversation.ts';
import type { FindingFault, Findings, ProbeStep } from './finding.ts';
import { isInUse } from './port-use.ts';
import { isSameLine, KINDS_BEHIND_TCP, PASSES, SPOKEN, type Spoken } from './questions.ts';
import { addressWith } from './suggestions.ts';
import { type Stage, Sweep } from './sweep.ts';

export interface ProbeOptions {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly onProgress?: (step: ProbeStep) => void;
  /** Ends it; the port is closed when `probe` resolves. */
  readonly signal?: AbortSignal;
  /** Other ports than those of this machine. */
  readonly ports?: Ports;
}

/** How ports are opened, and how one knows without opening it that somebody has it. */
export interface Ports {
  open(address: Address): Promise<Result<ByteStream, LinkFault>>;
  isInUse(address: Address): Promise<boolean>;
}

const MODBUS_TCP_PORT = 502;
const ALL_UNITS = Number.POSITIVE_INFINITY;
/** At a setting that no kind usually has. */
const FEW_UNITS = 4;
/** From the first opening to the last question; the answer to that takes 1.5 s at most. */
const SERIAL_LIMIT = seconds(20);
/** Where the address names a setting of its own, or a network comes between. */
const LONGER_LIMIT = seconds(24);

/**
 * Looks for boards and readers at one address, within 20 s at a serial port and 24 s elsewhere, and 1.5 s for a last answer. No
 * lock moves: the bytes that may go out are those of questions.ts.
 * @param text `serial:/dev/…` or `tcp://host:port`; settings of a serial line are tried besides the usual ones
 * @returns `bad_address`, `in_use` before anything was opened, `port_absent`, `port_refused`, `port_closed`, `cancelled`
 */
export async function probe(text: string, options: ProbeOptions): Promise<Result<Findings, FindingFault>> {
  const parsed = parseAddress(text);
  if (!parsed.ok) return err('bad_address');
  const address = parsed.value;
  const { clock, signal } = options;
  const own = address.kind === 'serial' && text.includes('?') ? lineOf(address) : null;
  const limit = address.kind === 'serial' && !isUnusual(own) ? SERIAL_LIMIT : LONGER_LIMIT;
  const until = monotonic(clock.monotonic() + limit);
  const sweep = new Sweep(clock, until, options.onProgress);
  for (const stage of stagesOf(address, own)) {
    if (isCancelled(signal)) return err('cancelled');
    const fault = await runStage(stage, address, text, sweep, options);
    if (isCancelled(signal)) return err('cancelled');
    if (fault !== null && !sweep.isDone) return err(fault);
    if (sweep.isDone) break;
  }
  return ok(sweep.findings(text, own));
}

/** @returns why the port cannot be used; null = all was asked */
async function runStage(
  stage: Stage,
  address: Address,
  text: string,
  sweep: Sweep,
  { clock, timers, signal, ports = portsOf(timers) }: ProbeOptions,
): Promise<FindingFault | null> {
  const { line } = stage;
  const place = address.kind === 'serial' && line !== null ? { ...address, ...line } : address;
  if (await ports.isInUse(place)) return 'in_use';
  const opened = await ports.open(place);
  if (!opened.ok) return opened.error;
  const stream = opened.value;
  try {
    const conversation = new Conversation({ stream, clock, timers, signal });
    const named = place.kind === 'serial' ? addressWith(place.path, place) : text;
    await sweep.run(conversation, stage, { address: named, line });
    return conversation.isOver ? 'port_closed' : null;
  } finally {
    await stream.close();
  }
}

function portsOf(timers: Timers): Ports {
  return { open: (address) => openTransport(address, timers), isInUse };
}

function stagesOf(address: Address, own: SerialLine | null): readonly Stage[] {
  if (address.kind === 'tcp') {
    const isModbus = address.port === MODBUS_TCP_PORT;
    const kinds: readonly Spoken[] = isModbus ? ['modbus-tcp'] : KINDS_BEHIND_TCP;
    return [{ line: null, kinds, listens: !isModbus, units: ALL_UNITS }];
  }
  const usual = PASSES.map((pass, index) => ({ ...pass, listens: index === 0, units: ALL_UNITS }));
  if (own === null || !isUnusual(own)) return usual;
  const kinds = SPOKEN.filter((kind) => kind !== 'modbus-tcp');
  return [...usual, { line: own, kinds, listens: false, units: FEW_UNITS }];
}

function isUnusual(own: SerialLine | null): boolean {
  return own !== null && !PASSES.some(({ line }) => isSameLine(line, own));
}

function lineOf({ baudRate, parity, stopBits }: SerialLine): SerialLine {
  return { baudRate, parity, stopBits };
}

function isCancelled(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}
