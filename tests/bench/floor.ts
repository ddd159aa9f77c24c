// The floor beneath badge → frame, in a process of its own: it shares the machine with the cabinet and nothing else.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

export interface Floor {
  /** Takes one sample now, in ms. */
  sample(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts the process and fills its table. @param rows that lie in it already */
export async function startFloor(rows: number): Promise<Floor> {
  const child = fork(path.join(import.meta.dirname, 'floor-child.ts'), [String(rows)]);
  const ended = once(child, 'exit');
  const died = ended.then(() => [null]);
  const answer = async (): Promise<number> => {
    const [value] = await Promise.race([once(child, 'message'), died]);
    if (typeof value !== 'number') throw new Error('the process of the floor has ended');
    return value;
  };
  await answer();
  return {
    sample: () => {
      const answered = answer();
      child.send('sample');
      return answered;
    },
    stop: async () => {
      child.disconnect();
      await ended;
    },
  };
}
