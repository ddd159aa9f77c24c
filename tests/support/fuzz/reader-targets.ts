// The parsers of what badge readers say: input events of a keyboard, text on a serial line, Wiegand card data.
import { LONGEST_TEXT, type TextNumber } from '../../../controller/domain/reader.ts';
import { badgeNumberOf } from '../../../controller/drivers/badge-readers/badge-number.ts';
import { BADGE_NUMBER_LIMIT, type BadgeReaderEvent } from '../../../controller/drivers/badge-readers/badge-reader.ts';
import {
  EVENT_LENGTH,
  encodeRecord,
  InputEventDecoder,
} from '../../../controller/drivers/badge-readers/keyboard-wedge/events.ts';
import { hearTyping } from '../../../controller/drivers/badge-readers/keyboard-wedge/wedge-reader.ts';
import { LineDecoder } from '../../../controller/drivers/badge-readers/serial-ascii/lines.ts';
import { encodeTag, Rdm6300Decoder } from '../../../controller/drivers/badge-readers/serial-ascii/rdm6300.ts';
import { textEvent } from '../../../controller/drivers/badge-readers/text-number.ts';
import {
  decodeWiegand,
  encodeWiegand,
  type WiegandBits,
  withoutHidHeader,
} from '../../../controller/drivers/badge-readers/wiegand.ts';
import { typedRecords } from '../../../controller/drivers/simulated/wedge-peer.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { spoiltBytes } from './mutations.ts';
import { type FuzzTarget, sameBytes, unless } from './target.ts';

const START = 1_780_000_000_000_000;
const DIGITS: TextNumber = { digits: 'decimal', length: 8, facility: 3 };
const HEX: TextNumber = { digits: 'hex', length: 14, facility: null };
const FRAME_LENGTH = 14;
const TYPED = [
  typedRecords('11801603', START),
  typedRecords('04a2CC237ccdde', START),
  typedRecords('1180', START, { repeats: true, losesBefore: 2 }),
  typedRecords('1', START, { keypad: true, enter: 'keypad' }),
].map((records) => Uint8Array.from(Buffer.concat(records.map(encodeRecord))));
const FAR_TOO_LONG = Uint8Array.from(Buffer.concat(typedRecords('1'.repeat(70), START).map(encodeRecord)));

export const INPUT_EVENTS: FuzzTarget = {
  name: 'input-events',
  tryOne: (random) => {
    const good = random.below(50) === 0 ? FAR_TOO_LONG : random.pick(TYPED);
    const bytes = random.below(3) === 0 ? random.bytes(random.below(200)) : spoiltBytes(random, good, [good]);
    const decoder = new InputEventDecoder();
    const whole = decoder.push(bytes);
    const held = decoder.held;
    const pieces = new InputEventDecoder();
    const events = cuts(random, bytes).flatMap((piece) => pieces.push(piece).events);
    const heard: BadgeReaderEvent[] = [];
    hearTyping(random.pick([DIGITS, HEX]), (event) => heard.push(event)).take(bytes);
    return (
      unless(held < EVENT_LENGTH, `${held} bytes are held`) ??
      unless((bytes.length - whole.skipped - held) % EVENT_LENGTH === 0, 'bytes got lost or were counted twice') ??
      unless(textOf(events) === textOf(whole.events), 'the split of the bytes makes other events') ??
      badEvent(heard)
    );
  },
};

export const READER_TEXTS: FuzzTarget = {
  name: 'reader-texts',
  tryOne: (random) => (random.below(2) === 0 ? tagFrames(random) : lines(random)),
};

export const WIEGAND: FuzzTarget = {
  name: 'wiegand',
  tryOne: (random) => {
    const { bits, bytes } = anyBits(random);
    const card = decodeWiegand(bits, bytes);
    if (!card.ok) return null;
    const written = encodeWiegand(card.value);
    const again = decodeWiegand(written.bits, written.bytes);
    const number = badgeNumberOf(card.value);
    return (
      unless(written.bits === bits, 'a card has another length when written') ??
      unless(textOf(again) === textOf(card), 'a card is another one when written') ??
      unless(number.length > 0 && number.length <= BADGE_NUMBER_LIMIT, 'a number is longer than the limit')
    );
  },
};

function tagFrames(random: SeededRandom): string | null {
  const good = encodeTag({ bytes: random.bytes(5) });
  const line = spoiltBytes(random, Uint8Array.of(...random.bytes(random.below(20)), ...good, ...good), [good]);
  const whole = new Rdm6300Decoder();
  const [first, rest] = [whole.push(line), whole.flush()];
  const frames = [...first.frames, ...rest.frames];
  const split = new Rdm6300Decoder();
  const pieces = [...cuts(random, line).flatMap((piece) => split.push(piece).frames), ...split.flush().frames];
  const sound = frames.every(({ bytes }) => sameBytes(bytes, firstOf(encodeTag({ bytes }))));
  return (
    unless(frames.length * FRAME_LENGTH + first.skipped + rest.skipped === line.length, 'bytes got lost') ??
    unless(textOf(frames) === textOf(pieces), 'the split of the bytes makes other frames') ??
    unless(sound, 'a tag is another one when written')
  );
}

function firstOf(frame: Uint8Array): Uint8Array {
  return new Rdm6300Decoder().push(frame).frames[0]?.bytes ?? new Uint8Array(0);
}

function lines(random: SeededRandom): string | null {
  const good = Buffer.from(random.pick(['11801603\r\n', '04A2CC237CCDDE\r', '12345678\n', `${'1'.repeat(99)}\r`]));
  const line = spoiltBytes(random, Uint8Array.of(...random.bytes(random.below(9)), ...good, ...good), [good]);
  const whole = new LineDecoder().push(line).frames;
  const split = new LineDecoder();
  const pieces = cuts(random, line).flatMap((piece) => split.push(piece).frames);
  return (
    unless(split.held <= LONGEST_TEXT + 1, `${split.held} characters are held`) ??
    unless(textOf(whole) === textOf(pieces), 'the split of the bytes makes other lines') ??
    badEvent(whole.map((text) => textEvent(text, random.pick([DIGITS, HEX]))))
  );
}

/** Whatever comes, a number has the form of its profile. */
function badEvent(heard: readonly BadgeReaderEvent[]): string | null {
  const bad = heard.find(
    (event) =>
      event.type === 'badge.presented' &&
      !/^(?:digits:[0-9]{3}:[0-9]{5}|hex:[0-9A-F]{14})$/.test(Buffer.from(event.number).toString('latin1')),
  );
  return unless(bad === undefined, 'a number is not of its profile');
}

function anyBits(random: SeededRandom): WiegandBits {
  const header = withoutHidHeader(
    random.below(4) === 0 ? Uint8Array.of(0x20, ...random.bytes(4)) : random.bytes(random.below(8)),
  );
  if (header !== null) return header;
  if (random.below(2) === 0) return { bits: random.below(220), bytes: random.bytes(random.below(30)) };
  const card = encodeWiegand({ format: 'wiegand-h10301', facility: random.below(256), number: random.below(65_536) });
  return { bits: card.bits, bytes: spoiltBytes(random, card.bytes, [card.bytes]) };
}

function cuts(random: SeededRandom, bytes: Uint8Array): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = at + 1 + random.below(30);
    pieces.push(bytes.subarray(at, end));
    at = end;
  }
  return pieces;
}

function textOf(value: unknown): string {
  return JSON.stringify(value);
}
