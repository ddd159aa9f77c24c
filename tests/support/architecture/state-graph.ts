// The states of a machine and where each can lead by its definition alone, whatever its guards say.
import type { AnyStateMachine, AnyStateNode } from 'xstate';

export interface StateGraph {
  /** The states in which a machine can be without being in a smaller one, by id. */
  readonly atoms: readonly string[];
  readonly finals: ReadonlySet<string>;
  /** The states that can be reached from the beginning. */
  readonly reached: ReadonlySet<string>;
  /** Where a state can lead in one step, by itself or through a state around it. */
  readonly next: (state: string) => ReadonlySet<string>;
  /** All states that a state can lead to in any number of steps. */
  readonly beyond: (state: string) => ReadonlySet<string>;
}

/**
 * Walks the definition of a machine.
 * @param counts which events are taken into account; all of them unless told otherwise
 */
export function stateGraph(machine: AnyStateMachine, counts: (event: string) => boolean = () => true): StateGraph {
  const nodes = nodesBelow(machine.root);
  const atoms = nodes.filter((node) => node.type === 'atomic' || node.type === 'final');
  const steps = new Map(atoms.map((atom) => [atom.id, stepsFrom(atom, counts)]));
  const next = (state: string) => steps.get(state) ?? new Set<string>();
  const beyond = (states: Iterable<string>) => {
    const seen = new Set<string>();
    const open = [...states];
    for (let state = open.pop(); state !== undefined; state = open.pop()) {
      for (const one of next(state)) {
        if (!seen.has(one)) open.push(one);
        seen.add(one);
      }
    }
    return seen;
  };
  const beginning = entered(machine.root);
  return {
    atoms: atoms.map(({ id }) => id),
    finals: new Set(atoms.filter(({ type }) => type === 'final').map(({ id }) => id)),
    reached: new Set([...beginning, ...beyond(beginning)]),
    next,
    beyond: (state) => beyond([state]),
  };
}

/** The states without a way in, and those other than final ones without a way out. */
export function deadEnds(machine: AnyStateMachine): readonly string[] {
  const { atoms, finals, reached, next } = stateGraph(machine);
  const isStuck = (state: string) => !finals.has(state) && [...next(state)].every((one) => one === state);
  return [
    ...atoms.filter((state) => !reached.has(state)).map((state) => `${state}: no way in`),
    ...atoms.filter(isStuck).map((state) => `${state}: no way out`),
  ];
}

function nodesBelow(node: AnyStateNode): readonly AnyStateNode[] {
  return [node, ...Object.values(node.states).flatMap(nodesBelow)];
}

/** The atoms that a machine is in after it has entered a state. */
function entered(node: AnyStateNode): readonly string[] {
  if (node.type === 'parallel') return Object.values(node.states).flatMap(entered);
  if (node.type === 'compound') return (node.initial.target ?? []).flatMap(entered);
  return [node.id];
}

function stepsFrom(atom: AnyStateNode, counts: (event: string) => boolean): ReadonlySet<string> {
  const leads = new Set<string>();
  for (let node: AnyStateNode | undefined = atom; node !== undefined; node = node.parent) {
    const named = [...node.transitions].flatMap(([event, transitions]) => (counts(event) ? transitions : []));
    for (const { target } of [...named, ...(node.always ?? [])]) {
      for (const one of (target ?? []).flatMap(entered)) leads.add(one);
    }
  }
  return leads;
}
