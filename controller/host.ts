// The computer under the cabinet: its name and addresses, its disk, the release that runs, and which page it serves. Changes
// nothing but that it can end the process when it is told to.
import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { DeviceAddress } from './contract/device.ts';
import type { Instant } from './domain/time.ts';
import type { Host } from './runtime/host.ts';
import { diskUse } from './store/disk.ts';
import { migrations } from './store/migrations.ts';

export interface HostOptions {
  /** The data folder. */
  readonly folder: string;
  readonly runningSince: Instant;
  /** Ends the process so that it is started again; left out = nothing would start it again. */
  readonly restart?: (() => void) | undefined;
  /** When the page was heard last; null = never. */
  readonly pageHeard?: () => Instant | null;
  readonly interfaces?: typeof os.networkInterfaces;
}

export function createHost({
  folder,
  runningSince,
  restart,
  pageHeard = () => null,
  interfaces = os.networkInterfaces,
}: HostOptions): Host {
  const version = release();
  let renewals = 0;
  return {
    about: { version, runningSince, schema: migrations().length, supervised: restart !== undefined },
    edition: () => `${version} ${renewals}`,
    renewPage: () => {
      renewals += 1;
    },
    network: () => ({ hostname: os.hostname(), addresses: addressesIn(interfaces()) }),
    pageHeard,
    diskUse: () => diskUse(folder),
    restart: () => restart?.(),
  };
}

/**
 * Whether systemd itself started this process, or the launcher in front of it. A shell of a user that systemd started hands its
 * variables on, so the number of the process must fit too. Source: systemd.exec(5), SYSTEMD_EXEC_PID
 */
export function isSupervised({ env, pid, ppid }: Pick<NodeJS.Process, 'env' | 'pid' | 'ppid'>): boolean {
  return env.SYSTEMD_EXEC_PID === String(pid) || env.SYSTEMD_EXEC_PID === String(ppid);
}

/** The version in package.json, seen from the sources and from dist/ alike. */
function release(): string {
  const up = import.meta.filename.endsWith('.ts') ? ['..'] : ['..', '..'];
  const text = readFileSync(path.join(import.meta.dirname, ...up, 'package.json'), 'utf8');
  const { version }: { readonly version?: unknown } = JSON.parse(text);
  return typeof version === 'string' ? version : '';
}

/** Addresses by which others reach the machine: none of the machine to itself, and none that hold on one wire only. */
function addressesIn(links: ReturnType<typeof os.networkInterfaces>): readonly DeviceAddress[] {
  return Object.entries(links).flatMap(([link, list = []]) =>
    list
      .filter(({ internal, address }) => !internal && !address.startsWith('fe80:'))
      .map(({ family, address }) => ({ link, family: family === 'IPv6' ? 'IPv6' : 'IPv4', address }) as const),
  );
}
