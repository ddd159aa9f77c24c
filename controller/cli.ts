// `wardkey serve --config FILE` runs a cabinet; `wardkey demo` runs the simulated hospital. Prints for people, exits for systemd.
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type ApplianceConfig, BUILT_PAGES, loadConfig } from './config.ts';
import type { DataFolder } from './data-folder.ts';
import { badgeCards } from './demo/badge-cards.ts';
import { demoHospital } from './demo/hospital.ts';
import { moveIn } from './demo/move-in.ts';
import { type ApplianceFault, type ApplianceOptions, startAppliance, systemClock } from './main.ts';

const USAGE = `wardkey: the open key cabinet for hospitals

  wardkey serve --config FILE          run the cabinet that FILE describes
  wardkey demo [--data DIR] [--port N] [--fresh]
                                       run the simulated hospital; --fresh forgets the last one
  wardkey help                         this text
`;

/** Exit codes of sysexits.h, so that systemd and scripts can tell them apart. */
const EXIT = { usage: 64, unavailable: 69, software: 70, config: 78 } as const;

await run(process.argv.slice(2));

async function run(args: readonly string[]): Promise<void> {
  const { positionals, values } = parsed(args);
  switch (positionals[0]) {
    case 'serve': {
      if (values.config === undefined) return fail(EXIT.usage, 'serve needs --config FILE');
      const config = loadConfig(values.config);
      if (!config.ok) return fail(EXIT.config, `${values.config}: ${config.error.explanation}`);
      await start({ config: config.value }, (url) => [`Wardkey serves its kiosk at ${url}`]);
      return;
    }
    case 'demo': {
      const data = path.resolve(values.data ?? path.join('var', 'demo'));
      if (values.fresh === true) rmSync(data, { recursive: true, force: true });
      mkdirSync(path.dirname(data), { recursive: true });
      const port = Number(values.port ?? 8080);
      if (!Number.isInteger(port) || port < 0 || port > 65_535) return fail(EXIT.usage, '--port must be 0 to 65535');
      await demo({ data, pages: BUILT_PAGES, kiosk: { host: '127.0.0.1', port }, hardware: 'simulated' });
      return;
    }
    case 'help':
    case undefined:
      process.stdout.write(USAGE);
      return;
    default:
      fail(EXIT.usage, `there is no command "${positionals[0]}"\n\n${USAGE}`);
  }
}

async function demo(config: ApplianceConfig): Promise<void> {
  const hospital = demoHospital(systemClock.now());
  const badges = badgeCards(hospital);
  const prepare = async (folder: DataFolder) => {
    console.log('Preparing the demo hospital: badges and PINs are hashed as in a real one …');
    await moveIn(hospital, folder);
  };
  await start({ config, badges, prepare }, (url) => [
    'Wardkey demo: a simulated cabinet of 32 slots, the same software as in a hospital.',
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
    'Stop with Ctrl+C. `npm start -- --fresh` begins anew.',
  ]);
}

async function start(
  options: Omit<ApplianceOptions, 'onFatal'>,
  greeting: (url: string) => readonly string[],
): Promise<void> {
  const onFatal = (error: unknown) => {
    console.error('Wardkey cannot go on and ends; what is on disk is whole.', error);
    process.exit(EXIT.software);
  };
  const started = await startAppliance({ ...options, onFatal });
  if (!started.ok) return fail(EXIT.unavailable, explain(started.error));
  console.log(greeting(started.value.url).join('\n'));
  const stop = () => {
    started.value.stop().then(() => process.exit(0), onFatal);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

/** What a person can do about a cabinet that does not start. */
function explain({ what, code }: ApplianceFault): string {
  switch (`${what} ${code}`) {
    case 'set-up missing':
      return 'this cabinet has no set-up yet; in this release only `wardkey demo` brings one';
    case 'set-up simulated_reader':
      return 'the set-up names a simulated badge reader, and the hardware of this cabinet is real';
    case 'database missing':
      return 'the database is gone and its key files are still there: a new log is never started in its place, so restore wardkey.db';
    case 'database corrupt':
      return 'the database fails its self-check; it is left as it is, so that it can be examined and restored';
    case 'database too_new':
      return 'the database was written by a newer release; start that one';
    case 'address address_in_use':
      return 'another program uses the address of the kiosk; --port or the configuration chooses another';
    default:
      return `cannot start: ${what}: ${code}`;
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        config: { type: 'string' },
        data: { type: 'string' },
        port: { type: 'string' },
        fresh: { type: 'boolean' },
      },
    });
  } catch (error) {
    return fail(EXIT.usage, `${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

function fail(code: number, message: string): never {
  console.error(`wardkey: ${message}`);
  process.exit(code);
}
