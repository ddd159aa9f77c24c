// Debian's pymodbus as an independent board, over TCP or on a serial device. Needs python3-pymodbus and socat, and says so.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { REPOSITORY } from './architecture/source-tree.ts';

const SCRIPT = path.join(REPOSITORY, 'tests/support/pymodbus-server.py');
const PYTHON = '/usr/bin/python3';

export class PymodbusBoard {
  /** For the set-up of a board with unit 7. */
  readonly address: string;
  /** What it was told to do, e.g. `unlock 0 500`, in order. */
  readonly said: string[];
  readonly #server: ChildProcess;
  readonly #cable: ChildProcess | null;
  readonly #folder: string;

  private constructor(
    address: string,
    said: string[],
    server: ChildProcess,
    cable: ChildProcess | null,
    folder: string,
  ) {
    this.address = address;
    this.said = said;
    this.#server = server;
    this.#cable = cable;
    this.#folder = folder;
  }

  /** Starts it. @param over Modbus TCP, or RTU on one end of a pair of pseudo-terminals */
  static async start(over: 'tcp' | 'rtu'): Promise<PymodbusBoard> {
    const folder = await mkdtemp(path.join(tmpdir(), 'wardkey-pymodbus-'));
    const [ours, theirs] = [path.join(folder, 'ours'), path.join(folder, 'theirs')];
    const cable = over === 'rtu' ? spawn('socat', ['-d', '-d', ptyAt(ours), ptyAt(theirs)]) : null;
    if (cable !== null) await lineOf(cable.stderr, 'starting data transfer loop', []);
    const options = over === 'rtu' ? ['rtu', theirs] : ['tcp'];
    const server = spawn(PYTHON, ['-u', SCRIPT, ...options], { stdio: ['pipe', 'pipe', 'inherit'] });
    const said: string[] = [];
    const ready = await lineOf(server.stdout, 'ready', said);
    const address = over === 'rtu' ? `serial:${ours}?baud=9600` : `tcp://127.0.0.1:${ready.split(' ')[1]}`;
    return new PymodbusBoard(address, said, server, cable, folder);
  }

  /** A hand: `push 0 00000000000000A1`, `pull 0`, `input 130 0`. */
  hand(line: string): void {
    this.#server.stdin?.write(`${line}\n`);
  }

  async stop(): Promise<void> {
    this.#server.stdin?.end();
    for (const child of [this.#server, this.#cable]) {
      if (child === null || child.exitCode !== null || child.signalCode !== null) continue;
      await new Promise<void>((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      });
    }
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function ptyAt(link: string): string {
  return `pty,raw,echo=0,link=${link}`;
}

/** The first line with a text in it; all lines go to `said`. @throws Error when the output ends before */
function lineOf(output: NodeJS.ReadableStream | null, text: string, said: string[]): Promise<string> {
  if (output === null) throw new Error('the program has no output');
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: output });
    lines.on('line', (line) => {
      said.push(line);
      if (line.includes(text)) resolve(line);
    });
    lines.once('close', () => reject(new Error(`python3-pymodbus and socat are needed; it said: ${said.join('; ')}`)));
  });
}
