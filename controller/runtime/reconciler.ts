// Makes the log agree with the sensors: at start-up, when a board comes back, when the disk does. Records, never moves a bolt.
import type { Journal } from '../audit/journal.ts';
import type { JournalFault } from '../audit/log-state.ts';
import { type AlarmKind, isStanding } from '../domain/alarm.ts';
import type { BoardId, EntrySeq, KeyId, SlotId } from '../domain/ids.ts';
import { isOutcome, type Occurrence } from '../domain/occurrence.ts';
import type { Unsettled } from '../domain/reconcile.ts';
import { abandon, homeless, reconcileSlot } from '../domain/reconcile.ts';
import { type ChipSighting, chipDifferences, chipOutcomes, loggedIn } from '../domain/reconcile-chips.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { isBlind, type Presence, presenceIn, type SlotReading } from '../domain/slot.ts';
import { chipOf } from '../domain/standing-fob.ts';
import type { StorageFault } from '../domain/storage.ts';
import {
  boardOf,
  type CabinetContext,
  during,
  type FoundSlot,
  type Reconciled,
  type SlotLayout,
  slotsOn,
} from '../machines/cabinet-context.ts';
import { seenElsewhere, standsElsewhere } from '../machines/cabinet-slots.ts';
import { settleReturn } from './return-effects.ts';
import { type Running, record, type Services } from './services.ts';

/** How far back in the log the doubt about a free slot is looked for, in entries. */
const DOUBTS_WITHIN = 1000;

/**
 * Compares every slot of the boards that wait for it with the log, and records each difference.
 * Slots with a release under way are left alone: they end with their own word.
 * @param silent boards that nobody waits for: their open releases are written down as unknown
 */
export function reconcile(
  services: Services,
  running: Running,
  context: CabinetContext,
  silent: readonly BoardId[],
): Result<Reconciled, 'storage_failed'> {
  const occurrences: Occurrence[] = [];
  const expected: Reconciled['expected'][number][] = [];
  const writes = (occurrence: Occurrence) => record(services, running, occurrence);
  const note = (occurrence: Occurrence) => {
    occurrences.push(occurrence);
    const recorded = writes(occurrence);
    if (recorded && occurrence.kind === 'key.returned') settleReturn(services, running, occurrence);
    return recorded;
  };

  const isAbandoned = ({ occurrence: { slot, key, purpose } }: Unsettled) =>
    !isWired(context, slot, purpose === 'reopen' ? null : key) ||
    (silent.includes(boardOf(context, slot)) && !running.isReleasing(slot));
  for (const occurrence of abandon(services.journal.openIntents().filter(isAbandoned), new Set())) {
    if (!note(occurrence)) return err('storage_failed');
  }
  const placeOfKey = (key: KeyId) => services.roster.homeOf(key) ?? (mayStand(services, key) ? key : null);
  if (!context.started && !homeless(services.journal.custody(), placeOfKey).every(writes)) return err('storage_failed');
  for (const board of context.pending) {
    for (const { position, subject, senses } of slotsOn(context, board)) {
      const reading = context.readings.get(board)?.[position];
      if (reading === undefined || isBlind(reading, senses) || running.isReleasing(subject.slot)) continue;
      const unsettled = unsettledIn(services, context, { position, subject, senses });
      if (!unsettled.ok) return unsettled;
      const compare = senses.fobId ? compareChips : compareSlot;
      const found = compare({ services, context, slot: { position, subject, senses }, reading }, unsettled.value, note);
      if (found === null) return err('storage_failed');
      expected.push(found);
    }
  }
  return ok({ boards: context.pending, expected, occurrences });
}

interface Comparison {
  readonly services: Services;
  readonly context: CabinetContext;
  readonly slot: SlotLayout;
  readonly reading: SlotReading;
}

/** Records what a slot shows that the log does not know. @returns how it stands then; null = the log cannot be written */
type Compare = (
  comparison: Comparison,
  unsettled: readonly Unsettled[],
  note: (occurrence: Occurrence) => boolean,
) => FoundSlot | null;

const compareSlot: Compare = ({ services, context, slot: { subject, senses }, reading }, unsettled, note) => {
  const { journal } = services;
  const presence = presenceIn(reading, senses, subject.key !== null);
  const misfilled = journal.ledger().misfits.has(subject.slot);
  const elsewhere = standsElsewhere(context, subject, journal.custody());
  const sighting = { subject, reading, senses, misfilled, elsewhere };
  const found = reconcileSlot(sighting, journal.custody(), unsettled, during(context));
  if (!found.every(note)) return null;
  return { slot: subject.slot, presence, ...misfitIn(journal, subject.slot, presence) };
};

const compareChips: Compare = ({ services, context, slot, reading }, unsettled, note) => {
  const { journal } = services;
  const { subject, senses } = slot;
  const sighting = chipSighting(services, context, slot, reading);
  if (!chipOutcomes(sighting, unsettled).every(note)) return null;
  const found = chipDifferences(sighting, journal.custody(), during(context));
  if (!found.every(note)) return null;
  const isUnread = reading.fob === undefined;
  const isHere = presenceIn(reading, senses, true) === 'present';
  const wrong = isHere ? wrongAfter(sighting.wrong, found) : null;
  const logged = loggedIn({ ...sighting, wrong }, journal.custody());
  const chip = isUnread ? logged.chip : (reading.fob ?? null);
  const presence = isHere && (logged.stands || !isUnread) ? 'present' : 'absent';
  const fob = { chip: isHere ? chip : null, unread: isHere && isUnread && chip !== null, key: logged.key, wrong };
  return { slot: subject.slot, presence, fob, ...misfitIn(journal, subject.slot, isHere ? 'present' : 'absent') };
};

