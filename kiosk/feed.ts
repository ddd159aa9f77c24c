// The way down: the newest snapshot, the time of the controller, and whether both are still live.
// Never shows an old picture as a live one: 3 s without a word from the controller end it.

import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { CabinetSnapshot } from '../controller/contract/snapshot.ts';
import { createSlotSignals, type SlotSignals } from './slot-signals.ts';
import type { PageTimers } from './timing.ts';

/** The part of the browser's EventSource that the feed uses. */
export interface EventStream {
  /** 2 = closed for good; the browser will not try again. */
  readonly readyState: number;
  addEventListener(type: string, listener: (event: { readonly data: unknown }) => void): void;
  close(): void;
}

export interface FeedWorld {
  /** Opens `GET /api/events` afresh. */
  readonly open: () => EventStream;
  readonly timers: PageTimers;
}

export type Liveness =
  | { readonly live: true }
  /** `since`: time of the controller when it was last heard, ISO 8601; null = never. */
  | { readonly live: false; readonly since: string | null };

export interface Feed {
  readonly snapshot: ReadonlySignal<CabinetSnapshot | null>;
  readonly slots: SlotSignals;
  readonly liveness: ReadonlySignal<Liveness>;
  /** Time of the controller in milliseconds since 1970, a second old at most while live; 0 before the first word. */
  readonly now: ReadonlySignal<number>;
  /** Ends the connection and every timer. */
  close(): void;
}

const SILENCE_MS = 3000;
const WATCH_MS = 1000;
/** An open connection that stays silent for so many watches is given up and opened again. */
const SILENT_WATCHES = 6;
const CLOSED = 2;

/** Opens the feed and keeps it open: a closed or dead stream is replaced each second until one speaks. */
export function openFeed({ open, timers }: FeedWorld): Feed {
  const snapshot = signal<CabinetSnapshot | null>(null);
  const liveness = signal<Liveness>({ live: false, since: null });
  const now = signal(0);
  const slots = createSlotSignals();
  let lastHeard: string | null = null;
  let silentWatches = 0;
  let stream = connect();
  let silence = timers.setTimeout(fallSilent, SILENCE_MS);
  let watch = timers.setTimeout(look, WATCH_MS);

  function connect(): EventStream {
    const fresh = open();
    fresh.addEventListener('message', ({ data }) => {
      const picture = fresh === stream ? parseSnapshot(data) : null;
      if (picture === null) return;
      batch(() => {
        heard(picture.serverTime);
        slots.update(picture.slots);
        snapshot.value = picture;
      });
    });
    fresh.addEventListener('heartbeat', ({ data }) => {
      const time = fresh === stream ? parseHeartbeat(data) : null;
      if (time !== null) batch(() => heard(time));
    });
    return fresh;
  }

  function heard(serverTime: string): void {
    timers.clearTimeout(silence);
    silence = timers.setTimeout(fallSilent, SILENCE_MS);
    silentWatches = 0;
    lastHeard = serverTime;
    now.value = Date.parse(serverTime);
    if (!liveness.peek().live) liveness.value = { live: true };
  }

  function fallSilent(): void {
    liveness.value = { live: false, since: lastHeard };
  }

  function look(): void {
    silentWatches += 1;
    if (stream.readyState === CLOSED || silentWatches >= SILENT_WATCHES) {
      silentWatches = 0;
      stream.close();
      stream = connect();
    }
    watch = timers.setTimeout(look, WATCH_MS);
  }

  return {
    snapshot,
    slots,
    liveness,
    now,
    close() {
      timers.clearTimeout(silence);
      timers.clearTimeout(watch);
      stream.close();
    },
  };
}

/** Reads a snapshot from the wire; null = not one, which counts as silence. */
export function parseSnapshot(data: unknown): CabinetSnapshot | null {
  const value = parseJson(data);
  if (!isRecord(value) || !isRecord(value.screen) || !isRecord(value.cabinet)) return null;
  const whole =
    typeof value.revision === 'number' &&
    isTime(value.serverTime) &&
    typeof value.screen.name === 'string' &&
    Array.isArray(value.slots) &&
    Array.isArray(value.alarms);
  return whole ? (value as unknown as CabinetSnapshot) : null;
}

/** Reads a heartbeat from the wire; null = not one. */
export function parseHeartbeat(data: unknown): string | null {
  const value = parseJson(data);
  return isRecord(value) && isTime(value.serverTime) ? value.serverTime : null;
}

function parseJson(data: unknown): unknown {
  if (typeof data !== 'string') return null;
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}
