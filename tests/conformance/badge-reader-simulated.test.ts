// The simulated reader passes the suite of every badge reader, with badges that prove themselves and with such that do not.
import { parseReaderId } from '../../controller/domain/ids.ts';
import type { BadgeStrength } from '../../controller/domain/staff.ts';
import { SimulatedBadgeReader } from '../../controller/drivers/simulated/badge-reader.ts';
import { expectOk } from '../support/expect-ok.ts';
import { type BadgeReaderRig, describeBadgeReader } from './badge-reader.ts';

describeBadgeReader('simulated, strong badges', async () => rigWith('strong'));
describeBadgeReader('simulated, weak badges', async () => rigWith('weak'));

function rigWith(strength: BadgeStrength): BadgeReaderRig {
  const reader = new SimulatedBadgeReader(expectOk(parseReaderId('front')));
  return {
    reader,
    strength,
    format: 'simulated',
    tap: async (number) => void reader.tap(number, strength),
    unplug: async () => reader.lose(),
    plugIn: async () => reader.restore(),
    dispose: async () => reader.lose(),
  };
}
