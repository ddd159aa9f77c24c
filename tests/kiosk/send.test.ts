// The sender: one press, one command; a lost press is said; a stale one is sent once more on the same screen only.

import { signal } from '@preact/signals';
import { describe, expect, test } from 'vitest';
import type { CommandEnvelope } from '../../controller/contract/command.ts';
import type { CabinetSnapshot } from '../../controller/contract/snapshot.ts';
import type { Liveness } from '../../kiosk/feed.ts';
import { type Answer, createSender } from '../../kiosk/send.ts';
import { KIOSK_FIXTURES } from '../support/kiosk-fixtures.ts';
import { SimulatedTime } from '../support/simulated-time.ts';

const { home, take } = KIOSK_FIXTURES;
const { session: SESSION } = home;
if (SESSION === null) throw new Error('somebody is at home');
const TAKE = { type: 'key.take', key: 'k14' } as const;
const ACCEPTED: Answer = { accepted: true };
const STALE: Answer = { accepted: false, code: 'stale_revision' };

function desk(first: CabinetSnapshot | null = home) {
  const time = new SimulatedTime();
  const snapshot = signal(first);
  const liveness = signal<Liveness>({ live: true });
  const now = signal(1_000_000);
  const posted: CommandEnvelope[] = [];
  const waiting: ((answer: Answer | Error) => void)[] = [];
  const sender = createSender({
    feed: { snapshot, liveness, now },
    timers: time,
    post: (envelope) =>
      new Promise((resolve, reject) => {
        posted.push(envelope);
        waiting.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer)));
      }),
  });
  return {
    sender,
    snapshot,
    liveness,
    now,
    posted,
    time,
    answer: async (reply: Answer | Error) => {
      waiting.shift()?.(reply);
      await time.advance(0);
    },
    picture: async (next: CabinetSnapshot) => {
      snapshot.value = next;
      await time.advance(0);
    },
  };
}

describe('an accepted press', () => {
  test('carries session and revision, and holds others back until its effect is seen', async () => {
    const { sender, posted, answer, picture } = desk();
    const sent = sender.send(TAKE);
    expect(posted).toEqual([{ sessionId: 's-41', revision: 100, command: TAKE }]);
    await sender.send(TAKE);
    await answer(ACCEPTED);
    await sender.send(TAKE);
    expect(posted).toHaveLength(1);
    expect(sender.sending.value).toEqual(TAKE);
    await picture({ ...take, revision: 101 });
    await sent;
    expect(sender.sending.value).toBeNull();
    expect(sender.failure.value).toBeNull();
  });

  test('lets the next press through after two seconds without any effect', async () => {
    const { sender, posted, answer, time } = desk();
    const sent = sender.send(TAKE);
    await answer(ACCEPTED);
    await time.advance(2000);
    await sent;
    void sender.send(TAKE);
    expect(posted).toHaveLength(2);
  });

  test('is settled at once by a picture that came before its answer', async () => {
    const { sender, answer, picture } = desk();
    const sent = sender.send(TAKE);
    await picture({ ...take, revision: 101 });
    await answer(ACCEPTED);
    await sent;
    expect(sender.sending.value).toBeNull();
  });
});

describe('a stale press', () => {
  test('is sent once more, with the newer revision, on the same screen of the same session', async () => {
    const { sender, posted, answer, picture } = desk();
    const sent = sender.send(TAKE);
    await answer(STALE);
    expect(posted).toHaveLength(1);
    await picture({ ...home, revision: 103 });
    expect(posted.map(({ revision }) => revision)).toEqual([100, 103]);
    await answer(STALE);
    await sent;
    expect(posted).toHaveLength(2);
    expect(sender.failure.value).toBe('changed');
  });

  test.each([
    ['another screen', { ...take, revision: 101 }],
    ['another session', { ...home, revision: 101, session: home.session && { ...home.session, id: 's-42' } }],
    ['nobody', { ...home, revision: 101, session: null }],
  ])('is not sent again for %s', async (_name, next) => {
    const { sender, posted, answer, picture } = desk();
    const sent = sender.send(TAKE);
    await answer(STALE);
    await picture(next);
    await sent;
    expect(posted).toHaveLength(1);
    expect(sender.failure.value).toBe('changed');
  });

  test('is given up when no newer picture comes', async () => {
    const { sender, answer, time } = desk();
    const sent = sender.send(TAKE);
    await answer(STALE);
    await time.advance(2000);
    await sent;
    expect(sender.failure.value).toBe('changed');
  });
});

describe('a press that does nothing says so', () => {
  test.each([
    ['unreachable', new TypeError('no network')],
    ['changed', { accepted: false, code: 'not_offered' }],
    ['over', { accepted: false, code: 'stale_session' }],
    ['refused', { accepted: false, code: 'malformed' }],
    ['refused', { accepted: false, code: 'foreign_origin' }],
  ] as const)('as %s', async (failure, reply) => {
    const { sender, answer } = desk();
    const sent = sender.send(TAKE);
    await answer(reply);
    await sent;
    expect(sender.failure.value).toBe(failure);
    expect(sender.sending.value).toBeNull();
  });

  test('when the page is not live, without sending', async () => {
    const { sender, liveness, posted } = desk();
    liveness.value = { live: false, since: null };
    await sender.send(TAKE);
    expect(posted).toEqual([]);
    expect(sender.failure.value).toBe('not_live');
  });

  test('when nobody is signed in, without sending', async () => {
    const { sender, posted } = desk({ ...home, session: null });
    await sender.send(TAKE);
    expect(posted).toEqual([]);
    expect(sender.failure.value).toBe('over');
  });

  test('until the next press, or for eight seconds', async () => {
    const { sender, answer, time } = desk();
    const first = sender.send(TAKE);
    await answer(new Error('cut'));
    await first;
    await time.advance(7999);
    expect(sender.failure.value).toBe('unreachable');
    await time.advance(1);
    expect(sender.failure.value).toBeNull();
    const second = sender.send(TAKE);
    await answer(new Error('cut'));
    await second;
    void sender.send(TAKE);
    expect(sender.failure.value).toBeNull();
  });
});

describe('somebody who types', () => {
  const GOES_ON = { sessionId: 's-41', revision: 100, command: { type: 'session.continue' } };

  test('is said once in five seconds', () => {
    const { sender, posted, now } = desk();
    sender.type();
    sender.type();
    now.value += 4999;
    sender.type();
    expect(posted).toEqual([GOES_ON]);
    now.value += 1;
    sender.type();
    expect(posted).toEqual([GOES_ON, GOES_ON]);
  });

  test('holds no press back, and nothing is said when it was not heard', async () => {
    const { sender, posted, answer } = desk();
    sender.type();
    expect(sender.sending.value).toBeNull();
    void sender.send(TAKE);
    expect(posted.map(({ command }) => command)).toEqual([GOES_ON.command, TAKE]);
    await answer(new Error('no way through'));
    expect(sender.failure.value).toBeNull();
  });

  test('says nothing while a press is under way, and nothing with nobody there', () => {
    const { sender, posted } = desk();
    void sender.send(TAKE);
    sender.type();
    expect(posted).toHaveLength(1);
    const empty = desk(KIOSK_FIXTURES.idle);
    empty.sender.type();
    expect(empty.posted).toEqual([]);
  });
});
