// The computer under the cabinet as the page about the device shows it: its addresses, its release, and who starts it again.
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createHost, isSupervised } from '../../controller/host.ts';
import { NOW } from '../support/domain-builders.ts';

const address = (over: object) => ({ address: '', netmask: '', mac: '', cidr: null, internal: false, ...over });
const LINKS = {
  lo: [address({ address: '127.0.0.1', family: 'IPv4', internal: true })],
  eth0: [
    address({ address: '192.0.2.44', family: 'IPv4' }),
    address({ address: '2001:db8::44', family: 'IPv6', scopeid: 0 }),
    address({ address: 'fe80::44', family: 'IPv6', scopeid: 2 }),
  ],
  wlan0: undefined,
} as unknown as ReturnType<typeof import('node:os').networkInterfaces>;

const host = (restart?: () => void) =>
  createHost({ folder: tmpdir(), runningSince: NOW, restart, interfaces: () => LINKS });

describe('the host', () => {
  it('names the addresses by which others reach it', () => {
    expect(host().network().addresses).toEqual([
      { link: 'eth0', family: 'IPv4', address: '192.0.2.44' },
      { link: 'eth0', family: 'IPv6', address: '2001:db8::44' },
    ]);
  });

  it('says which release runs, and which form its database has', () => {
    const { version } = JSON.parse(readFileSync(path.join(import.meta.dirname, '..', '..', 'package.json'), 'utf8'));
    const { about } = host();
    expect(about).toMatchObject({ version, runningSince: NOW, supervised: false });
    expect(about.schema).toBeGreaterThan(1);
    expect(host().diskUse()).toEqual(expect.any(Number));
  });

  it('wants another page each time it is told to', () => {
    const one = host();
    const editions = [one.edition(), one.edition()];
    one.renewPage();
    expect([...editions, one.edition()]).toEqual([
      editions[0],
      editions[0],
      expect.not.stringMatching(`^${editions[0]}$`),
    ]);
  });

  it('ends only where something starts it again', () => {
    const ended: string[] = [];
    const supervised = host(() => ended.push('restart'));
    supervised.restart();
    host().restart();
    expect([supervised.about.supervised, ended]).toEqual([true, ['restart']]);
  });
});

describe('a process', () => {
  it.each([
    ['that systemd started', { SYSTEMD_EXEC_PID: '40' }, 40, 1, true],
    ['whose launcher systemd started', { SYSTEMD_EXEC_PID: '40' }, 41, 40, true],
    ['in a shell that systemd started', { SYSTEMD_EXEC_PID: '12', INVOCATION_ID: 'ab' }, 41, 40, false],
    ['that somebody started', {}, 41, 40, false],
  ])('%s', (_, env, pid, ppid, supervised) => {
    expect(isSupervised({ env, pid, ppid })).toBe(supervised);
  });
});
