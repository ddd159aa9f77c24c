// One event for one presentation, on stepped time: repeats, pauses, halves, and a controller that stands still.
import { beforeEach, describe, expect, it } from 'vitest';
import type { BadgeReaderEvent } from '../../../../../controller/drivers/badge-readers/badge-reader.ts';
import {
  type AsciiProfile,
  hearSerial,
  PARTIAL,
  PRESENTATION,
} from '../../../../../controller/drivers/badge-readers/serial-ascii/hearing.ts';
import { encodeTag } from '../../../../../controller/drivers/badge-readers/serial-ascii/rdm6300.ts';
import { hex } from '../../../../support/hex.ts';
import { SimulatedTime } from '../../../../support/simulated-time.ts';

const [MINE, YOURS] = [hex('0A 00 12 34 56'), hex('0A 00 12 34 57')];
const LINE: AsciiProfile = { name: 'line', number: { digits: 'decimal', length: 8, facility: 3 } };

let time: SimulatedTime;
let heard: BadgeReaderEvent[];

beforeEach(() => {
  time = new SimulatedTime();
  heard = [];
});

function hear(profile: AsciiProfile) {
  return hearSerial(profile, (event) => heard.push(event), time);
}

const numbers = () =>
  heard.map((event) =>
    event.type === 'badge.presented'
      ? Buffer.from(event.number).toString('latin1')
      : event.type === 'badge.unreadable' && event.reason,
  );

describe('an RDM6300', () => {
  const tag = (bytes: Uint8Array) => encodeTag({ bytes });

  it('gives one event while a tag lies there, and another when it comes again', async () => {
    const line = hear({ name: 'rdm6300' });
    for (let frames = 0; frames < 50; frames += 1) {
      line.take(tag(MINE));
      await time.advance(65);
    }
    expect(numbers()).toEqual(['em4100:0a00123456']);
    expect(heard[0]).toMatchObject({ strength: 'weak', format: 'em4100' });
    await time.advance(PRESENTATION);
    line.take(tag(MINE));
    expect(heard).toHaveLength(2);
  });

  it('takes a pause of less than 300 ms for none', async () => {
    const line = hear({ name: 'rdm6300' });
    line.take(tag(MINE));
    await time.advance(PRESENTATION - 1);
    line.take(tag(MINE));
    await time.advance(PRESENTATION - 1);
    line.take(tag(MINE));
    expect(heard).toHaveLength(1);
  });

  it('gives another tag at once', () => {
    const line = hear({ name: 'rdm6300' });
    for (const bytes of [MINE, YOURS, MINE]) line.take(tag(bytes));
    expect(numbers()).toEqual(['em4100:0a00123456', 'em4100:0a00123457', 'em4100:0a00123456']);
  });

  it('does not take a standstill of the controller for a tag that went away', async () => {
    const line = hear({ name: 'rdm6300' });
    line.take(tag(MINE));
    time.stall(5_000);
    // The timer runs before the input is read, which has been there all the time.
    await time.advance(1);
    line.take(tag(MINE));
    await time.advance(PRESENTATION - 1);
    line.take(tag(MINE));
    expect(heard).toHaveLength(1);
  });

  it('is quiet after its end, and leaves no timer behind', async () => {
    const line = hear({ name: 'rdm6300' });
    line.take(Uint8Array.of(...tag(MINE), ...tag(YOURS).subarray(0, 5)));
    expect(time.waiting).toBe(2);
    line.end();
    expect(time.waiting).toBe(0);
  });

  it('forgets half a frame after 100 ms, and loses no frame that follows', async () => {
    const line = hear({ name: 'rdm6300' });
    const whole = tag(MINE);
    for (let cut = 1; cut < whole.length; cut += 1) {
      line.take(whole.subarray(0, cut));
      await time.advance(PARTIAL);
      line.take(whole.subarray(cut));
      await time.advance(PARTIAL);
    }
    expect(heard).toEqual([]);
    line.take(whole);
    expect(heard).toHaveLength(1);
  });
});

describe('a line', () => {
  const text = (line: string) => Buffer.from(line, 'latin1');

  it('may come in pieces that follow each other within 100 ms', async () => {
    const line = hear(LINE);
    for (const piece of '11801603\r') {
      line.take(text(piece));
      await time.advance(PARTIAL - 1);
    }
    expect(numbers()).toEqual(['digits:118:01603']);
  });

  it('is dropped when it stops in the middle, and the next one is whole', async () => {
    const line = hear(LINE);
    line.take(text('118016'));
    await time.advance(PARTIAL);
    line.take(text('12345678\r\n'));
    expect(numbers()).toEqual(['digits:123:45678']);
  });

  it('is kept together when the controller stood still', async () => {
    const line = hear(LINE);
    line.take(text('118016'));
    time.stall(5_000);
    await time.advance(1);
    line.take(text('03\r'));
    expect(numbers()).toEqual(['digits:118:01603']);
  });

  it.each(['1180160', '118016033', 'ERROR 7', '1180160A', 'x'.repeat(400)])('is not understood: %s', (said) => {
    hear(LINE).take(text(`${said}\r\n`));
    expect(numbers()).toEqual(['not_understood']);
  });

  it('is told as often as it is said: two badges within 300 ms are two', () => {
    hear(LINE).take(text('11801603\r\n12345678\r\n'));
    expect(numbers()).toEqual(['digits:118:01603', 'digits:123:45678']);
  });
});
