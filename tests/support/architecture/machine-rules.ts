// Walks the definitions of state machines: every invoke can fail, every wait has a name.
import type { AnyStateMachine } from 'xstate';

export interface NamedMachine {
  /** As exported, e.g. "machines/door.ts doorMachine". */
  readonly name: string;
  readonly machine: AnyStateMachine;
}

/** Every invoke says what happens when it fails. */
export function unguardedInvokes(machines: readonly NamedMachine[]): readonly string[] {
  return statesOf(machines).flatMap(({ place, state }) =>
    list(state.invoke)
      .filter((invoke) => !isRecord(invoke) || invoke.onError === undefined)
      .map(() => `${place}: an invoke without onError`),
  );
}

/**
 * Every wait is one of the named delays and known to its machine.
 * @param names what delays.ts names
 */
export function unnamedDelays(machines: readonly NamedMachine[], names: ReadonlySet<string>): readonly string[] {
  return statesOf(machines).flatMap(({ place, state, machine }) => {
    const after = state.after;
    return Object.keys(isRecord(after) ? after : {}).flatMap((delay) => {
      if (!names.has(delay)) return [`${place}: waits ${delay}, which delays.ts does not name`];
      return Object.hasOwn(machine.implementations.delays, delay)
        ? []
        : [`${place}: the machine does not know ${delay}`];
    });
  });
}

interface StateAt {
  readonly place: string;
  readonly machine: AnyStateMachine;
  readonly state: Readonly<Record<string, unknown>>;
}

function statesOf(machines: readonly NamedMachine[]): readonly StateAt[] {
  return machines.flatMap(({ name, machine }) => {
    const below = (state: unknown, place: string): readonly StateAt[] => {
      if (!isRecord(state)) return [];
      const children = isRecord(state.states) ? state.states : {};
      return [
        { place, machine, state },
        ...Object.entries(children).flatMap(([child, definition]) => below(definition, `${place}.${child}`)),
      ];
    };
    return below(machine.config, name);
  });
}

function list(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
