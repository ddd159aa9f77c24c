// The packages of the system that the tests need: looked up by dpkg, installed where that is allowed, named where it is not.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';

/** Debian package → a program or file of it, for systems that are not Debian. */
const NEEDED: Readonly<Record<string, string>> = {
  pcscd: 'pcscd',
  'vsmartcard-vpcd': '/usr/lib/pcsc/drivers/serial/libifdvpcd.so',
  'libpcsclite-dev': '/usr/include/PCSC/winscard.h',
  'g++': 'g++',
  make: 'make',
  python3: 'python3',
  openssl: 'openssl',
  socat: 'socat',
  chromium: 'chromium',
  strace: 'strace',
  'libnbd-bin': 'nbdfuse',
  fuse3: 'fusermount3',
  e2fsprogs: 'mkfs.ext4',
  faketime: 'faketime',
  'python3-pymodbus': '/usr/share/doc/python3-pymodbus',
  'python3-serial-asyncio': '/usr/share/doc/python3-serial-asyncio',
};

const FOLDERS = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** What stands between this machine and the tests; null = nothing. Installs what is missing on Debian as root. */
export function provideSystemPackages(): string | null {
  if (!existsSync('/etc/debian_version')) {
    const absent = Object.entries(NEEDED).filter(([, proof]) => !isThere(proof));
    return absent.length === 0 ? null : `not on this machine: ${absent.map(([name]) => name).join(' ')}`;
  }
  const missing = missingPackages();
  if (missing.length === 0) return null;
  if (process.getuid?.() !== 0) return `missing; as root: apt-get install --no-install-recommends ${missing.join(' ')}`;
  const failed = install(missing);
  const still = missingPackages();
  return failed === null && still.length === 0 ? null : `${failed ?? 'installed in vain'}; missing: ${still.join(' ')}`;
}

/**
 * The names that are not installed.
 * @param listing what `dpkg-query -W -f '${Package} ${db:Status-Status}\n'` printed about the names it knows
 */
export function notInstalled(names: readonly string[], listing: string): readonly string[] {
  const installed = new Set(
    listing
      .split('\n')
      .map((line) => line.split(' '))
      .flatMap(([name, status]) => (status === 'installed' && name !== undefined ? [name] : [])),
  );
  return names.filter((name) => !installed.has(name));
}

function missingPackages(): readonly string[] {
  const names = Object.keys(NEEDED);
  const format = `\${Package} \${db:Status-Status}\\n`;
  const query = spawnSync('dpkg-query', ['-W', '-f', format, ...names], { encoding: 'utf8' });
  if (query.error !== undefined) throw query.error;
  return notInstalled(names, query.stdout);
}

function install(names: readonly string[]): string | null {
  console.log(`Installing ${names.join(' ')}`);
  return aptGet(['update']) ?? aptGet(['install', '--yes', '--no-install-recommends', ...names]);
}

function aptGet(words: readonly string[]): string | null {
  const run = spawnSync('apt-get', [...words], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (run.error !== undefined) return `apt-get cannot be started (${run.error.message})`;
  return run.status === 0 ? null : `apt-get ${words[0]} ended with ${run.status ?? run.signal}`;
}

function isThere(proof: string): boolean {
  const places = proof.startsWith('/')
    ? [proof]
    : [...FOLDERS, ...pathFolders()].map((folder) => path.join(folder, proof));
  return places.some((place) => {
    try {
      accessSync(place, constants.R_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function pathFolders(): readonly string[] {
  return (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
}
