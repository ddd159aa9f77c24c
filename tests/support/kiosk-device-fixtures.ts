// Believable snapshots of the alarm that takes the screen over, of a cabinet that takes keys back only, and of the device page.
import type { DeviceScreen } from '../../controller/contract/device.ts';
import type { AlarmView, CabinetSnapshot, Screen, ServiceWhy } from '../../controller/contract/snapshot.ts';
import { at, slots } from './kiosk-builders.ts';
import { KIOSK_FIXTURES, snapshotOf } from './kiosk-fixtures.ts';

const REMOVED: AlarmView = {
  kind: 'key_removed',
  severity: 'alarm',
  since: at('13:58:00'),
  slots: [9],
  acknowledged: false,
  gone: false,
};
const FORCED: AlarmView = { ...REMOVED, kind: 'door_forced', since: at('21:12:00', -1), slots: [] };
const SILENT: AlarmView = {
  ...REMOVED,
  kind: 'board_lost',
  slots: [17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32],
};
const JAMMED: AlarmView = { ...REMOVED, kind: 'slot_jammed', severity: 'warning', slots: [8] };

function taken(takeover: AlarmView, changes: Partial<CabinetSnapshot> = {}): CabinetSnapshot {
  const marks = Object.fromEntries(takeover.slots.map((slot) => [slot, 'fault' as const]));
  return snapshotOf(
    { name: 'idle', notice: null, takeover },
    { alarms: [takeover, JAMMED], slots: slots({ 2: 'out', 21: 'overdue', ...marks }), ...changes },
  );
}

const returnsOnly = (why: ServiceWhy, kind: AlarmView['kind']) =>
  taken({ ...FORCED, kind, since: at('13:58:00') }, { service: 'returns_only', why });

const DEVICE: DeviceScreen = {
  name: 'device',
  facts: {
    version: '0.1.0',
    runningSince: at('04:12:09', -9),
    pageHeard: at('14:04:58'),
    schema: 3,
    hostname: 'wardkey-pharmacy',
    addresses: [
      { link: 'eth0', family: 'IPv4', address: '192.0.2.44' },
      { link: 'eth0', family: 'IPv6', address: '2001:db8:12f0:8a44:be24:11ff:fe6a:93d1' },
    ],
    disk: 31,
    logSize: 48_210,
    logRoot: '3f0c5a1e9b7d24680ace13579bdf02468ace1357fdb97531eca86420f1e2d3c4',
    signed: 48_202,
    clock: 'good',
  },
  boards: ['b1', 'b2'].map((id, unit) => ({
    id,
    kind: 'kerong-cu16',
    address: 'serial:/dev/serial/by-id/usb-FTDI_USB-RS485_Cable_FT4X2B9Q-if00-port0?baud=19200',
    unit,
    slots: 16,
    state: 'online',
    since: null,
  })),
  readers: [{ id: 'front', kind: 'pcsc', address: null, state: 'online', since: null }],
  test: null,
  supervised: true,
  notice: null,
  busy: false,
  endsAt: at('14:03:41'),
};
const [FIRST] = DEVICE.boards;
const TESTED: Screen = {
  ...DEVICE,
  facts: { ...DEVICE.facts, addresses: [], clock: 'suspect', disk: null },
  boards: FIRST === undefined ? [] : [FIRST, { ...FIRST, id: 'b2', unit: 1, state: 'lost', since: at('13:58:00') }],
  test: [
    { part: 'board', id: 'b1', ms: 12, fault: null },
    { part: 'board', id: 'b2', ms: 1204, fault: 'silent' },
    { part: 'reader', id: 'front', ms: null, fault: null },
    { part: 'storage', id: null, ms: 4, fault: null },
  ],
  supervised: false,
  notice: 'tested',
};

/** One snapshot for each state that they can be in. */
export const DEVICE_FIXTURES = {
  takeover: taken(REMOVED),
  'takeover-forced': taken(FORCED, { cabinet: { ...KIOSK_FIXTURES.idle.cabinet, staffNumber: true } }),
  'takeover-many': taken({ ...SILENT, gone: true }, { alarms: [SILENT, REMOVED, FORCED, JAMMED] }),
  'takeover-no-storage': returnsOnly('storage_failed', 'storage_failed'),
  'idle-on-battery': snapshotOf(
    { name: 'idle', notice: null, takeover: null },
    { service: 'returns_only', why: 'last_power' },
  ),
  'home-installer': snapshotOf({ ...KIOSK_FIXTURES['home-no-desk'].screen, device: true } as Screen),
  device: snapshotOf(DEVICE),
  'device-tested': snapshotOf(TESTED),
  'device-busy': snapshotOf({ ...DEVICE, busy: true }),
} satisfies Record<string, CabinetSnapshot>;
