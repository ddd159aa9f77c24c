// A process that connects to a PC/SC reader and waits to be killed. Started by pcscd.test.ts.
import { parseReaderId } from '../../../../../controller/domain/ids.ts';
import { PcscReader } from '../../../../../controller/drivers/badge-readers/pcsc/pcsc-reader.ts';
import { expectOk } from '../../../../support/expect-ok.ts';

const [socketPath = ''] = process.argv.slice(2);
const reader = new PcscReader(expectOk(parseReaderId('doomed')), { socketPath });
process.send?.(await reader.connect());
