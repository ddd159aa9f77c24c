// A slot on its own with frozen effects, and shortcuts to each moment of a release.
import type { FobTag } from '../../controller/domain/ids.ts';
import type { ReleaseIntended, ReleaseSubject, SlotSubject } from '../../controller/domain/occurrence.ts';
import { ReleaseToken } from '../../controller/domain/release-token.ts';
import { ok, type Result } from '../../controller/domain/result.ts';
import { presenceOf, type Senses, type SlotReading } from '../../controller/domain/slot.ts';
import { monotonic } from '../../controller/domain/time.ts';
import { slotMachine } from '../../controller/machines/slot.ts';
import type { SlotEvent, SlotReport, UnlockReport } from '../../controller/machines/slot-events.ts';
import { anIntent, aRelease, fobTag, seq } from './domain-builders.ts';
import { HeldEffect, pass, stageMachine } from './machine-stage.ts';

export const HOME = reading('locked', 'present');
export const SPRUNG = reading('unlocked', 'present');
export const EMPTY = reading('unlocked', 'absent');

export function reading(bolt: SlotReading['bolt'], presence: SlotReading['presence'], fob?: FobTag): SlotReading {
  return { bolt, presence, ...(fob !== undefined && { fob }) };
}

/** What a slot sees of itself, by the sensors that its board has. */
export const SENSES = {
  both: { bolt: true, presence: true, fobId: false },
  presence: { bolt: false, presence: true, fobId: false },
  bolt: { bolt: true, presence: false, fobId: false },
  chips: { bolt: true, presence: true, fobId: true },
  /** Chips and presence, and no word of the bolt. */
  blindBolt: { bolt: false, presence: true, fobId: true },
} as const satisfies Readonly<Record<string, Senses>>;

export const OWN = fobTag('0100000000000A01');
export const OTHER = fobTag('0100000000000B02');

export class SlotStage {
  readonly recordIntent = new HeldEffect<Result<ReleaseToken, string>, { intended: ReleaseIntended }>();
  readonly unlock = new HeldEffect<UnlockReport, { release: ReleaseSubject; token: ReleaseToken }>();
  readonly ask = new HeldEffect<Result<SlotReading, string>, { subject: SlotSubject }>();
  readonly intended = anIntent();
  readonly #subject = (({ slot, fob, key }) => ({ slot, fob, key }))(aRelease());
  readonly #staged;
  #minted = 0;

  /** @param senses left out = bolt and presence, as the machine has it */
  constructor(senses?: Senses) {
    const { recordIntent, unlock, ask } = this;
    this.#staged = stageMachine(
      slotMachine.provide({
        actors: { recordIntent: recordIntent.logic, unlock: unlock.logic, ask: ask.logic },
      }),
      { subject: this.#subject, ...(senses !== undefined && { senses }) },
    );
  }

  send(event: SlotEvent): void {
    this.#staged.actor.send(event);
  }

  read(seen: SlotReading): void {
    this.send({ type: 'slot.read', reading: seen });
  }

  pass(duration: number): Promise<void> {
    return pass(this.#staged.clock, duration);
  }

  get state() {
    return this.#staged.actor.getSnapshot().value;
  }

  get context() {
    return this.#staged.actor.getSnapshot().context;
  }

  /** Everything that was said to the cabinet. */
  get reports(): readonly SlotReport[] {
    return this.#staged.heard.filter(isReport);
  }

  /** The same in one word each: "offered", "release.taken sensor", "emptied" … */
  get words(): readonly string[] {
    return this.#staged.heard.map((event) => (isReport(event) ? wordOf(event) : event.type));
  }

  token(): ReleaseToken {
    this.#minted += 1;
    return ReleaseToken.mint(seq(this.#minted), this.intended.slot, monotonic(1000));
  }

  /** Read and reconciled as it stands. */
  settled(seen: SlotReading = HOME): this {
    this.read(seen);
    this.send({ type: 'slot.reconciled', expected: presenceOf(seen), chip: seen.fob ?? null });
    return this;
  }

  release(): this {
    this.send({ type: 'slot.release', intended: this.intended });
    return this;
  }

  async unlocking(home = HOME): Promise<this> {
    await this.settled(home).release().recordIntent.last.answer(ok(this.token()));
    return this;
  }

  async opening(home = HOME): Promise<this> {
    const { unlock } = await this.unlocking(home);
    await unlock.last.answer('answered');
    return this;
  }

  async offered(): Promise<this> {
    (await this.opening()).read(SPRUNG);
    return this;
  }

  async unlatched(): Promise<this> {
    await (await this.offered()).pass(20_000);
    return this;
  }
}

function isReport(event: { readonly type: string }): event is SlotReport {
  return ['slot.offered', 'slot.ended', 'slot.changed'].includes(event.type);
}

function wordOf(report: SlotReport): string {
  switch (report.type) {
    case 'slot.offered':
      return 'offered';
    case 'slot.changed':
      return report.change;
    case 'slot.ended':
      return 'token' in report.end ? `${report.end.kind} ${report.end.cause}` : report.end.kind;
  }
}
