// The real clock and timers, for tests that go through real sockets and processes.
import { type Clock, instant, monotonic, type Timers } from '../../controller/domain/time.ts';

export const realClock: Clock = {
  now: () => instant(Date.now()),
  monotonic: () => monotonic(performance.now()),
};

export const realTimers: Timers = {
  setTimeout: (callback, delay) => setTimeout(callback, delay),
  clearTimeout: (handle) => {
    if (handle instanceof Object && 'ref' in handle) clearTimeout(handle as NodeJS.Timeout);
  },
};
