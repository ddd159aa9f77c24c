// `wardkey serve` and `wardkey demo`: runs a cabinet until it is told to stop, and says where it is.
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { inspect } from 'node:util';
import { type ApplianceConfig, BUILT_PAGES, loadConfig } from '../config.ts';
import { type DataFolder, lockIn } from '../data-folder.ts';
import { badgeCards } from '../demo/badge-cards.ts';
import { type DemoHospital, demoHospital, mixedHospital } from '../demo/hospital.ts';
import { moveIn } from '../demo/move-in.ts';
import { milliseconds } from '../domain/time.ts';
import { isSupervised } from '../host.ts';
import {
  type Appliance,
  type ApplianceFault,
  type ApplianceOptions,
  startAppliance,
  systemClock,
  systemTimers,
} from '../main.ts';
import { newSetup } from '../setup-change.ts';
import { lockFolder } from '../store/folder-lock.ts';
import { demoPartsIn, partLines } from './demo-parts.ts';
import { EXIT, fail } from './exit.ts';
import { keyRemarks } from './reader-key-words.ts';

/** Runs the cabinet of a bootstrap file. */
export async function serve(file: string | undefined): Promise<void> {
  if (file === undefined) return fail(EXIT.usage, 'serve needs --config FILE');
  const config = loadConfig(file);
  if (!config.ok) return fail(EXIT.config, `${file}: ${config.error.explanation}`);
  await start({ config: config.value }, ({ url }) => [`Wardkey serves its kiosk at ${url}`]);
}

/** So long the screen says that the service begins anew, before it does. */
const RESTART_PAUSE = milliseconds(500);

/** What the command line says of the simulated hospital. */
export interface DemoOptions {
  /** Its data folder. */
  readonly data?: string | undefined;
  readonly port?: string | undefined;
  /** Parts that the cabinet is made of, with commas between; without it, three CU16. */
  readonly boards?: string | undefined;
  /** Whether the last one is forgotten. */
  readonly fresh: boolean;
}

