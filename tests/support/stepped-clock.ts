// A clock that a test sets by hand: wall time and monotonic time apart, so that the wall can be stepped.
import { type Clock, instant, monotonic } from '../../controller/domain/time.ts';
import { NOW } from './domain-builders.ts';

export class SteppedClock implements Clock {
  wall: number = NOW;
  running = 1000;

  now() {
    return instant(this.wall);
  }

  monotonic() {
    return monotonic(this.running);
  }

  /** Lets both times pass. */
  pass(milliseconds: number): void {
    this.wall += milliseconds;
    this.running += milliseconds;
  }
}
