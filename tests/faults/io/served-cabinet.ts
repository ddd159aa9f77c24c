// The whole controller in a process of its own, with a hand at its cabinet and a finger on its screen: one visit is a badge, a key
// taken and the key back. What it says on its screen and what reaches its boards is seen from outside.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Command } from '../../../controller/contract/command.ts';
import type { CabinetSnapshot } from '../../../controller/contract/snapshot.ts';
import { demoHospital } from '../../../controller/demo/hospital.ts';
import { demoPeople } from '../../../controller/demo/hospital-staff.ts';
import { parseReaderId } from '../../../controller/domain/ids.ts';
import { rosterOf } from '../../../controller/domain/roster.ts';
import { systemClock, systemTimers } from '../../../controller/main.ts';
import { Simulation } from '../../../controller/simulation.ts';
import { EnergiseWitness } from '../../support/energise-witness.ts';
import { EventListener } from '../../support/event-listener.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { standing } from '../../support/standing-alarms.ts';

const PROGRAM = path.join(import.meta.dirname, '..', '..', 'support', 'controller-process.ts');
/** A key that needs no PIN and nobody to stand by. */
const KEY = { id: 'loading-bay', slot: 24, fob: 'fob-24' } as const;
const GLANCE_MS = 15;
/** How long a step of a visit is waited for. */
const STEP_MS = 5000;
/** So often a key is asked for whose slot is busy. */
const ASKINGS = 20;
/** Tries to leave the screen. */
const GOODBYES = 10;

export class ServedCabinet {
  readonly folder: string;
  readonly #simulation: Simulation;
  readonly #child: ChildProcess;
  readonly #witness: EnergiseWitness;
  readonly #url: string;
  #feed: EventListener;
  #seen = { at: -1, picture: null as CabinetSnapshot | null };

  private constructor(
    folder: string,
    simulation: Simulation,
    child: ChildProcess,
    witness: EnergiseWitness,
    url: string,
  ) {
    this.folder = folder;
    this.#simulation = simulation;
    this.#child = child;
    this.#witness = witness;
    this.#url = url;
    this.#feed = new EventListener(Number(new URL(url).port), '/api/events');
  }

