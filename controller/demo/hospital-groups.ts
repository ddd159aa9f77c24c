// The names by which the parts of the demo hospital speak of each other: groups, trainings, schedules. Data only.
import type { Qualification, StaffGroup } from '../domain/staff.ts';
import { qualificationId, staffGroupId } from './sure.ts';

const STAFF_GROUPS = {
  pharmacy: 'Pharmacy',
  wards: 'Ward nurses',
  'night-nurses': 'Night nurses',
  'shift-leads': 'Nurses in charge',
  records: 'Medical records',
  laboratory: 'Laboratory',
  estates: 'Estates',
  transport: 'Porters and drivers',
  security: 'Security and supervisors',
  contractors: 'Contractors',
} as const;

const QUALIFICATIONS = {
  'controlled-drugs': 'Training on controlled drugs',
  'chemical-safety': 'Induction to the chemical store',
} as const;

export type DemoStaffGroup = keyof typeof STAFF_GROUPS;
export type DemoQualification = keyof typeof QUALIFICATIONS;
export type DemoSchedule = 'day-shift' | 'night-shift' | 'weekend' | 'staffed';

export type DemoKeyGroup =
  | 'pharmacy'
  | 'controlled-store'
  | 'ward-controlled'
  | 'ward-rooms'
  | 'linen'
  | 'records'
  | 'laboratory'
  | 'laboratory-chemicals'
  | 'plant'
  | 'lifts'
  | 'service-yard'
  | 'vehicles'
  | 'pool-cars'
  | 'master';

export function demoStaffGroups(): readonly StaffGroup[] {
  return Object.entries(STAFF_GROUPS).map(([id, name]) => ({ id: staffGroupId(id), name }));
}

export function demoQualifications(): readonly Qualification[] {
  return Object.entries(QUALIFICATIONS).map(([id, name]) => ({ id: qualificationId(id), name }));
}
