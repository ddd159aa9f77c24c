// A way through the model of a machine, gone by a real actor: effects and children answer or fail as the way says, and time
// stands still until the next wait is over.
import { type AnyActorRef, type AnyEventObject, type AnyMachineSnapshot, createActor, isMachineSnapshot } from 'xstate';
import { isAnswer, isWait, listener, type MachineModel, nodesAt, type Settling } from './machine-model.ts';
import { settle } from './machine-stage.ts';

/** What a real actor that has gone a way looks like after each step of it. */
export interface Replay {
  readonly names: readonly string[];
  readonly last: AnyMachineSnapshot;
  /** Ids of the states it was in, were it only for a moment. */
  readonly visited: ReadonlySet<string>;
  readonly failure: unknown;
}

/** Goes a way by a real actor: sends, lets effects answer or fail, lets waits end. */
export async function replay(
  { machine, effects, input, nameOf }: MachineModel,
  events: readonly AnyEventObject[],
): Promise<Replay> {
  effects.clear();
  const time = new StandingTime();
  const visited = new Set((machine.root.initial.target ?? []).map(({ id }) => id));
  let failure: unknown = null;
  const parent = createActor(listener, {
    clock: time,
    inspect: (seen) => {
      if (seen.type !== '@xstate.microstep' || !isMachineSnapshot(seen.snapshot)) return;
      for (const { id } of nodesAt(machine.root, seen.snapshot.value)) visited.add(id);
    },
  }).start();
  const actor: AnyActorRef = createActor(machine, { parent, input });
  actor.subscribe({ error: (error: unknown) => (failure = error) });
  actor.start();
  const now = (): AnyMachineSnapshot => actor.getSnapshot();
  for (const { id } of nodesAt(machine.root, now().value)) visited.add(id);
  const names = [nameOf(now())];
  for (const event of events) {
    if (isWait(event)) time.endNext();
    else if (!settles(event, effects)) actor.send(event);
    await settle();
    names.push(nameOf(now()));
  }
  return { names, last: now(), visited, failure };
}

/** Lets an effect answer or fail. @returns whether the event says that one does. @throws when it is not under way */
function settles(event: AnyEventObject, effects: ReadonlyMap<string, Settling>): boolean {
  if (!isAnswer(event)) return false;
  const effect = effects.get(String(event.actorId));
  if (effect === undefined) throw new Error(`${event.actorId} is not under way`);
  if (event.type.startsWith('xstate.done.')) effect.resolve(event.output);
  else effect.reject(event.error);
  return true;
}

/** Waits that end one after the other, each when it is told to. */
class StandingTime {
  readonly #waits = new Map<number, { readonly at: number; readonly callback: () => void }>();
  #now = 0;
  #handles = 0;

  setTimeout(callback: () => void, delay: number): number {
    this.#handles += 1;
    this.#waits.set(this.#handles, { at: this.#now + delay, callback });
    return this.#handles;
  }

  clearTimeout(handle: unknown): void {
    if (typeof handle === 'number') this.#waits.delete(handle);
  }

  endNext(): void {
    const [next] = [...this.#waits].toSorted(([, a], [, b]) => a.at - b.at);
    if (next === undefined) throw new Error('nothing is waited for');
    const [handle, { at, callback }] = next;
    this.#waits.delete(handle);
    this.#now = at;
    callback();
  }
}
