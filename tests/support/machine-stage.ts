// A machine on its own: time stands still until it is stepped, effects are promises that a test looks at and lets go.
import {
  type AnyActorRef,
  type AnyStateMachine,
  createActor,
  type EventObject,
  fromPromise,
  fromTransition,
  type InputFrom,
  SimulatedClock,
} from 'xstate';
import type { During } from '../../controller/domain/occurrence.ts';
import type { PinVerdict } from '../../controller/machines/pin-tries.ts';

/** One call of an effect, frozen until it is let go. */
export interface HeldCall<Output, Input> {
  readonly input: Input;
  /** Lets the effect answer, and everything go on that this sets off. */
  answer(output: Output): Promise<void>;
  /** Lets the effect fail by surprise. */
  fail(): Promise<void>;
}

/** An effect that never answers by itself. */
export class HeldEffect<Output, Input> {
  readonly calls: HeldCall<Output, Input>[] = [];
  readonly logic = fromPromise<Output, Input>(
    ({ input }) =>
      new Promise<Output>((resolve, reject) => {
        this.calls.push({
          input,
          answer: (output) => {
            resolve(output);
            return settle();
          },
          fail: () => {
            reject(new Error('planted'));
            return settle();
          },
        });
      }),
  );

  /** The newest call. @throws Error when nobody has called */
  get last(): HeldCall<Output, Input> {
    const call = this.calls.at(-1);
    if (call === undefined) throw new Error('the effect was not called');
    return call;
  }
}

/** An effect that takes every PIN at once. */
export const KNOWN_PIN = fromPromise<PinVerdict, { visitor: During; pin: string }>(async () => ({ accepted: true }));

/** Starts a machine below a parent that only listens. @returns also what the parent heard, in order */
export function stageMachine<Machine extends AnyStateMachine>(machine: Machine, input: InputFrom<Machine>) {
  const clock = new SimulatedClock();
  const heard: EventObject[] = [];
  const parent: AnyActorRef = createActor(
    fromTransition((count: number, event: EventObject) => {
      heard.push(event);
      return count + 1;
    }, 0),
    { clock },
  ).start();
  const actor = createActor(machine, { parent, input });
  actor.start();
  return { actor, clock, heard };
}

const STEP = 100;

/** Lets simulated time pass in small steps, because a long one fires only the first of chained delays. */
export async function pass(clock: SimulatedClock, duration: number): Promise<void> {
  for (let left = duration; left > 0; left -= STEP) {
    clock.increment(Math.min(STEP, left));
    await settle();
  }
}

/** Lets all promises that can go on go on. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}
