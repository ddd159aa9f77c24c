// Whether somebody has a port is known without opening it: from the tables of the kernel, and on a real device and socket.

import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { connectionsIn, isInUse, locksIn } from '../../../../controller/drivers/finding/port-use.ts';
import { probe } from '../../../../controller/drivers/finding/probe.ts';
import { openTransport, parseAddress } from '../../../../controller/drivers/transport.ts';
import { expectOk } from '../../../support/expect-ok.ts';
import { Pty } from '../../../support/pty.ts';
import { realClock, realTimers } from '../../../support/real-time.ts';

const tidy: (() => unknown)[] = [];
afterEach(async () => {
  for (const undo of tidy.splice(0).toReversed()) await undo();
});

/** A server that keeps what it receives. */
async function peer() {
  const received: Buffer[] = [];
  const server = createServer((socket) =>
    socket.on('data', (bytes) => received.push(bytes)).on('error', () => undefined),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  tidy.push(() => server.close());
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('a TCP server has a port');
  return { port: bound.port, received };
}

describe('the tables of the kernel', () => {
  it('tell the files that are locked whole', () => {
    const text = [
      '1: POSIX  ADVISORY  WRITE 12833 fe:00:2220306 120 120',
      '2: FLOCK  ADVISORY  WRITE 812 00:1a:412 0 EOF',
      '2: -> FLOCK  ADVISORY  WRITE 813 00:1b:413 0 EOF',
      '3: FLOCK  ADVISORY  WRITE -1 103:0a:7 0 EOF',
    ].join('\n');
    expect([...locksIn(text)]).toEqual(['0:26:412', '259:10:7']);
  });

  it('tell the far ends of open connections', () => {
    const text = [
      '  sl  local_address rem_address   st tx_queue',
      '   0: 0100007F:8F2C 0900000A:0FA1 01 00000000:00000000 00:00000000',
      '   1: 0100007F:8F2D 0900000A:0FA2 06 00000000:00000000 00:00000000',
      '   2: 0000000000000000FFFF00000100007F:1F90 0000000000000000FFFF00000A00000A:01F6 01 00000000',
      '   3: B80D0120000000000000000001000000:1F90 B80D0120000000000000000002000000:01F7 01 00000000',
    ].join('\n');
    expect(connectionsIn(text)).toEqual([
      { host: '10.0.0.9', port: 4001 },
      { host: '10.0.0.10', port: 502 },
      { host: '2001:db8:0:0:0:0:0:2', port: 503 },
    ]);
  });
});

describe('isInUse', () => {
  it('sees a serial device that a driver has open, and a probe leaves it alone', async () => {
    const { port, received } = await peer();
    const pty = new Pty();
    tidy.push(() => pty.remove());
    await pty.plugIn(port);
    const address = `serial:${pty.path}`;
    const settings = () => execFileSync('stty', ['-F', pty.path, '-a'], { encoding: 'utf8' });
    expect(await isInUse(expectOk(parseAddress(address)))).toBe(false);

    const owner = expectOk(await openTransport(expectOk(parseAddress(`${address}?stop=2`)), realTimers));
    tidy.push(() => owner.close());
    const before = settings();
    expect(before).toMatch(/(?<!-)cstopb/);
    expect(await isInUse(expectOk(parseAddress(address)))).toBe(true);
    expect(await probe(address, { clock: realClock, timers: realTimers })).toEqual({ ok: false, error: 'in_use' });
    expect([settings(), received]).toEqual([before, []]);

    await owner.close();
    expect(await isInUse(expectOk(parseAddress(address)))).toBe(false);
  });

  it('sees a connection of this machine to a serial server', async () => {
    const { port } = await peer();
    const address = expectOk(parseAddress(`tcp://localhost:${port}`));
    expect(await isInUse(address)).toBe(false);
    const owner = connect({ port, host: '127.0.0.1' });
    await once(owner, 'connect');
    tidy.push(() => owner.destroy());
    expect(await isInUse(address)).toBe(true);
    expect(await isInUse(expectOk(parseAddress(`tcp://127.0.0.1:${port === 1 ? 2 : port - 1}`)))).toBe(false);
  });
});
