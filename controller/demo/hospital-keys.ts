// The 28 keys of the demo hospital and their groups: believable rooms and curfews, no real place. Data only.
import { parseKeyId } from '../domain/ids.ts';
import type { Key, KeyClass, KeyGroup } from '../domain/key.ts';
import { type Duration, hours, minutes } from '../domain/time.ts';
import { keyGroupId, sure } from './sure.ts';

const KEY_GROUPS = {
  pharmacy: ['Pharmacy', 'the pharmacy lead, 2210'],
  'controlled-store': ['Controlled-drug store', 'the controlled-drugs pharmacist, 2214'],
  'ward-controlled': ['Controlled-drug cupboards', 'the nurse in charge, 3100'],
  'ward-rooms': ['Ward rooms', 'the nurse in charge, 3100'],
  linen: ['Linen rooms', 'the porters’ lodge, 2600'],
  records: ['Medical records', 'the records manager, 2405'],
  laboratory: ['Laboratory', 'the laboratory office, 2330'],
  'laboratory-chemicals': ['Chemical store', 'the laboratory safety officer, 2331'],
  plant: ['Plant rooms', 'the estates desk, 2700'],
  lifts: ['Lift motor rooms', 'the estates desk, 2700'],
  'service-yard': ['Service yard', 'the porters’ lodge, 2600'],
  vehicles: ['Fleet vehicles', 'the transport desk, 2650'],
  master: ['Master key', 'the security control room, 2999'],
} as const satisfies Record<string, readonly [name: string, contact: string]>;

export type DemoKeyGroup = keyof typeof KEY_GROUPS;

type Row = readonly [
  id: string,
  name: string,
  keyClass: KeyClass,
  groups: readonly DemoKeyGroup[],
  curfew: Duration | null,
];

const SHIFT = hours(12);

/** In the order of their numbers, from 1. */
const ROWS: readonly Row[] = [
  ['pharmacy-front', 'Pharmacy, front door', 'ordinary', ['pharmacy'], SHIFT],
  ['pharmacy-dispensary', 'Pharmacy, dispensary', 'ordinary', ['pharmacy'], SHIFT],
  ['pharmacy-goods-in', 'Pharmacy, goods in', 'ordinary', ['pharmacy'], hours(4)],
  ['pharmacy-aseptic', 'Pharmacy, aseptic suite', 'ordinary', ['pharmacy'], hours(4)],
  ['drugs-main-store', 'Controlled drugs, main store', 'controlled', ['controlled-store'], minutes(30)],
  ['drugs-theatre-1', 'Controlled drugs, theatre 1', 'controlled', ['ward-controlled'], hours(2)],
  ['drugs-ward-3', 'Controlled drugs, ward 3', 'controlled', ['ward-controlled'], hours(1)],
  ['drugs-ward-5', 'Controlled drugs, ward 5', 'controlled', ['ward-controlled'], hours(1)],
  ['ward-3-treatment', 'Ward 3, treatment room', 'ordinary', ['ward-rooms'], SHIFT],
  ['ward-3-linen', 'Ward 3, linen room', 'ordinary', ['ward-rooms', 'linen'], null],
  ['ward-5-treatment', 'Ward 5, treatment room', 'ordinary', ['ward-rooms'], SHIFT],
  ['ward-5-linen', 'Ward 5, linen room', 'ordinary', ['ward-rooms', 'linen'], null],
  ['records-archive', 'Medical records, archive', 'ordinary', ['records'], hours(4)],
  ['ward-pharmacy', 'Ward pharmacy', 'ordinary', ['pharmacy', 'ward-rooms'], hours(8)],
  ['records-reading-room', 'Medical records, reading room', 'ordinary', ['records'], null],
  ['laboratory-front', 'Laboratory, front door', 'ordinary', ['laboratory'], null],
  ['laboratory-cold-room', 'Laboratory, cold room', 'ordinary', ['laboratory'], hours(2)],
  ['laboratory-chemicals', 'Laboratory, chemical store', 'controlled', ['laboratory-chemicals'], hours(1)],
  ['plant-boilers', 'Plant room A, boilers', 'ordinary', ['plant'], hours(4)],
  ['plant-ventilation', 'Plant room B, ventilation', 'ordinary', ['plant'], hours(4)],
  ['plant-medical-gases', 'Plant room C, medical gases', 'ordinary', ['plant'], hours(2)],
  ['lift-east', 'Lift motor room, east', 'ordinary', ['lifts'], hours(4)],
  ['lift-west', 'Lift motor room, west', 'ordinary', ['lifts'], hours(4)],
  ['loading-bay', 'Loading bay', 'ordinary', ['service-yard'], hours(8)],
  ['waste-compound', 'Waste compound', 'ordinary', ['service-yard'], hours(4)],
  ['pool-car-1', 'Pool car 1', 'vehicle', ['vehicles'], hours(8)],
  ['transport-van-2', 'Transport van 2', 'vehicle', ['vehicles'], hours(8)],
  ['master', 'Master, all doors', 'master', ['master'], hours(1)],
];

/** The keys; their numbers are those of the slots they start in. */
export function demoKeys(): readonly Key[] {
  return ROWS.map(([id, name, keyClass, groups, curfew], index) => ({
    id: sure(parseKeyId(id)),
    number: index + 1,
    name,
    class: keyClass,
    groups: groups.map(keyGroupId),
    curfew,
  }));
}

/** The groups of keys, each with who helps when one of its keys is refused. */
export function demoKeyGroups(): readonly KeyGroup[] {
  return Object.entries(KEY_GROUPS).map(([id, [name, contact]]) => ({ id: keyGroupId(id), name, contact }));
}
