// Server-sent events (WHATWG HTML, section 9.2): one whole picture per change to each page that listens.
// Never waits for a page and never queues for one: who reads slowly misses pictures, who does not read is cut off.

import type { ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import { problem } from '../contract/problem.ts';
import type { Clock, Timers } from '../domain/time.ts';
import type { Unsubscribe } from '../runtime/ports.ts';
import { sendProblem } from './problem-response.ts';

/** Where pictures come from. */
export interface PictureSource<Picture> {
  /** The newest. */
  current(): Picture;
  /** Calls the listener with each new one, in order. */
  subscribe(listener: (picture: Picture) => void): Unsubscribe;
}

export interface EventStreams {
  /** Answers GET with a stream that opens with the newest picture. */
  readonly handler: RequestHandler;
  /** How many streams are open. */
  readonly count: () => number;
}

export interface EventStreamWorld {
  readonly clock: Clock;
  readonly timers: Timers;
}

/** Streams of one source that may be open at once. */
export const STREAM_LIMIT = 16;
/** What may wait unsent in the process for one stream, in bytes. */
export const BACKLOG_LIMIT = 1024 * 1024;
/** Between two heartbeats, in milliseconds; a page takes 3 s without one for the end. */
export const HEARTBEAT_MS = 1000;
/** So many heartbeats in a row that did not fit into the socket end a stream. */
export const STALLED_BEATS = 10;

const RETRY_MS = 500;

interface Stream {
  readonly response: ServerResponse;
  /** A picture was left out because the socket was full. */
  behind: boolean;
  stalledBeats: number;
}

/** Makes the streams of one source. It is subscribed to, and the timer runs, only while somebody listens. */
export function createEventStreams<Picture>(
  source: PictureSource<Picture>,
  { clock, timers }: EventStreamWorld,
): EventStreams {
  const streams = new Set<Stream>();
  let unsubscribe: Unsubscribe | null = null;
  let beating: unknown;

  function open(response: ServerResponse): void {
    const stream: Stream = { response, behind: false, stalledBeats: 0 };
    // The picture may be as old as the last change: the heartbeat behind it tells the page the time.
    const opening = `retry: ${RETRY_MS}\n\n${pictureEvent(source.current())}${heartbeatEvent()}`;
    response.on('close', () => remove(stream));
    response.on('error', () => cut(stream));
    response.on('drain', () => catchUp(stream));
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write(opening);
    streams.add(stream);
    unsubscribe ??= source.subscribe(publish);
    if (streams.size === 1) beating = timers.setTimeout(beat, HEARTBEAT_MS);
  }

  function publish(picture: Picture): void {
    const event = pictureEvent(picture);
    for (const stream of inTime()) {
      if (stream.response.writableNeedDrain) stream.behind = true;
      else stream.response.write(event);
    }
  }

  function beat(): void {
    beating = timers.setTimeout(beat, HEARTBEAT_MS);
    const event = heartbeatEvent();
    for (const stream of inTime()) {
      if (!stream.response.writableNeedDrain) stream.response.write(event);
      else if (++stream.stalledBeats >= STALLED_BEATS) cut(stream);
    }
  }

  function catchUp(stream: Stream): void {
    stream.stalledBeats = 0;
    if (!stream.behind || !streams.has(stream)) return;
    stream.behind = false;
    stream.response.write(pictureEvent(source.current()));
  }

  /** The streams that are left once those with too long a backlog are cut off. */
  function inTime(): readonly Stream[] {
    for (const stream of streams) if (stream.response.writableLength > BACKLOG_LIMIT) cut(stream);
    return [...streams];
  }

  function cut(stream: Stream): void {
    remove(stream);
    stream.response.destroy();
  }

  function remove(stream: Stream): void {
    if (!streams.delete(stream) || streams.size > 0) return;
    timers.clearTimeout(beating);
    unsubscribe?.();
    unsubscribe = null;
  }

  function heartbeatEvent(): string {
    return `event: heartbeat\ndata: ${JSON.stringify({ serverTime: new Date(clock.now()).toISOString() })}\n\n`;
  }

  return {
    count: () => streams.size,
    handler: (request, response, next) => {
      if (request.method !== 'GET') next();
      else if (streams.size < STREAM_LIMIT) open(response);
      else sendProblem(response, problem('unavailable', 'Too many pages listen already.'));
    },
  };
}

/** JSON holds no bare line feed, so one `data` line carries it whole. */
function pictureEvent(picture: unknown): string {
  return `data: ${JSON.stringify(picture)}\n\n`;
}
