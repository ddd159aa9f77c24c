// The line of a bus, to the millisecond: order, deadlines, late replies, noise, and a port that takes no bytes.
import { beforeEach, describe, expect, it } from 'vitest';
import { err, ok, type Result } from '../../../../controller/domain/result.ts';
import { Cu16Decoder, type Cu16Frame } from '../../../../controller/drivers/slot-boards/kerong-cu16/frames.ts';
import { Line } from '../../../../controller/drivers/slot-boards/line.ts';
import type { Lane } from '../../../../controller/drivers/slot-boards/line-queue.ts';
import { LINE_TIMES } from '../../../../controller/drivers/slot-boards/line-times.ts';
import { closedIn, state } from '../../../support/cu16-states.ts';
import { FakeStream } from '../../../support/fake-stream.ts';
import { outcome } from '../../../support/outcome.ts';
import { SimulatedTime } from '../../../support/simulated-time.ts';

const LONGEST_EXCHANGE = LINE_TIMES.answer + LINE_TIMES.drain;

let time: SimulatedTime;
let stream: FakeStream;
let line: Line<Cu16Frame>;
let noise: number[];
const owner = { noise: (bytes: number) => noise.push(bytes) };

beforeEach(async () => {
  time = new SimulatedTime();
  stream = new FakeStream();
  noise = [];
  line = new Line(stream, new Cu16Decoder(), time, time, LINE_TIMES);
  void line.settle();
  await time.advance(1_000);
});

/** A question for a unit; its answer is how many of its locks are closed. */
function ask(unit: number, lane: Lane = 'poll') {
  const accept = (frame: Cu16Frame) => closedIn(frame, unit);
  return outcome(line.ask(owner, lane, Uint8Array.of(unit), accept, (a, b) => a === b));
}

function tell(mark: number, permit: () => Result<void, 'refused'> = () => ok(undefined)) {
  return outcome(line.tell(owner, Uint8Array.of(mark), permit));
}

const written = () => stream.written.map(([first]) => first);

describe('order', () => {
  it('has one command on the line at a time, first come first served', async () => {
    const answers = [ask(1), ask(2), ask(3)];
    await time.advance(10);
    expect(written()).toEqual([1]);
    stream.arrive(state(1, 4));
    await time.advance(0);
    expect(written()).toEqual([1, 2]);
    stream.arrive(state(2, 5));
    await time.advance(0);
    stream.arrive(state(3, 6));
    await time.advance(0);
    expect(answers.map(({ value }) => value)).toEqual([ok(4), ok(5), ok(6)]);
  });

  it('puts releases ahead of polls that wait, in their own order', async () => {
    ask(1);
    ask(2);
    tell(0xa1);
    tell(0xa2);
    ask(3, 'release');
    await time.advance(3_000);
    expect(written()).toEqual([1, 0xa1, 0xa2, 3, 2]);
  });

  it('lets a release wait for one exchange in flight at most, even a silent one on a noisy line', async () => {
    const begin = time.monotonic();
    for (const unit of [1, 2, 3, 4, 5]) ask(unit);
    let spentAt = 0;
    tell(0xa1, () => {
      spentAt = time.monotonic();
      return ok(undefined);
    });
    for (let passed = 0; passed < LONGEST_EXCHANGE + 10; passed += 5) {
      stream.arrive(Uint8Array.of(0xff));
      await time.advance(5);
    }
    expect(written().slice(0, 2)).toEqual([1, 0xa1]);
    expect(spentAt - begin).toBeLessThanOrEqual(LONGEST_EXCHANGE);
  });
});

