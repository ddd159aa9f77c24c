// The page about the device: what the machine said of itself, each part as the cabinet has it now, and no person in it.
import { describe, expect, it } from 'vitest';
import type { DeviceScreen } from '../../../controller/contract/device.ts';
import { milliseconds } from '../../../controller/domain/time.ts';
import { project } from '../../../controller/projection.ts';
import { boardId, NOW, readerId } from '../../support/domain-builders.ts';
import { anAlarm, aPicture, type Differences, minutesPast, ROSTER } from '../../support/picture-builder.ts';
import { aDevice } from '../../support/session-children.ts';

function shown(over: Differences = {}, ...device: Parameters<typeof aDevice>): DeviceScreen {
  const { screen } = project(aPicture({ session: 'device', children: aDevice(...device), ...over }));
  if (screen.name !== 'device') throw new Error(`the screen is ${screen.name}`);
  return screen;
}

describe('the page about the device', () => {
  it('says what was looked up', () => {
    expect(shown().facts).toEqual({
      version: '0.1.0',
      runningSince: new Date(NOW).toISOString(),
      pageHeard: new Date(NOW).toISOString(),
      schema: 3,
      hostname: 'wardkey-1',
      addresses: [{ link: 'eth0', family: 'IPv4', address: '192.0.2.44' }],
      disk: 31,
      logSize: 12,
      logRoot: '3f'.repeat(32),
      signed: 10,
      clock: 'good',
    });
  });

  it('has each board and reader as it is now', () => {
    const since = new Date(minutesPast(-4)).toISOString();
    const cabinet = {
      readings: new Map([[boardId('b1'), []]]),
      alarms: [
        { ...anAlarm('board_lost', -4), board: boardId('b2') },
        { ...anAlarm('board_lost', -9), board: boardId('b1'), gone: NOW },
        { ...anAlarm('reader_lost', -4), reader: readerId('front') },
      ],
    };
    const { boards, readers } = shown({ cabinet });
    expect(boards.map(({ id, state, since: lost }) => [id, state, lost])).toEqual([
      ['b1', 'online', null],
      ['b2', 'lost', since],
      ['b3', 'waiting', null],
    ]);
    expect(boards[0]).toMatchObject({ kind: 'kerong-cu16', unit: 0, slots: 16 });
    expect(readers).toMatchObject([{ id: 'front', state: 'lost', since }]);
  });

  it('says what each part answered, and that it is busy', () => {
    const answers = [
      { part: 'board', board: boardId('b1'), took: milliseconds(12.4), fault: null },
      { part: 'reader', reader: readerId('front'), took: null, fault: 'silent' },
      { part: 'storage', took: milliseconds(3), fault: 'storage_unavailable' },
    ] as const;
    expect(shown({}, 'testing', { answers })).toMatchObject({
      busy: true,
      test: [
        { part: 'board', id: 'b1', ms: 12, fault: null },
        { part: 'reader', id: 'front', ms: null, fault: 'silent' },
        { part: 'storage', id: null, ms: 3, fault: 'storage_unavailable' },
      ],
    });
    expect(shown()).toMatchObject({ busy: false, test: null });
  });

  it('names nobody', () => {
    const text = JSON.stringify(shown());
    expect(ROSTER.setup.staff.filter(({ id, name }) => text.includes(`"${id}"`) || text.includes(name))).toEqual([]);
  });

  it('is not there before it has opened', () => {
    const { screen } = project(aPicture({ session: 'device', children: aDevice('opening', { facts: null }) }));
    expect(screen.name).toBe('home');
  });
});
