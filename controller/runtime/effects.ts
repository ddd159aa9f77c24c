// Gives the machines their real actors and effects. The only caller of a driver's unlock, and of nothing without a token.
import { fromPromise } from 'xstate';
import type { SlotId } from '../domain/ids.ts';
import type { ReleaseToken } from '../domain/release-token.ts';
import { err, ok, type Result } from '../domain/result.ts';
import type { Slot, SlotReading } from '../domain/slot.ts';
import type { BoardReading, SlotBoard } from '../drivers/slot-boards/slot-board.ts';
import { cabinetMachine } from '../machines/cabinet.ts';
import { linkMachine } from '../machines/link.ts';
import { sessionMachine } from '../machines/session.ts';
import { slotMachine } from '../machines/slot.ts';
import type { UnlockReport } from '../machines/slot-events.ts';
import { storageMachine } from '../machines/storage.ts';
import { reconcile } from './reconciler.ts';
import { driverOf, type Running, record, type Services } from './services.ts';
import { admit, checkPin, decideChoice } from './session-effects.ts';

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
            const intended = services.journal.intend(input.intended);
            if (!intended.ok) running.send({ type: 'storage.failed' });
            return intended;
          }),
          unlock: fromPromise(({ input }) => unlock(services, input.token)),
          ask: fromPromise(({ input }) => ask(services, input.subject.slot)),
        },
      }),
      session: sessionMachine.provide({
        actors: {
          admit: fromPromise(async ({ input }) => admit(services, running, input.session)),
          checkPin: fromPromise(({ input }) => checkPin(services, running, input.session, input.pin)),
          decide: fromPromise(async ({ input }) => decideChoice(services, running, input.session, input.choice)),
        },
      }),
      storage: storageMachine.provide({ actors: { repair: fromPromise(async () => repair(services)) } }),
      reconcile: fromPromise(async ({ input }) => reconcile(services, running, input.context, input.silent)),
    },
    actions: {
      record: (_context, { occurrence }) => {
        record(services, running, occurrence);
      },
      recordReturn: (_context, { subject, during }) => {
        if (subject.key === null) throw new Error('a free slot has no key that could come back');
        const holding = services.journal.custody().get(subject.key);
        const holder = holding?.at === 'person' ? holding.staff : null;
        const key = subject.key;
        record(services, running, { kind: 'key.returned', ...subject, key, holder, during, cause: 'sensor' });
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

function repair({ store, journal }: Services): Result<void, string> {
  const reopened = store.reopen();
  if (!reopened.ok) return reopened;
  const reloaded = journal.reload();
  return reloaded.ok ? reloaded : err(typeof reloaded.error === 'string' ? reloaded.error : reloaded.error.code);
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
