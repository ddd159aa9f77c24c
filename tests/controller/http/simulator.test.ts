// The simulator's routes: there with a simulation, and not a trace of them without one.
import { describe, expect, it } from 'vitest';
import { problem } from '../../../controller/contract/problem.ts';
import { EventListener } from '../../support/event-listener.ts';
import { ask, openHttpStage, post } from '../../support/http-stage.ts';

describe('with a simulation', () => {
  it.each(['/simulator/', '/simulator'])('gives the page at %s', async (target) => {
    const { port } = await openHttpStage();
    const { status, headers, text } = await ask(port, target);
    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
    expect(text).toContain('the simulator');
  });

  it('streams what the cabinet looks like', async () => {
    const { port, ports } = await openHttpStage();
    const page = await new EventListener(port, '/simulator/api/events').until(({ events }) => events.length >= 2);
    expect(page.events.map(({ name }) => name)).toEqual(['message', 'heartbeat']);
    expect(JSON.parse(page.events[0]?.data ?? '')).toEqual(ports.drawing);
  });

  it.each([
    { type: 'badge.tap', badge: 'marlow' },
    { type: 'door.open' },
    { type: 'door.close' },
    { type: 'fob.pull', slot: 9 },
    { type: 'fob.insert', fob: 'fob-26', slot: 26 },
    { type: 'fob.push', slot: 9 },
    { type: 'fob.force', slot: 1 },
    { type: 'fault.set', fault: 'board-silent', board: 'b1', on: true },
    { type: 'fault.set', fault: 'reader-lost', on: false },
  ] as const)('does $type', async (action) => {
    const { port, ports } = await openHttpStage();
    const answer = await post(port, '/simulator/api/actions', action);
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(ports.actions).toEqual([action]);
  });

  it('says what the hand cannot do', async () => {
    const { port, ports } = await openHttpStage();
    ports.refusal = problem('impossible', 'The door is closed.');
    const answer = await post(port, '/simulator/api/actions', { type: 'fob.pull', slot: 9 });
    expect(answer.status).toBe(409);
    expect(JSON.parse(answer.text)).toEqual(ports.refusal);
  });

  it.each([
    [{ type: 'badge.tap', badge: 'b'.repeat(5 * 1024) }, 'badge: '],
    [{ type: 'badge.tap', badge: '' }, 'badge: '],
    [{ type: 'fob.pull', slot: '9' }, 'slot: '],
    [{ type: 'fault.set', fault: 'gravity', on: true }, 'fault: '],
    [{ type: 'slot.unlock', slot: 9 }, 'type: '],
    [{ type: 'door.open', wide: true }, 'body: '],
  ])('refuses %j', async (action, place) => {
    const { port, ports } = await openHttpStage();
    const answer = await post(port, '/simulator/api/actions', action);
    expect(answer.status).toBe(400);
    const document = JSON.parse(answer.text);
    expect(document).toMatchObject({ code: 'malformed' });
    expect(document.detail.startsWith(place), document.detail).toBe(true);
    expect(answer.text.length).toBeLessThan(500);
    expect(ports.actions).toEqual([]);
  });
});

describe('without a simulation', () => {
  it.each([
    '/simulator',
    '/simulator/',
    '/simulator/index.html',
    '/%73imulator/',
    '//simulator/',
    '/simulator/api/events',
  ])('has nothing at %s', async (target) => {
    const { port, time } = await openHttpStage({ simulated: false });
    const answer = await ask(port, target);
    expect(answer.status).toBe(404);
    expect(JSON.parse(answer.text)).toMatchObject({ code: 'not_found' });
    expect(time.waiting).toBe(0);
  });

  it('does nothing for anybody', async () => {
    const { port, ports } = await openHttpStage({ simulated: false });
    const answer = await post(port, '/simulator/api/actions', { type: 'door.open' });
    expect(answer.status).toBe(404);
    expect(JSON.parse(answer.text)).toMatchObject({ code: 'not_found' });
    expect(ports.actions).toEqual([]);
  });
});
