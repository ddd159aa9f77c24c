// The streams over real sockets, with time and pictures moved by hand: what a page hears, and what becomes of one that does not read.

import type { ServerResponse } from 'node:http';
import net from 'node:net';
import express from 'express';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  BACKLOG_LIMIT,
  createEventStreams,
  HEARTBEAT_MS,
  STALLED_BEATS,
  STREAM_LIMIT,
} from '../../../controller/http/event-stream.ts';
import { listen } from '../../../controller/http/server.ts';
import { EventListener } from '../../support/event-listener.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { ask } from '../../support/http-stage.ts';
import { SimulatedTime } from '../../support/simulated-time.ts';

interface Picture {
  readonly revision: number;
  readonly filling: string;
}

async function openStreams() {
  const time = new SimulatedTime();
  const listeners = new Set<(picture: Picture) => void>();
  const responses: ServerResponse[] = [];
  let newest: Picture = { revision: 0, filling: '' };
  const streams = createEventStreams<Picture>(
    {
      current: () => newest,
      subscribe: (listener) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
    { clock: time, timers: time },
  );
  const app = express();
  app.get('/', (request, response, next) => {
    responses.push(response);
    return streams.handler(request, response, next);
  });
  const server = expectOk(await listen(app, { host: '127.0.0.1', port: 0 }));
  onTestFinished(() => server.close());
  const port = Number(new URL(server.url).port);
  return {
    time,
    streams,
    port,
    listeners,
    responses,
    publish: (revision: number, size = 0) => {
      newest = { revision, filling: 'x'.repeat(size) };
      for (const listener of listeners) listener(newest);
    },
    /** A page that hears, once it has heard the opening. */
    hear: () => new EventListener(port, '/').until(({ events }) => events.length >= 2),
    /** A page that opens a stream and then reads nothing. */
    stare: async () => {
      const socket = net.connect(port, '127.0.0.1');
      onTestFinished(() => void socket.destroy());
      socket.on('error', () => socket.destroy());
      const before = streams.count();
      socket.pause().write('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
      await expect.poll(streams.count).toBe(before + 1);
      return socket;
    },
  };
}

function revisions(listener: EventListener): readonly number[] {
  return listener.named('message').map(({ data }) => (JSON.parse(data) as Picture).revision);
}

describe('a page that listens', () => {
  it('is told when to come back, then the newest picture, then the time', async () => {
    const { hear, publish, time } = await openStreams();
    publish(7);
    const { text } = await hear();
    const now = new Date(time.now()).toISOString();
    expect(text).toBe(
      `retry: 500\n\ndata: {"revision":7,"filling":""}\n\nevent: heartbeat\ndata: {"serverTime":"${now}"}\n\n`,
    );
  });

  it('hears each picture once and in order', async () => {
    const { hear, publish } = await openStreams();
    const [a, b] = [await hear(), await hear()];
    for (const revision of [1, 2, 3]) publish(revision);
    for (const page of [a, b]) {
      await page.until((heard) => revisions(heard).length >= 4);
      expect(revisions(page)).toEqual([0, 1, 2, 3]);
    }
  });

  it('hears the time of the controller each second', async () => {
    const { hear, time } = await openStreams();
    const page = await hear();
    const start = time.now();
    await time.advance(HEARTBEAT_MS - 1);
    expect(page.named('heartbeat')).toHaveLength(1);
    await time.advance(2 * HEARTBEAT_MS + 1);
    await page.until((heard) => heard.named('heartbeat').length >= 4);
    const told = page.named('heartbeat').map(({ data }) => Date.parse(JSON.parse(data).serverTime) - start);
    expect(told).toEqual([0, 1000, 2000, 3000]);
  });

  it('leaves nothing running behind', async () => {
    const { hear, time, listeners, streams } = await openStreams();
    expect([time.waiting, listeners.size]).toEqual([0, 0]);
    const [a, b] = [await hear(), await hear()];
    expect([time.waiting, listeners.size]).toEqual([1, 1]);
    a.leave();
    await expect.poll(streams.count).toBe(1);
    expect([time.waiting, listeners.size]).toEqual([1, 1]);
    b.leave();
    await expect.poll(streams.count).toBe(0);
    expect([time.waiting, listeners.size]).toEqual([0, 0]);
  });
});

describe('bounds', () => {
  it(`lets ${STREAM_LIMIT} pages listen, and the next as soon as one has left`, async () => {
    const { hear, port, streams } = await openStreams();
    const pages = await Promise.all(Array.from({ length: STREAM_LIMIT }, hear));
    const refused = await ask(port, '/');
    expect(refused.status).toBe(503);
    expect(JSON.parse(refused.text)).toMatchObject({ code: 'unavailable' });
    pages[3]?.leave();
    await expect.poll(streams.count).toBe(STREAM_LIMIT - 1);
    await hear();
    expect(streams.count()).toBe(STREAM_LIMIT);
  });

  it('sends only the newest of the pictures that came while the socket was full', async () => {
    const { hear, publish } = await openStreams();
    const page = await hear();
    // Within one turn of the event loop nothing leaves the process: the first of these fills the socket's buffer.
    for (const revision of [1, 2, 3, 4, 5]) publish(revision, 64 * 1024);
    await page.until((heard) => revisions(heard).includes(5));
    expect(revisions(page)).toEqual([0, 1, 5]);
  });

  it('cuts off a page with too long a backlog, and no other', async () => {
    const { hear, stare, publish, time, streams, responses } = await openStreams();
    await stare();
    const page = await hear();
    publish(1, 32 * BACKLOG_LIMIT);
    await page.until((heard) => revisions(heard).includes(1));
    expect(responses[0]?.writableLength).toBeGreaterThan(BACKLOG_LIMIT);
    await time.advance(HEARTBEAT_MS);
    expect(responses.map(({ destroyed }) => destroyed)).toEqual([true, false]);
    expect(streams.count()).toBe(1);
    expect(page.closed).toBe(false);
  });

  it('cuts off a page that reads nothing for ten heartbeats, however little waits for it', async () => {
    const { stare, publish, time, streams, responses } = await openStreams();
    await stare();
    const [response] = responses;
    if (response === undefined) throw new Error('no stream was opened');
    await expect
      .poll(
        () => {
          const full = response.writableNeedDrain;
          publish(1, BACKLOG_LIMIT / 2);
          return full;
        },
        { interval: 50, timeout: 20_000 },
      )
      .toBe(true);
    for (let beats = 1; beats < STALLED_BEATS; beats += 1) {
      publish(1, BACKLOG_LIMIT / 2);
      await time.advance(HEARTBEAT_MS);
      expect(response.writableLength).toBeLessThan(BACKLOG_LIMIT);
    }
    expect(streams.count()).toBe(1);
    await time.advance(HEARTBEAT_MS);
    expect(streams.count()).toBe(0);
    expect(response.destroyed).toBe(true);
  });
});
