// The page says that it lives while it draws, and falls silent when it does not.
import { describe, expect, it } from 'vitest';
import { beat } from '../../kiosk/heartbeat.ts';
import { SimulatedTime } from '../support/simulated-time.ts';

function page() {
  const timers = new SimulatedTime();
  const state = { posts: 0, isDrawn: true, isFrozen: false, isLost: false };
  const end = beat({
    timers,
    frame: (drawn) => void (state.isFrozen || drawn()),
    isDrawn: () => state.isDrawn,
    post: () => {
      state.posts += 1;
      return state.isLost ? Promise.reject(new TypeError('not reached')) : Promise.resolve();
    },
  });
  return { timers, state, end };
}

describe('a page', () => {
  it('says that it lives at once, and then every 5 s', async () => {
    const { timers, state } = page();
    expect(state.posts).toBe(1);
    await timers.advance(5000);
    expect(state.posts).toBe(2);
    await timers.advance(20_000);
    expect(state.posts).toBe(6);
  });

  it('goes on when one does not get through', async () => {
    const { timers, state } = page();
    state.isLost = true;
    await timers.advance(15_000);
    expect(state.posts).toBe(4);
  });

  it('that is white says nothing, and speaks again when it draws', async () => {
    const { timers, state } = page();
    state.isDrawn = false;
    await timers.advance(15_000);
    expect(state.posts).toBe(1);
    state.isDrawn = true;
    await timers.advance(5000);
    expect(state.posts).toBe(2);
  });

  it('that gets no frame any more says nothing, whatever its timers do', async () => {
    const { timers, state } = page();
    state.isFrozen = true;
    await timers.advance(60_000);
    expect(state.posts).toBe(1);
  });

  it('can be ended', async () => {
    const { timers, state, end } = page();
    end();
    await timers.advance(60_000);
    expect(state.posts).toBe(1);
  });
});