  /** Starts a controller for the first time. @param parent where its data folder is made */
  static async start(parent: string): Promise<ServedCabinet> {
    const { setup } = demoHospital(systemClock.now());
    const reader = expectOk(parseReaderId('front'));
    const simulation = Simulation.of(rosterOf(setup), new Map(), reader, [], systemClock, systemTimers);
    const { address } = await simulation.bus.listen();
    const folder = mkdtempSync(path.join(parent, 'served-'));
    const data = path.join(folder, 'data');
    const child = fork(PROGRAM, [data, address], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const gone = once(child, 'exit').then(() => null);
    const first: unknown = await Promise.race([once(child, 'message').then(([message]: unknown[]) => message), gone]);
    if (!(first instanceof Object && 'url' in first && typeof first.url === 'string')) {
      throw new Error('the controller ended before it served anything');
    }
    return new ServedCabinet(data, simulation, child, new EnergiseWitness(simulation.bus, data, setup), first.url);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get isAlive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Unlock frames without an intent on disk, in words. */
  get violations(): readonly string[] {
    return this.#witness.violations;
  }

  /** Unlock frames so far. */
  get fired(): number {
    return this.#witness.unlocks;
  }

  /** Whether the screen says that nothing can be written. */
  saysStorageFailed(): boolean {
    const { picture } = this.#look();
    return picture !== null && standing(picture).some(({ kind }) => kind === 'storage_failed');
  }

  /** What the screen shows, for a person who reads of a failure. */
  get screen(): string {
    const { picture } = this.#look();
    if (picture === null) return 'no picture';
    const { screen, door, counts } = picture;
    const why = screen.name === 'refused' ? ` (${screen.refusals.map(({ code }) => code).join(' ')})` : '';
    return `${screen.name}${why}, door ${door}, ${counts.out} keys out`;
  }

  /** Waits until the screen says no longer that nothing can be written. @returns whether it came to that */
  async storageWorks(limit: number): Promise<boolean> {
    for (let waited = 0; waited < limit && this.saysStorageFailed(); waited += GLANCE_MS) await pause(GLANCE_MS);
    return !this.saysStorageFailed();
  }

  /** A visit from the badge to the key back in its slot. @returns whether the key was released and is back */
  async visit(): Promise<boolean> {
    if (!(await this.#tidied())) return false;
    this.#child.send(demoPeople().find(({ featured, title }) => featured && title === 'Porter')?.badge ?? '');
    if (!(await this.#reached(({ screen }) => screen.name === 'home'))) return false;
    if (!(await this.#offered())) return false;
    this.#simulation.act({ type: 'door.open' });
    this.#simulation.act({ type: 'fob.pull', slot: KEY.slot });
    const isTaken = await this.#reached(({ counts }) => counts.out === 1);
    return (await this.#tidied()) && isTaken;
  }

  /** Asks the controller for its page again and again while something is done. @returns its slowest answer, in ms */
  async lagDuring(work: () => Promise<unknown>): Promise<number> {
    const doing = { isOver: false };
    const worked = work().finally(() => {
      doing.isOver = true;
    });
    let slowest = 0;
    while (!doing.isOver) {
      const asked = performance.now();
      await fetch(new URL('/api/commands', this.#url)).catch(() => null);
      slowest = Math.max(slowest, performance.now() - asked);
    }
    await worked;
    return slowest;
  }

  /** Forgets the pictures so far; of a long run they would fill the memory. */
  refresh(): void {
    this.#feed.leave();
    this.#feed = new EventListener(Number(new URL(this.#url).port), '/api/events');
    this.#seen = { at: -1, picture: null };
  }

  async remove(): Promise<void> {
    this.#feed.leave();
    this.#witness.close();
    if (this.isAlive) {
      const exit = once(this.#child, 'exit');
      this.#child.kill('SIGKILL');
      await exit;
    }
    await this.#simulation.bus.close();
    rmSync(path.dirname(this.folder), { recursive: true, force: true });
  }

  /** Asks for the key. A slot that is busy with what was before is asked again. @returns whether its slot was opened */
  async #offered(): Promise<boolean> {
    for (let tries = 0; tries < ASKINGS; tries += 1) {
      // The screen may have changed under the finger; then it is pressed anew.
      if (!(await this.#press({ type: 'key.take', key: KEY.id })) && !this.saysStorageFailed()) continue;
      await this.#reached(({ screen: { name } }) => name === 'take' || name === 'refused');
      const screen = this.#look().picture?.screen;
      if (screen?.name === 'take') return true;
      const isBusy = screen?.name === 'refused' && screen.refusals.some(({ code }) => code === 'slot_busy');
      if (!isBusy) return false;
      await this.#press({ type: 'screen.back' });
      await this.#until(({ screen: { name } }) => name === 'home');
    }
    return false;
  }

  /** Key home, door closed, nobody at the screen, as far as the controller sees it. @returns whether it came to that */
  async #tidied(): Promise<boolean> {
    const simulation = this.#simulation;
    const fob = simulation.view().slots.find(({ number }) => number === KEY.slot)?.fob;
    if (simulation.view().door === 'closed') simulation.act({ type: 'door.open' });
    if (fob === null) simulation.act({ type: 'fob.insert', fob: KEY.fob, slot: KEY.slot });
    else simulation.act({ type: 'fob.push', slot: KEY.slot });
    await this.#until(({ door }) => door === 'open');
    simulation.act({ type: 'door.close' });
    await this.#until(({ door, screen }) => door === 'closed' && screen.name !== 'close-door');
    for (let tries = 0; tries < GOODBYES && this.#look().picture?.session !== null; tries += 1) {
      await this.#press({ type: 'session.end' });
      await this.#until(({ session }) => session === null, STEP_MS / GOODBYES);
    }
    return await this.#until(({ session, counts }) => session === null && counts.out === 0);
  }

  /** @returns whether the press was accepted */
  async #press(command: Command): Promise<boolean> {
    const { picture } = this.#look();
    const envelope = { sessionId: picture?.session?.id ?? null, revision: picture?.revision ?? 0, command };
    const answer = await fetch(new URL('/api/commands', this.#url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(envelope),
    }).catch(() => null);
    if (answer?.ok !== true) await pause(GLANCE_MS);
    return answer?.ok === true;
  }

  /** The same, but given up as soon as the screen says that nothing can be written. */
  async #reached(test: (picture: CabinetSnapshot) => boolean): Promise<boolean> {
    await this.#until((picture) => test(picture) || this.saysStorageFailed());
    const { picture } = this.#look();
    return picture !== null && test(picture);
  }

  async #until(test: (picture: CabinetSnapshot) => boolean, limit = STEP_MS): Promise<boolean> {
    for (let waited = 0; waited < limit && this.isAlive; waited += GLANCE_MS) {
      const { picture } = this.#look();
      if (picture !== null && test(picture)) return true;
      await pause(GLANCE_MS);
    }
    return false;
  }

  /** The newest picture; null before the first. */
  #look() {
    const at = this.#feed.events.findLastIndex(({ name }) => name === 'message');
    const data = this.#feed.events[at]?.data;
    if (at !== this.#seen.at && data !== undefined) this.#seen = { at, picture: JSON.parse(data) };
    return this.#seen;
  }
}
