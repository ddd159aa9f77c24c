// A client of server-sent events that keeps every word it hears, and lets a test wait for what it must hear.
import http from 'node:http';

export interface HeardEvent {
  readonly name: string;
  readonly data: string;
}

export class EventListener {
  readonly events: HeardEvent[] = [];
  /** All text as it came. */
  text = '';
  closed = false;
  readonly #request: http.ClientRequest;
  #wakes: (() => void)[] = [];
  #parts: string[] = [];

  constructor(port: number, target: string) {
    this.#request = http.get({ host: '127.0.0.1', port, path: target, agent: false }, (response) => {
      response.setEncoding('utf8').on('data', (part: string) => this.#hear(part));
      // A cut stream errs before it closes; only that it closed is of interest.
      response.on('error', () => this.#end()).on('close', () => this.#end());
    });
    this.#request.on('error', () => this.#end());
  }

  /** Waits until `done` holds; vitest's own limit ends a wait for nothing. */
  async until(done: (listener: EventListener) => boolean): Promise<this> {
    while (!done(this)) await new Promise<void>((wake) => this.#wakes.push(wake));
    return this;
  }

  named(name: string): readonly HeardEvent[] {
    return this.events.filter((event) => event.name === name);
  }

  leave(): void {
    this.#request.destroy();
  }

  #hear(part: string): void {
    this.text += part;
    this.#parts.push(part);
    // A long event comes in many parts: they are put together once, when its end is there.
    if (!part.endsWith('\n') && !part.includes('\n\n')) return;
    const blocks = this.#parts.join('').split('\n\n');
    this.#parts = [blocks.pop() ?? ''];
    for (const block of blocks) {
      const lines = new Map(
        block.split('\n').map((line) => [line.split(': ', 1)[0], line.slice(line.indexOf(': ') + 2)]),
      );
      const data = lines.get('data');
      if (data !== undefined) this.events.push({ name: lines.get('event') ?? 'message', data });
    }
    this.#wake();
  }

  #end(): void {
    this.closed = true;
    this.#wake();
  }

  #wake(): void {
    const wakes = this.#wakes;
    this.#wakes = [];
    for (const wake of wakes) wake();
  }
}
