// `wardkey hardware` as an installer runs it: the real program, a simulated reader behind a port, and a port that is taken.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { findingsText, hardwareText } from '../../../controller/cli/hardware-words.ts';
import type { ModbusSetup } from '../../../controller/domain/board.ts';
import { AsciiPeer } from '../../../controller/drivers/simulated/ascii-peer.ts';
import { REPOSITORY } from '../../support/architecture/source-tree.ts';
import { boardId } from '../../support/domain-builders.ts';
import { realTimers } from '../../support/real-time.ts';

const PROGRAM = path.join(REPOSITORY, 'controller', 'cli.ts');
const BOARD: ModbusSetup = {
  id: boardId('b'),
  kind: 'modbus',
  address: 'bus',
  unit: 2,
  framing: 'rtu',
  profile: 'waveshare-relay-d',
  polarity: 'one-is-closed',
};

const tidy: (() => unknown)[] = [];
afterEach(async () => {
  for (const undo of tidy.splice(0).toReversed()) await undo();
});

/** A tag lies on a reader behind a serial server. */
async function readerWithTag() {
  const peer = new AsciiPeer(realTimers);
  tidy.push(() => peer.unplug());
  const { address } = await peer.plugIn();
  return { address, peer };
}

/** Runs the program to its end; meanwhile what it talks to must run here. */
async function wardkey(words: readonly string[], interruptAt?: string) {
  const child = spawn(process.execPath, [PROGRAM, 'hardware', ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    if (interruptAt !== undefined && text.includes(interruptAt)) child.kill('SIGINT');
  });
  const [status]: unknown[] = await once(child, 'close');
  return { status, stdout, stderr };
}

describe('wardkey hardware', () => {
  it('finds a reader, tells its progress, and prints a set-up', async () => {
    const { address, peer } = await readerWithTag();
    peer.lay(Uint8Array.of(0x0a, 0, 0x12, 0x34, 0x56));
    const { status, stdout, stderr } = await wardkey(['probe', address, '--json']);
    expect(status).toBe(0);
    expect(stderr).toContain('hold a badge to the reader');
    const setup = { id: 'reader', kind: 'serial-ascii', address, profile: { name: 'rdm6300' } };
    expect(JSON.parse(stdout)).toMatchObject([{ address, found: [{ kind: 'serial-ascii', setup }], twins: [] }]);
  });

  it('refuses a port that a cabinet uses, in a clear sentence', async () => {
    const { address, peer } = await readerWithTag();
    const cabinet = connect({ port: Number(new URL(address).port), host: '127.0.0.1' });
    await once(cabinet, 'connect');
    tidy.push(() => cabinet.destroy());
    expect(await wardkey(['probe', address])).toEqual({
      status: 75,
      stdout: '',
      stderr: `wardkey: ${address}: a cabinet or another program uses this port: stop it first, or frames of both would be damaged\n`,
    });
    expect(peer.connections).toBe(1);
  });

  it('ends at Ctrl-C, with the port closed', async () => {
    const { address, peer } = await readerWithTag();
    expect(await wardkey(['probe', address], 'hold a badge')).toMatchObject({
      status: 130,
      stderr: expect.stringContaining('ended; the port is closed'),
    });
    await expect.poll(() => peer.connections).toBe(0);
  });

  it('lists what is plugged in', async () => {
    const { status, stdout } = await wardkey(['list', '--json']);
    expect([status, Object.keys(JSON.parse(stdout))]).toEqual([0, ['serial', 'keyboards', 'smartCards']]);
  });
});

describe('what it says', () => {
  it('tells findings in lines', () => {
    const line = { baudRate: 19_200, parity: 'even', stopBits: 1 } as const;
    const found = [
      { kind: 'modbus', unit: 2, line, positions: 8, wired: 3, setup: BOARD, hints: ['choose_profile'] },
    ] as const;
    expect(findingsText({ address: 'serial:/dev/x', found, twins: [3], hints: ['echo'], sample: null })).toBe(
      [
        'serial:/dev/x',
        '  ! number 3: two boards have it; change one of them',
        '  ! every question comes back: the adapter echoes, or A and B touch; switch the echo off if you can',
        '  Modbus RTU board, number 2 at 19200 8E1, 8 positions, 3 seem wired',
        '    ! what stands where on it cannot be read: choose its profile by its maker, and write one if none is shipped',
        `    for the set-up: ${JSON.stringify(BOARD)}`,
        '',
      ].join('\n'),
    );
  });

  it('tells what is plugged in', () => {
    const adapter = { name: 'FTDI FT232R', model: '0403:6001', serialNumber: 'A5' };
    const port = {
      address: 'serial:/dev/serial/by-id/x',
      device: '/dev/ttyUSB0',
      follows: 'adapter',
      adapter,
    } as const;
    const keyboards = [{ device: '/dev/input/by-id/y-event-kbd', name: 'pcProx', allowed: false }];
    const smartCards = { readers: 1, fault: null };
    expect(hardwareText({ serial: [{ ...port, busy: true, allowed: true }], keyboards, smartCards })).toBe(
      [
        'Serial ports:',
        '  serial:/dev/serial/by-id/x',
        '    /dev/ttyUSB0, FTDI FT232R (0403:6001), in use; the name follows the adapter',
        'Whatever types (readers and keyboards for people):',
        '  /dev/input/by-id/y-event-kbd  pcProx: this user may not use it',
        'Smart card readers:',
        '  1, kind "pcsc"',
        '',
      ].join('\n'),
    );
  });
});
