// Pictures for the projection: the demo hospital with everything in its place, and machines put into any state. A test names
// only what differs.
import type { StateValueFrom } from 'xstate';
import { demoHospital } from '../../controller/demo/hospital.ts';
import type { Alarm, AlarmKind } from '../../controller/domain/alarm.ts';
import { type Custody, type Holding, heldBy } from '../../controller/domain/custody.ts';
import type { StaffId } from '../../controller/domain/ids.ts';
import { EMPTY_LEDGER, type Ledger } from '../../controller/domain/ledger.ts';
import type { ReleaseIntended } from '../../controller/domain/occurrence.ts';
import { decide } from '../../controller/domain/policy/decide.ts';
import type { Decision } from '../../controller/domain/policy/facts.ts';
import { rosterOf } from '../../controller/domain/roster.ts';
import type { SlotReading } from '../../controller/domain/slot.ts';
import { type Instant, after as later, milliseconds, seconds } from '../../controller/domain/time.ts';
import { cabinetMachine } from '../../controller/machines/cabinet.ts';
import { type CabinetContext, newCabinet } from '../../controller/machines/cabinet-context.ts';
import { doorMachine } from '../../controller/machines/door.ts';
import { sessionMachine } from '../../controller/machines/session.ts';
import { newSession, type SessionContext, type Visitor } from '../../controller/machines/session-context.ts';
import { slotMachine } from '../../controller/machines/slot.ts';
import { newSlot } from '../../controller/machines/slot-setup.ts';
import type { Picture, SessionChildren, SessionState } from '../../controller/projection/picture.ts';
import { layoutOf } from '../../controller/runtime/cabinet-actor.ts';
import { timeZone } from '../../controller/time-zone.ts';
import { NOW, readerId, seq, sessionId, staffId } from './domain-builders.ts';
import { expectOk } from './expect-ok.ts';
import { SteppedClock } from './stepped-clock.ts';

export type HallState = Picture['cabinet']['value']['hall'];
export type RecoveryState = Picture['cabinet']['value']['recovery'];
export type SessionStateName = SessionState['value'];
export type SlotStateName = StateValueFrom<typeof slotMachine>;
export type DoorState = StateValueFrom<typeof doorMachine>;

export const ROSTER = rosterOf(demoHospital(NOW).setup);
/** E. Halloran-Voss, a ward nurse with a PIN: keys 6–12 and 14. */
export const NURSE = staffId('staff-07');
/** C. Lindqvar, another. */
export const COLLEAGUE = staffId('staff-10');
export const VISITOR: Visitor = {
  session: sessionId('session-1'),
  staff: NURSE,
  reader: readerId('front'),
  badge: 'strong',
};
const FACTORS = ['badge', 'pin'] as const;
export const ZONE = expectOk(timeZone(ROSTER.setup.identity.timeZone));
const NO_CHILDREN: SessionChildren = {
  witnessing: null,
  handover: null,
  reporting: null,
  desk: null,
  account: null,
  device: null,
  shift: null,
  enrolment: null,
};

export const HALL_STATES: readonly HallState[] = [
  'starting',
  'idle',
  'explaining',
  'enrolling',
  'turningAway',
  'showingReturn',
  'serving',
];

export const SESSION_STATES: readonly SessionStateName[] = [
  'admitting',
  'resuming',
  'pin',
  'checkingPin',
  'proved',
  'home',
  'deciding',
  'answering',
  'reason',
  'glass',
  'witnessing',
  'witnessingReturn',
  'handingOver',
  'reporting',
  'desk',
  'account',
  'handingShift',
  'device',
  'releasing',
  'taking',
  'taken',
  'pushingBack',
  'closing',
  'done',
  'returning',
  'misplaced',
  'refused',
  'stillThere',
  'ended',
];

export interface Differences {
  readonly hall?: HallState;
  readonly recovery?: RecoveryState;
  readonly cabinet?: Partial<CabinetContext>;
  /** null = nobody; a name puts the session of the nurse into that state and the hall into `serving`. */
  readonly session?: SessionStateName | null;
  readonly context?: Partial<SessionContext>;
  readonly children?: Partial<SessionChildren>;
  /** By slot number. */
  readonly slots?: Readonly<Record<number, SlotDifference>>;
  readonly door?: DoorState | null;
  /** By key number; all others are in their slots. */
  readonly custody?: Readonly<Record<number, Holding>>;
  /** Beside custody. */
  readonly ledger?: Partial<Omit<Ledger, 'custody'>>;
  readonly now?: Instant;
  readonly reopenDecision?: Decision | null;
}

export interface SlotDifference {
  readonly state?: SlotStateName;
  readonly reading?: SlotReading | null;
  readonly release?: ReleaseIntended;
}

