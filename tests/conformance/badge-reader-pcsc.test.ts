// The PC/SC reader passes the suite of every badge reader: real pcscd, real child process, virtual reader and cards.
import { parseReaderId } from '../../controller/domain/ids.ts';
import { PcscReader } from '../../controller/drivers/badge-readers/pcsc/pcsc-reader.ts';
import { expectOk } from '../support/expect-ok.ts';
import { PrivatePcscd } from '../support/pcscd.ts';
import { VirtualCard } from '../support/virtual-card.ts';
import { describeBadgeReader } from './badge-reader.ts';

describeBadgeReader('pcsc', async () => {
  const pcscd = await PrivatePcscd.start();
  const reader = new PcscReader(expectOk(parseReaderId('front')), { socketPath: pcscd.socketPath });
  return {
    reader,
    // The virtual card has the ATR of a DESFire; its UID is a number all the same.
    strength: 'weak',
    format: 'iso14443-uid',
    tap: (number) => new VirtualCard(pcscd.cardPort, number).tap(),
    unplug: () => pcscd.unplugReader(),
    plugIn: () => pcscd.plugInReader(),
    dispose: async () => {
      await reader.disconnect();
      await pcscd.stop();
    },
  };
});
