// Addresses are parsed strictly, and a stream that is over stays over.
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { ok } from '../../../controller/domain/result.ts';
import { openTransport, parseAddress } from '../../../controller/drivers/transport.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { Pty } from '../../support/pty.ts';
import { realTimers } from '../../support/real-time.ts';

const LINE = { baudRate: 19_200, parity: 'none', stopBits: 1 };

const tidy: (() => unknown)[] = [];
afterEach(async () => {
  for (const undo of tidy.splice(0).toReversed()) await undo();
});

/** A serial server that keeps what it receives. */
async function makePeer() {
  const received: number[] = [];
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('data', (bytes) => received.push(...bytes));
    socket.on('error', () => socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('a TCP server has a port');
  tidy.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: bound.port, received, sockets, address: `tcp://127.0.0.1:${bound.port}` };
}

async function openAt(address: string) {
  const stream = expectOk(await openTransport(expectOk(parseAddress(address)), realTimers));
  tidy.push(() => stream.close());
  return stream;
}

describe('parseAddress', () => {
  it.each([
    ['serial:/dev/ttyUSB0?baud=9600', { kind: 'serial', path: '/dev/ttyUSB0', ...LINE, baudRate: 9600 }],
    [
      'serial:/dev/serial/by-id/usb-FTDI_FT232R-if00-port0?baud=19200',
      { kind: 'serial', path: '/dev/serial/by-id/usb-FTDI_FT232R-if00-port0', ...LINE },
    ],
    ['serial:/dev/ttyS1', { kind: 'serial', path: '/dev/ttyS1', ...LINE }],
    ['serial:/dev/ttyS1?parity=even', { kind: 'serial', path: '/dev/ttyS1', ...LINE, parity: 'even' }],
    [
      'serial:/dev/ttyS1?stop=2&parity=odd&baud=38400',
      { kind: 'serial', path: '/dev/ttyS1', baudRate: 38_400, parity: 'odd', stopBits: 2 },
    ],
    ['tcp://10.0.0.7:4001', { kind: 'tcp', host: '10.0.0.7', port: 4001 }],
    ['tcp://bus.example:23', { kind: 'tcp', host: 'bus.example', port: 23 }],
    ['tcp://[::1]:4001', { kind: 'tcp', host: '::1', port: 4001 }],
  ])('reads %s', (text, address) => {
    expect(parseAddress(text)).toEqual({ ok: true, value: address });
  });

  it('takes what is usual for a kind of device where the address says nothing', () => {
    const usual = { baudRate: 9600, parity: 'even' } as const;
    const path = '/dev/ttyS1';
    expect(parseAddress('serial:/dev/ttyS1', usual)).toEqual(ok({ kind: 'serial', path, ...LINE, ...usual }));
    const own = parseAddress('serial:/dev/ttyS1?baud=57600', usual);
    expect(own).toEqual(ok({ kind: 'serial', path, ...LINE, ...usual, baudRate: 57_600 }));
  });

  it.each([
    ['', 'unknown_scheme'],
    ['/dev/ttyUSB0', 'unknown_scheme'],
    ['http://10.0.0.7:80', 'unknown_scheme'],
    ['serial:', 'bad_path'],
    ['serial:ttyUSB0', 'bad_path'],
    ['serial:/dev/tty\0USB0', 'bad_path'],
    ['serial:/dev/tty USB0', 'bad_path'],
    ['serial:/dev/ttyUSB0?', 'bad_setting'],
    ['serial:/dev/ttyUSB0?baud=', 'bad_baud_rate'],
    ['serial:/dev/ttyUSB0?baud=12345', 'bad_baud_rate'],
    ['serial:/dev/ttyUSB0?baud=9600&x=1', 'bad_setting'],
    ['serial:/dev/ttyUSB0?baud=9600&baud=9600', 'bad_setting'],
    ['serial:/dev/ttyUSB0?baud=9600&', 'bad_setting'],
    ['serial:/dev/ttyUSB0?parity=mark', 'bad_parity'],
    ['serial:/dev/ttyUSB0?parity=', 'bad_parity'],
    ['serial:/dev/ttyUSB0?stop=1.5', 'bad_stop_bits'],
    ['serial:/dev/ttyUSB0?baud=9600?baud=9600', 'bad_setting'],
    ['tcp://', 'bad_host'],
    ['tcp://:4001', 'bad_host'],
    ['tcp://a b:4001', 'bad_host'],
    ['tcp://user@host:4001', 'bad_host'],
    ['tcp://host', 'bad_host'],
    ['tcp://host:', 'bad_port'],
    ['tcp://host:0', 'bad_port'],
    ['tcp://host:65536', 'bad_port'],
    ['tcp://host:4001/', 'bad_port'],
    ['tcp://host:-1', 'bad_port'],
  ])('refuses %j', (text, fault) => {
    expect(parseAddress(text)).toEqual({ ok: false, error: fault });
  });

  it('answers any text with a result', () => {
    fc.assert(
      fc.property(fc.constantFrom('', 'serial:/', 'tcp://'), fc.string(), (scheme, rest) => {
        expect(parseAddress(scheme + rest)).toHaveProperty('ok');
      }),
    );
  });
});

