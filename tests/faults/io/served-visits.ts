// One controller whose disk fails while somebody takes a key, over and over in the same process.
import { BadDisk } from './bad-disk.ts';
import type { DiskError } from './disk-errors.ts';
import type { PointReport } from './opening.ts';
import { ServedCabinet } from './served-cabinet.ts';

/** Within this the cabinet must work again after the disk does, in ms. */
const BACK_WITHIN = 10_000;
/** How long each fsync of a slow disk takes. */
const SLOW_FSYNC = '200ms';

export class ServedVisits {
  readonly #scratch: string;
  #cabinet: ServedCabinet | null = null;
  #before = 0;

  /** @param scratch where data folders are made */
  constructor(scratch: string) {
    this.#scratch = scratch;
  }

  /** Unlock frames so far. */
  get fired(): number {
    return this.#before + (this.#cabinet?.fired ?? 0);
  }

  async hit(error: DiskError): Promise<PointReport> {
    this.#cabinet ??= await ServedCabinet.start(this.#scratch);
    const cabinet = this.#cabinet;
    cabinet.refresh();
    const violations: string[] = [];
    const isReady = (await cabinet.visit()) || (await cabinet.visit());
    if (!isReady) violations.push(`no service before the fault: ${cabinet.screen}`);
    const known = cabinet.violations.length;
    const disk = await BadDisk.failing(cabinet.pid, cabinet.folder, error);
    const isServed = await cabinet.visit();
    const { count } = disk.injected();
    if (count > 0 && !isServed && !cabinet.saysStorageFailed()) {
      // The visit may have been too early for what is mended already; then the next one is served.
      if (!(await cabinet.visit()) && !cabinet.saysStorageFailed()) violations.push(`says nothing: ${cabinet.screen}`);
    }
    const backMs = await this.#untilServed(cabinet, disk);
    await disk.gone();
    if (backMs > BACK_WITHIN) violations.push(`not back after ${Math.round(backMs)} ms: ${cabinet.screen}`);
    violations.push(...cabinet.violations.slice(known));
    if (!cabinet.isAlive) violations.push('the controller is gone');
    if (violations.length > 0) await this.end();
    return { injected: count, backMs, violations };
  }

  /** Visits until one is served, or too late. @returns how long after the last call that failed, in ms; 0 when none did */
  async #untilServed(cabinet: ServedCabinet, disk: BadDisk): Promise<number> {
    for (;;) {
      const isWorking = await cabinet.storageWorks(BACK_WITHIN);
      const isServed = isWorking && (await cabinet.visit());
      const { count, last } = disk.injected();
      const since = count === 0 ? 0 : Date.now() - last;
      if (isServed || since > BACK_WITHIN || !cabinet.isAlive) return since;
    }
  }

  /** How long the controller answers nobody during a visit on a slow disk, in ms. */
  async lagOnSlowDisk(): Promise<number> {
    this.#cabinet ??= await ServedCabinet.start(this.#scratch);
    const cabinet = this.#cabinet;
    const slow = ['-e', 'trace=fsync', '-e', `inject=fsync:delay_enter=${SLOW_FSYNC}`];
    const disk = await BadDisk.of(cabinet.pid, cabinet.folder, slow);
    const lag = await cabinet.lagDuring(() => cabinet.visit());
    await disk.gone();
    return lag;
  }

  async end(): Promise<void> {
    this.#before = this.fired;
    await this.#cabinet?.remove();
    this.#cabinet = null;
  }
}
