// A machine as a model: every state that it can come to and by which events, found by its pure transitions alone. Effects and
// children are promises that never answer by themselves: what they can answer are events like others. See machine-replay.ts.
import {
  type ActorLogic,
  type AnyEventObject,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type AnyStateNode,
  type ContextFrom,
  createActor,
  type EventFrom,
  type EventObject,
  fromPromise,
  fromTransition,
  type InputFrom,
  type StateValue,
} from 'xstate';
import { adjacencyMapToArray, getAdjacencyMap, getShortestPaths, type StatePath } from 'xstate/graph';

/** What a machine is walked with. */
interface Walk<Machine extends AnyStateMachine> {
  readonly input: InputFrom<Machine>;
  /** All that can be said to it from outside. */
  readonly events: readonly EventFrom<Machine>[];
  /** All that its effects and its invoked children can answer, by their names. Each can fail by surprise too. */
  readonly answers?: Readonly<Record<string, Answers<ContextFrom<Machine>>>>;
  /** Effects whose failure ends the machine, and with it the process. */
  readonly deadly?: readonly string[];
  /** What tells two moments in the same state apart. */
  readonly tells?: (context: ContextFrom<Machine>) => unknown;
  /** Whether nothing is under way. Not asked of a machine that has come to its end. */
  readonly rests?: (value: unknown) => boolean;
}

/** All answers, or those that are possible at a moment. */
type Answers<Context> = readonly unknown[] | ((context: Context) => readonly unknown[]);

/** How an effect that is under way is let go. */
export interface Settling {
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: unknown) => void;
}

export type ModelPath = StatePath<AnyMachineSnapshot, AnyEventObject>;

export interface MachineModel {
  /** With a promise in place of each effect. */
  readonly machine: AnyStateMachine;
  /** Those that are under way, by the id of their actor. */
  readonly effects: Map<string, Settling>;
  readonly input: unknown;
  readonly deadly: readonly string[];
  /** The shortest way to each state, the way of no step included. */
  readonly paths: readonly ModelPath[];
  /** Each state with what any event makes of it. */
  readonly states: readonly ModelState[];
  /** The state and what is told of its context, as text. */
  readonly nameOf: (snapshot: AnyMachineSnapshot) => string;
  readonly isAtRest: (snapshot: AnyMachineSnapshot) => boolean;
}

export interface ModelState {
  readonly name: string;
  readonly snapshot: AnyMachineSnapshot;
  readonly path: ModelPath;
  readonly ways: readonly { readonly event: AnyEventObject; readonly to: string }[];
}

/** More steps than the walk of any machine of the product takes: beyond them its moments are told apart too finely. */
const LIMIT = 200_000;

/** Walks a machine by its pure transitions. */
export function modelOf<Machine extends AnyStateMachine>(machine: Machine, walk: Walk<Machine>): MachineModel {
  const { input, events, answers = {}, deadly = [], tells = () => null, rests = () => false } = walk;
  const effects = new Map<string, Settling>();
  const walked = withHeldEffects(machine, effects);
  const scope = scopeBelowListener(walked, input);
  const nameOf = (snapshot: AnyMachineSnapshot) => textOf([snapshot.value, tells(snapshot.context)]);
  const logic: ActorLogic<AnyMachineSnapshot, AnyEventObject, unknown> = {
    transition: (snapshot: AnyMachineSnapshot, event: AnyEventObject) => walked.transition(snapshot, event, scope),
    getInitialSnapshot: () => walked.getInitialSnapshot(scope, input),
    getPersistedSnapshot: (snapshot) => snapshot,
  };
  const options = {
    fromState: walked.getInitialSnapshot(scope, input),
    events: (snapshot: AnyMachineSnapshot) =>
      snapshot.status === 'active'
        ? [...events, ...answersAt(walked, snapshot, answers, deadly), ...waitsAt(walked, snapshot)]
        : [],
    serializeState: nameOf,
    serializeEvent: textOf,
    limit: LIMIT,
  };
  const paths: readonly ModelPath[] = getShortestPaths(logic, options);
  const steps = adjacencyMapToArray(getAdjacencyMap(logic, options));
  const waysFrom = Map.groupBy(steps, ({ state }) => nameOf(state));
  const states = paths.map((path): ModelState => {
    const name = nameOf(path.state);
    const ways = (waysFrom.get(name) ?? []).map(({ event, nextState }) => ({ event, to: nameOf(nextState) }));
    return { name, snapshot: path.state, path, ways };
  });
  return { machine: walked, effects, input, deadly, paths, states, nameOf, isAtRest: ({ value }) => rests(value) };
}

/** The states that cannot be left, or from which the machine never ends or comes to rest. */
export function stuckStates({ states, isAtRest }: MachineModel): readonly string[] {
  const open = states.filter(({ snapshot }) => snapshot.status === 'active');
  const shut = open.filter(({ name, ways }) => ways.every(({ to }) => to === name));
  const homes = states.filter(({ snapshot }) => snapshot.status === 'done' || isAtRest(snapshot));
  const leadHome = new Set(homes.map(({ name }) => name));
  for (let before = -1; before !== leadHome.size; ) {
    before = leadHome.size;
    for (const { name, ways } of open) if (ways.some(({ to }) => leadHome.has(to))) leadHome.add(name);
  }
  const lost = open.filter((state) => !shut.includes(state) && !leadHome.has(state.name));
  return [...shut.map(({ name }) => `${name}: no way out`), ...lost.map(({ name }) => `${name}: no way to rest`)];
}

