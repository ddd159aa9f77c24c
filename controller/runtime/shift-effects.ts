// What the hand-over of a shift asks: the sheet of this moment, who may take over, and the entry that both have signed. What is
// signed is what was read: when anything has changed since, it must be read again.
import { fromPromise } from 'xstate';
import { pinGate } from '../domain/pin.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { shiftCounts, shiftSheet, shiftText } from '../domain/shift.ts';
import type { Visitor } from '../machines/session-context.ts';
import { shiftMachine } from '../machines/shift.ts';
import {
  incomingOf,
  outgoingOf,
  readOf,
  type ShiftContext,
  type ShiftFault,
  type ShiftOpening,
  type ShiftRead,
  type ShiftTurn,
} from '../machines/shift-context.ts';
import { isSupervisor, sealedText } from './desk-rights.ts';
import { checkPin } from './pin-effects.ts';
import { type Running, record, type Services } from './services.ts';

/** The hand-over with everything real in it. */
export function provideShift(services: Services, running: Running) {
  return shiftMachine.provide({
    actors: {
      open: fromPromise(async ({ input }) => openShift(services, running, input.shift)),
      checkPin: fromPromise(({ input }) => checkPin(services, running, input, input.pin)),
      judge: fromPromise(async ({ input }) => judgeIncoming(services, running, input.incoming)),
      record: fromPromise(async ({ input }) => recordShift(services, running, input.shift)),
    },
  });
}

/** The sheet, for a supervisor who has entered the PIN in this session. */
export function openShift(services: Services, running: Running, shift: ShiftContext): ShiftOpening {
  const outgoing = outgoingOf(shift);
  if (!isSupervisor(services, outgoing.staff) || !shift.session.factors.includes('pin')) return err('not_a_supervisor');
  const looked = { kind: 'desk.looked', ...outgoing, what: 'shift', key: null, person: null } as const;
  return record(services, running, looked) ? ok(sheetNow(services)) : err('storage_unavailable');
}

/** Whether somebody may take over: a supervisor who is valid now. Who may not is turned away in the log too. */
export function judgeIncoming(
  services: Services,
  running: Running,
  { session, staff }: Visitor,
): Result<ShiftTurn, ShiftFault> {
  const { store, clock } = services;
  if (!isSupervisor(services, staff)) {
    const about = { key: null, slot: null, reasons: ['no_grant'] } as const;
    record(services, running, { kind: 'access.refused', session, staff, ...about });
    return err('not_a_supervisor');
  }
  const known = store.read(() => ({
    hasPin: store.credentials.hasPin(staff),
    counter: store.credentials.pinCounter(staff),
  }));
  if (!known.ok) return err('storage_unavailable');
  return ok({ gate: known.value.hasPin ? pinGate(known.value.counter, clock.now()) : null });
}

/** Writes the hand-over, after looking again: at both people, and at what the sheet says. */
export function recordShift(services: Services, running: Running, shift: ShiftContext): Result<void, ShiftFault> {
  const [outgoing, incoming] = [outgoingOf(shift), incomingOf(shift)];
  if (incoming.staff === outgoing.staff) return err('same_person');
  const both = [outgoing.staff, incoming.staff];
  if (!both.every((staff) => isSupervisor(services, staff))) return err('not_a_supervisor');
  const { sheet, digest } = sheetNow(services);
  if (digest !== readOf(shift).digest) return err('sheet_changed');
  const note = sealedText(services, shift.text, 'optional');
  if (!note.ok) return note.error === 'text_too_long' ? err(note.error) : err('storage_unavailable');
  const counts = shiftCounts(sheet);
  const signed = { ...outgoing, to: incoming.staff, digest, ...counts, note: note.value };
  const isWritten = record(services, running, { kind: 'shift.handed_over', ...signed });
  return isWritten ? ok(undefined) : err('storage_unavailable');
}

function sheetNow({ roster, journal, digest }: Services): ShiftRead {
  const sheet = shiftSheet(roster, journal.ledger(), journal.now());
  return { sheet, digest: digest(shiftText(sheet)) };
}
