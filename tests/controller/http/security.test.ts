// Who is let in: every foreign name and every foreign page is refused before anything is read, with the headers a browser needs.
import net from 'node:net';
import { describe, expect, it } from 'vitest';
import { ask, openHttpStage, post } from '../../support/http-stage.ts';

const END = { sessionId: 's1', revision: 1, command: { type: 'session.end' } };

describe('headers', () => {
  it.each(['/', '/api/nothing', '/assets/index-q9Z1.js'])('come with %s', async (target) => {
    const { port } = await openHttpStage();
    const { headers } = await ask(port, target);
    expect(headers['content-security-policy']).toBe(
      "default-src 'self';frame-src 'self';frame-ancestors 'self';object-src 'none';base-uri 'none';form-action 'none'",
    );
    expect(headers['x-frame-options']).toBe('SAMEORIGIN');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers).not.toHaveProperty('strict-transport-security');
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });
});

describe('the name that is asked for', () => {
  it.each(['127.0.0.1', 'localhost', '[::1]', 'LocalHost'])('may be %s', async (name) => {
    const { port } = await openHttpStage();
    expect((await ask(port, '/', { headers: { host: `${name}:${port}` } })).status).toBe(200);
  });

  it.each([
    'rebound.example:PORT',
    '127.0.0.1',
    '127.0.0.1:1',
    '127.0.0.1.rebound.example:PORT',
    'rebound.example@127.0.0.1:PORT',
    '127.0.0.2:PORT',
    '::1:PORT',
    'localhost:PORT:PORT',
  ])('may not be "%s"', async (host) => {
    const { port, ports } = await openHttpStage();
    const headers = { host: host.replaceAll('PORT', String(port)) };
    const answers = [
      await ask(port, '/', { headers }),
      await ask(port, '/api/events', { headers }),
      await post(port, '/api/commands', END, headers),
      await post(port, '/simulator/api/actions', { type: 'door.open' }, headers),
    ];
    for (const { status, text } of answers) {
      expect(status).toBe(403);
      expect(JSON.parse(text)).toMatchObject({ code: 'foreign_origin' });
    }
    expect([...ports.commands, ...ports.actions]).toEqual([]);
  });

  it.each(['', 'Host:\r\n', 'Host: \r\n'])('may not be missing: %j', async (line) => {
    const { port } = await openHttpStage();
    const answer = await new Promise<string>((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => socket.write(`GET / HTTP/1.1\r\n${line}\r\n`));
      socket.setEncoding('utf8').once('data', resolve);
      socket.on('end', () => socket.destroy());
    });
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
  });
});

describe('the page that asks', () => {
  const foreign = [
    { origin: 'http://rebound.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1' },
    { origin: 'https://127.0.0.1:PORT' },
    { origin: 'http://localhost:PORT' },
    { origin: 'http://127.0.0.1:PORT.rebound.example' },
    { origin: '' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'http://127.0.0.1:PORT', 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-origin, cross-site' },
  ];

  it.each(foreign)('may not be foreign: %o', async (says) => {
    const { port, ports } = await openHttpStage();
    const headers = Object.fromEntries(
      Object.entries(says).map(([name, value]) => [name, value.replace('PORT', String(port))]),
    );
    const answers = [
      await post(port, '/api/commands', END, headers),
      await post(port, '/simulator/api/actions', { type: 'door.open' }, headers),
      await ask(port, '/api/events', { headers }),
      await ask(port, '/simulator/api/events', { headers }),
    ];
    for (const { status, headers: told, text } of answers) {
      expect(status).toBe(403);
      expect(told['content-type']).toBe('application/problem+json');
      expect(JSON.parse(text)).toMatchObject({ code: 'foreign_origin', type: 'urn:wardkey:problem:foreign_origin' });
    }
    expect([...ports.commands, ...ports.actions]).toEqual([]);
  });

  it('may be our own, or none', async () => {
    const { port, ports } = await openHttpStage();
    const own = [
      {},
      { origin: `http://127.0.0.1:${port}`, 'sec-fetch-site': 'same-origin' },
      { host: `localhost:${port}`, origin: `http://localhost:${port}` },
      { 'sec-fetch-site': 'none' },
    ];
    for (const headers of own) expect((await post(port, '/api/commands', END, headers)).status).toBe(202);
    expect(ports.commands).toEqual([END, END, END, END]);
  });
});
