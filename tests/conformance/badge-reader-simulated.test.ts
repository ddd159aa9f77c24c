// The simulated reader passes the suite of every badge reader.
import { parseReaderId } from '../../controller/domain/ids.ts';
import { SimulatedBadgeReader } from '../../controller/drivers/simulated/badge-reader.ts';
import { expectOk } from '../support/expect-ok.ts';
import { describeBadgeReader } from './badge-reader.ts';

describeBadgeReader('simulated', async () => {
  const reader = new SimulatedBadgeReader(expectOk(parseReaderId('front')));
  return {
    reader,
    tap: async (number) => void reader.tap(number),
    unplug: async () => reader.lose(),
    plugIn: async () => reader.restore(),
    dispose: async () => reader.lose(),
  };
});
