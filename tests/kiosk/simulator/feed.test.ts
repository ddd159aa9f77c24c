// The feed of the simulator page: live, silent, revived; with a stream and timers that the test moves by hand.
import { describe, expect, it } from 'vitest';
import { type EventStream, followSimulation, parseView, SILENCE_LIMIT } from '../../../kiosk/simulator/feed.ts';
import { simulationFixture } from '../../support/simulation-fixture.ts';

interface HandStream {
  readonly emit: (type: 'message' | 'heartbeat', data: string) => void;
  closed: boolean;
}

const PICTURE = JSON.stringify(simulationFixture());

function rig() {
  const streams: HandStream[] = [];
  let timer: { readonly callback: () => void } | null = null;
  function open(): EventStream {
    const listeners: { type: string; listener: (event: { readonly data: string }) => void }[] = [];
    const stream: HandStream = {
      closed: false,
      emit: (type, data) => {
        for (const one of listeners) if (one.type === type) one.listener({ data });
      },
    };
    streams.push(stream);
    return {
      addEventListener: (type, listener) => void listeners.push({ type, listener }),
      close: () => {
        stream.closed = true;
      },
    };
  }
  const delays: number[] = [];
  const feed = followSimulation(open, {
    setTimeout: (callback, milliseconds) => {
      delays.push(milliseconds);
      timer = { callback };
      return timer;
    },
    clearTimeout: (handle) => {
      if (handle === timer) timer = null;
    },
  });
  return { feed, streams, delays, passSilence: () => timer?.callback(), waits: () => timer !== null };
}

describe('followSimulation', () => {
  it('is live from the first picture, and a heartbeat alone does not make it so', () => {
    const { feed, streams } = rig();
    streams[0]?.emit('heartbeat', '{}');
    expect(feed.live.value).toBe(false);
    streams[0]?.emit('message', PICTURE);
    expect(feed.live.value).toBe(true);
    expect(feed.view.value).toEqual(simulationFixture());
  });

  it('waits three seconds from each sign of life', () => {
    const { streams, delays } = rig();
    streams[0]?.emit('message', PICTURE);
    streams[0]?.emit('heartbeat', '{}');
    expect(delays).toEqual([SILENCE_LIMIT, SILENCE_LIMIT, SILENCE_LIMIT]);
  });

  it('after silence is not live, keeps the last picture, and opens a new stream', () => {
    const { feed, streams, passSilence } = rig();
    streams[0]?.emit('message', PICTURE);
    passSilence();
    expect(feed.live.value).toBe(false);
    expect(feed.view.value).not.toBe(null);
    expect(streams.map(({ closed }) => closed)).toEqual([true, false]);
    streams[1]?.emit('heartbeat', '{}');
    expect(feed.live.value).toBe(false);
    streams[1]?.emit('message', PICTURE);
    expect(feed.live.value).toBe(true);
  });

  it('hears nothing from a stream that was dropped', () => {
    const { feed, streams, passSilence } = rig();
    passSilence();
    streams[0]?.emit('message', PICTURE);
    expect(feed.view.value).toBe(null);
  });

  it('goes on trying while nobody answers, and stops when closed', () => {
    const { feed, streams, passSilence, waits } = rig();
    passSilence();
    passSilence();
    expect(streams).toHaveLength(3);
    feed.close();
    expect(streams.at(-1)?.closed).toBe(true);
    expect(waits()).toBe(false);
  });
});

describe('parseView', () => {
  it.each(['null', '7', '"text"', '{}', '{"door":"open","reader":{},"slots":[],"hand":[],"badges":[],"boards":{}}'])(
    'refuses %s',
    (text) => {
      expect(() => parseView(text)).toThrow('not a picture of the cabinet');
    },
  );
});
