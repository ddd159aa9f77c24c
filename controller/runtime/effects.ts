// Gives the machines their real actors and effects. The only caller of a driver's unlock, and of nothing without a token.
import { fromPromise } from 'xstate';
import { occurrencesFor } from '../domain/alarm.ts';
import { answerableFor } from '../domain/custody.ts';
import type { SlotId } from '../domain/ids.ts';
import type { ReleaseToken } from '../domain/release-token.ts';
import { err, ok, type Result } from '../domain/result.ts';
import type { Slot, SlotReading } from '../domain/slot.ts';
import type { BoardReading, SlotBoard } from '../drivers/slot-boards/slot-board.ts';
import { cabinetMachine } from '../machines/cabinet.ts';
import { linkMachine } from '../machines/link.ts';
import { slotMachine } from '../machines/slot.ts';
import type { UnlockReport } from '../machines/slot-events.ts';
import { type Repaired, storageMachine } from '../machines/storage.ts';
import { provideEnrolment } from './code-effects.ts';
import { provideDue } from './due-effects.ts';
import { reconcile } from './reconciler.ts';
import { settleReturn } from './return-effects.ts';
import { driverOf, notesOf, type Running, record, type Services } from './services.ts';
import { provideSession } from './session-provision.ts';

/** The cabinet machine with everything real in it. */
export function provideEffects(services: Services, running: Running) {
  return cabinetMachine.provide({
    actors: {
      link: linkMachine.provide({
        actors: { connect: fromPromise(({ input }) => driverOf(services, input.device).connect()) },
        actions: {
          disconnect: (_context, { device }) => {
            driverOf(services, device).disconnect().catch(crash);
          },
        },
      }),
      slot: slotMachine.provide({
        actors: {
          recordIntent: fromPromise(async ({ input }) => {
            // On the reserve the log takes entries, and none that opens a slot.
            if (running.storage() === 'unavailable') return err('storage_unavailable');
            const intended = services.journal.intend(input.intended, notesOf(services, input.intended));
            if (!intended.ok) running.send({ type: 'storage.failed' });
            return intended;
          }),
          unlock: fromPromise(({ input }) => unlock(services, input.token)),
          ask: fromPromise(({ input }) => ask(services, input.subject.slot)),
        },
      }),
      session: provideSession(services, running),
      due: provideDue(services, running),
      enrolment: provideEnrolment(services, running),
      storage: storageMachine.provide({
        actors: {
          repair: fromPromise(async () => repair(services)),
          refill: fromPromise(async () => refill(services)),
        },
      }),
      reconcile: fromPromise(async ({ input }) => reconcile(services, running, input.context, input.silent)),
    },
    actions: {
      record: (_context, { occurrence }) => {
        record(services, running, occurrence);
      },
      recordReturn: (_context, { returned, during }) => {
        const holder = answerableFor(services.journal.custody().get(returned.key));
        const occurrence = { kind: 'key.returned', ...returned, holder, during, cause: 'sensor' } as const;
        record(services, running, occurrence);
        settleReturn(services, running, occurrence);
      },
      showLights: (_context, { board, positions }) => {
        services.boards.get(board)?.showLights(new Set(positions));
      },
      recordAlarms: (_context, { alarms }) => {
        for (const occurrence of occurrencesFor(services.journal.ledger().alarms, alarms)) {
          if (!record(services, running, occurrence)) return;
        }
      },
      reportUnexpected: (_context, { event }) => {
        if (event.startsWith('xstate.error')) throw new Error(`an actor of the cabinet failed: ${event}`);
        record(services, running, { kind: 'event.unexpected', machine: 'cabinet', event });
      },
      crash: (_context, { error }) => crash(error),
    },
  });
}

async function unlock(services: Services, token: ReleaseToken): Promise<UnlockReport> {
  const { board, slot } = wiring(services, token.slot);
  const unlocked = await board.unlock(slot.position, token);
  if (unlocked.ok) return 'answered';
  return unlocked.error.sent ? 'in_doubt' : 'not_sent';
}

async function ask(services: Services, id: SlotId): Promise<Result<SlotReading, string>> {
  const { board, slot } = wiring(services, id);
  const read: Result<BoardReading, string> = await board.read();
  if (!read.ok) return read;
  const reading = read.value[slot.position];
  return reading === undefined ? err('no_such_position') : ok(reading);
}

function repair({ store, journal, reserve }: Services): Result<Repaired, string> {
  // Without its room the next attempt fails as this one did.
  if (store.fault === 'storage_full') reserve?.giveUp();
  const reopened = store.reopen();
  if (!reopened.ok) return reopened;
  const reloaded = journal.reload();
  if (!reloaded.ok) return err(typeof reloaded.error === 'string' ? reloaded.error : reloaded.error.code);
  return ok(reserve === undefined || reserve.isWhole ? 'whole' : 'on_reserve');
}

function refill({ reserve }: Services): Result<'more' | 'whole', string> {
  return reserve?.refill() ?? ok('whole');
}

function wiring({ roster, boards }: Services, id: SlotId): { readonly board: SlotBoard; readonly slot: Slot } {
  const slot = roster.slot(id);
  const board = slot === null ? undefined : boards.get(slot.board);
  if (slot === null || board === undefined) throw new Error(`slot ${id} is wired to no board`);
  return { board, slot };
}

/** A surprise: ends the process through the global handler, and the restart reconciles. */
function crash(error: unknown): never {
  throw error instanceof Error ? error : new Error('the cabinet failed', { cause: error });
}
