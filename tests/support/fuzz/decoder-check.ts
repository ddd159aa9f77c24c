// What the fuzzer asks of every decoder of frames: the same frames however the bytes are split, and no byte lost.
import type { FrameDecoder } from '../../../controller/drivers/slot-boards/frame-decoder.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { unless } from './target.ts';

interface Decoder<Frame> {
  readonly newDecoder: () => FrameDecoder<Frame>;
  readonly encode: (frame: Frame) => Uint8Array;
  readonly mostHeld: number;
}

/** Gives a line to a decoder in one piece and in small ones. @returns what does not hold, in words; null = all does */
export function checkDecoder<Frame>(
  { newDecoder, encode, mostHeld }: Decoder<Frame>,
  line: Uint8Array,
  random: SeededRandom,
): string | null {
  const whole = newDecoder();
  const atOnce = [whole.push(line), whole.flush()];
  const split = newDecoder();
  const pieces = [];
  for (let at = 0; at < line.length; ) {
    const end = at + 1 + random.below(7);
    pieces.push(split.push(line.subarray(at, end)));
    at = end;
  }
  const last = split.flush();
  const bytesOf = ({ frames, skipped }: typeof last) =>
    frames.reduce((sum, frame) => sum + encode(frame).length, skipped);
  const counted = [...pieces, last].reduce((sum, part) => sum + bytesOf(part), 0);
  const framesIn = (parts: readonly (typeof last)[]) => JSON.stringify(parts.flatMap(({ frames }) => frames));
  return (
    unless(bytesOf(last) <= mostHeld, `${bytesOf(last)} bytes were held`) ??
    unless(counted === line.length, 'bytes got lost or were counted twice') ??
    unless(framesIn(atOnce) === framesIn([...pieces, last]), 'the split of the bytes makes other frames')
  );
}
