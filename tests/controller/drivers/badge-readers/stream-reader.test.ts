// Readers that only talk: what came before they were connected is no tap, and nothing is said after they were let go.
import { describe, expect, it } from 'vitest';
import { err, ok } from '../../../../controller/domain/result.ts';
import { milliseconds } from '../../../../controller/domain/time.ts';
import type { BadgeReaderEvent } from '../../../../controller/drivers/badge-readers/badge-reader.ts';
import { hearSerial } from '../../../../controller/drivers/badge-readers/serial-ascii/hearing.ts';
import { encodeTag } from '../../../../controller/drivers/badge-readers/serial-ascii/rdm6300.ts';
import { StreamReader, type StreamReaderKind } from '../../../../controller/drivers/badge-readers/stream-reader.ts';
import { readerId } from '../../../support/domain-builders.ts';
import { FakeStream } from '../../../support/fake-stream.ts';
import { hex } from '../../../support/hex.ts';
import { SimulatedTime } from '../../../support/simulated-time.ts';

const FRAME = encodeTag({ bytes: hex('0A 00 12 34 56') });
const OTHER_FRAME = encodeTag({ bytes: hex('0A 00 12 34 57') });

function stage(over: Partial<StreamReaderKind> = {}) {
  const time = new SimulatedTime();
  const streams: FakeStream[] = [];
  const kind: StreamReaderKind = {
    repeats: false,
    settle: milliseconds(300),
    open: async () => {
      streams.push(new FakeStream());
      return ok(line());
    },
    listen: (report) => hearSerial({ name: 'rdm6300' }, report, time),
    ...over,
  };
  const line = () => streams.at(-1) ?? new FakeStream();
  const reader = new StreamReader(readerId('front'), kind, time);
  const seen: BadgeReaderEvent[] = [];
  reader.subscribe((event) => seen.push(event));
  return { time, reader, seen, line, streams };
}

/** Connects, and lets the time of it pass. */
async function connected({ reader, time }: ReturnType<typeof stage>) {
  const connecting = reader.connect();
  await time.advance(300);
  expect(await connecting).toEqual({ ok: true, value: undefined });
}

describe('a badge that lies on the reader when it is connected', () => {
  it('is no tap, for as long as it lies there; the next one is', async () => {
    const on = stage();
    const connecting = on.reader.connect();
    for (let frames = 0; frames < 10; frames += 1) {
      await on.time.advance(65);
      on.line().arrive(FRAME);
    }
    await connecting;
    expect(on.seen).toEqual([]);
    on.line().arrive(OTHER_FRAME);
    on.line().arrive(FRAME);
    expect(on.seen).toHaveLength(2);
  });
});

describe('a connection', () => {
  it('that ends while it is made is none', async () => {
    const on = stage();
    const connecting = on.reader.connect();
    await on.time.advance(10);
    await on.line().close();
    await on.time.advance(300);
    expect(await connecting).toEqual({ ok: false, error: 'port_closed' });
    expect(on.seen).toEqual([]);
  });

  it('that is given up while it is made is none, and leaves no port open', async () => {
    const on = stage();
    const connecting = on.reader.connect();
    await on.time.advance(10);
    await on.reader.disconnect();
    expect(await connecting).toEqual({ ok: false, error: 'port_closed' });
    expect(on.streams.map(({ isOpen }) => isOpen)).toEqual([false]);
    expect(on.time.waiting).toBe(0);
  });

  it('that is given up while the port opens closes the port', async () => {
    const opened = Promise.withResolvers<void>();
    const late = new FakeStream();
    const on = stage({ open: () => opened.promise.then(() => ok(late)) });
    const connecting = on.reader.connect();
    await on.time.advance(10);
    await on.reader.disconnect();
    opened.resolve();
    expect(await connecting).toEqual({ ok: false, error: 'port_closed' });
    expect(late.isOpen).toBe(false);
  });

  it('takes the place of the one before it, of which nothing is heard any more', async () => {
    const on = stage();
    await connected(on);
    const first = on.line();
    await connected(on);
    first.arrive(FRAME);
    expect(on.seen).toEqual([]);
    expect(on.streams.map(({ isOpen }) => isOpen)).toEqual([false, true]);
    on.line().arrive(FRAME);
    expect(on.seen).toHaveLength(1);
  });

  it('that is lost in the middle of a frame leaves nothing to the next one', async () => {
    const on = stage();
    await connected(on);
    on.line().arrive(FRAME.subarray(0, 7));
    await on.line().close();
    await connected(on);
    on.line().arrive(FRAME.subarray(7));
    expect(on.seen).toEqual([{ type: 'reader.lost', fault: 'port_closed' }]);
    on.line().arrive(FRAME);
    expect(on.seen).toHaveLength(2);
  });

  it('says nothing after it was let go, and leaves no timer behind', async () => {
    const on = stage();
    await connected(on);
    on.line().arrive(FRAME);
    await on.reader.disconnect();
    on.line().arrive(OTHER_FRAME);
    expect(on.seen).toHaveLength(1);
    expect(on.time.waiting).toBe(0);
  });

  it('says once that it is lost', async () => {
    const on = stage();
    await connected(on);
    await on.line().close();
    await on.line().close();
    expect(on.seen).toEqual([{ type: 'reader.lost', fault: 'port_closed' }]);
  });

  it('that cannot be opened says why', async () => {
    const on = stage({ open: async () => err('port_refused') });
    expect(await on.reader.connect()).toEqual({ ok: false, error: 'port_refused' });
  });
});
