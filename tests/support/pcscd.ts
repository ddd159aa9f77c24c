// A PC/SC service of its own for one test: the real pcscd with a virtual reader, on a private socket and a private port.
// Never touches the pcscd of the machine, its /run or its USB readers. Needs root; throws and says why where it cannot run.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PcscdProbe } from '../../controller/drivers/badge-readers/pcsc/pcscd-probe.ts';

const VPCD = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so';
const BINDING = path.resolve(import.meta.dirname, '../../node_modules/@pokusew/pcsclite/build/Release/pcsclite.node');
/** What must be on the machine, and the Debian package that brings it. */
const NEEDED: Readonly<Record<string, string>> = {
  '/usr/sbin/pcscd': 'pcscd',
  [VPCD]: 'vsmartcard-vpcd',
  '/usr/bin/unshare': 'util-linux',
  '/usr/bin/setpriv': 'util-linux',
  '/usr/bin/g++': 'g++',
};
/** Below the ports that the kernel hands out by itself. vpcd takes two in a row: one for each of its slots. */
const FIRST_PORT = 20_000;
const PORT_PAIRS = 5_000;
const DEADLINE = 10_000;
/** vpcd's reader has two slots, each a reader of its own to pcscd. A card lies in the first. */
const SLOTS = [0, 1] as const;
const [CARD_SLOT] = SLOTS;

type Slot = (typeof SLOTS)[number];

/**
 * pcscd's socket path is compiled in. In a mount namespace of its own, with an empty /run, that path leads to the
 * folder $1, so the socket appears there too, where the test can reach it. With no USB driver in sight, pcscd leaves
 * real readers alone. It dies with the process that started it. Newer ones ask polkit unless told not to.
 */
const START = `set -e
mount -t tmpfs none /run; mkdir /run/pcscd; mount --bind "$1" /run/pcscd
mount -t tmpfs none /usr/lib/pcsc/drivers
case "$(pcscd --help)" in *disable-polkit*) polkit=--disable-polkit ;; esac
exec setpriv --pdeathsig KILL pcscd --foreground --info --config "$2" $polkit`;

export class PrivatePcscd {
  readonly #folder: string;
  #port = 0;
  #process: ChildProcess | null = null;
  #output = '';

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Starts a service of its own. Throws with the list of what is missing. */
  static async start(): Promise<PrivatePcscd> {
    requireSystem();
    const folder = await mkdtemp(path.join(tmpdir(), 'wardkey-pcscd-'));
    const pcscd = new PrivatePcscd(folder);
    await Promise.all([mkdir(path.join(folder, 'run')), mkdir(path.join(folder, 'config'))]);
    await buildReader(folder);
    await pcscd.start();
    return pcscd;
  }

