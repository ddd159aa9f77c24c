// A controller in a process that a test can kill, and the cabinet around it, which outlives it: bolts, fobs and hands stay as they are.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { demoHospital } from '../../controller/demo/hospital.ts';
import type { DemoPerson } from '../../controller/demo/hospital-staff.ts';
import { parseReaderId } from '../../controller/domain/ids.ts';
import { rosterOf } from '../../controller/domain/roster.ts';
import { SimulatedBadgeReader } from '../../controller/drivers/simulated/badge-reader.ts';
import { systemClock, systemTimers } from '../../controller/main.ts';
import { Simulation } from '../../controller/simulation.ts';
import { startTestAppliance, type TestAppliance } from './appliance.ts';
import { expectOk } from './expect-ok.ts';
import { KioskClient } from './kiosk-client.ts';
import { scratchFolder } from './scratch.ts';

const PROGRAM = path.join(import.meta.dirname, 'controller-process.ts');

/** `dies-before-frame`: it is gone as soon as a token was minted, with nothing on the wire. */
export type Fate = 'none' | 'dies-before-frame';

export interface ControllerChild {
  readonly kiosk: KioskClient;
  tap(person: DemoPerson): void;
  /** Ends it at this very instruction: no handler runs, nothing is flushed. */
  kill(): void;
  /** Resolves with the signal that ended it. */
  readonly ended: Promise<string | null>;
}

export interface CabinetHardware {
  readonly simulation: Simulation;
  /** Of its boards: `tcp://host:port`. */
  readonly address: string;
  readonly folder: string;
  /** Starts the controller as a child on this hardware. */
  controller(fate?: Fate): Promise<ControllerChild>;
  /** Starts the controller again, in this process, on the same hardware and data. */
  restart(): Promise<TestAppliance>;
}

/** A cabinet of the demo hospital with all keys in it and no controller yet. Everything ends with the test. */
export async function hardwareAlone(): Promise<CabinetHardware> {
  const roster = rosterOf(demoHospital(systemClock.now()).setup);
  const front = expectOk(parseReaderId('front'));
  const simulation = Simulation.of(roster, new Map(), front, [], systemClock, systemTimers);
  const { address } = await simulation.bus.listen();
  const folder = scratchFolder();
  onTestFinished(() => simulation.bus.close());
  return {
    simulation,
    address,
    folder,
    controller: (fate = 'none') => startChild(folder, address, fate),
    restart: async () => {
      const reader = new SimulatedBadgeReader(front);
      const again = await startTestAppliance({ folder, hardware: 'real', boards: address, createReader: () => reader });
      onTestFinished(() => again.halt());
      const tap = async ({ badge }: DemoPerson) => {
        expectOk(reader.tap(Buffer.from(badge, 'hex')));
      };
      return { ...again, tap };
    },
  };
}

async function startChild(folder: string, address: string, fate: Fate): Promise<ControllerChild> {
  const child = fork(PROGRAM, [folder, address, fate], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const ended = new Promise<string | null>((resolve) => {
    child.once('exit', (_code, signal) => resolve(signal));
  });
  const kiosk = new KioskClient(await addressOf(child, ended));
  onTestFinished(async () => {
    kiosk.close();
    child.kill('SIGKILL');
    await ended;
  });
  return {
    kiosk,
    ended,
    tap: ({ badge }) => {
      child.send(badge);
    },
    kill: () => {
      child.kill('SIGKILL');
    },
  };
}

async function addressOf(child: ChildProcess, ended: Promise<unknown>): Promise<string> {
  const started = once(child, 'message').then(([message]: unknown[]) => message);
  const message = await Promise.race([started, ended.then(() => null)]);
  if (message instanceof Object && 'url' in message && typeof message.url === 'string') return message.url;
  throw new Error('the controller ended before it served anything');
}
