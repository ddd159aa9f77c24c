// The 28 keys of the demo hospital and their groups: believable rooms, rules and curfews, no real place. Data only.
import type { Curfew } from '../domain/curfew.ts';
import type { Key, KeyClass, KeyGroup, WitnessRule } from '../domain/key.ts';
import { hours, minutes } from '../domain/time.ts';
import type { DemoKeyGroup, DemoStaffGroup } from './hospital-groups.ts';
import { keyGroupId, keyId, minuteAt, scheduleId, staffGroupId } from './sure.ts';

type GroupRow = readonly [name: string, contact: string, rules?: Partial<KeyGroup>];

const witness = (count: 1 | 2, ...from: readonly DemoStaffGroup[]): WitnessRule => ({
  count,
  from: from.map(staffGroupId),
});

const KEY_GROUPS: Readonly<Record<DemoKeyGroup, GroupRow>> = {
  pharmacy: ['Pharmacy', 'the pharmacy lead, 2210'],
  'controlled-store': [
    'Controlled-drug store',
    'the controlled-drugs pharmacist, 2214',
    {
      witnessOnTake: witness(2, 'pharmacy'),
      witnessOnReturn: witness(1, 'pharmacy'),
      allowance: 1,
      countOnHandover: true,
      badgeToReturn: true,
      badgeStrength: 'strong',
    },
  ],
  'ward-controlled': [
    'Controlled-drug cupboards',
    'the nurse in charge, 3100',
    {
      witnessOnTake: witness(1, 'wards', 'pharmacy'),
      witnessOnReturn: witness(1, 'wards', 'pharmacy'),
      allowance: 2,
      countOnHandover: true,
      breakGlass: [staffGroupId('shift-leads')],
    },
  ],
  'ward-rooms': ['Ward rooms', 'the nurse in charge, 3100'],
  linen: ['Linen rooms', 'the porters’ lodge, 2600'],
  records: [
    'Medical records',
    'the records manager, 2405',
    { reason: { choices: ['patient_care', 'complaint', 'audit'], text: 'required' }, badgeToReturn: true },
  ],
  laboratory: [
    'Laboratory',
    'the laboratory office, 2330',
    { badgeStrength: 'strong', pinOutside: scheduleId('day-shift') },
  ],
  'laboratory-chemicals': ['Chemical store', 'the laboratory safety officer, 2331', { wantsPin: true }],
  plant: ['Plant rooms', 'the estates desk, 2700'],
  lifts: ['Lift motor rooms', 'the estates desk, 2700'],
  'service-yard': ['Service yard', 'the porters’ lodge, 2600'],
  vehicles: ['Fleet vehicles', 'the transport desk, 2650', { booking: 'possible', allowance: 1 }],
  'pool-cars': ['Pool cars', 'the transport desk, 2650', { booking: 'only', allowance: 1 }],
  master: [
    'Master key',
    'the security control room, 2999',
    {
      reason: { choices: ['alarm', 'lock_fault', 'inspection'], text: 'optional' },
      witnessOnTake: witness(1, 'security'),
      breakGlass: [staffGroupId('security')],
      badgeStrength: 'strong',
    },
  ],
};

type Row = readonly [
  id: string,
  name: string,
  keyClass: KeyClass,
  groups: readonly DemoKeyGroup[],
  curfew: Curfew | null,
  more?: Partial<Key>,
];

const SHIFT: Curfew = { kind: 'end_of_shift' };
const within = (count: number): Curfew => ({ kind: 'after', duration: hours(count) });
const by = (clock: string): Curfew => ({ kind: 'at', minute: minuteAt(clock) });
const HALF_AN_HOUR: Curfew = { kind: 'after', duration: minutes(30) };

/** What two keys open alike. */
const LINEN = ['Ward 3, linen room', 'Ward 5, linen room'];
const LIFTS = ['Lift motor room, east', 'Lift motor room, west'];

