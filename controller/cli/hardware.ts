// `wardkey hardware`: what is plugged in, and which board or reader answers at a port. Results go to standard output, progress to
// standard error. Sends nothing but harmless questions, and never to a port that a cabinet has open.
import type { Result } from '../domain/result.ts';
import type { FindingFault, Findings } from '../drivers/finding/finding.ts';
import { listPorts, serialPorts } from '../drivers/finding/ports.ts';
import { probe } from '../drivers/finding/probe.ts';
import { systemClock, systemTimers } from '../main.ts';
import { argumentsOf, noWord, onlyWord } from './arguments.ts';
import { EXIT, fail } from './exit.ts';
import { faultLine, findingsText, hardwareText, progressLine } from './hardware-words.ts';

const USAGE = `wardkey hardware: what is plugged in, and what answers there; no lock moves

  hardware list [--json]               serial ports, readers that type, smart card readers, by names that stay the same
  hardware probe ADDRESS|all [--json]  ask for every board and reader that Wardkey knows; within 22 s a serial port
      ADDRESS is serial:/dev/… or tcp://host:port, all is every serial port that is free; not while a cabinet uses it
`;

/** As a shell tells that a person ended a program by Ctrl-C. */
const INTERRUPTED = 130;

const EXIT_CODES: Readonly<Record<FindingFault, number>> = {
  bad_address: EXIT.usage,
  in_use: EXIT.busy,
  cancelled: INTERRUPTED,
  port_absent: EXIT.noInput,
  port_refused: EXIT.noPermission,
  port_closed: EXIT.unavailable,
  silent: EXIT.unavailable,
  garbled: EXIT.unavailable,
  not_trusted: EXIT.unavailable,
  crashed: EXIT.software,
};

interface Probed {
  readonly address: string;
  readonly result: Result<Findings, FindingFault>;
}

/** Runs one command of the group. @param args what stands after `hardware` */
export async function hardware(args: readonly string[]): Promise<void> {
  const { positionals, values } = argumentsOf(args, { json: { type: 'boolean', default: false } }, USAGE);
  const [command, ...words] = positionals;
  switch (command) {
    case 'list':
      noWord(words);
      return await list(values.json);
    case 'probe':
      return await probeAll(onlyWord(words, 'ADDRESS'), values.json);
    default:
      return fail(EXIT.usage, `hardware needs list or probe ADDRESS\n\n${USAGE}`);
  }
}

async function list(isJson: boolean): Promise<void> {
  const found = await listPorts({ timers: systemTimers });
  process.stdout.write(isJson ? json(found) : hardwareText(found));
}

async function probeAll(word: string, isJson: boolean): Promise<void> {
  const addresses = word === 'all' ? await freePorts() : [word];
  const end = new AbortController();
  process.once('SIGINT', () => end.abort());
  process.once('SIGTERM', () => end.abort());
  const probed: Probed[] = [];
  for (const address of addresses) {
    if (end.signal.aborted) break;
    const result = await probe(address, {
      clock: systemClock,
      timers: systemTimers,
      signal: end.signal,
      onProgress: (step) => process.stderr.write(`${address}: ${progressLine(step)}\n`),
    });
    probed.push({ address, result });
    if (!result.ok) process.stderr.write(`wardkey: ${faultLine(address, result.error)}\n`);
    else if (!isJson) process.stdout.write(findingsText(result.value));
  }
  if (isJson) process.stdout.write(json(probed.map(plain)));
  const fault = probed.findLast(({ result }) => !result.ok)?.result;
  process.exitCode = fault === undefined || fault.ok ? 0 : EXIT_CODES[fault.error];
}

async function freePorts(): Promise<readonly string[]> {
  const ports = await serialPorts();
  for (const { address, busy } of ports) {
    if (busy) process.stderr.write(`wardkey: ${faultLine(address, 'in_use')}\n`);
  }
  const free = ports.filter(({ busy }) => !busy);
  return free.length > 0
    ? free.map(({ address }) => address)
    : fail(EXIT.noInput, 'there is no serial port that is free');
}

function plain({ address, result }: Probed): Findings | { readonly address: string; readonly fault: FindingFault } {
  return result.ok ? result.value : { address, fault: result.error };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
