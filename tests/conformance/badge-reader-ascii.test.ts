// Readers that send text pass the suite of every badge reader, over TCP and over a pseudo-terminal.
import type { ReaderSetup } from '../../controller/domain/reader.ts';
import { createAsciiReader } from '../../controller/drivers/badge-readers/serial-ascii/ascii-reader.ts';
import { encodeTag } from '../../controller/drivers/badge-readers/serial-ascii/rdm6300.ts';
import { AsciiPeer } from '../../controller/drivers/simulated/ascii-peer.ts';
import { readerId } from '../support/domain-builders.ts';
import { Pty } from '../support/pty.ts';
import { realTimers } from '../support/real-time.ts';
import { textBadges } from '../support/text-badges.ts';
import { type BadgeReaderRig, describeBadgeReader, type RigBadges } from './badge-reader.ts';

type Profile = Extract<ReaderSetup, { readonly kind: 'serial-ascii' }>['profile'];
type Line = Pick<BadgeReaderRig, 'unplug' | 'plugIn' | 'dispose'> & { readonly address: string };

const TAGS: RigBadges = {
  one: Uint8Array.of(0x0a, 0x00, 0x12, 0x34, 0x56),
  other: Uint8Array.of(0x0a, 0x00, 0x12, 0x34, 0x57),
  // What opens with 08 is no UID here.
  taken: [{ what: 'an 08 in front', badge: Uint8Array.of(0x08, 1, 2, 3, 4) }],
  refused: [],
  numberOf: (badge) => Uint8Array.from(Buffer.from(`em4100:${Buffer.from(badge).toString('hex')}`)),
};
const LINES: Profile = { name: 'twn4', number: { digits: 'decimal', length: 8, facility: 3 } };

describeBadgeReader('serial ASCII, RDM6300 on a serial device', () => rigWith({ name: 'rdm6300' }, overPty));
describeBadgeReader('serial ASCII, lines on TCP', () => rigWith(LINES, overTcp));

async function rigWith(profile: Profile, over: (peer: AsciiPeer) => Promise<Line>): Promise<BadgeReaderRig> {
  const peer = new AsciiPeer(realTimers);
  const { address, ...line } = await over(peer);
  return {
    ...line,
    reader: createAsciiReader({ id: readerId('front'), kind: 'serial-ascii', address, profile }, realTimers),
    strength: 'weak',
    format: profile.name === 'rdm6300' ? 'em4100' : profile.number.digits === 'hex' ? 'hex' : 'digits',
    badges: profile.name === 'rdm6300' ? TAGS : textBadges(profile.number),
    tap: async (badge) => {
      if (profile.name === 'rdm6300') for (let frame = 0; frame < 3; frame += 1) peer.send(encodeTag({ bytes: badge }));
      else peer.line(Buffer.from(badge).toString('latin1'));
    },
  };
}

async function overTcp(peer: AsciiPeer): Promise<Line> {
  const { address } = await peer.plugIn();
  return {
    address,
    unplug: () => peer.unplug(),
    plugIn: async () => void (await peer.plugIn()),
    dispose: () => peer.unplug(),
  };
}

async function overPty(peer: AsciiPeer): Promise<Line> {
  const { port } = await peer.plugIn();
  const pty = new Pty();
  await pty.plugIn(port);
  return {
    address: `serial:${pty.path}`,
    unplug: () => pty.unplug(),
    plugIn: () => pty.plugIn(port),
    dispose: async () => {
      await pty.remove();
      await peer.unplug();
    },
  };
}
