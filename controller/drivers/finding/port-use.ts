// Whether a port is at work for somebody on this machine, told without opening it. Opening a serial device a second time changes
// parity and stop bits under the first owner before its lock refuses it, so nothing here may ever open one.
//
//   /proc/locks     5: FLOCK  ADVISORY  WRITE 812 00:06:412 0 EOF          major:minor:inode, the first two in hex
//   /proc/net/tcp   1: 0100007F:8F2C 0A00000A:0FA1 01 …                    own, remote, state; addresses by 32-bit words, low byte first
import { lookup } from 'node:dns/promises';
import { readFile, stat } from 'node:fs/promises';
import { BlockList } from 'node:net';
import path from 'node:path';
import type { Address } from '../transport.ts';

const ESTABLISHED = '01';

/**
 * Whether a program of this machine has a serial device locked, as every cabinet has the ones it uses, or is connected to a
 * serial server. A program that does not lock its device, and one on another machine, are not seen.
 * @param root where /proc is looked for, `/` but in tests
 */
export async function isInUse(address: Address, root = '/'): Promise<boolean> {
  if (address.kind === 'serial') return await isLocked(address.path, root);
  const addresses = await lookup(address.host, { all: true }).catch(() => []);
  const tables = await Promise.all(['net/tcp', 'net/tcp6'].map((name) => textOf(path.join(root, 'proc', name))));
  const hosts = new BlockList();
  for (const { address: host, family } of addresses) hosts.addAddress(host, family === 6 ? 'ipv6' : 'ipv4');
  return tables
    .flatMap(connectionsIn)
    .some(({ host, port }) => port === address.port && hosts.check(host, host.includes(':') ? 'ipv6' : 'ipv4'));
}

/** Whether somebody holds the lock of a device file. */
export async function isLocked(file: string, root = '/'): Promise<boolean> {
  const found = await stat(file, { bigint: true }).catch(() => null);
  if (found === null) return false;
  const locks = locksIn(await textOf(path.join(root, 'proc/locks')));
  return locks.has(`${majorOf(found.dev)}:${minorOf(found.dev)}:${found.ino}`);
}

/** The files of /proc/locks that a program has locked whole, as `major:minor:inode`, all decimal. */
export function locksIn(text: string): ReadonlySet<string> {
  const lines = text.matchAll(/^\d+: FLOCK\s+\S+\s+\S+\s+-?\d+ ([0-9a-f]+):([0-9a-f]+):(\d+) /gm);
  return new Set(
    Array.from(lines, ([, major = '', minor = '', inode = '']) =>
      [Number.parseInt(major, 16), Number.parseInt(minor, 16), inode].join(':'),
    ),
  );
}

/** The far ends of the open connections in /proc/net/tcp or tcp6. */
export function connectionsIn(text: string): readonly { readonly host: string; readonly port: number }[] {
  const lines = text.matchAll(/^\s*\d+: \S+ ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) ([0-9A-F]{2}) /gm);
  return Array.from(lines).flatMap(([, host = '', port = '', state]) =>
    state === ESTABLISHED ? [{ host: hostOf(host), port: Number.parseInt(port, 16) }] : [],
  );
}

function hostOf(words: string): string {
  const bytes = Buffer.from(words, 'hex').swap32();
  if (bytes.length === 4) return bytes.join('.');
  const isMapped = bytes.subarray(0, 10).every((byte) => byte === 0) && bytes.readUInt16BE(10) === 0xffff;
  if (isMapped) return bytes.subarray(12).join('.');
  return Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(2 * index).toString(16)).join(':');
}

/** Where the kernel puts the two halves of a device number. */
function majorOf(device: bigint): bigint {
  return ((device >> 8n) & 0xfffn) | ((device >> 32n) & ~0xfffn);
}

function minorOf(device: bigint): bigint {
  return (device & 0xffn) | ((device >> 12n) & 0xffffff00n);
}

/** What is not there says nothing. */
async function textOf(file: string): Promise<string> {
  return await readFile(file, 'latin1').catch(() => '');
}