describe('openTransport', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wardkey-transport-'));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('tells an absent device from one that cannot be opened', async () => {
    const absent = expectOk(parseAddress(`serial:${folder}/none`));
    expect(await openTransport(absent, realTimers)).toEqual({ ok: false, error: 'port_absent' });
    const file = join(mkdtempSync(`${folder}-`), 'file');
    tidy.push(() => rmSync(join(file, '..'), { recursive: true }));
    writeFileSync(file, '');
    const notASerialPort = expectOk(parseAddress(`serial:${file}`));
    expect(await openTransport(notASerialPort, realTimers)).toEqual({ ok: false, error: 'port_refused' });
  });

  it('calls a server that does not listen refused', async () => {
    const peer = await makePeer();
    for (const undo of tidy.splice(0)) await undo();
    expect(await openTransport(expectOk(parseAddress(peer.address)), realTimers)).toEqual({
      ok: false,
      error: 'port_refused',
    });
  });
});

describe.each(['tcp', 'serial'] as const)('a stream over %s', (over) => {
  async function makeStream() {
    const peer = await makePeer();
    if (over === 'tcp') return { peer, stream: await openAt(peer.address) };
    const pty = new Pty();
    tidy.push(() => pty.remove());
    await pty.plugIn(peer.port);
    return { peer, stream: await openAt(`serial:${pty.path}`) };
  }

  it('carries bytes both ways', async () => {
    const { peer, stream } = await makeStream();
    const arrived: number[] = [];
    stream.onData((bytes) => arrived.push(...bytes));
    expect(await stream.write(Uint8Array.of(1, 2, 0x0d, 0x0a, 0xff))).toEqual({ ok: true, value: undefined });
    await expect.poll(() => peer.received).toEqual([1, 2, 0x0d, 0x0a, 0xff]);
    peer.sockets[0]?.write(Uint8Array.of(3, 4, 0x11, 0x13, 0));
    await expect.poll(() => arrived).toEqual([3, 4, 0x11, 0x13, 0]);
  });

  it('closes once, also when asked twice, and refuses to write from then on', async () => {
    const { peer, stream } = await makeStream();
    let closed = 0;
    stream.onClose(() => {
      closed += 1;
    });
    await Promise.all([stream.close(), stream.close()]);
    await stream.close();
    expect([stream.isOpen, closed]).toEqual([false, 1]);
    expect(await stream.write(Uint8Array.of(1))).toEqual({ ok: false, error: 'port_closed' });
    expect(peer.received).toEqual([]);
  });

  it('says that it is over when the other end goes away, and writes nothing to a later one', async () => {
    const { peer, stream } = await makeStream();
    await expect.poll(() => peer.sockets.length).toBe(1);
    let closed = 0;
    stream.onClose(() => {
      closed += 1;
    });
    peer.sockets[0]?.destroy();
    await expect
      .poll(async () => {
        await stream.write(Uint8Array.of(9));
        return closed;
      })
      .toBe(1);
    expect(stream.isOpen).toBe(false);
    const received = peer.received.length;
    if (over === 'tcp') await openAt(peer.address);
    expect(peer.received).toHaveLength(received);
  });

  it('ends a write that is in the air when it is closed', async () => {
    const { stream } = await makeStream();
    const writing = stream.write(new Uint8Array(4 << 20));
    expect(stream.isOpen).toBe(false);
    await stream.close();
    expect(await writing).toEqual({ ok: false, error: 'port_closed' });
  });
});
