// Walks the definitions of all state machines: no invoke may fail unheard, no wait may lack a name.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createMachine, fromPromise, setup } from 'xstate';
import { unguardedInvokes, unnamedDelays } from './support/architecture/machine-rules.ts';
import { delayNames, loadMachines } from './support/architecture/machines.ts';
import { REPOSITORY } from './support/architecture/source-tree.ts';

const loaded = await loadMachines();
const machines = loaded.flatMap((file) => file.machines);
const names = await delayNames();

describe('the machines of the product', () => {
  it('are all found: every file that makes one exports it', () => {
    const folder = path.join(REPOSITORY, 'controller', 'machines');
    const makers = readdirSync(folder).filter((file) =>
      readFileSync(path.join(folder, file), 'utf8').includes('createMachine('),
    );
    expect(loaded.filter((file) => file.machines.length > 0).map((file) => file.file)).toEqual(makers);
    expect(machines.length).toBeGreaterThanOrEqual(5);
  });

  it('hear every failure of what they invoke', () => {
    expect(unguardedInvokes(machines)).toEqual([]);
  });

  it('wait by names from delays.ts', () => {
    expect(names.size).toBeGreaterThan(5);
    expect(unnamedDelays(machines, names)).toEqual([]);
  });
});

describe('the walk over a definition', () => {
  const work = fromPromise(() => Promise.resolve());
  const planted = (config: Parameters<typeof createMachine>[0]) => [
    { name: 'planted', machine: createMachine(config) },
  ];

  it('catches an invoke without onError, however deep, single or in a list', () => {
    expect(unguardedInvokes(planted({ invoke: { src: work } }))).toEqual(['planted: an invoke without onError']);
    const inner = { invoke: [{ src: work, onError: {} }, { src: work }] };
    const deep = planted({ initial: 'a', states: { a: { initial: 'b', states: { b: inner } } } });
    expect(unguardedInvokes(deep)).toEqual(['planted.a.b: an invoke without onError']);
  });

  it('lets an invoke with onError pass', () => {
    expect(unguardedInvokes(planted({ invoke: { src: work, onError: {} } }))).toEqual([]);
  });

  it('catches a wait in bare milliseconds', () => {
    expect(
      unnamedDelays(planted({ initial: 'a', states: { a: { after: { 1000: {} } } } }), new Set(['takeWindow'])),
    ).toEqual(['planted.a: waits 1000, which delays.ts does not name']);
  });

  it('catches a name that only delays.ts or only the machine knows', () => {
    const known = setup({ delays: { mine: 5 } }).createMachine({ after: { mine: {} } });
    expect(unnamedDelays([{ name: 'planted', machine: known }], new Set(['theirs']))).toEqual([
      'planted: waits mine, which delays.ts does not name',
    ]);
    expect(unnamedDelays(planted({ after: { theirs: {} } }), new Set(['theirs']))).toEqual([
      'planted: the machine does not know theirs',
    ]);
  });

  it('lets a wait pass that both know', () => {
    const machine = setup({ delays: { mine: 5 } }).createMachine({ after: { mine: {} } });
    expect(unnamedDelays([{ name: 'planted', machine }], new Set(['mine']))).toEqual([]);
  });
});
