// What the page about the device asks: may it open, what is there to see, does every part answer, begin anew. That it was
// opened or did something is in the log before that happens. Moves no bolt: a board is only read.
import { fromPromise } from 'xstate';
import type { ReaderId, StaffId } from '../domain/ids.ts';
import type { LinkFault } from '../domain/link.ts';
import type { During } from '../domain/occurrence.ts';
import { standing } from '../domain/policy/rules/standing.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { type Duration, milliseconds } from '../domain/time.ts';
import { type DeviceOpening, deviceMachine } from '../machines/device.ts';
import type { DeviceAnswer, DeviceFacts, DeviceTested } from '../machines/device-context.ts';
import { type Running, record, type Services } from './services.ts';

/** The page with everything real in it. */
export function provideDevice(services: Services, running: Running) {
  return deviceMachine.provide({
    actors: {
      open: fromPromise(async ({ input }) => openDevice(services, running, input.visitor)),
      test: fromPromise(({ input }) => testDevice(services, running, input.visitor)),
      restartScreen: fromPromise(async ({ input }) => restartScreen(services, running, input.visitor)),
      restartService: fromPromise(async ({ input }) => restartService(services, running, input.visitor)),
    },
  });
}

/** What the page shows, for an installer who is valid now. A refusal is in the log as one of the desk is. */
export function openDevice(services: Services, running: Running, { session, staff }: During): DeviceOpening {
  if (!isInstaller(services, staff)) {
    const about = { key: null, slot: null, reasons: ['no_grant'] } as const;
    record(services, running, { kind: 'access.refused', session, staff, ...about });
    return err('not_an_installer');
  }
  const opened = record(services, running, { kind: 'device.opened', session, staff });
  return opened ? ok(factsOf(services)) : err('storage_unavailable');
}

/**
 * Asks one board after the other to read, and the disk to take an entry. A reader is not asked: its link is watched all the
 * time, and what it says last is the answer.
 */
export async function testDevice(services: Services, running: Running, visitor: During): Promise<DeviceTested> {
  const { clock } = services;
  const began = clock.monotonic();
  const written = record(services, running, { kind: 'device.tested', ...visitor });
  const storage = {
    part: 'storage',
    took: milliseconds(clock.monotonic() - began),
    fault: written ? null : 'storage_unavailable',
  } as const;
  const boards: DeviceAnswer[] = [];
  for (const [id, board] of services.boards) {
    const start = clock.monotonic();
    const read = await board.read();
    const took: Duration = milliseconds(clock.monotonic() - start);
    boards.push({ part: 'board', board: id, took, fault: read.ok ? null : read.error });
  }
  const readers = [...services.readers.keys()].map((reader) => {
    return { part: 'reader', reader, took: null, fault: lostReader(services, reader) } as const;
  });
  return { facts: factsOf(services), answers: [...boards, ...readers, storage] };
}

/** The page loads itself anew with the next picture. */
export function restartScreen(services: Services, running: Running, visitor: During): Restarted {
  if (!record(services, running, { kind: 'screen.restart_asked', ...visitor })) return err('storage_unavailable');
  services.host?.renewPage();
  return ok(undefined);
}

/** The process ends once the log has who asked for it. */
export function restartService(services: Services, running: Running, visitor: During): Restarted {
  if (!record(services, running, { kind: 'service.restart_asked', ...visitor })) return err('storage_unavailable');
  services.host?.restart();
  return ok(undefined);
}

type Restarted = Result<void, 'storage_unavailable'>;

function isInstaller({ roster, journal }: Services, id: StaffId): boolean {
  const staff = roster.staff(id);
  return staff?.role === 'installer' && standing(staff, journal.ledger(), journal.now()).length === 0;
}

function factsOf({ clock, journal, host }: Services): DeviceFacts {
  const size = journal.size();
  return {
    ...(host?.about ?? { version: '', runningSince: clock.now(), schema: 0, supervised: false }),
    ...(host?.network() ?? { hostname: '', addresses: [] }),
    pageHeard: host?.pageHeard() ?? null,
    disk: host?.diskUse() ?? null,
    log: { size, root: Buffer.from(journal.root()).toString('hex'), signed: size - journal.unsigned() },
    quality: journal.clockQuality(),
  };
}

function lostReader({ journal }: Services, reader: ReaderId): LinkFault | null {
  const lost = journal.ledger().alarms.some((alarm) => {
    return alarm.kind === 'reader_lost' && alarm.reader === reader && alarm.gone === null;
  });
  return lost ? 'silent' : null;
}
