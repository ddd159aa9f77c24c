// The kiosk's routes by real requests: what gets through to the ports, what is refused and how it is said, and which files are given.
import { rmSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandEnvelopeSchema } from '../../../controller/contract/command.ts';
import { type ProblemCode, problem } from '../../../controller/contract/problem.ts';
import { BODY_LIMIT } from '../../../controller/http/json-request.ts';
import { EventListener } from '../../support/event-listener.ts';
import { type Answer, ask, openHttpStage, post, SECRET } from '../../support/http-stage.ts';
import { KIOSK_FIXTURES } from '../../support/kiosk-fixtures.ts';

function expectProblem({ status, headers, text }: Answer, wanted: number, code: ProblemCode): { detail?: string } {
  expect(headers['content-type']).toBe('application/problem+json');
  expect(headers['cache-control']).toBe('no-store');
  const document = JSON.parse(text);
  expect(document).toMatchObject({ type: `urn:wardkey:problem:${code}`, code, status });
  expect(status).toBe(wanted);
  expect(text).not.toMatch(/node_modules|\bat .*:\d+|Error/);
  return document;
}

const envelope = (command: unknown) => ({ sessionId: 's1', revision: 7, command });

describe('GET /api/events', () => {
  it('opens with the newest snapshot and tells each one after it', async () => {
    const { port, ports } = await openHttpStage();
    const page = await new EventListener(port, '/api/events').until(({ events }) => events.length >= 2);
    ports.publish(KIOSK_FIXTURES.take);
    await page.until((heard) => heard.named('message').length >= 2);
    expect(page.named('message').map(({ data }) => JSON.parse(data))).toEqual([
      KIOSK_FIXTURES.idle,
      KIOSK_FIXTURES.take,
    ]);
  });

  it('is not opened by HEAD or POST', async () => {
    const { port, time } = await openHttpStage();
    expect((await ask(port, '/api/events', { method: 'HEAD' })).status).toBe(404);
    expectProblem(await post(port, '/api/events', {}), 404, 'not_found');
    expect(time.waiting).toBe(0);
  });
});

describe('POST /api/commands', () => {
  const commands = [
    { type: 'pin.enter', pin: '017973' },
    { type: 'key.take', key: 'key-14' },
    { type: 'key.return', key: 'key-14' },
    { type: 'slot.reopen', slot: 30 },
    { type: 'screen.back' },
    { type: 'session.continue' },
    { type: 'session.end' },
  ] as const;

  it.each(commands)('hands $type on', async (command) => {
    const { port, ports } = await openHttpStage();
    const answer = await post(port, '/api/commands', envelope(command));
    expect([answer.status, answer.text]).toEqual([202, '']);
    expect(ports.commands).toEqual([envelope(command)]);
  });

  it.each([
    ['stale_revision', 409],
    ['stale_session', 409],
    ['not_offered', 409],
  ] as const)('passes %s through', async (code, status) => {
    const { port, ports } = await openHttpStage();
    ports.refusal = problem(code, 'The picture has changed.', 'revision: 8');
    const answer = await post(port, '/api/commands', envelope({ type: 'session.end' }));
    expect(expectProblem(answer, status, code)).toEqual(ports.refusal);
  });

  it.each<[unknown, string]>([
    [envelope({ type: 'pin.enter', pin: '12' }), 'command.pin: '],
    [envelope({ type: 'pin.enter', pin: 1234 }), 'command.pin: expected string'],
    [envelope({ type: 'key.take' }), 'command.key: expected string'],
    [envelope({ type: 'key.take', key: '../14' }), 'command.key: '],
    [envelope({ type: 'key.take', key: 'k'.repeat(65) }), 'command.key: '],
    [envelope({ type: 'key.return', key: null }), 'command.key: expected string'],
    [envelope({ type: 'slot.reopen', slot: 0 }), 'command.slot: '],
    [envelope({ type: 'slot.reopen', slot: 10_000 }), 'command.slot: '],
    [envelope({ type: 'slot.reopen', slot: 1.5 }), 'command.slot: '],
    [envelope({ type: 'slot.reopen', slot: '3' }), 'command.slot: expected '],
    [envelope({ type: 'screen.back', and: 1 }), 'command: '],
    [envelope({ type: 'session.continue', session: 's1' }), 'command: '],
    [envelope({ type: 'session.end', force: true }), 'command: '],
    [envelope({ type: 'slot.openall' }), 'command.type: '],
    [envelope({}), 'command.type: '],
    [envelope('session.end'), 'command: expected object'],
    [envelope(undefined), 'command: '],
    [{ revision: 7, command: { type: 'session.end' } }, 'sessionId: expected string'],
    [{ sessionId: 's1', revision: -1, command: { type: 'session.end' } }, 'revision: '],
    [{ sessionId: 's1', revision: '7', command: { type: 'session.end' } }, 'revision: expected '],
    [{ ...envelope({ type: 'session.end' }), staff: 'somebody' }, 'body: '],
    [[envelope({ type: 'session.end' })], 'body: expected object'],
  ])('refuses %j', async (body, detail) => {
    const { port, ports } = await openHttpStage();
    const document = expectProblem(await post(port, '/api/commands', body), 400, 'malformed');
    expect(document.detail?.startsWith(detail), document.detail).toBe(true);
    expect(ports.commands).toEqual([]);
  });

  it('refuses whatever does not fit the published schema', async () => {
    const { port, ports } = await openHttpStage();
    const misfit = fc.jsonValue().filter((value) => !commandEnvelopeSchema.safeParse(value).success);
    await fc.assert(
      fc.asyncProperty(misfit, async (value) => {
        expectProblem(await post(port, '/api/commands', JSON.stringify(value)), 400, 'malformed');
      }),
      { numRuns: 60 },
    );
    expect(ports.commands).toEqual([]);
  });

  it.each<[string, string | Buffer, Record<string, string>]>([
    ['half of a document', '{"sessionId":', {}],
    ['nothing', '', {}],
    ['a bare word', 'true', {}],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00]), {}],
    ['a form', 'sessionId=s1', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['plain text', JSON.stringify(envelope({ type: 'session.end' })), { 'content-type': 'text/plain' }],
    ['no type', JSON.stringify(envelope({ type: 'session.end' })), { 'content-type': '' }],
    ['an unknown charset', '{}', { 'content-type': 'application/json; charset=ebcdic' }],
    ['a packed body', 'x', { 'content-encoding': 'gzip' }],
  ])('refuses %s', async (_what, body, headers) => {
    const { port, ports } = await openHttpStage();
    const sent = { 'content-type': 'application/json', ...headers };
    expectProblem(await ask(port, '/api/commands', { method: 'POST', headers: sent, body }), 400, 'malformed');
    expect(ports.commands).toEqual([]);
  });

  it('refuses more than 16 KiB, whether the length is told or not', async () => {
    const { port, ports } = await openHttpStage();
    const body = JSON.stringify(envelope({ type: 'key.take', key: 'k'.repeat(BODY_LIMIT) }));
    expectProblem(await post(port, '/api/commands', body), 413, 'too_large');
    expectProblem(await post(port, '/api/commands', body, { 'transfer-encoding': 'chunked' }), 413, 'too_large');
    expect(ports.commands).toEqual([]);
  });

  it('never repeats what was sent', async () => {
    const { port } = await openHttpStage();
    for (const body of ['{"pin":"839201"', envelope({ type: 'pin.enter', pin: '839201x' })]) {
      expect((await post(port, '/api/commands', body)).text).not.toContain('839201');
    }
  });

  it('answers a surprise without a word about it, and hands it on', async () => {
    const { port, ports, surprises } = await openHttpStage();
    ports.surprise = new Error('the cupboard is on fire');
    const answer = await post(port, '/api/commands', envelope({ type: 'session.end' }));
    expectProblem(answer, 503, 'unavailable');
    expect(answer.text).not.toContain('cupboard');
    expect(surprises).toEqual([ports.surprise]);
  });
});

