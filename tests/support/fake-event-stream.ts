// An EventSource without a network: a test speaks through it, closes it, and counts how often it was opened.
import type { EventStream } from '../../kiosk/feed.ts';

export class FakeEventStream implements EventStream {
  readyState = 1;
  closed = false;
  readonly #listeners = new Map<string, ((event: { readonly data: unknown }) => void)[]>();

  addEventListener(type: string, listener: (event: { readonly data: unknown }) => void): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }

  close(): void {
    this.readyState = 2;
    this.closed = true;
  }

  /** Delivers an event; a string goes as it is, anything else as JSON. */
  say(type: 'message' | 'heartbeat', data: unknown): void {
    const text = typeof data === 'string' ? data : JSON.stringify(data);
    for (const listener of this.#listeners.get(type) ?? []) listener({ data: text });
  }
}