/** The alarm about what stands in a slot wrongly by the log, as a field of what was found there. */
function misfitIn(journal: Journal, slot: SlotId, presence: Presence): Pick<FoundSlot, 'misfit'> {
  const misfit = journal.ledger().misfits.get(slot);
  if (misfit === undefined || presence === 'absent') return {};
  const { wrong: kind, key } = misfit;
  return { misfit: key === null ? { kind, slot } : { kind, slot, key } };
}

function chipSighting(
  services: Services,
  context: CabinetContext,
  { subject, senses }: SlotLayout,
  reading: SlotReading,
): ChipSighting {
  const { slot } = subject;
  // What the log says, and no alarm: one may have been raised while nothing could be written.
  const misfit = services.journal.ledger().misfits.get(slot);
  return {
    subject,
    reading,
    senses,
    book: context.layout,
    isElsewhere: (tag) => seenElsewhere(context, slot, tag) !== null,
    misplaced: misfit?.key ?? null,
    wrong: misfit?.wrong ?? null,
    mayStand: (key) => mayStand(services, key),
  };
}

/** What is wrong with what stands in a slot once the differences are written down. */
function wrongAfter(before: ChipSighting['wrong'], found: readonly Occurrence[]): ChipSighting['wrong'] {
  return found.reduce<ChipSighting['wrong']>((wrong, { kind }) => {
    switch (kind) {
      case 'fob.misplaced':
      case 'slot.misfilled':
        return 'slot_misfilled';
      case 'fob.unknown':
        return 'fob_unknown';
      case 'slot.cleared':
        return null;
      default:
        return wrong;
    }
  }, before);
}

/** Whether the slot in which the log has a key is one in which it may stand: its home, or one that reads chips. */
function mayStand({ roster, journal }: Services, key: KeyId): boolean {
  const holding = journal.custody().get(key);
  const slot = holding?.at === 'slot' ? roster.slot(holding.slot) : null;
  if (slot === null) return false;
  return roster.homeOf(key)?.id === slot.id || (roster.sensesOf(slot).fobId && chipOf(roster, key) !== null);
}

/** Releases of a slot that have no outcome, and those whose outcome was written down as unknown. */
function unsettledIn(
  { journal }: Services,
  context: CabinetContext,
  { subject: { slot, key }, senses }: SlotLayout,
): Result<readonly Unsettled[], 'storage_failed'> {
  const open = journal.openIntents().filter(({ occurrence }) => occurrence.slot === slot);
  const takings = [...journal.custody().values()].flatMap((holding) =>
    holding.at === 'doubt' ? [holding.intent] : [],
  );
  const reopening = reopeningInDoubt(journal, context, slot);
  if (!reopening.ok) return reopening;
  const doubts: Unsettled[] = [];
  for (const intent of new Set([...takings, ...(reopening.value === null ? [] : [reopening.value])])) {
    const entries = readable(journal.entries(intent, 1));
    if (!entries.ok) return entries;
    const intended = entries.value[0]?.occurrence;
    if (intended?.kind !== 'release.intended') throw new Error(`entry ${intent} is not the intent of a release`);
    const isUnsettled = intended.purpose === 'reopen' || takings.includes(intent);
    // Without chips a slot can speak for none but its own key.
    const isHere = intended.slot === slot && (senses.fobId || intended.purpose === 'reopen' || intended.key === key);
    if (isUnsettled && isHere) doubts.push({ intent, occurrence: intended });
  }
  return ok([...open, ...doubts]);
}

/** Custody knows nothing of a fob that is let out where it does not belong: the alarm says that there is a doubt, and the log which one. */
function reopeningInDoubt(
  journal: Journal,
  context: CabinetContext,
  slot: SlotId,
): Result<EntrySeq | null, 'storage_failed'> {
  if (!isOpen(context, 'outcome_unknown', slot)) return ok(null);
  const newest = readable(journal.latest(DOUBTS_WITHIN));
  if (!newest.ok) return newest;
  for (const { occurrence } of newest.value) {
    if (isOutcome(occurrence) && occurrence.slot === slot) {
      return ok(occurrence.kind === 'release.unknown' ? occurrence.intent : null);
    }
  }
  return ok(null);
}

/** A doubt that the disk cannot tell of stays one: a disk that fails is repaired, a log that is broken ends the process. */
function readable<T>(read: Result<T, JournalFault | StorageFault>): Result<T, 'storage_failed'> {
  if (read.ok) return read;
  if (typeof read.error === 'string') return err('storage_failed');
  throw new Error(`the log is broken: ${read.error.flaw}`);
}

/**
 * Since a release was begun its slot may have left the set-up, or another key may have come to belong there: a slot that reads
 * no chips can then not say what became of it. @param key null = what stood there did not belong
 */
function isWired({ layout }: CabinetContext, slot: SlotId, key: KeyId | null): boolean {
  const here = layout.boards.flatMap(({ slots }) => slots).find(({ subject }) => subject.slot === slot);
  return here !== undefined && (here.senses.fobId || here.subject.key === key);
}

function isOpen(context: CabinetContext, kind: AlarmKind, slot: SlotId): boolean {
  return isStanding(context.alarms, { kind, slot });
}
