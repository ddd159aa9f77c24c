// Compiles the optional PC/SC binding for the Node.js that the lock file pins: `npm run setup:pcsc`.
// Never believes that a build worked: only a binding that this Node.js loads counts.
import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const EXIT_UNAVAILABLE = 69;
const root = path.dirname(import.meta.dirname);
const requireHere = createRequire(import.meta.url);

process.exitCode = setUp();

function setUp(): number {
  const binding = folderOf('@pokusew/pcsclite');
  if (binding === null) return fail('nfc-pcsc is not installed: run `npm ci` without `--omit=optional`.');
  if (loadFault(binding) === null) return say('The PC/SC binding is there and loads.');

  const missing = missingPackages();
  if (missing.length > 0) return fail(`missing: ${missing.join(' ')} (Debian: apt-get install ${missing.join(' ')})`);
  const headers = headersFolder();
  if (headers === null)
    return fail(`no Node.js headers for ${process.version}; install the package node-linux-<arch>.`);
  const gyp = nodeGyp();
  if (gyp === null) return fail('npm with its node-gyp was not found; start this with `npm run setup:pcsc`.');

  const built = spawnSync(process.execPath, [gyp, 'rebuild', `--nodedir=${headers}`], {
    cwd: binding,
    encoding: 'utf8',
    env: buildEnvironment(),
  });
  const fault = built.status === 0 ? loadFault(binding) : `node-gyp ended with ${built.status ?? built.signal}`;
  if (fault === null) return say(`The PC/SC binding is built for Node.js ${process.version} and loads.`);
  process.stderr.write(`${built.stdout.slice(-8000)}${built.stderr.slice(-8000)}\n`);
  return fail(fault);
}

/** Loads the binding in a process of its own: a binding for another Node.js may end the process that loads it. */
function loadFault(binding: string): string | null {
  const loaded = spawnSync(process.execPath, ['-e', 'require(process.argv[1])', binding], { encoding: 'utf8' });
  if (loaded.status === 0) return null;
  const reason = loaded.stderr.split('\n').find((line) => line.startsWith('Error: '));
  return `the binding does not load: ${reason ?? `the process ended with ${loaded.status ?? loaded.signal}`}`;
}

/** binding.gyp calls `node`, which must be this one; and node-gyp lets `npm_config_nodedir` win over its own argument. */
function buildEnvironment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
  const folders = [path.dirname(process.execPath), process.env.PATH ?? ''];
  return { ...Object.fromEntries(inherited), PATH: folders.join(path.delimiter) };
}

/** The Debian packages that a build needs and that are not there. */
function missingPackages(): readonly string[] {
  const tools = ['g++', 'make', 'python3'].filter((tool) => !onPath(tool));
  return existsSync('/usr/include/PCSC/winscard.h') ? tools : [...tools, 'libpcsclite-dev'];
}

function headersFolder(): string | null {
  const folders = [
    path.join(root, 'node_modules', `node-${process.platform}-${process.arch}`),
    path.dirname(path.dirname(process.execPath)),
  ];
  return folders.find((folder) => existsSync(path.join(folder, 'include', 'node', 'node_api.h'))) ?? null;
}

/** The node-gyp that npm ships: named by npm itself when it runs this script, else looked up beside the `npm` on the path. */
function nodeGyp(): string | null {
  const named = process.env.npm_config_node_gyp;
  if (named !== undefined && existsSync(named)) return named;
  const npm = process.env.npm_execpath ?? onPath('npm');
  if (!npm) return null;
  try {
    return createRequire(realpathSync(npm)).resolve('node-gyp/bin/node-gyp.js');
  } catch (error) {
    return isModuleAbsent(error) ? null : rethrow(error);
  }
}

function folderOf(name: string): string | null {
  try {
    return path.dirname(requireHere.resolve(`${name}/package.json`));
  } catch (error) {
    return isModuleAbsent(error) ? null : rethrow(error);
  }
}

function onPath(tool: string): string | null {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => path.join(folder, tool)).find((file) => existsSync(file)) ?? null;
}

function isModuleAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND';
}

function rethrow(error: unknown): never {
  throw error;
}

function say(sentence: string): number {
  console.log(sentence);
  return 0;
}

function fail(reason: string): number {
  console.error(`Cannot set up PC/SC badge readers: ${reason}`);
  return EXIT_UNAVAILABLE;
}