describe('pages', () => {
  it('gives the kiosk page, never to be kept', async () => {
    const { port } = await openHttpStage();
    const { status, headers, text } = await ask(port, '/');
    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(text).toContain('the kiosk');
  });

  it('gives assets, kept for good', async () => {
    const { port } = await openHttpStage();
    const { status, headers } = await ask(port, '/assets/index-q9Z1.js');
    expect([status, headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
    expect(headers['content-type']).toMatch(/^text\/javascript/);
  });

  it.each([
    '/..%2fsecret.txt',
    '/..%2f..%2fpackage.json',
    '/../secret.txt',
    '/secret.txt',
    '/kiosk/secret.txt',
    '/assets/../secret.txt',
    '/assets/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/%2e%2e/secret.txt',
    '/assets/%252e%252e%252fsecret.txt',
    '/assets/..%5csecret.txt',
    '/assets/.secret',
    '/assets//secret.txt',
    '/assets/%00',
    '/assets/%zz',
    '/assets/',
    '/assets',
    '//secret.txt',
    '/%2e%2e/secret.txt',
    '/simulator/..%2fsecret.txt',
    '/index.html/',
    '/api/',
    '/API/EVENTS',
    '/favicon.ico',
  ])('has nothing at %s', async (target) => {
    const { port, surprises } = await openHttpStage();
    const answer = await ask(port, target);
    expectProblem(answer, 404, 'not_found');
    expect(answer.text).not.toContain(SECRET);
    expect(surprises).toEqual([]);
  });

  it.each(['DELETE', 'PUT', 'OPTIONS', 'PATCH'])('has nothing for %s', async (method) => {
    const { port } = await openHttpStage();
    for (const target of ['/', '/api/commands', '/assets/index-q9Z1.js', '/simulator/api/actions']) {
      expectProblem(await ask(port, target, { method }), 404, 'not_found');
    }
  });

  it('says so when they were never built, and goes on', async () => {
    const { port, pages, surprises } = await openHttpStage();
    rmSync(path.join(pages, 'index.html'));
    expectProblem(await ask(port, '/'), 404, 'not_found');
    expect((await post(port, '/api/commands', envelope({ type: 'session.end' }))).status).toBe(202);
    expect(surprises).toEqual([]);
  });
});
