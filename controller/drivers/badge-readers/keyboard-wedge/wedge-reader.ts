// A reader that types like a keyboard (rf IDEAS pcProx, Omnikey 5427 in keyboard mode …), read as a Linux input device.
// Never sees what other keyboards type, and takes nothing but the number that its profile describes.
import type { ReaderSetup } from '../../../domain/reader.ts';
import { err } from '../../../domain/result.ts';
import { milliseconds, type Timers } from '../../../domain/time.ts';
import type { BadgeReaderEvent } from '../badge-reader.ts';
import { type Hearing, StreamReader } from '../stream-reader.ts';
import { textEvent } from '../text-number.ts';
import { InputEventDecoder, isSupported } from './events.ts';
import { openInputDevice } from './input-device.ts';
import { TypedText } from './text.ts';

export type WedgeSetup = Extract<ReaderSetup, { readonly kind: 'keyboard-wedge' }>;

/** The reader of a set-up. On a machine of 32 bits, whose events look different, `connect` answers `port_refused`. */
export function createWedgeReader({ id, device, number }: WedgeSetup, timers: Timers): StreamReader {
  return new StreamReader(
    id,
    {
      repeats: true,
      // The kernel gives a new reader of a device nothing that happened before.
      settle: milliseconds(0),
      open: async () => (isSupported(process.arch) ? await openInputDevice(device) : err('port_refused')),
      listen: (report) => hearTyping(number, report),
    },
    timers,
  );
}

/** Understands the bytes of one open input device. */
export function hearTyping(number: WedgeSetup['number'], report: (event: BadgeReaderEvent) => void): Hearing {
  const decoder = new InputEventDecoder();
  const typed = new TypedText();
  return {
    take: (bytes) => {
      for (const event of decoder.push(bytes).events) {
        const line = typed.take(event);
        if (line === null) continue;
        report(line.whole ? textEvent(line.text, number) : { type: 'badge.unreadable', reason: 'not_understood' });
      }
    },
    end: () => undefined,
  };
}
