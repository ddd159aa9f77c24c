// What some kinds of boards need of their line: an answered command, locks one at a time, silence before or behind a frame, news.
import { beforeEach, describe, expect, it } from 'vitest';
import { err, ok } from '../../../../controller/domain/result.ts';
import { milliseconds } from '../../../../controller/domain/time.ts';
import {
  Cu16Decoder,
  type Cu16Frame,
  encodeFrame,
} from '../../../../controller/drivers/slot-boards/kerong-cu16/frames.ts';
import { parseState, stateFrame } from '../../../../controller/drivers/slot-boards/kerong-cu16/messages.ts';
import { Line } from '../../../../controller/drivers/slot-boards/line.ts';
import { type Lane, type LineCustoms, newGate } from '../../../../controller/drivers/slot-boards/line-queue.ts';
import { LINE_TIMES, type LineTimes } from '../../../../controller/drivers/slot-boards/line-times.ts';
import { closedIn, state } from '../../../support/cu16-states.ts';
import { FakeStream } from '../../../support/fake-stream.ts';
import { outcome } from '../../../support/outcome.ts';
import { SimulatedTime } from '../../../support/simulated-time.ts';

let time: SimulatedTime;
let stream: FakeStream;
let line: Line<Cu16Frame>;
const owner = { noise: () => undefined };

beforeEach(async () => {
  time = new SimulatedTime();
  stream = new FakeStream();
  line = new Line(stream, new Cu16Decoder(), time, time, LINE_TIMES);
  void line.settle();
  await time.advance(1_000);
});

/** A question for a unit; its answer is how many of its locks are closed. */
function ask(unit: number, lane: Lane = 'poll') {
  const accept = (frame: Cu16Frame) => closedIn(frame, unit);
  return outcome(line.ask(owner, lane, Uint8Array.of(unit), accept, (a, b) => a === b));
}

const written = () => stream.written.map(([first]) => first);

describe('a board with habits of its own', () => {
  /** A line that waits as these times say, settled. */
  async function lineOf(times: Partial<LineTimes>, customs?: LineCustoms<Cu16Frame>) {
    line = new Line(stream, new Cu16Decoder(), time, time, { ...LINE_TIMES, ...times }, customs);
    void line.settle();
    await time.advance(5_000);
  }
  const permit = () => ok(undefined);
  const isState = (frame: Cu16Frame) => parseState(frame) !== null;

  it('is left alone no longer than until it has answered a command', async () => {
    const told = outcome(line.tell(owner, Uint8Array.of(0xa1), permit, { answered: isState }));
    await time.advance(7);
    expect(told.value).toBe('pending');
    stream.arrive(Uint8Array.of(0x02, 0x00, 0x30, 0x03, 0x35));
    await time.advance(3);
    expect(told.value, 'an echo is no answer').toBe('pending');
    stream.arrive(state(1, 3));
    await time.advance(0);
    expect(told.value).toEqual(ok(undefined));
  });

  it('is given no second command before the first is over, questions go on, and a new connection changes nothing', async () => {
    const apart = milliseconds(3_000);
    const gate = newGate();
    await lineOf({}, { gate });
    const tellApart = (mark: number) => outcome(line.tell(owner, Uint8Array.of(mark), permit, { apart }));
    tellApart(0xa1);
    const waiting = tellApart(0xa2);
    ask(1, 'release');
    ask(2);
    await time.advance(2_900);
    expect(written()).toEqual([0xa1, 1, 2]);
    await line.close();
    await time.advance(0);
    expect(waiting.value).toEqual(err({ written: false, fault: 'not_connected' }));
    stream = new FakeStream();
    line = new Line(stream, new Cu16Decoder(), time, time, LINE_TIMES, { gate });
    tellApart(0xa3);
    await time.advance(99);
    expect(written()).toEqual([]);
    await time.advance(2);
    expect(written()).toEqual([0xa3]);
    tellApart(0xa4);
    await time.advance(2_998);
    expect(written()).toEqual([0xa3]);
    await time.advance(3);
    expect(written()).toEqual([0xa3, 0xa4]);
  });

  it('has the silence that it needs before each frame of ours', async () => {
    await lineOf({ gap: milliseconds(4) });
    ask(1);
    ask(2);
    await time.advance(10);
    stream.arrive(state(1, 3));
    await time.advance(3);
    expect(written()).toEqual([1]);
    await time.advance(1);
    expect(written()).toEqual([1, 2]);
  });

  it('may end a frame by silence, long before the answer is due', async () => {
    await lineOf({ answer: milliseconds(1_500), ends: milliseconds(30) });
    const answer = ask(1);
    stream.arrive(Uint8Array.of(0x02, 0x00, 0x35, 0xff));
    await time.advance(10);
    stream.arrive(state(1, 3).subarray(0, 4));
    await time.advance(29);
    expect(answer.value).toBe('pending');
    stream.arrive(state(1, 3).subarray(4));
    await time.advance(30);
    expect(answer.value).toEqual(ok(3));
  });

  it('is not cut short because the controller itself stood still', async () => {
    await lineOf({ answer: milliseconds(1_500), ends: milliseconds(30) });
    const answer = ask(1);
    stream.arrive(state(1, 3).subarray(0, 4));
    await time.advance(1);
    time.stall(200);
    await time.advance(1);
    stream.arrive(state(1, 3).subarray(4));
    await time.advance(1);
    expect(answer.value).toEqual(ok(3));
  });

  it('raises no doubt when it tells news unasked', async () => {
    await lineOf({}, { gate: newGate(), isNews: (frame) => frame.command === 0x36 });
    stream.arrive(encodeFrame(stateFrame({ unit: 1, lockBits: [], objectBits: [] }, true)));
    const answer = ask(1);
    await time.advance(1);
    stream.arrive(state(1, 2));
    await time.advance(0);
    expect(answer.value).toEqual(ok(2));
  });
});
