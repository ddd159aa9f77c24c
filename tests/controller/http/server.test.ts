// The bare server: addresses that it cannot have, bytes that are no request, and an end that does not wait for anybody.
import net from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CONNECTION_LIMIT, listen } from '../../../controller/http/server.ts';
import { EventListener } from '../../support/event-listener.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { openHttpStage } from '../../support/http-stage.ts';

const unused = () => undefined;

/** Sends bytes and resolves with all that comes back until the other side hangs up. */
function exchange(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = net.connect(port, '127.0.0.1', () => socket.write(bytes));
    onTestFinished(() => void socket.destroy());
    socket.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    socket.on('end', () => resolve(text)).on('error', reject);
  });
}

describe('listen', () => {
  it('says that an address is taken', async () => {
    const { port } = await openHttpStage();
    expect(await listen(unused, { host: '127.0.0.1', port })).toEqual({ ok: false, error: 'address_in_use' });
  });

  it.each(['192.0.2.1', 'no-such-host.invalid'])('says that %s is not of this machine', async (host) => {
    expect(await listen(unused, { host, port: 0 })).toEqual({ ok: false, error: 'address_not_available' });
  });

  it('throws what it cannot name', async () => {
    await expect(listen(unused, { host: '127.0.0.1', port: 70_000 })).rejects.toThrow(RangeError);
  });

  it('tells its address, with the port it was given', async () => {
    const server = expectOk(await listen(unused, { host: '127.0.0.1', port: 0 }));
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9][0-9]*\/$/);
    await server.close();
  });
});

describe('close', () => {
  it('ends open streams at once and frees the address', async () => {
    const { server, port, ports, time } = await openHttpStage();
    const page = await new EventListener(port, '/api/events').until(({ events }) => events.length >= 2);
    await server.close();
    await page.until(({ closed }) => closed);
    await expect.poll(() => time.waiting).toBe(0);
    expect(() => ports.publish(ports.picture)).not.toThrow();
    const next = expectOk(await listen(unused, { host: '127.0.0.1', port }));
    await next.close();
  });

  it('may be called twice', async () => {
    const { server } = await openHttpStage();
    await Promise.all([server.close(), server.close()]);
    await server.close();
  });
});

describe('what is no request', () => {
  it.each([
    ['bytes that are no HTTP', 'not http at all\r\n\r\n', 400, 'malformed'],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', 400, 'malformed'],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
      'malformed',
    ],
    ['a head without end', `GET / HTTP/1.1\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`, 413, 'too_large'],
  ])('answers %s with a problem and hangs up', async (_what, bytes, status, code) => {
    const { port } = await openHttpStage();
    const [head = '', body = ''] = (await exchange(port, bytes)).split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(head).toContain('Content-Type: application/problem+json');
    expect(JSON.parse(body)).toMatchObject({ code, status });
  });

  it('is hung up on when it is one connection too many', async () => {
    const { port } = await openHttpStage();
    const opened = Array.from({ length: CONNECTION_LIMIT }, () => net.connect(port, '127.0.0.1'));
    onTestFinished(() => opened.forEach((socket) => void socket.destroy()));
    await Promise.all(opened.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
    const late = net.connect(port, '127.0.0.1');
    onTestFinished(() => void late.destroy());
    late.on('error', () => late.destroy()).resume();
    await new Promise((resolve) => late.once('close', resolve));
    expect(late.bytesRead).toBe(0);
    expect(opened.every((socket) => !socket.destroyed)).toBe(true);
  });
});