/** A picture of the demo hospital: idle, all boards read, every key in its slot. */
export function aPicture(over: Differences = {}): Picture {
  const session = over.session ?? null;
  const custody = custodyWith(over.custody ?? {});
  const hall = over.hall ?? (session === null ? 'idle' : 'serving');
  const clock = new SteppedClock();
  const context = { ...aSession(clock), admitted: true, factors: FACTORS };
  return {
    cabinet: cabinetMachine.resolveState({
      value: { recovery: over.recovery ?? 'watching', hall },
      context: { ...cabinetContext(clock, hall), ...over.cabinet },
    }),
    session:
      session === null
        ? null
        : sessionMachine.resolveState({ value: session, context: { ...context, ...over.context } }),
    slots: new Map(ROSTER.setup.slots.map((slot) => [slot.id, slotState(slot.number, custody, over.slots)])),
    door:
      over.door === null
        ? null
        : doorMachine.resolveState({
            value: over.door ?? 'closed',
            context: { contact: 'closed', reported: 'closed' },
          }),
    children: { ...NO_CHILDREN, ...over.children },
    roster: ROSTER,
    ledger: { ...EMPTY_LEDGER, ...over.ledger, custody },
    custody,
    textOf: (note) => `text of ${note}`,
    now: over.now ?? NOW,
    zone: ZONE,
    simulated: true,
    edition: '1',
    decisions: session === null ? new Map() : decisionsFor(custody),
    reopenDecision: over.reopenDecision ?? null,
  };
}

/** The session of the nurse as it begins. */
export function aSession(clock = new SteppedClock()): SessionContext {
  return newSession({ clock, visitor: VISITOR, door: 'closed' });
}

/** The key of a number. @throws Error when the demo has none */
export function keyNumber(number: number) {
  const key = ROSTER.setup.keys.find((one) => one.number === number);
  if (key === undefined) throw new Error(`there is no key ${number}`);
  return key;
}

/** The slot of a number. @throws Error when the demo has none */
export function slotNumber(number: number) {
  const slot = ROSTER.slotByNumber(number);
  if (slot === null) throw new Error(`there is no slot ${number}`);
  return slot;
}

/** The release of the key of a number to the nurse; without a key when its slot is free. */
export function releaseOf(number: number, over: Partial<ReleaseIntended> = {}): ReleaseIntended {
  const subject = ROSTER.subjectOf(slotNumber(number));
  const purpose = subject.key === null ? 'reopen' : 'take';
  return {
    kind: 'release.intended',
    ...subject,
    session: VISITOR.session,
    staff: NURSE,
    purpose,
    factors: ['badge'],
    due: null,
    witnesses: [],
    reason: null,
    note: null,
    booking: null,
    overridden: [],
    ...over,
  };
}

/** An alarm about nothing in particular that nobody has acknowledged. */
export function anAlarm(kind: AlarmKind, minute = 0): Alarm {
  return { kind, since: minutesPast(minute), acknowledged: null, gone: null };
}

export function alarmAt(kind: AlarmKind, number: number, minute = 0): Alarm {
  return { ...anAlarm(kind, minute), slot: slotNumber(number).id };
}

/** With a person since the beginning of the test. */
export function outWith(staff: StaffId, due: Instant | null = null): Holding {
  return { at: 'person', staff, since: NOW, due, intent: seq(1), stage: 'in_time' };
}

export function minutesPast(minutes: number): Instant {
  return later(NOW, milliseconds(minutes * 60_000));
}

function custodyWith(over: Readonly<Record<number, Holding>>): Custody {
  return new Map(
    ROSTER.setup.keys.flatMap(({ id, number }) => {
      const slot = ROSTER.homeOf(id)?.id;
      const holding = over[number] ?? (slot === undefined ? null : ({ at: 'slot', slot, since: NOW } as const));
      return holding === null ? [] : [[id, holding]];
    }),
  );
}

function cabinetContext(clock: SteppedClock, hall: HallState): CabinetContext {
  const { boards } = ROSTER.setup;
  const layout = layoutOf({ roster: ROSTER });
  return {
    ...newCabinet({ clock, layout, openAlarms: [] }),
    readings: new Map(boards.map(({ id }) => [id, []])),
    started: hall !== 'starting',
    visitor: hall === 'serving' ? VISITOR : null,
  };
}

function slotState(number: number, custody: Custody, over: Differences['slots']) {
  const subject = ROSTER.subjectOf(slotNumber(number));
  const { state = 'settled', reading, release } = over?.[number] ?? {};
  const isIn = subject.key !== null && custody.get(subject.key)?.at === 'slot';
  const seen: SlotReading = { bolt: 'locked', presence: isIn ? 'present' : 'absent' };
  return slotMachine.resolveState({
    value: state,
    context: {
      ...newSlot({ subject }),
      reading: reading === undefined ? seen : reading,
      release: release === undefined ? null : { intended: release, window: seconds(20), token: null },
    },
  });
}

function decisionsFor(custody: Custody): Picture['decisions'] {
  const staff = ROSTER.staff(NURSE);
  if (staff === null) throw new Error('the demo has lost its nurse');
  const shared = {
    roster: ROSTER,
    ledger: { ...EMPTY_LEDGER, custody },
    zone: ZONE,
    wall: ZONE.wallAt(NOW),
    held: heldBy(custody, NURSE),
    hasPin: true,
    condition: 'ready',
    storage: 'available',
  } as const;
  const asking = { staff, factors: FACTORS, badge: 'strong', witnesses: [], reason: null, hasNote: false } as const;
  return new Map(
    ROSTER.grantedKeys(staff).map((key) => {
      const facts = { ...shared, slot: ROSTER.homeOf(key.id) };
      return [key.id, decide({ ...asking, key, breakGlass: false }, facts, NOW)];
    }),
  );
}
