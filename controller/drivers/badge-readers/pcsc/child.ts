// The process that talks to pcscd, because nfc-pcsc freezes the process it runs in. Started by PcscReader and nobody else.
// Holds no rule: reports over its channel, and ends with a non-zero code at the first error or when its parent is gone.

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { NFC, Reader } from 'nfc-pcsc';
import type { LinkFault } from '../../linked-device.ts';
import { returnCode } from './card-trouble.ts';
import { type ChildMessage, type ChildOrder, encodeMessage, HEARTBEAT, parseOrder } from './protocol.ts';
import { ReaderRoll } from './reader-roll.ts';
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

const ordered = once(process, 'message');
tell({ type: 'alive' });
setInterval(() => tell({ type: 'alive' }), HEARTBEAT);

const [library, order] = await Promise.all([load(), takeOrder()]);
if (library !== null && order !== null) attend(library, order);

async function load(): Promise<typeof NFC | null> {
  try {
    return (await import('nfc-pcsc')).NFC;
  } catch (error) {
    fail('port_absent', error);
    return null;
  }
}

/** What is refused is not shown: it may hold a key. */
async function takeOrder(): Promise<ChildOrder | null> {
  const [message] = await ordered;
  const parsed = parseOrder(message);
  if (parsed.ok) return parsed.value;
  fail('garbled', 'the order of the controller is malformed');
  return null;
}

function attend(Library: typeof NFC, { desfire }: ChildOrder): void {
  try {
    const nfc = new Library();
    const roll = new ReaderRoll({ report: tell, timers: globalThis });
    const broken = (error: unknown) => fail('port_closed', error);
    nfc.on('error', broken);
    nfc.on('reader', (reader: Reader) => {
      new ReaderWatch({
        reader,
        report: roll.add(),
        fail: broken,
        timers: globalThis,
        desfire,
        random: randomBytes,
      }).start();
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
