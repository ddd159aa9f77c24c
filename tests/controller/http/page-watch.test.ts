// A page that lives says so every 5 s. One that froze is told of once, whatever else is asked of the server meanwhile.
import { describe, expect, it } from 'vitest';
import { PAGE_SILENCE_MS } from '../../../controller/http/page-watch.ts';
import { ask, type HttpStage, openHttpStage, post } from '../../support/http-stage.ts';

const EVERY_MS = 5000;

async function beat({ port }: HttpStage): Promise<void> {
  expect((await ask(port, '/api/heartbeat', { method: 'POST' })).status).toBe(204);
}

describe('the heartbeat of the page', () => {
  it('is heard, and nothing is said while it goes on', async () => {
    const stage = await openHttpStage();
    expect(stage.heard()).toBeNull();
    for (let count = 0; count < 4; count += 1) {
      await beat(stage);
      expect(stage.heard()).toBe(stage.time.now());
      await stage.time.advance(EVERY_MS);
    }
    expect(stage.silences()).toBe(0);
  });

  it('that stops is told of once: the page has frozen', async () => {
    const stage = await openHttpStage();
    await beat(stage);
    await stage.time.advance(PAGE_SILENCE_MS - 1);
    expect(stage.silences()).toBe(0);
    await post(stage.port, '/api/commands', { sessionId: null, revision: 1, command: { type: 'session.end' } });
    await stage.time.advance(1);
    expect(stage.silences()).toBe(1);
    await stage.time.advance(10 * PAGE_SILENCE_MS);
    expect(stage.silences()).toBe(1);
  });

  it('that is back arms the watch again', async () => {
    const stage = await openHttpStage();
    for (const time of [1, 2]) {
      await beat(stage);
      await stage.time.advance(PAGE_SILENCE_MS);
      expect(stage.silences()).toBe(time);
    }
  });

  it('that never began is not missed: there may be no screen', async () => {
    const stage = await openHttpStage();
    await stage.time.advance(10 * PAGE_SILENCE_MS);
    expect(stage.silences()).toBe(0);
  });

  it.each([
    [{ origin: 'http://elsewhere.example' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
  ])('of another page counts for nothing: %o', async (headers, status) => {
    const stage = await openHttpStage();
    expect((await ask(stage.port, '/api/heartbeat', { method: 'POST', headers })).status).toBe(status);
    expect(stage.heard()).toBeNull();
  });

  it('is not asked for by GET', async () => {
    const stage = await openHttpStage();
    expect((await ask(stage.port, '/api/heartbeat')).status).toBe(404);
  });
});
