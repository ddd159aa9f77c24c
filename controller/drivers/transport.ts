// One byte stream to a serial device or a serial server. A stream is opened once and never again, so that nothing
// written to it can come out of a later connection. Never buffers a write for a port that is not open.
import { stat } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { SerialPort } from 'serialport';
import { err, ok, type Result } from '../domain/result.ts';
import { seconds, type Timers } from '../domain/time.ts';
import type { LinkFault } from './linked-device.ts';

export interface SerialLine {
  readonly baudRate: number;
  readonly parity: 'none' | 'even' | 'odd';
  readonly stopBits: 1 | 2;
}

export type Address =
  | ({ readonly kind: 'serial'; readonly path: string } & SerialLine)
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number };

export type AddressFault =
  | 'unknown_scheme'
  | 'bad_path'
  | 'bad_baud_rate'
  | 'bad_parity'
  | 'bad_stop_bits'
  | 'bad_setting'
  | 'bad_host'
  | 'bad_port';

export interface ByteStream {
  /** Whether a write would go straight to the device: the port is open and nothing older waits before it. */
  readonly isOpen: boolean;
  /**
   * Hands bytes to the operating system. Resolves when it took them, which does not mean that the device has them.
   * Refused with `port_closed` and without effect when `isOpen` is false at the time of the call.
   */
  write(bytes: Uint8Array): Promise<Result<void, LinkFault>>;
  onData(listener: (bytes: Uint8Array) => void): void;
  /** Called once when the stream has ended, whoever ended it. */
  onClose(listener: () => void): void;
  /** Ends the stream and drops what was not sent. Resolves when the device may be opened anew. May be called twice. */
  close(): Promise<void>;
}

/** What an address means that does not say otherwise. */
const COMMON: SerialLine = { baudRate: 19_200, parity: 'none', stopBits: 1 };
const BAUD_RATES: readonly number[] = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200];
const OPEN_DEADLINE = seconds(3);
const HOST = /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252})|\[[0-9A-Fa-f:.]{2,45}\])$/;

/**
 * Parses `serial:/dev/…?baud=9600&parity=even&stop=1` or `tcp://host:port` (IPv6 in brackets). The settings of a serial line
 * stand in any order, each once at most: `baud`, `parity` (none, even, odd), `stop` (1, 2); there are always eight data bits.
 * @param usual what a setting is that the address leaves out, besides 19200 8N1
 */
export function parseAddress(text: string, usual: Partial<SerialLine> = {}): Result<Address, AddressFault> {
  if (text.startsWith('serial:')) return parseSerial(text.slice('serial:'.length), { ...COMMON, ...usual });
  if (text.startsWith('tcp://')) return parseTcp(text.slice('tcp://'.length));
  return err('unknown_scheme');
}

/** How streams are opened. */
export type OpenTransport = (address: Address, timers: Timers) => Promise<Result<ByteStream, LinkFault>>;

/**
 * Opens a new stream; gives up after 3 s.
 * @returns `port_absent` for a device or host that is not there, `port_refused` for one that will not be opened
 */
export function openTransport(address: Address, timers: Timers): Promise<Result<ByteStream, LinkFault>> {
  return address.kind === 'serial' ? openSerial(address, timers) : openTcp(address, timers);
}

function parseSerial(rest: string, usual: SerialLine): Result<Address, AddressFault> {
  const split = rest.indexOf('?');
  const path = split < 0 ? rest : rest.slice(0, split);
  if (!/^\/[\x21-\x7e]{1,254}$/.test(path)) return err('bad_path');
  let line = usual;
  const seen = new Set<string>();
  for (const setting of split < 0 ? [] : rest.slice(split + 1).split('&')) {
    const [name = '', value = '', ...more] = setting.split('=');
    if (seen.has(name) || more.length > 0) return err('bad_setting');
    seen.add(name);
    const next = withSetting(line, name, value);
    if (!next.ok) return next;
    line = next.value;
  }
  return ok({ kind: 'serial', path, ...line });
}

function withSetting(line: SerialLine, name: string, value: string): Result<SerialLine, AddressFault> {
  switch (name) {
    case 'baud': {
      const baudRate = /^[0-9]{1,6}$/.test(value) ? Number(value) : 0;
      return BAUD_RATES.includes(baudRate) ? ok({ ...line, baudRate }) : err('bad_baud_rate');
    }
    case 'parity':
      return value === 'none' || value === 'even' || value === 'odd'
        ? ok({ ...line, parity: value })
        : err('bad_parity');
    case 'stop':
      return value === '1' || value === '2' ? ok({ ...line, stopBits: value === '1' ? 1 : 2 }) : err('bad_stop_bits');
    default:
      return err('bad_setting');
  }
}

