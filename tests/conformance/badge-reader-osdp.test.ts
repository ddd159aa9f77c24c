// OSDP readers pass the suite of every badge reader, in the secure channel, over TCP and over a pseudo-terminal.
import { createOsdpReader } from '../../controller/drivers/badge-readers/osdp/factory.ts';
import { SimulatedOsdpBus } from '../../controller/drivers/simulated/osdp-bus.ts';
import { SimulatedOsdpReader } from '../../controller/drivers/simulated/osdp-peer.ts';
import { readerId } from '../support/domain-builders.ts';
import { hex } from '../support/hex.ts';
import { Pty } from '../support/pty.ts';
import { realClock, realTimers } from '../support/real-time.ts';
import { type BadgeReaderRig, describeBadgeReader, type RigBadges } from './badge-reader.ts';

type Line = Pick<BadgeReaderRig, 'unplug' | 'plugIn' | 'dispose'> & { readonly address: string };

const KEY = hex('0F 1E 2D 3C 4B 5A 69 78 87 96 A5 B4 C3 D2 E1 F0');
const UNIT = 101;

/** Cards of any length that stands for no layout, in whole bytes. */
const RAW: RigBadges = {
  one: hex('04 11 22 33 44 55 66'),
  other: hex('04 A1 A2 A3 A4 A5 A6'),
  taken: [
    { what: 'the shortest card', badge: hex('5A A5') },
    { what: 'the longest card', badge: new Uint8Array(25).fill(0x5a) },
    // What opens with 08 is no UID here.
    { what: 'an 08 in front', badge: hex('08 01 02 03') },
  ],
  refused: [
    { what: 'a card without a number', badge: new Uint8Array(0), reason: 'no_answer' },
    { what: 'a key of a keypad', badge: hex('5A'), reason: 'not_understood' },
    { what: 'more bits than any card has', badge: new Uint8Array(26).fill(0x5a), reason: 'not_understood' },
  ],
  numberOf: (badge) =>
    Uint8Array.from(Buffer.from(`wiegand-${badge.length * 8}:${Buffer.from(badge).toString('hex')}`)),
};

describeBadgeReader('OSDP on TCP', () => rigOver(overTcp));
describeBadgeReader('OSDP on a serial device', () => rigOver(overPty), 'port');

async function rigOver(over: (bus: SimulatedOsdpBus) => Promise<Line>): Promise<BadgeReaderRig> {
  const peer = new SimulatedOsdpReader({ unit: UNIT, key: KEY, clock: realClock });
  const { address, ...line } = await over(new SimulatedOsdpBus([peer]));
  const setup = { id: readerId('front'), kind: 'osdp', address, unit: UNIT } as const;
  return {
    ...line,
    reader: createOsdpReader(setup, KEY, realClock, realTimers),
    strength: 'weak',
    format: 'wiegand-raw',
    badges: RAW,
    tap: async (badge) => peer.tap(badge.length * 8, badge),
  };
}

async function overTcp(bus: SimulatedOsdpBus): Promise<Line> {
  const { address } = await bus.listen();
  return {
    address,
    unplug: () => bus.close(),
    plugIn: async () => void (await bus.listen()),
    dispose: () => bus.close(),
  };
}

async function overPty(bus: SimulatedOsdpBus): Promise<Line> {
  const { address } = await bus.listen();
  const port = Number(new URL(address.replace('tcp:', 'http:')).port);
  const pty = new Pty();
  await pty.plugIn(port);
  return {
    address: `serial:${pty.path}`,
    unplug: () => pty.unplug(),
    plugIn: () => pty.plugIn(port),
    dispose: async () => {
      await pty.remove();
      await bus.close();
    },
  };
}
