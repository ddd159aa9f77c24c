// What an installer may see and do at the device, against a real journal: who may, that it is recorded before it happens, that a
// test moves no bolt and says what each part answered.
import { beforeEach, describe, expect, it } from 'vitest';
import { err } from '../../../controller/domain/result.ts';
import { instant } from '../../../controller/domain/time.ts';
import type { SlotBoard } from '../../../controller/drivers/slot-boards/slot-board.ts';
import { openDevice, restartScreen, restartService, testDevice } from '../../../controller/runtime/device-effects.ts';
import type { Services } from '../../../controller/runtime/services.ts';
import { breakDisk, type CredentialStage, credentialStage } from '../../support/credential-stage.ts';
import { DEVICE_FACTS, type RememberingHost, rememberingHost } from '../../support/device-stage.ts';
import { aStaff, boardId, NOW, readerId, sessionId, staffId } from '../../support/domain-builders.ts';
import { InstantBoard } from '../../support/instant-board.ts';

const INSTALLER = aStaff({ id: staffId('installer'), role: 'installer' });
const CHIEF = aStaff({ id: staffId('chief'), role: 'supervisor' });
const BY = { session: sessionId('session-4'), staff: INSTALLER.id };

let stage: CredentialStage;
let host: RememberingHost;
let board: InstantBoard;
let services: Services;

function begin(over: Parameters<typeof aStaff>[0] = {}, others: readonly SlotBoard[] = []): void {
  stage = credentialStage({ staff: [aStaff({ ...INSTALLER, ...over }), CHIEF] });
  host = rememberingHost();
  board = new InstantBoard(boardId('b1'), [], stage.clock);
  const boards = new Map([board, ...others].map((one) => [one.id, one] as const));
  const readers: Services['readers'] = new Map([[readerId('front'), {} as never]]);
  services = { ...stage.services, host, boards, readers };
}

beforeEach(() => begin());

describe('the page about the device', () => {
  it('is in the log before anything shows, and says what there is', () => {
    const opened = openDevice(services, stage.running, BY);
    expect(stage.logged()).toEqual([{ kind: 'device.opened', ...BY }]);
    const log = { size: 1, root: Buffer.from(services.journal.root()).toString('hex'), signed: 0 };
    expect(opened).toEqual({ ok: true, value: { ...DEVICE_FACTS, log } });
  });

  it('is refused to a supervisor, which is recorded', () => {
    const visitor = { ...BY, staff: CHIEF.id };
    expect(openDevice(services, stage.running, visitor)).toEqual(err('not_an_installer'));
    expect(stage.logged()).toEqual([
      { kind: 'access.refused', ...visitor, key: null, slot: null, reasons: ['no_grant'] },
    ]);
  });

  it.each([
    ['suspended', { standing: 'suspended' as const }],
    ['expired', { validUntil: NOW }],
    ['not yet valid', { validFrom: instant(NOW + 1) }],
  ])('is refused to an installer who is %s', (_, over) => {
    begin(over);
    expect(openDevice(services, stage.running, BY)).toEqual(err('not_an_installer'));
  });

  it('stays shut when it cannot be recorded', () => {
    breakDisk(stage);
    expect(openDevice(services, stage.running, BY)).toEqual(err('storage_unavailable'));
    expect(stage.sent).toContainEqual({ type: 'storage.failed' });
  });
});

describe('the self-test', () => {
  it('asks every part once, and moves no bolt', async () => {
    const silent = Object.assign(new InstantBoard(boardId('b2'), [], stage.clock), {
      read: () => Promise.resolve(err('silent' as const)),
    });
    begin({}, [silent]);
    const { answers } = await testDevice(services, stage.running, BY);
    expect(answers).toEqual([
      { part: 'board', board: 'b1', took: 0, fault: null },
      { part: 'board', board: 'b2', took: 0, fault: 'silent' },
      { part: 'reader', reader: 'front', took: null, fault: null },
      { part: 'storage', took: 0, fault: null },
    ]);
    expect(stage.logged()).toEqual([{ kind: 'device.tested', ...BY }]);
    expect(board.unlocks + silent.unlocks).toBe(0);
  });

  it('finds a reader that is lost, and a disk that takes nothing', async () => {
    const lost = { kind: 'alarm.raised', alarm: 'reader_lost', slot: null, key: null, board: null } as const;
    services.journal.record({ ...lost, reader: readerId('front'), person: null, intent: null });
    breakDisk(stage);
    const { answers } = await testDevice(services, stage.running, BY);
    expect(answers).toContainEqual({ part: 'reader', reader: 'front', took: null, fault: 'silent' });
    expect(answers).toContainEqual({ part: 'storage', took: 0, fault: 'storage_unavailable' });
  });
});

describe('beginning anew', () => {
  it.each([
    ['screen.restart_asked', restartScreen, 'page'],
    ['service.restart_asked', restartService, 'service'],
  ] as const)('%s is in the log before it is done, and not done without', (kind, restart, asked) => {
    expect(restart(services, stage.running, BY)).toEqual({ ok: true, value: undefined });
    expect([stage.logged(), host.asked]).toEqual([[{ kind, ...BY }], [asked]]);
    breakDisk(stage);
    expect(restart(services, stage.running, BY)).toEqual(err('storage_unavailable'));
    expect(host.asked).toHaveLength(1);
  });
});
