// What attends to the pictures: each change sounds once, what still calls sounds again after 20 s, and another page is loaded.
import { signal } from '@preact/signals';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AlarmView, CabinetSnapshot } from '../../controller/contract/snapshot.ts';
import { attend } from '../../kiosk/attendant.ts';
import type { Liveness } from '../../kiosk/feed.ts';
import type { PageTimers } from '../../kiosk/timing.ts';
import { KIOSK_FIXTURES } from '../support/kiosk-fixtures.ts';

const { idle, home, take, done } = KIOSK_FIXTURES;
const ALARM: AlarmView = {
  kind: 'door_forced',
  severity: 'alarm',
  since: '2026-11-23T13:58:00.000Z',
  slots: [],
  acknowledged: false,
  gone: false,
};
const taken: CabinetSnapshot = { ...idle, screen: { name: 'idle', notice: null, takeover: ALARM }, alarms: [ALARM] };

class Timers implements PageTimers {
  #due: { at: number; work: () => void } | null = null;
  #now = 0;

  setTimeout(work: () => void, delay: number): unknown {
    this.#due = { at: this.#now + delay, work };
    return this.#due;
  }

  clearTimeout(handle: unknown): void {
    if (this.#due === handle) this.#due = null;
  }

  pass(ms: number): void {
    this.#now += ms;
    const due = this.#due;
    if (due === null || due.at > this.#now) return;
    this.#due = null;
    due.work();
  }
}

let timers: Timers;
let heard: string[];
let reloads: number;
const snapshot = signal<CabinetSnapshot | null>(null);
const liveness = signal<Liveness>({ live: true });

beforeEach(() => {
  timers = new Timers();
  heard = [];
  reloads = 0;
  snapshot.value = null;
  liveness.value = { live: true };
  const feed = { snapshot, liveness } as unknown as Parameters<typeof attend>[0]['feed'];
  const end = attend(
    { feed, timers },
    {
      play: (sound, soft) => heard.push(soft ? `${sound} softly` : sound),
      reload: () => {
        reloads += 1;
      },
    },
  );
  return end;
});

function show(...pictures: readonly CabinetSnapshot[]): readonly string[] {
  for (const picture of pictures) snapshot.value = picture;
  return heard;
}

describe('a visit', () => {
  it('sounds at each step, once', () => {
    expect(show(idle, home, { ...home, revision: 101 }, take, done)).toEqual(['accepted', 'attention', 'done']);
    timers.pass(60_000);
    expect(heard).toHaveLength(3);
  });

  it('sounds softly in quiet hours', () => {
    const quiet = (picture: CabinetSnapshot) => ({ ...picture, cabinet: { ...picture.cabinet, quiet: true } });
    expect(show(quiet(idle), quiet(home))).toEqual(['accepted softly']);
  });
});

describe('an alarm', () => {
  it('sounds again every 20 s as long as it stands, and not a moment earlier', () => {
    show(idle, taken);
    timers.pass(19_999);
    expect(heard).toEqual(['attention']);
    timers.pass(1);
    timers.pass(20_000);
    expect(heard).toEqual(['attention', 'attention', 'attention']);
  });

  it('is quiet once it was acknowledged', () => {
    show(idle, taken, { ...idle, alarms: [{ ...ALARM, acknowledged: true }] });
    timers.pass(20_000);
    timers.pass(20_000);
    expect(heard).toEqual(['attention']);
  });

  it('that comes and goes sounds no more often than that', () => {
    show(idle, taken, idle, taken, idle, taken);
    expect(heard).toEqual(['attention']);
    timers.pass(20_000);
    expect(heard).toEqual(['attention', 'attention']);
  });

  it('that stood when the page began sounds after 20 s', () => {
    show(taken);
    expect(heard).toEqual([]);
    timers.pass(20_000);
    expect(heard).toEqual(['attention']);
  });
});

it('a controller that is not heard calls again until it is', () => {
  show(idle);
  liveness.value = { live: false, since: null };
  timers.pass(20_000);
  liveness.value = { live: true };
  timers.pass(20_000);
  expect(heard).toEqual(['attention', 'attention']);
});

it('another page is loaded when the controller wants one, and only then', () => {
  const renewed = { ...idle, cabinet: { ...idle.cabinet, edition: '2' } };
  show(idle, home, idle);
  expect(reloads).toBe(0);
  show(renewed);
  expect(reloads).toBe(1);
});