describe('questions', () => {
  it('end after their deadline, as silent', async () => {
    const answer = ask(1);
    await time.advance(LINE_TIMES.answer - 1);
    expect(answer.value).toBe('pending');
    await time.advance(1 + LINE_TIMES.quiet);
    expect(answer.value).toEqual(err('silent'));
  });

  it('end as garbled when bytes came and none made a frame, and count them', async () => {
    const answer = ask(1);
    stream.arrive(Uint8Array.of(0xfb, 0x02, 0x00, 0xf2));
    await time.advance(LONGEST_EXCHANGE);
    expect(answer.value).toEqual(err('garbled'));
    expect(noise).toEqual([4]);
  });

  it('are not answered by another board', async () => {
    const answer = ask(1);
    stream.arrive(state(2, 9));
    await time.advance(LONGEST_EXCHANGE);
    expect(answer.value).toEqual(err('silent'));
    expect(noise).toEqual([]);
  });

  it('are not answered by the late reply to the one before', async () => {
    const first = ask(1);
    await time.advance(LINE_TIMES.answer + 20);
    const second = ask(1);
    stream.arrive(state(1, 7));
    await time.advance(LINE_TIMES.drain);
    expect(written()).toEqual([1, 1]);
    stream.arrive(state(1, 3));
    await time.advance(LINE_TIMES.settle + 1);
    expect(first.value).toEqual(err('silent'));
    expect(second.value).toEqual(ok(3));
  });

  it('believe neither of two replies that disagree after a disturbance', async () => {
    ask(1);
    await time.advance(LINE_TIMES.answer + LINE_TIMES.quiet);
    const second = ask(1);
    await time.advance(1);
    stream.arrive(state(1, 7));
    await time.advance(10);
    stream.arrive(state(1, 3));
    await time.advance(LONGEST_EXCHANGE);
    expect(second.value).toEqual(err('garbled'));
  });

  it('are not silent because the controller itself stood still', async () => {
    const answer = ask(1);
    await time.advance(1);
    time.stall(LINE_TIMES.answer + 100);
    await time.advance(1);
    expect(answer.value).toBe('pending');
    stream.arrive(state(1, 6));
    await time.advance(0);
    expect(answer.value).toEqual(ok(6));
  });

  it('are answered at once while nothing was disturbed', async () => {
    const answer = ask(1);
    await time.advance(5);
    stream.arrive(state(1, 2));
    await time.advance(0);
    expect(answer.value).toEqual(ok(2));
  });

  it('are doubted after a frame that nobody had asked for', async () => {
    stream.arrive(state(1, 7));
    const answer = ask(1);
    await time.advance(5);
    stream.arrive(state(1, 2));
    await time.advance(0);
    expect(answer.value).toBe('pending');
    await time.advance(LINE_TIMES.settle);
    expect(answer.value).toEqual(ok(2));
  });

  it('count the owners in a row that stay silent, each once, until one is answered', async () => {
    ask(1);
    ask(1);
    await time.advance(1_000);
    expect(line.unanswered).toBe(1);
    void line.ask({ noise: () => undefined }, 'poll', Uint8Array.of(2), () => null, Object.is);
    await time.advance(1_000);
    expect(line.unanswered).toBe(2);
    ask(1);
    stream.arrive(state(1, 0));
    await time.advance(100);
    expect(line.unanswered).toBe(0);
  });
});

describe('commands', () => {
  it('are written once, and what answers them is ignored', async () => {
    const told = tell(0xa1);
    stream.arrive(state(1, 1));
    const answer = ask(1);
    await time.advance(LINE_TIMES.hold);
    expect(told.value).toEqual(ok(undefined));
    stream.arrive(state(1, 8));
    await time.advance(LINE_TIMES.settle);
    expect(answer.value).toEqual(ok(8));
    expect(written()).toEqual([0xa1, 1]);
  });

  it('are not written when the permit is refused', async () => {
    const told = tell(0xa1, () => err('refused'));
    await time.advance(1_000);
    expect(told.value).toEqual(err({ written: false, fault: 'refused' }));
    expect(written()).toEqual([]);
  });

  it('ask for no permit when the port is shut', async () => {
    stream.isOpen = false;
    let asked = 0;
    const told = tell(0xa1, () => {
      asked += 1;
      return ok(undefined);
    });
    await time.advance(1_000);
    expect(told.value).toEqual(err({ written: false, fault: 'not_connected' }));
    expect([asked, written()]).toEqual([0, []]);
  });

  it('are in doubt when the port does not take them, and the port is closed so that they cannot go out later', async () => {
    stream.takesBytes = false;
    const told = tell(0xa1);
    const waiting = tell(0xa2);
    await time.advance(LINE_TIMES.write - 1);
    expect(told.value).toBe('pending');
    await time.advance(2);
    expect(told.value).toEqual(err({ written: true, fault: 'port_closed' }));
    expect(waiting.value).toEqual(err({ written: false, fault: 'not_connected' }));
    expect(line.isClosed).toBe(true);
    expect(stream.isOpen).toBe(false);
    expect(written()).toEqual([0xa1]);
  });
});

describe('the end', () => {
  it('ends everything pending at once, and writes nothing afterwards', async () => {
    const answers = [ask(1), ask(2), tell(0xa1)];
    await time.advance(10);
    void stream.close();
    await time.advance(0);
    const closed = err('port_closed');
    expect(answers.map(({ value }) => value)).toEqual([
      closed,
      closed,
      err({ written: false, fault: 'not_connected' }),
    ]);
    expect(ask(3).value).toBe('pending');
    await time.advance(1_000);
    expect(written()).toEqual([1]);
    expect(time.waiting).toBe(0);
  });

  it('drops only what waits for an owner that leaves', async () => {
    const other = { noise: () => undefined };
    ask(1);
    const dropped = ask(2);
    const kept = outcome(line.tell(other, Uint8Array.of(0xa1), () => ok(undefined)));
    line.drop(owner);
    await time.advance(1_000);
    expect(dropped.value).toEqual(err('port_closed'));
    expect(kept.value).toEqual(ok(undefined));
    expect(written()).toEqual([1, 0xa1]);
  });
});
