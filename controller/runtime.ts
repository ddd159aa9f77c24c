// The running cabinet: the machine with its real effects, fed by the devices, shown as one snapshot, asked by commands.
// A dead actor ends the process, loudly: the restart reconciles.
import type { SnapshotFrom } from 'xstate';
import type { CommandEnvelope } from './contract/command.ts';
import { type Problem, problem } from './contract/problem.ts';
import type { CabinetSnapshot } from './contract/snapshot.ts';
import type { KeyId, SlotId } from './domain/ids.ts';
import type { Decision } from './domain/policy/facts.ts';
import { presenceIn } from './domain/slot.ts';
import { type Duration, seconds, type Timers } from './domain/time.ts';
import { type CabinetEvent, slotName } from './machines/cabinet-context.ts';
import type { doorMachine } from './machines/door.ts';
import type { sessionMachine } from './machines/session.ts';
import { project } from './projection.ts';
import { AlarmWatch } from './runtime/alarm-watch.ts';
import { createCabinetActor } from './runtime/cabinet-actor.ts';
import { sessionCommand } from './runtime/commands.ts';
import { type BadgeMaking, listenToDevices } from './runtime/device-feed.ts';
import { type KeptIndex, LogKeeper } from './runtime/log-keeper.ts';
import { loginByNumber } from './runtime/pin-effects.ts';
import type { KioskPort, Unsubscribe } from './runtime/ports.ts';
import { settleCutShort } from './runtime/return-effects.ts';
import { type Running, record, type Services } from './runtime/services.ts';
import { childrenOf, isFree, offers } from './runtime/session-children.ts';
import { decisionOnReopen, decisionsFor, standingNews } from './runtime/session-effects.ts';
import { conditionOf, isAtWork, type SlotSnapshot } from './runtime/slot-conditions.ts';
import { SlotLights } from './runtime/slot-lights.ts';
import { isTheirs } from './runtime/taking-effects.ts';

export interface RuntimeOptions extends BadgeMaking {
  readonly services: Services;
  readonly timers: Timers;
  readonly simulated: boolean;
  /** Runs work once everything that is ready now has run: a release goes ahead of the picture of it. */
  readonly soon: (work: () => void) => void;
  /** Called when somebody has left the screen: now is the time for what would delay the next person. */
  readonly tidy: () => void;
  /** Share of the disk that is used, 0–100; null = it does not say. */
  readonly diskUse?: () => number | null;
  /** What questions to the log find entries by; filled in quiet moments. */
  readonly index?: KeptIndex;
  /** Called once, when an actor has died. Nothing works after it. */
  onFatal(error: unknown): void;
}

type CabinetActor = ReturnType<typeof createCabinetActor>;
type SessionSnapshot = SnapshotFrom<typeof sessionMachine>;

/** How often the picture is looked at for what time alone has changed. */
const TICK: Duration = seconds(1);

export class CabinetRuntime implements KioskPort {
  readonly #options: RuntimeOptions;
  readonly #running: Running;
  readonly #actor: CabinetActor;
  readonly #watch: AlarmWatch;
  readonly #keeper: LogKeeper;
  readonly #lights: SlotLights;
  readonly #listeners = new Set<(snapshot: CabinetSnapshot) => void>();
  readonly #unsubscribes: Unsubscribe[] = [];
  #picture = '';
  #snapshot: CabinetSnapshot | null = null;
  #announced = false;
  /** Whether anything may have changed since the newest picture. */
  #isStale = true;
  #tick: unknown = null;

