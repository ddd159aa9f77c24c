// Loads every state machine of the product and the names of all waits, as they really run.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { StateMachine } from 'xstate';
import type { NamedMachine } from './machine-rules.ts';
import { REPOSITORY } from './source-tree.ts';

const FOLDER = path.join(REPOSITORY, 'controller', 'machines');

export interface LoadedFile {
  readonly file: string;
  readonly machines: readonly NamedMachine[];
}

/** Imports every file of controller/machines and finds the machines that it exports. */
export async function loadMachines(): Promise<readonly LoadedFile[]> {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.ts'));
  return Promise.all(
    files.map(async (file) => {
      const exported: object = await import(path.join(FOLDER, file));
      const machines = Object.entries(exported).flatMap(([name, value]) =>
        value instanceof StateMachine ? [{ name: `${file} ${name}`, machine: value }] : [],
      );
      return { file, machines };
    }),
  );
}

/** What delays.ts names: its exports, and the keys of the tables among them. */
export async function delayNames(): Promise<ReadonlySet<string>> {
  const exported: object = await import(path.join(FOLDER, 'delays.ts'));
  const names = Object.entries(exported).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null ? [name, ...Object.keys(value)] : [name],
  );
  return new Set(names);
}
