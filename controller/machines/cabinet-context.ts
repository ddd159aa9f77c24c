// What the cabinet knows: its layout, what its boards said last, what is wrong, and who is at the screen. Pure steps only.
import type { ActorRefFrom } from 'xstate';
import { type Alarm, type AlarmAcknowledged, type AlarmSubject, alarmName } from '../domain/alarm.ts';
import type { BoardCapabilities } from '../domain/board.ts';
import type { BoardInputs } from '../domain/board-inputs.ts';
import type {
  BadgeHash,
  BoardId,
  EntrySeq,
  FobTag,
  KeyId,
  ReaderId,
  SessionId,
  SlotId,
  StaffId,
} from '../domain/ids.ts';
import type { Device, LinkFault } from '../domain/link.ts';
import type { During, Occurrence, OccurrenceOf, SessionEnd, SlotSubject } from '../domain/occurrence.ts';
import type { DoorSetup } from '../domain/setup.ts';
import type { DoorContact, Presence, Senses, SlotReading } from '../domain/slot.ts';
import type { BadgeStrength } from '../domain/staff.ts';
import type { ChipBook } from '../domain/standing-fob.ts';
import type { Clock, Duration, Instant } from '../domain/time.ts';
import type { AlarmReport, alarmMachine } from './alarm.ts';
import type { DoorReport } from './door.ts';
import type { DueEvent, DueReport } from './due.ts';
import type { BadgeTrouble, CodeEvent } from './enrolment.ts';
import type { LinkReport } from './link.ts';
import type { SessionCommand } from './session-commands.ts';
import type { DoorKnown, SessionNews, StandingChanged, Visitor } from './session-context.ts';
import type { SlotReport } from './slot-events.ts';
import type { StorageReport } from './storage.ts';

/** What is wired where. */
export interface CabinetLayout extends ChipBook {
  readonly boards: readonly BoardLayout[];
  readonly readers: readonly ReaderId[];
  readonly door: DoorSetup | null;
}

export interface BoardLayout {
  readonly board: BoardId;
  readonly capabilities: BoardCapabilities;
  readonly slots: readonly SlotLayout[];
}

export interface SlotLayout {
  readonly position: number;
  /** What belongs there. */
  readonly subject: SlotSubject;
  readonly senses: Senses;
}

export interface CabinetContext {
  readonly clock: Clock;
  readonly layout: CabinetLayout;
  /** Last reading of each board that is online; index = position. */
  readonly readings: ReadonlyMap<BoardId, readonly SlotReading[]>;
  /** Slots whose light is on: open for somebody, or about to be. */
  readonly lit: ReadonlySet<SlotId>;
  /** Boards whose sensors and whose log entries have not been compared since they came. */
  readonly pending: readonly BoardId[];
  /** What the reconciliation that just ended has found. */
  readonly found: Reconciled | null;
  readonly started: boolean;
  /** `on_reserve`: entries are written, and nothing is released. */
  readonly storage: 'available' | 'on_reserve' | 'failed';
  readonly door: DoorKnown;
  /** Open alarms, oldest first: as the log has them. */
  readonly alarms: readonly Alarm[];
  /** The actor of each open alarm, by name. */
  readonly watches: ReadonlyMap<string, ActorRefFrom<typeof alarmMachine>>;
  readonly visitor: Visitor | null;
  /** Who has shown a badge already and comes after the visitor, in order. */
  readonly waiting: readonly Visitor[];
  readonly trouble: BadgeTrouble | null;
  /** A key that came back with nobody at the screen. */
  readonly returned: { readonly key: KeyId; readonly slot: SlotId } | null;
  /** When what is shown with nobody at the screen began: a notice, a badge turned away, a key that came back. */
  readonly since: Instant;
}

export interface CabinetInput {
  readonly clock: Clock;
  readonly layout: CabinetLayout;
  /** Alarms that the log has open, oldest first. */
  readonly openAlarms: readonly Alarm[];
}

export type CabinetEvent =
  | { readonly type: 'board.read'; readonly board: BoardId; readonly reading: readonly SlotReading[] }
  /** What a board sees that is no slot's. */
  | { readonly type: 'board.inputs'; readonly board: BoardId; readonly inputs: BoardInputs }
  | { readonly type: 'device.lost'; readonly device: Device; readonly fault: LinkFault }
  /** `staff` is null for a badge that nobody has; `hash` is what it would be enrolled by. The session id is a fresh one. */
  | {
      readonly type: 'badge.presented';
      readonly reader: ReaderId;
      readonly staff: StaffId | null;
      readonly strength: BadgeStrength;
      readonly hash: BadgeHash;
      readonly session: Visitor['session'];
    }
  | { readonly type: 'badge.unreadable'; readonly reader: ReaderId; readonly trouble: BadgeTrouble }
  /** Somebody typed a staff number that is known. The session id is a fresh one. */
  | { readonly type: 'number.entered'; readonly staff: StaffId; readonly session: SessionId }
  | CodeEvent
  | { readonly type: 'storage.failed' }
  | { readonly type: 'command'; readonly command: SessionCommand }
  /** `window`: how long the person has from the bolt on; left out = as anybody. */
  | {
      readonly type: 'release.requested';
      readonly intended: Extract<SessionNews, { type: 'slot.offered' }>['release'];
      readonly window?: Duration;
    }
  /** A cause is there, or gone. What effects and children send; once or many times is the same. */
  | { readonly type: 'alarm.raise' | 'alarm.end'; readonly alarm: AlarmSubject }
  /** An acknowledgement that the log has: the effect has written it with its note. */
  | { readonly type: 'alarm.acknowledged'; readonly occurrence: AlarmAcknowledged }
  /** A use of break-glass was looked at; the log has that. */
  | { readonly type: 'alarm.reviewed'; readonly intent: EntrySeq; readonly session: SessionId; readonly staff: StaffId }
  /** The wall clock has moved by more than time has passed, now or while the cabinet was off. */
  | { readonly type: 'clock.stepped'; readonly occurrence: OccurrenceOf<'clock.stepped' | 'clock.regressed'> }
  /** Share of the disk that is used, 0–100. */
  | { readonly type: 'storage.filling'; readonly percent: number }
  | StandingChanged
  | AlarmReport
  | DueEvent
  | DueReport
  | LinkReport
  | SlotReport
  | DoorReport
  | StorageReport;