  constructor(options: RuntimeOptions) {
    this.#options = options;
    const running: Running = {
      send: (event) => this.#actor.send(event),
      condition: (slot) => conditionOf(this.#slot(slot)),
      presence: (slot) => {
        const { reading, senses, subject } = this.#slot(slot).context;
        return reading === null ? null : presenceIn(reading, senses, subject.key !== null);
      },
      isReleasing: (slot) => isAtWork(this.#slot(slot)),
      storage: () => (this.#storageWorks() ? 'available' : 'unavailable'),
    };
    this.#running = running;
    this.#actor = createCabinetActor(options.services, options.timers, running, () => this.#announce());
    const { clock, journal } = options.services;
    this.#keeper = new LogKeeper(options.services, options.index ?? null);
    this.#lights = new SlotLights(options.services);
    this.#watch = new AlarmWatch({ clock, ledger: () => journal.ledger(), diskUse: options.diskUse ?? (() => null) });
  }

  /** Starts the machine and connects to every device. */
  start(): void {
    const { services } = this.#options;
    const { journal } = services;
    const root = Buffer.from(journal.root()).toString('hex');
    const before = { openIntents: journal.openIntents().length, size: journal.size(), root };
    record(services, this.#running, { kind: 'cabinet.started', ...before });
    settleCutShort(services, this.#running);
    this.#keeper.sign();
    this.#actor.subscribe({ error: (error) => this.#options.onFatal(error) });
    const isOpen = () => this.#actor.getSnapshot().context.started;
    this.#unsubscribes.push(...listenToDevices(services, (event) => this.#actor.send(event), this.#options, isOpen));
    this.#actor.start();
    // Nothing is released before the reserve is whole: the repair begins it, or goes on with it.
    if (services.reserve?.isWhole === false) this.#actor.send({ type: 'storage.failed' });
    if (journal.clockQuality() === 'suspect') {
      this.#actor.send({ type: 'clock.stepped', occurrence: { kind: 'clock.regressed', mark: journal.now() } });
    }
    this.#onTick();
  }

  /** Ends the session at the screen, closes the devices and writes the last entry. The store is left to its owner. */
  async stop(): Promise<void> {
    const { services, timers } = this.#options;
    timers.clearTimeout(this.#tick);
    for (const unsubscribe of this.#unsubscribes) unsubscribe();
    record(services, this.#running, { kind: 'cabinet.stopped' });
    this.#actor.stop();
    this.#listeners.clear();
    const devices = [...services.boards.values(), ...services.readers.values()];
    await Promise.all(devices.map((device) => device.disconnect()));
  }

  snapshot(): CabinetSnapshot {
    return this.#refresh();
  }

  subscribe(listener: (snapshot: CabinetSnapshot) => void): Unsubscribe {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  command({ sessionId, revision, command }: CommandEnvelope): Problem | null {
    const { visitor } = this.#actor.getSnapshot().context;
    if ((visitor?.session ?? null) !== sessionId) return problem('stale_session', 'This session is over.');
    if (this.#refresh().revision !== revision) {
      return problem('stale_revision', 'The screen has changed since; look again.');
    }
    if (command.type === 'number.enter') return this.#enterNumber(command.number);
    if (command.type === 'code.enter' || command.type === 'code.leave') return this.#useCode(command);
    const { services } = this.#options;
    const asked = sessionCommand(services.roster, command);
    if (asked === null) return problem('not_found', 'There is no such key or slot.');
    const session = this.#session();
    const isOffered = session !== null && offers(session, asked);
    if (!isOffered || (asked.type === 'report.open' && !isTheirs(services, session.context, asked.key))) {
      return problem('not_offered', 'The screen does not offer this now.');
    }
    this.#actor.send({ type: 'command', command: asked });
    return null;
  }

  /** The staff number in place of a badge: the session that begins asks for the PIN before anything else. */
  #enterNumber(number: string): Problem | null {
    const { services, newSession } = this.#options;
    const { cabinet, session } = this.#refresh();
    if (session !== null || !cabinet.staffNumber) {
      return problem('not_offered', 'The staff number is not good in place of a badge now.');
    }
    const staff = loginByNumber(services, number);
    if (staff === null) {
      record(services, this.#running, { kind: 'number.unknown' });
      return problem('not_found', 'This staff number is not known.');
    }
    this.#actor.send({ type: 'number.entered', staff, session: newSession() });
    return null;
  }

  /** A one-time code with nobody at the screen: the badge that is held to the reader next becomes that of whose code it is. */
  #useCode(command: Extract<CommandEnvelope['command'], { type: 'code.enter' | 'code.leave' }>): Problem | null {
    const { hall } = this.#actor.getSnapshot().value;
    const isOffered = command.type === 'code.leave' ? hall === 'enrolling' : isFree(hall);
    if (!isOffered) return problem('not_offered', 'The screen does not offer this now.');
    if (command.type === 'code.leave') this.#actor.send(command);
    else this.#actor.send({ type: 'code.entered', code: command.code, session: this.#options.newSession() });
    return null;
  }

  /** Many changes of one moment become one picture. */
  #announce(): void {
    this.#isStale = true;
    if (this.#announced) return;
    this.#announced = true;
    this.#options.soon(() => {
      this.#announced = false;
      if (this.#actor.getSnapshot().status !== 'active') return;
      const before = this.#snapshot?.session ?? null;
      const { session } = this.#refresh();
      if (before !== null && session === null) this.#options.tidy();
    });
  }

  #onTick(): void {
    this.#announce();
    this.#lookAtStanding();
    for (const event of this.#watch.look()) this.#actor.send(event);
    for (const event of this.#keepLog()) this.#actor.send(event);
    this.#tick = this.#options.timers.setTimeout(() => this.#onTick(), TICK);
  }

  #keepLog(): readonly CabinetEvent[] {
    const { storage, visitor } = this.#actor.getSnapshot().context;
    if (storage === 'failed') return this.#keeper.pause();
    const { slots } = this.#options.services.roster.setup;
    return this.#keeper.tick({
      hasVisitor: visitor !== null,
      isReleasing: slots.some(({ id }) => this.#running.isReleasing(id)),
    });
  }

  /** Whoever is suspended or expires while at the screen takes nothing more from the next tick on. */
  #lookAtStanding(): void {
    const session = this.#session();
    if (session === null || session.value === 'admitting' || session.value === 'ended') return;
    const news = standingNews(this.#options.services, this.#running, session.context);
    if (news !== null) this.#actor.send(news);
  }

  #refresh(): CabinetSnapshot {
    const serverTime = new Date(this.#options.services.clock.now()).toISOString();
    if (this.#snapshot !== null && !this.#isStale) {
      this.#snapshot = { ...this.#snapshot, serverTime };
      return this.#snapshot;
    }
    this.#isStale = false;
    const content = this.#project();
    this.#lights.follow(content, this.#actor.getSnapshot().context.lit);
    const picture = JSON.stringify(content);
    if (this.#snapshot !== null && picture === this.#picture) {
      this.#snapshot = { ...this.#snapshot, serverTime };
      return this.#snapshot;
    }
    this.#picture = picture;
    const snapshot = { revision: (this.#snapshot?.revision ?? 0) + 1, serverTime, ...content };
    this.#snapshot = snapshot;
    for (const listener of this.#listeners) listener(snapshot);
    return snapshot;
  }

  #project(): Omit<CabinetSnapshot, 'revision' | 'serverTime'> {
    const { services, simulated } = this.#options;
    const { roster, journal } = services;
    const cabinet = this.#actor.getSnapshot();
    const session = this.#session();
    const slots = new Map(roster.setup.slots.map(({ id }) => [id, this.#slot(id)]));
    const door = childSnapshot(cabinet.children.door) as SnapshotFrom<typeof doorMachine> | null;
    return project({
      cabinet,
      session,
      slots,
      door,
      roster,
      children: childrenOf(session, cabinet.children.enrolment),
      ledger: journal.ledger(),
      custody: journal.custody(),
      textOf: (note) => {
        const read = services.store.read(() => services.store.notes.read(note));
        return read.ok ? (read.value?.text ?? null) : null;
      },
      now: journal.now(),
      zone: services.zone,
      simulated,
      edition: services.host?.edition() ?? '',
      ...this.#decisions(session),
    });
  }

  #decisions(session: SessionSnapshot | null) {
    const { services } = this.#options;
    const { roster } = services;
    const staff = session === null ? null : roster.staff(session.context.visitor.staff);
    if (session === null || staff === null) return { decisions: new Map<KeyId, Decision>(), reopenDecision: null };
    const { visitor, factors } = session.context;
    const decisions = decisionsFor(services, this.#running, { visitor, factors });
    const { misfilled } = session.context;
    const slot = misfilled === null ? null : roster.slot(misfilled);
    return { decisions, reopenDecision: slot === null ? null : decisionOnReopen(services, this.#running, staff, slot) };
  }

  #storageWorks(): boolean {
    return this.#actor.getSnapshot().context.storage === 'available' && this.#options.services.store.fault === null;
  }

  #session(): SessionSnapshot | null {
    return childSnapshot(this.#actor.getSnapshot().children.session) as SessionSnapshot | null;
  }

  #slot(id: SlotId): SlotSnapshot {
    const snapshot = childSnapshot(this.#actor.getSnapshot().children[slotName(id)]) as SlotSnapshot | null;
    if (snapshot === null) throw new Error(`slot ${id} has no actor`);
    return snapshot;
  }
}

/** The snapshot of a child actor, whose name says which machine it runs. */
function childSnapshot(child: { getSnapshot(): unknown } | undefined): unknown {
  return child?.getSnapshot() ?? null;
}
