// Whether pcscd runs and how many smart card readers it has, by the probe and the child process of the PC/SC driver. Reads no
// number of a badge that lies there, and leaves no process behind.
import { milliseconds, type Timers } from '../../domain/time.ts';
import { PCSCD_SOCKET } from '../badge-readers/pcsc/pcsc-reader.ts';
import { PcscdProbe } from '../badge-readers/pcsc/pcscd-probe.ts';
import { ReaderProcess } from '../badge-readers/pcsc/reader-process.ts';
import type { LinkFault } from '../linked-device.ts';

/** `fault`: why there is none; null = there is one at least. */
export interface SmartCards {
  readonly readers: number;
  readonly fault: LinkFault | null;
}

/** From the start of the child to its word: it waits 1.5 s for a first reader. */
const DEADLINE = milliseconds(3_500);
/** From one reader to the next in pcscd's list. */
const NEXT = milliseconds(300);

/** Counts the readers; within 5 s. @param childFile another script in place of the child process */
export async function lookForSmartCards(
  timers: Timers,
  socketPath = PCSCD_SOCKET,
  childFile?: URL,
): Promise<SmartCards> {
  const asked = await PcscdProbe.open(socketPath, timers, () => undefined);
  if (!asked.ok) return { readers: 0, fault: asked.error };
  asked.value.close();
  const { promise, resolve } = Promise.withResolvers<LinkFault | null>();
  let readers = 0;
  let timer = timers.setTimeout(() => resolve('silent'), DEADLINE);
  const child = new ReaderProcess({
    socketPath,
    timers,
    desfire: null,
    heard: ({ type }) => {
      if (type !== 'attached') return;
      readers += 1;
      timers.clearTimeout(timer);
      timer = timers.setTimeout(() => resolve(null), NEXT);
    },
    failed: resolve,
    ...(childFile === undefined ? {} : { file: childFile }),
  });
  const fault = await promise;
  timers.clearTimeout(timer);
  await child.end();
  return { readers, fault: readers > 0 ? null : fault };
}