  /** For PCSCLITE_CSOCK_NAME. */
  get socketPath(): string {
    return path.join(this.#folder, 'run', 'pcscd.comm');
  }

  /** Where a virtual card connects to. Read it anew after `start`: it differs when another job took the port meanwhile. */
  get cardPort(): number {
    return this.#port;
  }

  /** Starts pcscd when it does not run. Resolves when it answers and its virtual reader is attached. */
  async start(): Promise<void> {
    if (this.#process !== null) return;
    for (let tries = 1; !(await this.#startOn(this.#port)); tries += 1) {
      if (tries > 5) throw new Error(`the private pcscd does not start:\n${this.#output}`);
      this.#port = await freePort();
    }
  }

  /** Ends it without a chance to tidy up; the socket file stays, as after a crash. */
  async kill(): Promise<void> {
    const child = this.#process;
    this.#process = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  /** Kills it and starts it again. */
  async restart(): Promise<void> {
    await this.kill();
    await this.start();
  }

  /** Stops it in its tracks: the socket still accepts, nobody answers. */
  freeze(): void {
    this.#process?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#process?.kill('SIGCONT');
  }

  /**
   * Pulls the cable of the virtual reader. Resolves when pcscd has found that it cannot reach it. A pcscd that runs goes
   * on listing it, as unavailable; one that is started now does not have it at all.
   * @param slots such as are to be out of reach; left out = the whole reader
   */
  async unplugReader(slots: readonly Slot[] = SLOTS): Promise<void> {
    const cables = slots.map((slot) => this.#cable(slot));
    await Promise.all(cables.map((cable) => writeFile(cable, '')));
    if (this.#process === null) return;
    // With the second look at a slot, the first one has been acted on.
    const missed = async () => (await Promise.all(cables.map((cable) => stat(cable)))).every(({ size }) => size >= 2);
    if (!(await waitFor(missed))) throw new Error(`pcscd did not miss its reader:\n${this.#output}`);
  }

  /** Plugs the virtual reader in again, for a pcscd that lists it. Each slot comes back by itself, within a second. */
  async plugInReader(slots: readonly Slot[] = SLOTS): Promise<void> {
    await Promise.all(slots.map((slot) => rm(this.#cable(slot), { force: true })));
  }

  /** Ends it and removes all that it left. */
  async stop(): Promise<void> {
    await this.kill();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #cable(slot: Slot | ''): string {
    return path.join(this.#folder, `unplugged-${slot}`);
  }

  async #startOn(port: number): Promise<boolean> {
    if (port === 0) return false;
    const config = path.join(this.#folder, 'config');
    await writeFile(path.join(config, 'vpcd'), readerConfig(this.#folder, port));
    this.#output = '';
    const child = spawn(
      '/usr/bin/unshare',
      ['--mount', 'sh', '-c', START, 'sh', path.dirname(this.socketPath), config],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', WARDKEY_UNPLUGGED: this.#cable('') },
      },
    );
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (bytes) => {
        this.#output = `${this.#output}${bytes}`.slice(-4_000);
      });
    }
    this.#process = child;
    const reader = existsSync(this.#cable(CARD_SLOT)) ? async () => true : () => listensOn(child.pid, port);
    const up = async () => (await answers(this.socketPath)) && (await reader());
    if (await waitFor(() => Promise.resolve(child.exitCode !== null || up()))) {
      if (child.exitCode === null && (await up())) return true;
    }
    await this.kill();
    return false;
  }
}

function requireSystem(): void {
  const missing = new Set(Object.keys(NEEDED).flatMap((file) => (existsSync(file) ? [] : [NEEDED[file]])));
  if (missing.size > 0) {
    throw new Error(`The PC/SC tests need Debian packages: apt-get install ${[...missing].join(' ')}`);
  }
  if (!existsSync(BINDING)) throw new Error('The PC/SC binding is not built: npm run setup:pcsc');
  if (process.getuid?.() !== 0) throw new Error('The PC/SC tests need root, to give pcscd a mount namespace.');
}

/** Links the reader with the cables that can be pulled before a copy of vpcd, out of sight of pcscd's own driver folder. */
async function buildReader(folder: string): Promise<void> {
  const vpcd = path.join(folder, 'libifdvpcd.so.0');
  const source = path.join(import.meta.dirname, 'unpluggable-reader.cc');
  await copyFile(VPCD, vpcd);
  const linking = ['-Wl,--no-as-needed', vpcd, '-Wl,-rpath,$ORIGIN'];
  execFileSync('/usr/bin/g++', ['-shared', '-fPIC', '-o', path.join(folder, 'reader.so'), source, ...linking]);
}

function readerConfig(folder: string, port: number): string {
  const channel = `0x${port.toString(16).toUpperCase()}`;
  return [
    'FRIENDLYNAME "Virtual PCD"',
    `DEVICENAME /dev/null:${channel}`,
    `LIBPATH ${path.join(folder, 'reader.so')}`,
    `CHANNELID ${channel}`,
    '',
  ].join('\n');
}

/** A port that is free together with the next one. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST_PORT + 2 * Math.floor(Math.random() * PORT_PAIRS);
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const free = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '0.0.0.0', () => resolve(true));
  });
  if (free) await new Promise((resolve) => server.close(resolve));
  return free;
}

/** Whether this very process listens on the port: another job may have been quicker. */
async function listensOn(pid: number | undefined, port: number): Promise<boolean> {
  if (pid === undefined) return false;
  const local = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const listening = (await readFile('/proc/net/tcp', 'utf8'))
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .find(([, address, , state]) => address?.endsWith(local) && state === '0A');
  if (listening === undefined) return false;
  const folder = `/proc/${pid}/fd`;
  const open = await Promise.all((await readdir(folder).catch(() => [])).map((fd) => target(path.join(folder, fd))));
  return open.includes(`socket:[${listening[9]}]`);
}

async function target(link: string): Promise<string> {
  return await readlink(link).catch(() => '');
}

/** Whether it takes commands, which is later than when its socket is there. */
async function answers(socketPath: string): Promise<boolean> {
  const probe = await PcscdProbe.open(socketPath, globalThis, () => undefined);
  if (probe.ok) probe.value.close();
  return probe.ok;
}

async function waitFor(condition: () => Promise<boolean>): Promise<boolean> {
  const end = performance.now() + DEADLINE;
  while (performance.now() < end) {
    if (await condition()) return true;
    await sleep(50);
  }
  return false;
}
