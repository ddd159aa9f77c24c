// How long the thread of the cabinet that is measured has stood ready and had no processor, as Linux counts it. On a machine with a
// processor to spare that is nothing; never time in which the cabinet worked, or waited for its disk or its wire.
import { readFileSync } from 'node:fs';

/** Time on the processor and in the queue before it, in ns, and the number of turns. Of the main thread, whichever thread asks. */
const SCHEDULE = `/proc/self/task/${process.pid}/schedstat`;

/** In ms, since the process began. A wait is counted when it is over. @throws where the kernel does not say */
export function processorWait(): number {
  const waited = /^\d+ (\d+) /.exec(readFileSync(SCHEDULE, 'utf8'))?.[1];
  if (waited === undefined) throw new Error(`${SCHEDULE} does not say who waited`);
  return Number(waited) / 1_000_000;
}