/** Runs the simulated hospital. Each list of parts has a data folder of its own. */
export async function demo({ data: folder, port: portText, boards, fresh }: DemoOptions): Promise<void> {
  const port = Number(portText ?? 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return fail(EXIT.usage, '--port must be 0 to 65535');
  const parts = boards === undefined ? null : demoPartsIn(boards);
  if (parts !== null && !parts.ok) return fail(EXIT.usage, parts.error);
  const now = systemClock.now();
  const hospital = parts === null ? demoHospital(now) : mixedHospital(now, parts.value);
  if (hospital === null) {
    return fail(
      EXIT.usage,
      `--boards ${boards}: none of these sees whether a controlled key is there; add another part`,
    );
  }
  const data = path.resolve(folder ?? path.join('var', ['demo', ...(parts?.value ?? [])].join('-')));
  if (fresh) forget(data);
  await runDemo(hospital, { data, pages: BUILT_PAGES, kiosk: { host: '127.0.0.1', port }, hardware: 'simulated' });
}

/** What a person can do about a cabinet that does not start. */
export function explainFault({ what, code, details = [] }: ApplianceFault): string {
  return [sentence(what, code), ...details.map((line) => `  ${line}`)].join('\n');
}

/** Removes an earlier demo, unless it is running. */
function forget(data: string): void {
  if (!existsSync(data)) return;
  const lock = lockFolder(lockIn(data));
  if (!lock.ok) fail(EXIT.busy, sentence('folder', lock.error));
  lock.value.release();
  rmSync(data, { recursive: true });
}

async function runDemo(hospital: DemoHospital, config: ApplianceConfig): Promise<void> {
  const badges = badgeCards(hospital);
  const prepare = async (folder: DataFolder) => {
    say(['Preparing the demo hospital: badges and PINs are hashed as in a real one …']);
    const setup = newSetup(hospital.setup, systemClock.now(), null);
    await moveIn(hospital, { ...folder, write: (credentials) => folder.store.setup.write(setup, credentials) });
  };
  await start({ config, badges, prepare }, ({ url, setup }) => [
    'Wardkey demo: a simulated cabinet of 32 slots, the same software as in a hospital.',
    '',
    ...partLines(setup),
    '',
    `  Touch screen   ${url}`,
    `  Simulator      ${url}simulator/   (tap badges, draw keys, break things)`,
    '',
    '  Badge            PIN      Person',
    ...badges.map(
      ({ badge, pin, person, title, remark }) =>
        `  ${badge.padEnd(15)}  ${(pin ?? '–').padEnd(7)}  ${person}, ${title}${remark === null ? '' : ` (${remark})`}`,
    ),
    '',
    'Stop with Ctrl+C. `npm start -- --fresh` begins anew, `npm start -- --boards cu16,xor,cu48b,modbus` tries other parts.',
  ]);
}

async function start(
  options: Omit<ApplianceOptions, 'onFatal' | 'restart'>,
  greeting: (appliance: Appliance) => readonly string[],
): Promise<void> {
  const onFatal = (error: unknown) => {
    process.stderr.write(`Wardkey cannot go on and ends; what is on disk is whole. ${inspect(error)}\n`);
    process.exit(EXIT.software);
  };
  const restart = () => systemTimers.setTimeout(() => stop(EXIT.restart), RESTART_PAUSE);
  const started = await startAppliance({ ...options, onFatal, ...(isSupervised(process) && { restart }) });
  if (!started.ok) return fail(EXIT.unavailable, explainFault(started.error));
  say(greeting(started.value));
  const { config } = options;
  const remarks = config.hardware === 'real' ? keyRemarks(config.data, started.value.setup.readers) : [];
  for (const remark of remarks) process.stderr.write(`wardkey: ${remark}\n`);
  const stop = (code: number) => {
    started.value.stop().then(() => process.exit(code), onFatal);
  };
  process.once('SIGINT', () => stop(0));
  process.once('SIGTERM', () => stop(0));
}

function say(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** What keeps the disk from being written, whatever was to be written first; null = it is something else. */
function diskSentence(code: string): string | null {
  switch (code) {
    case 'storage_full':
      return 'the disk is full, so no record could be kept: make room on the disk of the data folder, then start again';
    case 'storage_readonly':
      return 'the data folder cannot be written, so no record could be kept: its disk is read-only, or it belongs to another user';
    case 'storage_io':
      return 'the disk of the data folder cannot be read or written; what is on it is left as it is';
    case 'storage_busy':
      return 'another process holds the database; try again when it has ended';
    default:
      return null;
  }
}

function sentence(what: ApplianceFault['what'], code: string): string {
  return diskSentence(code) ?? partSentence(what, code);
}

function partSentence(what: ApplianceFault['what'], code: string): string {
  switch (`${what} ${code}`) {
    case 'folder in_use':
      return 'another process works on this data folder: a cabinet that runs, or a change of its set-up';
    case 'set-up missing':
      return 'this cabinet has no set-up yet; `wardkey config apply FILE` brings one, `wardkey demo` a hospital to try';
    case 'set-up not_valid':
      return 'the set-up of this cabinet cannot be read by this release:';
    case 'set-up damaged':
      return 'the set-up does not fit its digest; `wardkey config apply FILE` with an exported one puts a whole one in force';
    case 'set-up unknown_time_zone':
      return 'the set-up names a time zone that is not known here:';
    case 'set-up simulated_reader':
      return 'the set-up names a simulated badge reader, and the hardware of this cabinet is real';
    case 'set-up no_reader':
      return 'the set-up names no badge reader, and a simulated cabinet needs one';
    case 'database missing':
      return 'the database is gone and its key files are still there: a new log is never started in its place, so restore wardkey.db';
    case 'database corrupt':
      return 'the database fails its self-check; it is left as it is, so that it can be examined and restored';
    case 'log key missing':
      return 'the key that signs the log is gone: restore log.key, because every checkpoint would be worth nothing with another one';
    case 'log checkpoint':
      return 'the log is not the one that was signed last: it was changed, cut off or put back; it is left as it is, as evidence';
    case 'log gap':
    case 'log leaf':
    case 'log entry':
    case 'log tile':
    case 'log frontier':
    case 'log intent':
      return `the log is not as it was written (${code}); it is left as it is, so that it can be examined`;
    case 'database too_new':
      return 'the database was written by a newer release; start that one';
    case 'address address_in_use':
      return 'another program uses the address of the kiosk; --port or the configuration chooses another';
    default:
      return `cannot start: ${what}: ${code}`;
  }
}