/** The actor of an alarm has come to its end. What it said last has been heard. */
export interface AlarmEnded {
  readonly type: `xstate.done.actor.alarm.${string}`;
}

/** What a reconciliation found: what each slot now holds, and what is wrong with it. */
export interface Reconciled {
  readonly boards: readonly BoardId[];
  readonly expected: readonly FoundSlot[];
  readonly occurrences: readonly Occurrence[];
}

/** How a slot stands by the log once it was compared with its sensors. */
export interface FoundSlot {
  readonly slot: SlotId;
  readonly presence: Presence;
  /** The alarm about what stands there wrongly by the log: a stop may have come between the two. Left out = nothing does. */
  readonly misfit?: AlarmSubject;
  /** For a slot that reads chips. */
  readonly fob?: {
    /** The chip that stands there by the log; null = none that is known. */
    readonly chip: FobTag | null;
    /** Whether it has still to be read. */
    readonly unread: boolean;
    /** The key that stands there by the log; null = none. */
    readonly key: KeyId | null;
    /** What is wrong with what stands there; null = nothing. */
    readonly wrong: 'slot_misfilled' | 'fob_unknown' | null;
  };
}

export function newCabinet({ clock, layout, openAlarms }: CabinetInput): CabinetContext {
  return {
    clock,
    layout,
    readings: new Map(),
    lit: new Set(),
    pending: [],
    found: null,
    started: false,
    storage: 'available',
    door: layout.door === null ? 'none' : doorBefore(openAlarms),
    alarms: openAlarms,
    watches: new Map(),
    visitor: null,
    waiting: [],
    trouble: null,
    returned: null,
    since: clock.now(),
  };
}

/** How the cabinet door stood when it was last heard of: an alarm about it that is not over says that it was open. */
export function doorBefore(alarms: readonly Alarm[]): DoorContact {
  const isAbout = ({ kind, gone }: Alarm) => (kind === 'door_left_open' || kind === 'door_forced') && gone === null;
  return alarms.some(isAbout) ? 'open' : 'closed';
}

/** Who came; null for an event that is no arrival, and for a badge that nobody has. */
export function visitorOf(event: CabinetEvent | AlarmEnded): Visitor | null {
  if (event.type === 'number.entered') return { session: event.session, staff: event.staff, reader: null, badge: null };
  if (event.type !== 'badge.presented' || event.staff === null) return null;
  return { session: event.session, staff: event.staff, reader: event.reader, badge: event.strength };
}

/** The visitor. @throws when there is none: a guard has let an event through that it should not */
export function present(visitor: Visitor | null): Visitor {
  if (visitor === null) throw new Error('nobody is there');
  return visitor;
}

/** Whose session is open. */
export function during({ visitor }: CabinetContext): During | null {
  return visitor === null ? null : { session: visitor.session, staff: visitor.staff };
}

/** Name of the actor of a slot. */
export function slotName(slot: SlotId): string {
  return `slot.${slot}`;
}

/** Name of the actor of an alarm. */
export function watchName(alarm: AlarmSubject): string {
  return `alarm.${alarmName(alarm)}`;
}

/** The slots of a board. */
export function slotsOn({ layout }: Pick<CabinetContext, 'layout'>, board: BoardId): readonly SlotLayout[] {
  return layout.boards.find((one) => one.board === board)?.slots ?? [];
}

/** The board that a slot is on. @throws for a slot that is not in the layout */
export function boardOf({ layout }: Pick<CabinetContext, 'layout'>, slot: SlotId): BoardId {
  const found = layout.boards.find(({ slots }) => slots.some(({ subject }) => subject.slot === slot));
  if (found === undefined) throw new Error(`slot ${slot} is on no board`);
  return found.board;
}

/** The beginning of a session for the log. */
export function arrival({ visitor }: CabinetContext): Occurrence {
  const { session, staff, reader } = present(visitor);
  return { kind: 'session.began', session, staff, reader };
}

/** The end of a session for the log. */
export function farewell({ visitor }: CabinetContext, cause: SessionEnd): Occurrence {
  const { session, staff } = present(visitor);
  return { kind: 'session.ended', session, staff, cause };
}
