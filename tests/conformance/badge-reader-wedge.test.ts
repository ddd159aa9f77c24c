// The keyboard wedge passes the suite of every badge reader: a real child process reads input events out of a FIFO.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TextNumber } from '../../controller/domain/reader.ts';
import { createWedgeReader } from '../../controller/drivers/badge-readers/keyboard-wedge/wedge-reader.ts';
import { WedgePeer } from '../../controller/drivers/simulated/wedge-peer.ts';
import { readerId } from '../support/domain-builders.ts';
import { realClock, realTimers } from '../support/real-time.ts';
import { textBadges } from '../support/text-badges.ts';
import { type BadgeReaderRig, describeBadgeReader } from './badge-reader.ts';

const DECIMAL: TextNumber = { digits: 'decimal', length: 8, facility: 3 };
const HEX: TextNumber = { digits: 'hex', length: 14, facility: null };

describeBadgeReader('keyboard wedge, digits', () => rigWith(DECIMAL));
describeBadgeReader('keyboard wedge, hex', () => rigWith(HEX));

async function rigWith(number: TextNumber): Promise<BadgeReaderRig> {
  const folder = mkdtempSync(join(tmpdir(), 'wardkey-wedge-'));
  const device = join(folder, 'event-kbd');
  const peer = new WedgePeer(device, realClock);
  await peer.plugIn();
  return {
    reader: createWedgeReader({ id: readerId('front'), kind: 'keyboard-wedge', device, number }, realTimers),
    strength: 'weak',
    format: number.digits === 'hex' ? 'hex' : 'digits',
    badges: textBadges(number),
    tap: (badge) => peer.type(Buffer.from(badge).toString('latin1')),
    unplug: () => peer.unplug(),
    plugIn: () => peer.plugIn(),
    dispose: async () => {
      await peer.unplug();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
