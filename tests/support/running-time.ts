// Stepped time that runs by itself, for a test that awaits a driver as if the time were real: whenever nothing else can go on, the
// next timer is due. No test waits for a clock, and a busy machine changes nothing.
import { SimulatedTime } from './simulated-time.ts';

/** In ms, when no timer is due. */
const LONGEST_STEP = 10;

export class RunningTime extends SimulatedTime {
  #isRunning = true;
  #passed: () => void = () => undefined;
  #pass: Promise<void> = Promise.resolve();

  constructor() {
    super();
    void this.#run();
  }

  /** Resolves when the step at work is over: the next timer has had its effects. */
  async pass(): Promise<void> {
    await this.#pass;
  }

  stop(): void {
    this.#isRunning = false;
  }

  async #run(): Promise<void> {
    while (this.#isRunning) {
      this.#pass = new Promise((resolve) => {
        this.#passed = resolve;
      });
      await this.step(LONGEST_STEP);
      this.#passed();
    }
  }
}
