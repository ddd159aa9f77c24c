// The feed: what is live, since when it is not, and that a dead stream is replaced.
import { describe, expect, test } from 'vitest';
import { openFeed, parseHeartbeat, parseSnapshot } from '../../kiosk/feed.ts';
import { FakeEventStream } from '../support/fake-event-stream.ts';
import { at, FIXTURE_NOW } from '../support/kiosk-builders.ts';
import { KIOSK_FIXTURES } from '../support/kiosk-fixtures.ts';
import { SimulatedTime } from '../support/simulated-time.ts';

function listen() {
  const time = new SimulatedTime();
  const streams: FakeEventStream[] = [];
  const feed = openFeed({
    open: () => {
      const stream = new FakeEventStream();
      streams.push(stream);
      return stream;
    },
    timers: time,
  });
  const newest = () => {
    const stream = streams.at(-1);
    if (stream === undefined) throw new Error('nothing was opened');
    return stream;
  };
  return { feed, time, streams, newest };
}

describe('liveness', () => {
  test('a page that was never spoken to is not live since never', async () => {
    const { feed, time } = listen();
    await time.advance(5000);
    expect(feed.liveness.value).toEqual({ live: false, since: null });
    expect(feed.snapshot.value).toBeNull();
  });

  test('a snapshot makes it live and tells the time', () => {
    const { feed, newest } = listen();
    newest().say('message', KIOSK_FIXTURES.idle);
    expect(feed.liveness.value).toEqual({ live: true });
    expect(feed.snapshot.value).toEqual(KIOSK_FIXTURES.idle);
    expect(feed.now.value).toBe(Date.parse(FIXTURE_NOW));
  });

  test('three seconds of silence end it, and the last time heard is kept', async () => {
    const { feed, time, newest } = listen();
    newest().say('message', KIOSK_FIXTURES.idle);
    newest().say('heartbeat', { serverTime: at('14:02:42') });
    await time.advance(2999);
    expect(feed.liveness.value.live).toBe(true);
    await time.advance(1);
    expect(feed.liveness.value).toEqual({ live: false, since: at('14:02:42') });
  });

  test('heartbeats keep it live and move the time', async () => {
    const { feed, time, newest } = listen();
    newest().say('message', KIOSK_FIXTURES.idle);
    for (const second of ['14:02:43', '14:02:45', '14:02:47']) {
      await time.advance(2000);
      newest().say('heartbeat', { serverTime: at(second) });
    }
    expect(feed.liveness.value.live).toBe(true);
    expect(feed.now.value).toBe(Date.parse(at('14:02:47')));
  });

  test.each([
    ['no JSON', '{"revision":'],
    ['no snapshot', { hello: 'there' }],
    ['a time that is none', { ...KIOSK_FIXTURES.idle, serverTime: 'soon' }],
    ['no screen', { ...KIOSK_FIXTURES.idle, screen: null }],
  ])('%s counts as silence', async (_name, data) => {
    const { feed, time, newest } = listen();
    newest().say('message', KIOSK_FIXTURES.home);
    await time.advance(2000);
    newest().say('message', data);
    await time.advance(1000);
    expect(feed.liveness.value.live).toBe(false);
    expect(feed.snapshot.value).toEqual(KIOSK_FIXTURES.home);
  });
});

describe('the stream', () => {
  test('that the browser gave up is opened again each second until one speaks', async () => {
    const { feed, time, streams, newest } = listen();
    newest().readyState = 2;
    await time.advance(1000);
    expect(streams).toHaveLength(2);
    newest().readyState = 2;
    await time.advance(1000);
    expect(streams).toHaveLength(3);
    newest().say('message', KIOSK_FIXTURES.idle);
    expect(feed.liveness.value.live).toBe(true);
  });

  test('that is open and silent is given up after six seconds', async () => {
    const { time, streams, newest } = listen();
    newest().say('message', KIOSK_FIXTURES.idle);
    await time.advance(5999);
    expect(streams).toHaveLength(1);
    await time.advance(1);
    expect(streams).toHaveLength(2);
    expect(streams[0]?.closed).toBe(true);
  });

  test('that was replaced is not listened to any more', async () => {
    const { feed, time, streams } = listen();
    const [first] = streams;
    if (first !== undefined) first.readyState = 2;
    await time.advance(1000);
    first?.say('message', KIOSK_FIXTURES.idle);
    first?.say('heartbeat', { serverTime: FIXTURE_NOW });
    expect(feed.snapshot.value).toBeNull();
    expect(feed.liveness.value.live).toBe(false);
  });

  test('and every timer end with the feed', () => {
    const { feed, time, newest } = listen();
    feed.close();
    expect(newest().closed).toBe(true);
    expect(time.waiting).toBe(0);
  });
});

describe('the parsers', () => {
  test('take what the wire should carry', () => {
    expect(parseSnapshot(JSON.stringify(KIOSK_FIXTURES.home))).toEqual(KIOSK_FIXTURES.home);
    expect(parseHeartbeat(JSON.stringify({ serverTime: FIXTURE_NOW }))).toBe(FIXTURE_NOW);
  });

  test.each([undefined, null, 7, '', 'null', '[]', '{}', '{"serverTime":1}', '{"serverTime":"never"}'])(
    'refuse %j',
    (data) => {
      expect(parseSnapshot(data)).toBeNull();
      expect(parseHeartbeat(data)).toBeNull();
    },
  );
});
