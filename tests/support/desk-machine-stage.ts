// A desk on its own with frozen effects, every request that can be made of it, and a release for its emergencies.
import { fromPromise } from 'xstate';
import { parseBadgeHash } from '../../controller/domain/ids.ts';
import { deskMachine } from '../../controller/machines/desk.ts';
import type {
  DeskAnswer,
  DeskEvent,
  DeskInput,
  DeskOpening,
  DeskPinVerdict,
} from '../../controller/machines/desk-context.ts';
import type { DeskPage, Past, RightsPage } from '../../controller/machines/desk-pages.ts';
import type { DeskRequest } from '../../controller/machines/desk-requests.ts';
import { emergencyMachine } from '../../controller/machines/emergency.ts';
import type { EmergencyContext, EmergencyInput, EmergencyPlan } from '../../controller/machines/emergency-context.ts';
import { aKey, anIntent, NOW, ROOMS, seq, sessionId, staffId } from './domain-builders.ts';
import { expectOk } from './expect-ok.ts';
import { HeldEffect, pass, stageMachine } from './machine-stage.ts';
import { SteppedClock } from './stepped-clock.ts';

export const CHIEF = { session: sessionId('session-9'), staff: staffId('chief') };
export const KEY = aKey().id;
export const NURSE = staffId('nurse');
export const FIND: DeskRequest = { type: 'desk.find', text: 'li' };
export const FOUND: DeskPage = { kind: 'found', text: 'li', keys: [KEY], people: [], more: false };
/** A review of two sheets, of which the first is shown. */
export const REVIEW: RightsPage = {
  kind: 'rights',
  subject: { kind: 'group', group: ROOMS },
  lines: Array.from({ length: 7 }, (_, index) => ({
    person: staffId(`nurse-${index}`),
    keys: [KEY],
    hours: [],
    against: [],
    badge: 'strong',
  })),
  digest: 'a'.repeat(64),
  sheet: 1,
  seen: 1,
};
/** Nothing happened. */
export const NO_PAST: Past = { happenings: [], next: null, trouble: null };
export const GATE = { open: true, triesLeft: 4 } as const;
export const RELEASE = { ...anIntent({ ...CHIEF, purpose: 'emergency' }), key: KEY };

/** Every request, as one could be made. */
export const REQUESTS: readonly DeskRequest[] = [
  FIND,
  { type: 'desk.key', key: KEY },
  { type: 'desk.timeline', subject: { kind: 'key', key: KEY }, before: null },
  { type: 'desk.lost', key: KEY },
  { type: 'desk.person', person: NURSE },
  { type: 'desk.who_could_take', key: KEY, at: NOW },
  { type: 'desk.what_could_take', person: NURSE, at: NOW },
  { type: 'desk.rights', subject: { kind: 'person', person: NURSE } },
  { type: 'desk.map' },
  { type: 'desk.alarms' },
  { type: 'desk.weak_badges' },
  { type: 'desk.correct_mileage', key: KEY, mileage: 4821, text: 'a digit too many' },
  { type: 'desk.suspend', person: NURSE, silent: false, text: 'left the house' },
  { type: 'desk.reinstate', person: NURSE, text: '' },
  { type: 'desk.extend', key: KEY, until: NOW, text: 'surgery takes longer' },
  { type: 'desk.report_lost', key: KEY, text: '' },
  { type: 'desk.report_found', key: KEY },
  { type: 'desk.lost_step', key: KEY, step: 'security_told', text: '' },
  { type: 'desk.clear_fault', key: KEY, report: seq(1) },
  { type: 'desk.quarantine', slot: 14, text: 'the bolt grates' },
  { type: 'desk.put_in_use', slot: 14, text: '' },
  { type: 'desk.acknowledge', alarm: 'key_lost.linen', text: 'seen' },
  { type: 'desk.review', intent: seq(1), text: 'seen' },
  { type: 'desk.revoke_badge', person: NURSE, badge: 1 },
  { type: 'desk.issue_code', person: NURSE },
  { type: 'desk.issue_pin', person: NURSE },
];

export const ENROL = { type: 'desk.enrol_badge', person: NURSE } as const;
export const HELD = { badge: expectOk(parseBadgeHash('ab'.repeat(32))), strength: 'strong' } as const;
export const OFFERED = { type: 'badge.offered', ...HELD } as const;

/** Every request, and a badge for one of them. */
export const DESK_EVENTS: readonly DeskEvent[] = [...REQUESTS, ENROL, OFFERED];

export class DeskMachineStage {
  readonly open = new HeldEffect<DeskOpening, { desk: DeskInput }>();
  readonly checkPin = new HeldEffect<DeskPinVerdict, { visitor: DeskInput['visitor']; pin: string }>();
  readonly serve = new HeldEffect<
    DeskAnswer,
    { visitor: DeskInput['visitor']; request: DeskRequest; page: DeskPage }
  >();
  readonly begin = new HeldEffect<EmergencyPlan, EmergencyInput>();
  readonly finish = new HeldEffect<void, { emergency: EmergencyContext }>();
  readonly asked: string[] = [];
  /** What the machine asks for the time; its waits are passed apart. */
  readonly clock = new SteppedClock();
  readonly #staged;

  constructor(factors: DeskInput['factors'] = ['badge', 'pin']) {
    const { open, checkPin, serve, begin, finish } = this;
    const emergency = emergencyMachine.provide({
      actors: {
        begin: begin.logic,
        request: fromPromise(async ({ input }) => void this.asked.push(input.intended.slot)),
        finish: finish.logic,
      },
    });
    const machine = deskMachine.provide({
      actors: { open: open.logic, checkPin: checkPin.logic, serve: serve.logic, emergency },
    });
    this.#staged = stageMachine(machine, { clock: this.clock, visitor: CHIEF, factors, proved: null });
  }

  async opened(): Promise<this> {
    await this.open.last.answer({ kind: 'open', weak: 0 });
    return this;
  }

  send(...events: readonly DeskEvent[]): this {
    for (const event of events) this.#staged.actor.send(event);
    return this;
  }

  can(event: DeskEvent): boolean {
    return this.#staged.actor.getSnapshot().can(event);
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

  get output() {
    return this.#staged.actor.getSnapshot().output;
  }
}
