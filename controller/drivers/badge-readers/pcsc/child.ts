// The process that talks to pcscd, because nfc-pcsc freezes the process it runs in. Started by PcscReader and nobody else.
// Holds no rule: reports over its channel, and ends with a non-zero code at the first error or when its parent is gone.
import type { NFC, Reader } from 'nfc-pcsc';
import type { LinkFault } from '../../linked-device.ts';
import { returnCode } from './card-trouble.ts';
import { type ChildMessage, encodeMessage, HEARTBEAT } from './protocol.ts';
import { ReaderWatch } from './reader-watch.ts';

const EXIT_USAGE = 64;
const EXIT_UNAVAILABLE = 69;
/** SCARD_W_SECURITY_VIOLATION: polkit does not let this user talk to pcscd. */
const NOT_ALLOWED = 0x8010006a;

let failed = false;

if (process.send === undefined) {
  process.stderr.write('This process is started by the Wardkey controller.\n');
  process.exit(EXIT_USAGE);
}
process.once('disconnect', () => process.exit(EXIT_UNAVAILABLE));
// A signal to the whole process group is the parent's to handle: it closes the channel when it ends.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stayForParent);
process.once('uncaughtException', (error) => fail('crashed', error));

tell({ type: 'alive' });
setInterval(() => tell({ type: 'alive' }), HEARTBEAT);

const library = await load();
if (library !== null) attend(library);

async function load(): Promise<typeof NFC | null> {
  try {
    return (await import('nfc-pcsc')).NFC;
  } catch (error) {
    fail('port_absent', error);
    return null;
  }
}

function attend(Library: typeof NFC): void {
  try {
    const nfc = new Library();
    nfc.on('error', (error) => fail('port_closed', error));
    nfc.on('reader', (reader: Reader) => {
      new ReaderWatch(reader, tell, (error) => fail('port_closed', error), globalThis).start();
    });
  } catch (error) {
    fail(returnCode(error) === NOT_ALLOWED ? 'port_refused' : 'crashed', error);
  }
}

function tell(message: ChildMessage): void {
  if (failed) return;
  failed = message.type === 'failed';
  process.send?.(encodeMessage(message), undefined, undefined, (error: Error | null) => {
    if (failed || error !== null) process.exit(EXIT_UNAVAILABLE);
  });
}

function fail(fault: LinkFault, error: unknown): void {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  tell({ type: 'failed', fault });
}

function stayForParent(): void {
  process.stderr.write('Waiting for the controller to end.\n');
}
