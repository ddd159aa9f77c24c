// What the bytes of a serial reader mean: one event for one presentation. Never reports half a frame.
import type { ReaderSetup } from '../../../domain/reader.ts';
import { type Duration, milliseconds, type Timers } from '../../../domain/time.ts';
import type { FrameDecoder } from '../../slot-boards/frame-decoder.ts';
import { badgeNumberOf } from '../badge-number.ts';
import type { BadgeReaderEvent } from '../badge-reader.ts';
import type { Hearing } from '../stream-reader.ts';
import { textEvent } from '../text-number.ts';
import { LineDecoder } from './lines.ts';
import { Quiet } from './quiet.ts';
import { type Em4100Tag, Rdm6300Decoder } from './rdm6300.ts';

export type AsciiProfile = Extract<ReaderSetup, { readonly kind: 'serial-ascii' }>['profile'];

/** `held`: bytes kept for the rest of a frame. */
type HoldingDecoder<Frame> = FrameDecoder<Frame> & { readonly held: number };
type Report = (event: BadgeReaderEvent) => void;

/** After this long without a byte the rest of a frame will not come. */
export const PARTIAL: Duration = milliseconds(100);
/** An RDM6300 repeats its frame several times a second while a tag lies there; this long without one, and it was taken away. */
export const PRESENTATION: Duration = milliseconds(300);

/** Understands the bytes of one open serial line by the profile of the set-up. */
export function hearSerial(profile: AsciiProfile, report: Report, timers: Timers): Hearing {
  if (profile.name === 'rdm6300') return hearTags(report, timers);
  const { number } = profile;
  return framesOf(new LineDecoder(), (line) => report(textEvent(line, number)), timers);
}

/** Another tag is a new presentation at once, the same one only after it was away. */
function hearTags(report: Report, timers: Timers): Hearing {
  let lying: string | null = null;
  const away = new Quiet(PRESENTATION, () => (lying = null), timers);
  const frames = framesOf(
    new Rdm6300Decoder(),
    (tag) => {
      const number = badgeNumberOf({ format: 'em4100', ...tag });
      const name = nameOf(tag);
      if (name !== lying) report({ type: 'badge.presented', number, strength: 'weak', format: 'em4100' });
      lying = name;
      away.heard();
    },
    timers,
  );
  return {
    take: (bytes) => frames.take(bytes),
    end: () => {
      frames.end();
      away.stop();
    },
  };
}

function framesOf<Frame>(decoder: HoldingDecoder<Frame>, found: (frame: Frame) => void, timers: Timers): Hearing {
  const partial = new Quiet(PARTIAL, () => decoder.flush(), timers);
  return {
    take: (bytes) => {
      for (const frame of decoder.push(bytes).frames) found(frame);
      if (decoder.held > 0) partial.heard();
      else partial.stop();
    },
    end: () => partial.stop(),
  };
}

function nameOf({ bytes }: Em4100Tag): string {
  return Buffer.from(bytes).toString('hex');
}