function parseTcp(rest: string): Result<Address, AddressFault> {
  const split = rest.lastIndexOf(':');
  const host = rest.slice(0, Math.max(split, 0));
  const digits = rest.slice(split + 1);
  if (!HOST.test(host)) return err('bad_host');
  const port = /^[0-9]{1,5}$/.test(digits) ? Number(digits) : 0;
  if (port < 1 || port > 65_535) return err('bad_port');
  return ok({ kind: 'tcp', host: host.startsWith('[') ? host.slice(1, -1) : host, port });
}

async function openSerial(
  { path, baudRate, parity, stopBits }: Address & { kind: 'serial' },
  timers: Timers,
): Promise<Result<ByteStream, LinkFault>> {
  const there = await stat(path).then(
    () => true,
    () => false,
  );
  if (!there) return err('port_absent');
  const port = new SerialPort({ path, baudRate, parity, stopBits, autoOpen: false, hupcl: false });
  const stream = new DuplexStream(
    port,
    () => port.isOpen,
    (ended) => endSerial(port, ended),
  );
  const opened = await new Promise<boolean>((resolve) => {
    const timer = timers.setTimeout(() => resolve(false), OPEN_DEADLINE);
    port.open((fault) => {
      timers.clearTimeout(timer);
      resolve(fault === null || fault === undefined);
    });
  });
  if (!opened) {
    port.once('open', () => port.close());
    return err('port_refused');
  }
  // Halves the answer time of USB adapters that know it; pseudo-terminals and most other ports refuse, which does no harm.
  const wish: Parameters<SerialPort['set']>[0] & { lowLatency: boolean } = { lowLatency: true };
  port.set(wish, () => undefined);
  return ok(stream);
}

function openTcp(address: Address & { kind: 'tcp' }, timers: Timers): Promise<Result<ByteStream, LinkFault>> {
  return new Promise((resolve) => {
    const socket = connect({ host: address.host, port: address.port, noDelay: true });
    const stream = new DuplexStream(
      socket,
      () => socket.readyState === 'open',
      () => abort(socket),
    );
    const timer = timers.setTimeout(() => {
      abort(socket);
      resolve(err('port_absent'));
    }, OPEN_DEADLINE);
    socket.once('connect', () => {
      timers.clearTimeout(timer);
      resolve(ok(stream));
    });
    socket.once('error', (fault) => {
      timers.clearTimeout(timer);
      resolve(err('code' in fault && fault.code === 'ECONNREFUSED' ? 'port_refused' : 'port_absent'));
    });
  });
}

/** Closes the port; one that is closing already says so by its own event. */
function endSerial(port: SerialPort, ended: () => void): void {
  if (port.isOpen) port.close(ended);
  else if (!port.closing) ended();
}

/** Drops what the kernel has not sent yet: an unlock must not reach a board when the network comes back. */
function abort(socket: Socket): void {
  if (socket.readyState === 'open') socket.resetAndDestroy();
  else socket.destroy();
}

class DuplexStream implements ByteStream {
  readonly #duplex: Duplex;
  readonly #isUp: () => boolean;
  readonly #end: (ended: () => void) => void;
  readonly #onClosed = new Set<() => void>();
  #isEnding = false;
  #isClosed = false;

  /** @param end closes the device and calls back when it is free, unless the duplex says `close` by itself */
  constructor(duplex: Duplex, isUp: () => boolean, end: (ended: () => void) => void) {
    this.#duplex = duplex;
    this.#isUp = isUp;
    this.#end = end;
    duplex.once('close', () => this.#closed());
    // A stream without an error listener ends the process. The fault itself shows as the close that follows.
    duplex.on('error', () => this.#abandon());
    duplex.once('end', () => this.#abandon());
  }

  get isOpen(): boolean {
    return !this.#isEnding && !this.#isClosed && this.#isUp() && this.#duplex.writableLength === 0;
  }

  async write(bytes: Uint8Array): Promise<Result<void, LinkFault>> {
    if (!this.isOpen) return err('port_closed');
    return await new Promise((resolve) => {
      const cutOff = () => resolve(err('port_closed'));
      this.#onClosed.add(cutOff);
      this.#duplex.write(bytes, (fault) => {
        this.#onClosed.delete(cutOff);
        resolve(fault ? err('port_closed') : ok(undefined));
      });
    });
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#duplex.on('data', listener);
  }

  onClose(listener: () => void): void {
    this.#onClosed.add(listener);
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    await new Promise<void>((resolve) => {
      this.#onClosed.add(resolve);
      this.#abandon();
    });
  }

  #abandon(): void {
    if (this.#isEnding) return;
    this.#isEnding = true;
    this.#end(() => this.#closed());
  }

  #closed(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const listener of this.#onClosed) listener();
    this.#onClosed.clear();
  }
}