/** What answers of effects and children make of a state, and ends of waits: of those only that change it. */
export function outcomesOf({ name, ways }: ModelState): ModelState['ways'] {
  return ways.filter(({ event, to }) => isAnswer(event) || (isWait(event) && to !== name));
}

/** The failures that end the machine, of what is under way in a state. */
export function deadlyFailures({ machine, deadly }: MachineModel, { snapshot }: ModelState): readonly AnyEventObject[] {
  return invokesAt(machine, snapshot).flatMap(({ id, src }) => (deadly.includes(src) ? [failureOf(id)] : []));
}

/** The way to a state, without the step that begins it. */
export function eventsOf({ steps }: ModelPath): readonly AnyEventObject[] {
  return steps.slice(1).map(({ event }) => event);
}

/** Hears and says nothing. */
export const listener = fromTransition((heard: number, _event: EventObject) => heard + 1, 0);

/** The machine with a promise in place of each effect and child, by the id of its actor. */
function withHeldEffects(machine: AnyStateMachine, effects: Map<string, Settling>): AnyStateMachine {
  const promised = fromPromise(
    ({ self }) => new Promise<unknown>((resolve, reject) => effects.set(self.id, { resolve, reject })),
  );
  /** Who looks at a child sees what it was begun with. */
  const held: typeof promised = {
    ...promised,
    getInitialSnapshot: (scope, input) => Object.assign(promised.getInitialSnapshot(scope, input), { context: input }),
  };
  const names = Object.keys(machine.implementations.actors);
  return machine.provide({ actors: Object.fromEntries(names.map((name) => [name, held])) });
}

/** Where pure steps are made: below a parent, because what is said to one is looked up even when nothing is sent. */
function scopeBelowListener(machine: AnyStateMachine, input: unknown): Parameters<AnyStateMachine['transition']>[2] {
  const self = createActor(machine, { parent: createActor(listener), input });
  const nothing = () => undefined;
  return {
    self,
    id: self.id,
    sessionId: self.sessionId,
    system: self.system,
    logger: nothing,
    defer: nothing,
    emit: nothing,
    stopChild: nothing,
    actionExecutor: nothing,
  };
}

function answersAt(
  machine: AnyStateMachine,
  snapshot: AnyMachineSnapshot,
  answers: Readonly<Record<string, Answers<AnyMachineSnapshot['context']>>>,
  deadly: readonly string[],
): readonly AnyEventObject[] {
  return invokesAt(machine, snapshot).flatMap(({ id, src }) => {
    const possible = answers[src];
    if (possible === undefined) throw new Error(`the walk does not say what ${src} answers`);
    const known = typeof possible === 'function' ? possible(snapshot.context) : possible;
    const done = known.map((output) => ({ type: `xstate.done.actor.${id}`, output, actorId: id }));
    return deadly.includes(src) ? done : [...done, failureOf(id)];
  });
}

function failureOf(id: string): AnyEventObject {
  return { type: `xstate.error.actor.${id}`, error: new Error('planted'), actorId: id };
}

function invokesAt({ root }: AnyStateMachine, { value }: AnyMachineSnapshot) {
  const invokes = nodesAt(root, value).flatMap(({ invoke }) => invoke);
  return invokes.map(({ id, src }) => ({ id, src: typeof src === 'string' ? src : id }));
}

/** The end of the shortest of the waits in a state: the others cannot end before it. */
function waitsAt(machine: AnyStateMachine, snapshot: AnyMachineSnapshot): readonly AnyEventObject[] {
  const waits = nodesAt(machine.root, snapshot.value)
    .flatMap(({ after }) => after)
    .map(({ delay, eventType }) => ({ type: eventType, length: lengthOf(machine, snapshot, delay) }))
    .toSorted((a, b) => a.length - b.length);
  return waits.slice(0, 1).map(({ type }) => ({ type }));
}

function lengthOf({ implementations }: AnyStateMachine, { context }: AnyMachineSnapshot, delay: unknown): number {
  const named: unknown = implementations.delays[String(delay)];
  const length: unknown =
    typeof named === 'function' ? named({ context, event: { type: 'xstate.init' } }, null) : named;
  if (typeof length !== 'number') throw new Error(`nobody knows how long ${String(delay)} is`);
  return length;
}

export function isWait({ type }: AnyEventObject): boolean {
  return type.startsWith('xstate.after.');
}

export function isAnswer({ type }: AnyEventObject): boolean {
  return type.startsWith('xstate.done.actor.') || type.startsWith('xstate.error.actor.');
}

/** The states that a value names, with those around them. */
export function nodesAt(node: AnyStateNode, value: StateValue | undefined): readonly AnyStateNode[] {
  const inner: Readonly<Record<string, StateValue | undefined>> =
    typeof value === 'string' ? { [value]: undefined } : (value ?? {});
  return [
    node,
    ...Object.entries(inner).flatMap(([name, below]) => {
      const child = node.states[name];
      return child === undefined ? [] : nodesAt(child, below);
    }),
  ];
}

/** Tells apart also what is in maps, sets and errors. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (part instanceof Map || part instanceof Set) return [...part];
    return part instanceof Error ? part.message : part;
  });
}