/** In the order of their numbers, from 1. */
const ROWS: readonly Row[] = [
  ['pharmacy-front', 'Pharmacy, front door', 'ordinary', ['pharmacy'], by('20:00')],
  ['pharmacy-dispensary', 'Pharmacy, dispensary', 'ordinary', ['pharmacy'], SHIFT],
  ['pharmacy-goods-in', 'Pharmacy, goods in', 'ordinary', ['pharmacy'], within(4)],
  ['pharmacy-aseptic', 'Pharmacy, aseptic suite', 'ordinary', ['pharmacy'], within(4)],
  [
    'drugs-main-store',
    'Controlled drugs, main store',
    'controlled',
    ['controlled-store'],
    HALF_AN_HOUR,
    { codeName: 'Cabinet P 5', pieces: ['the key of the inner safe'] },
  ],
  ['drugs-theatre-1', 'Controlled drugs, theatre 1', 'controlled', ['ward-controlled'], within(2)],
  ['drugs-ward-3', 'Controlled drugs, ward 3', 'controlled', ['ward-controlled'], within(1)],
  ['drugs-ward-5', 'Controlled drugs, ward 5', 'controlled', ['ward-controlled'], within(1)],
  ['ward-3-treatment', 'Ward 3, treatment room', 'ordinary', ['ward-rooms'], SHIFT],
  ['ward-3-linen', 'Ward 3, linen room', 'ordinary', ['ward-rooms', 'linen'], null, { opens: LINEN }],
  ['ward-5-treatment', 'Ward 5, treatment room', 'ordinary', ['ward-rooms'], SHIFT],
  ['ward-5-linen', 'Ward 5, linen room', 'ordinary', ['ward-rooms', 'linen'], null, { opens: LINEN }],
  [
    'records-archive',
    'Medical records, archive',
    'ordinary',
    ['records'],
    within(4),
    { opens: ['Archive, lower floor', 'Archive, stacks'] },
  ],
  ['ward-pharmacy', 'Ward pharmacy', 'ordinary', ['pharmacy', 'ward-rooms'], within(8), { opens: ['Ward pharmacy'] }],
  ['records-reading-room', 'Medical records, reading room', 'ordinary', ['records'], null],
  ['laboratory-front', 'Laboratory, front door', 'ordinary', ['laboratory'], null],
  ['laboratory-cold-room', 'Laboratory, cold room', 'ordinary', ['laboratory'], within(2), { wantsPin: true }],
  ['laboratory-chemicals', 'Laboratory, chemical store', 'controlled', ['laboratory-chemicals'], within(1)],
  [
    'plant-boilers',
    'Plant room A, boilers',
    'ordinary',
    ['plant'],
    within(4),
    { pieces: ['the valve key', 'the padlock of the burner'] },
  ],
  ['plant-ventilation', 'Plant room B, ventilation', 'ordinary', ['plant'], within(4)],
  ['plant-medical-gases', 'Plant room C, medical gases', 'ordinary', ['plant'], within(2)],
  ['lift-east', 'Lift motor room, east', 'ordinary', ['lifts'], within(4), { opens: LIFTS }],
  [
    'lift-west',
    'Lift motor room, west',
    'ordinary',
    ['lifts'],
    within(4),
    { opens: LIFTS, egressCritical: { handover: scheduleId('staffed') } },
  ],
  ['loading-bay', 'Loading bay', 'ordinary', ['service-yard'], within(8)],
  ['waste-compound', 'Waste compound', 'ordinary', ['service-yard'], within(4)],
  [
    'pool-car-1',
    'Pool car 1',
    'vehicle',
    ['pool-cars'],
    within(8),
    { pieces: ['the fuel card'], opens: ['Pool car 1'] },
  ],
  ['transport-van-2', 'Transport van 2', 'vehicle', ['vehicles'], within(8), { pieces: ['the fuel card'] }],
  ['master', 'Master, all doors', 'master', ['master'], within(1), { opens: ['Every door but the drug cupboards'] }],
];

/** The keys; their numbers are those of the slots they start in. */
export function demoKeys(): readonly Key[] {
  return ROWS.map(([id, name, keyClass, groups, curfew, more], index) => ({
    id: keyId(id),
    number: index + 1,
    name,
    codeName: null,
    class: keyClass,
    groups: groups.map(keyGroupId),
    pieces: [],
    opens: [],
    curfews: curfew === null ? [] : [curfew],
    wantsPin: false,
    egressCritical: null,
    ...more,
  }));
}

/** The groups of keys, each with who helps when one of its keys is refused. */
export function demoKeyGroups(): readonly KeyGroup[] {
  return Object.entries(KEY_GROUPS).map(([id, [name, contact, rules = {}]]) => ({
    id: keyGroupId(id),
    name,
    contact,
    allowance: null,
    wantsPin: false,
    pinOutside: null,
    witnessOnTake: null,
    witnessOnReturn: null,
    reason: null,
    countOnHandover: false,
    badgeToReturn: false,
    booking: 'none',
    breakGlass: [],
    badgeStrength: 'weak',
    ...rules,
  }));
}
