// Every machine as a model: the shortest way to each state that it can come to, gone by a real actor too. Nothing is out of
// reach, nothing is a dead end, and whatever an effect answers, or fails to, leads where the model says.
import { describe, expect, it, test } from 'vitest';
import { setup } from 'xstate';
import { loadMachines } from './support/architecture/machines.ts';
import { stateGraph } from './support/architecture/state-graph.ts';
import { cabinetModels } from './support/cabinet-model.ts';
import { deviceModels } from './support/device-model.ts';
import { MODELS } from './support/machine-cases.ts';
import {
  deadlyFailures,
  eventsOf,
  type MachineModel,
  modelOf,
  outcomesOf,
  stuckStates,
} from './support/machine-model.ts';
import { replay } from './support/machine-replay.ts';
import { sessionModels } from './support/session-model.ts';
import { enrolmentModels, shiftModels } from './support/shift-cases.ts';

const machines = (await loadMachines()).flatMap((file) => file.machines);
const walks = new Map([...MODELS, deviceModels, sessionModels, shiftModels, enrolmentModels, cabinetModels]);
const walked = new Map<string, readonly MachineModel[]>();

/** The models of a machine, walked once. */
function modelsOf({ id }: { readonly id: string }): readonly MachineModel[] {
  const models = walked.get(id) ?? walks.get(id)?.() ?? [];
  walked.set(id, models);
  return models;
}

describe.each(machines)('$name', ({ machine }) => {
  it('comes to every state, and each way leads a real actor where the model says', async () => {
    const visited = new Set<string>();
    for (const model of modelsOf(machine)) {
      for (const path of model.paths) {
        const gone = await replay(model, eventsOf(path));
        expect(gone.names).toEqual(path.steps.map(({ state }) => model.nameOf(state)));
        expect(gone.failure).toBeNull();
        for (const id of gone.visited) visited.add(id);
      }
      for (const state of model.states) {
        for (const { event, to } of outcomesOf(state)) {
          const gone = await replay(model, [...eventsOf(state.path), event]);
          expect([gone.names.at(-1), gone.failure], `${state.name} after ${event.type}`).toEqual([to, null]);
          for (const id of gone.visited) visited.add(id);
        }
      }
    }
    expect(stateGraph(machine).atoms.filter((state) => !visited.has(state))).toEqual([]);
  });

  it('has a way out of every state, and a way to its rest', () => {
    expect(modelsOf(machine).flatMap(({ states }) => states).length).toBeGreaterThan(2);
    expect(modelsOf(machine).flatMap(stuckStates)).toEqual([]);
  });
});

test('a machine ends, and says so, when an effect fails that it cannot do without', async () => {
  const failed: string[] = [];
  for (const model of machines.flatMap(({ machine }) => modelsOf(machine))) {
    for (const state of model.states) {
      for (const failure of deadlyFailures(model, state)) {
        const gone = await replay(model, [...eventsOf(state.path), failure]);
        expect([gone.last.status, gone.failure]).toEqual(['error', failure.error]);
        failed.push(failure.type);
      }
    }
  }
  expect(new Set(failed)).toEqual(
    new Set(['recording', 'searching'].map((state) => `xstate.error.actor.0.due.${state}`)),
  );
});

describe('the walk', () => {
  const planted = setup({ guards: { never: () => false } });
  const plant = (states: Parameters<typeof planted.createMachine>[0]['states']): MachineModel =>
    modelOf(planted.createMachine({ id: 'm', initial: 'a', states }), {
      input: undefined,
      events: [{ type: 'go' }, { type: 'back' }],
      rests: (value) => value === 'a',
    });

  it('sees that a guard lets nobody through, and that a state cannot be left', () => {
    const guarded = plant({ a: { on: { go: { guard: 'never', target: 'b' } } }, b: { on: { back: 'a' } } });
    expect(guarded.states.map(({ snapshot }) => snapshot.value)).toEqual(['a']);
    expect(stuckStates(plant({ a: { on: { go: 'b' } }, b: {} }))).toEqual(['["b",null]: no way out']);
    expect(stuckStates(plant({ a: { on: { go: 'b' } }, b: { on: { back: 'b' } } }))).toEqual([
      '["b",null]: no way out',
    ]);
  });

  it('sees states that lead to each other and never to rest', () => {
    const round = plant({ a: { on: { go: 'b' } }, b: { on: { go: 'c' } }, c: { on: { back: 'b' } } });
    expect(stuckStates(round)).toEqual(['["b",null]: no way to rest', '["c",null]: no way to rest']);
  });

  it('hears of a real actor that does not do what the model says', async () => {
    const model = plant({ a: { on: { go: 'b' } }, b: { on: { back: 'a' } } });
    const other = planted.createMachine({ id: 'm', initial: 'a', states: { a: {} } });
    const [, way] = model.paths;
    if (way === undefined) throw new Error('there is no way');
    expect((await replay(model, eventsOf(way))).names.at(-1)).toBe('["b",null]');
    expect((await replay({ ...model, machine: other }, eventsOf(way))).names.at(-1)).toBe('["a",null]');
  });
});
