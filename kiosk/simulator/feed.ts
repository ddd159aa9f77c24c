// What the simulated cabinet says, as signals: the newest picture, and whether it can be believed. Never asks for anything.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { SimulationView } from '../../controller/contract/simulation.ts';

/** Three heartbeats of one second each. */
export const SILENCE_LIMIT = 3000;

/** The part of an EventSource that is used here. */
export interface EventStream {
  addEventListener(type: 'message' | 'heartbeat', listener: (event: { readonly data: string }) => void): void;
  close(): void;
}

export interface FeedTimers {
  setTimeout(callback: () => void, milliseconds: number): unknown;
  clearTimeout(handle: unknown): void;
}

export interface SimulationFeed {
  /** null until the first picture has come. */
  readonly view: ReadonlySignal<SimulationView | null>;
  /** False before the first picture and after 3 s without picture or heartbeat. */
  readonly live: ReadonlySignal<boolean>;
  close(): void;
}

/**
 * Follows `GET /simulator/api/events`. After 3 s of silence the stream is dropped and opened anew, which also revives one
 * that the browser has given up for good.
 * @throws from the listener when the data is not a picture: then page and controller are of different releases
 */
export function followSimulation(open: () => EventStream, timers: FeedTimers): SimulationFeed {
  const view = signal<SimulationView | null>(null);
  const live = signal(false);
  let stream: EventStream | null = null;
  let silence: unknown;

  function connect(): void {
    const opened = open();
    stream = opened;
    opened.addEventListener('message', (event) => {
      if (stream !== opened) return;
      view.value = parseView(event.data);
      live.value = true;
      waitForSilence();
    });
    // A heartbeat keeps a picture alive and never revives an old one: each stream opens with a picture.
    opened.addEventListener('heartbeat', () => {
      if (stream === opened) waitForSilence();
    });
    waitForSilence();
  }

  function waitForSilence(): void {
    timers.clearTimeout(silence);
    silence = timers.setTimeout(() => {
      live.value = false;
      stream?.close();
      connect();
    }, SILENCE_LIMIT);
  }

  function close(): void {
    timers.clearTimeout(silence);
    stream?.close();
    stream = null;
    live.value = false;
  }

  connect();
  return { view, live, close };
}

/** Parses one message of the feed. Looks only at the outline: page and controller are built and shipped together. */
export function parseView(text: string): SimulationView {
  const value: unknown = JSON.parse(text);
  const lists = ['slots', 'hand', 'badges', 'boards', 'readers', 'wire'] as const;
  const whole =
    typeof value === 'object' &&
    value !== null &&
    'door' in value &&
    lists.every((list) => Array.isArray(Reflect.get(value, list)));
  if (!whole) throw new Error('The feed of the simulator sent something that is not a picture of the cabinet.');
  return value as SimulationView;
}
