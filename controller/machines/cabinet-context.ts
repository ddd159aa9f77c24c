// What the cabinet knows: its layout, what its boards said last, what is wrong, and who is at the screen. Pure steps only.
import { type Alarm, clear, raise } from '../domain/alarm.ts';
import type { BoardId, KeyId, ReaderId, SlotId, StaffId } from '../domain/ids.ts';
import type { Device, LinkFault } from '../domain/link.ts';
import type { During, Occurrence, SessionEnd, SlotSubject } from '../domain/occurrence.ts';
import type { DoorSetup } from '../domain/setup.ts';
import type { Presence, SlotReading } from '../domain/slot.ts';
import type { Clock, Instant } from '../domain/time.ts';
import type { DoorReport } from './door.ts';
import type { LinkReport } from './link.ts';
import type { DoorKnown, SessionCommand, SessionNews, Visitor } from './session-context.ts';
import type { SlotReport } from './slot-events.ts';
import type { StorageReport } from './storage.ts';

/** What is wired where. */
export interface CabinetLayout {
  readonly boards: readonly BoardLayout[];
  readonly readers: readonly ReaderId[];
  readonly door: DoorSetup | null;
}

export interface BoardLayout {
  readonly board: BoardId;
  readonly slots: readonly { readonly position: number; readonly subject: SlotSubject }[];
}

/** Why a credential that was held to a reader cannot be used. */
export type BadgeTrouble = 'random_uid' | 'too_long' | 'removed_too_soon' | 'no_answer';

export interface CabinetContext {
  readonly clock: Clock;
  readonly layout: CabinetLayout;
  /** Last reading of each board that is online; index = position. */
  readonly readings: ReadonlyMap<BoardId, readonly SlotReading[]>;
  /** Boards whose sensors and whose log entries have not been compared since they came. */
  readonly pending: readonly BoardId[];
  /** What the reconciliation that just ended has found. */
  readonly found: Reconciled | null;
  readonly started: boolean;
  readonly storage: 'available' | 'failed';
  readonly door: DoorKnown;
  readonly alarms: readonly Alarm[];
  readonly visitor: Visitor | null;
  readonly trouble: BadgeTrouble | null;
  /** A key that came back with nobody at the screen. */
  readonly returned: { readonly key: KeyId; readonly slot: SlotId } | null;
  /** When what is shown with nobody at the screen began: a notice, a badge turned away, a key that came back. */
  readonly since: Instant;
}

export type CabinetEvent =
  | { readonly type: 'board.read'; readonly board: BoardId; readonly reading: readonly SlotReading[] }
  | { readonly type: 'device.lost'; readonly device: Device; readonly fault: LinkFault }
  /** `staff` is null for a badge that nobody has. The session id is a fresh one. */
  | {
      readonly type: 'badge.presented';
      readonly reader: ReaderId;
      readonly staff: StaffId | null;
      readonly session: Visitor['session'];
    }
  | { readonly type: 'badge.unreadable'; readonly reader: ReaderId; readonly trouble: BadgeTrouble }
  | { readonly type: 'storage.failed' }
  | { readonly type: 'command'; readonly command: SessionCommand }
  | { readonly type: 'release.requested'; readonly intended: Extract<SessionNews, { type: 'slot.offered' }>['release'] }
  | LinkReport
  | SlotReport
  | DoorReport
  | StorageReport;

/** What a reconciliation found: what each slot now holds, and what is wrong with it. */
export interface Reconciled {
  readonly boards: readonly BoardId[];
  readonly expected: readonly { readonly slot: SlotId; readonly presence: Presence }[];
  readonly occurrences: readonly Occurrence[];
}

export function newCabinet(input: { readonly clock: Clock; readonly layout: CabinetLayout }): CabinetContext {
  return {
    ...input,
    readings: new Map(),
    pending: [],
    found: null,
    started: false,
    storage: 'available',
    door: input.layout.door === null ? 'none' : 'closed',
    alarms: [],
    visitor: null,
    trouble: null,
    returned: null,
    since: input.clock.now(),
  };
}

/** Whose badge it was; null for an event that is none, and for a badge that nobody has. */
export function visitorOf(event: CabinetEvent): Visitor | null {
  if (event.type !== 'badge.presented' || event.staff === null) return null;
  return { session: event.session, staff: event.staff, reader: event.reader };
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

/** The slots of a board. */
export function slotsOn({ layout }: CabinetContext, board: BoardId): BoardLayout['slots'] {
  return layout.boards.find((one) => one.board === board)?.slots ?? [];
}

/** The board that a slot is on. @throws for a slot that is not in the layout */
export function boardOf({ layout }: CabinetContext, slot: SlotId): BoardId {
  const found = layout.boards.find(({ slots }) => slots.some(({ subject }) => subject.slot === slot));
  if (found === undefined) throw new Error(`slot ${slot} is on no board`);
  return found.board;
}

/** Alarms after one that began, or began before. */
export function withAlarm(context: CabinetContext, alarm: Omit<Alarm, 'since'>): Pick<CabinetContext, 'alarms'> {
  return { alarms: raise(context.alarms, { ...alarm, since: context.clock.now() }) };
}

export function withoutAlarm(context: CabinetContext, alarm: Omit<Alarm, 'since'>): Pick<CabinetContext, 'alarms'> {
  return { alarms: clear(context.alarms, alarm) };
}

/** Alarms after a reconciliation: those of the slots it looked at follow from what it found. */
export function alarmsAfter(context: CabinetContext, { boards, occurrences, expected }: Reconciled): readonly Alarm[] {
  const looked = new Set(boards.flatMap((board) => slotsOn(context, board).map(({ subject }) => subject.slot)));
  const kept = context.alarms.filter(({ slot, kind }) => {
    if (slot === undefined || !looked.has(slot)) return true;
    const now = expected.find((one) => one.slot === slot)?.presence;
    if (kind === 'key_removed') return now === 'absent';
    return kind === 'slot_jammed' || (kind === 'slot_misfilled' && now === 'present');
  });
  return occurrences.reduce<readonly Alarm[]>((alarms, occurrence) => {
    const alarm = alarmOf(occurrence);
    return alarm === null ? alarms : raise(alarms, { ...alarm, since: context.clock.now() });
  }, kept);
}

function alarmOf(occurrence: Occurrence): Omit<Alarm, 'since'> | null {
  switch (occurrence.kind) {
    case 'key.removed':
      return { kind: 'key_removed', slot: occurrence.slot, key: occurrence.key };
    case 'slot.misfilled':
      return { kind: 'slot_misfilled', slot: occurrence.slot };
    case 'slot.left_unlocked':
      return { kind: 'slot_left_unlocked', slot: occurrence.slot };
    case 'release.unknown':
      return { kind: 'outcome_unknown', slot: occurrence.slot };
    default:
      return null;
  }
}

/** The end of a session for the log. */
export function farewell({ visitor }: CabinetContext, cause: SessionEnd): Occurrence {
  const { session, staff } = present(visitor);
  return { kind: 'session.ended', session, staff, cause };
}
