// A touch screen without a screen: hears the picture over HTTP and posts commands, as the page does. Reaches nothing else.
import type { Command } from '../../controller/contract/command.ts';
import type { Problem } from '../../controller/contract/problem.ts';
import type { CabinetSnapshot, Screen, ScreenName } from '../../controller/contract/snapshot.ts';
import { EventListener } from './event-listener.ts';

export class KioskClient {
  readonly #url: string;
  readonly #feed: EventListener;

  /** @param url of the kiosk page */
  constructor(url: string) {
    this.#url = url;
    this.#feed = new EventListener(Number(new URL(url).port), '/api/events');
  }

  /** Every picture so far, oldest first. */
  get pictures(): readonly CabinetSnapshot[] {
    return this.#feed.named('message').map(({ data }): CabinetSnapshot => JSON.parse(data));
  }

  /** Everything that came down, as text. */
  get text(): string {
    return this.#feed.text;
  }

  /** The newest picture. @throws before the first */
  get picture(): CabinetSnapshot {
    const picture = this.pictures.at(-1);
    if (picture === undefined) throw new Error('no picture has come yet');
    return picture;
  }

  /** Waits until the newest picture shows a screen; vitest's own limit ends a wait for nothing. */
  async screen<Name extends ScreenName>(name: Name): Promise<Extract<Screen, { name: Name }>> {
    await this.#feed.until(() => this.pictures.at(-1)?.screen.name === name);
    const { screen } = this.picture;
    return screen as Extract<Screen, { name: Name }>;
  }

  /** Waits until the newest picture passes a test; vitest's own limit ends a wait for nothing. */
  async until(test: (picture: CabinetSnapshot) => boolean): Promise<CabinetSnapshot> {
    const passes = () => {
      const newest = this.pictures.at(-1);
      return newest !== undefined && test(newest);
    };
    await this.#feed.until(passes);
    return this.picture;
  }

  /** Posts a command for the picture that was seen last, or for another one. @returns null when it was accepted */
  async send(command: Command, picture = this.picture): Promise<Problem | null> {
    const response = await fetch(new URL('/api/commands', this.#url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sessionId: picture.session?.id ?? 'nobody', revision: picture.revision, command }),
    });
    return response.ok ? null : ((await response.json()) as Problem);
  }

  close(): void {
    this.#feed.leave();
  }
}
