// The controller as a process of its own, without a simulation in it: its boards are behind TCP, its badges come from its parent.
// Started by controller-child.ts and stepped-controller.ts; arguments: data folder, address of the boards, and a fate:
// `dies-before-frame` to be killed there, `plain-clock` to judge rights by the wall alone.
import { Journal } from '../../controller/audit/journal.ts';
import { parseReaderId } from '../../controller/domain/ids.ts';
import { SimulatedBadgeReader } from '../../controller/drivers/simulated/badge-reader.ts';
import { PolledBoard } from '../../controller/drivers/slot-boards/polled-board.ts';
import { systemClock } from '../../controller/main.ts';
import { startTestAppliance } from './appliance.ts';
import { expectOk } from './expect-ok.ts';

const [folder = '', boards = '', fate = 'none'] = process.argv.slice(2);

/** A token reaches the driver only when its intent is on disk; the driver has not written yet when this runs. */
if (fate === 'dies-before-frame') {
  PolledBoard.prototype.unlock = () => {
    process.kill(process.pid, 'SIGKILL');
    return new Promise(() => undefined);
  };
}

if (fate === 'plain-clock') Journal.prototype.now = () => systemClock.now();

const reader = new SimulatedBadgeReader(expectOk(parseReaderId('front')));
const cabinet = await startTestAppliance({ folder, hardware: 'real', boards, createReader: () => reader });
process.on('message', (badge) => reader.tap(Buffer.from(String(badge), 'hex')));
process.on('disconnect', () => process.exit(0));
process.send?.({ url: cabinet.url });
