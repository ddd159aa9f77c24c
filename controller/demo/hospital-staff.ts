// The 40 people of the demo hospital: invented names, badges and PINs for training and tests. Never credentials of a real cabinet.
import { parseStaffId, type StaffId } from '../domain/ids.ts';
import type { Role, Staff, StaffGroup, StaffStanding } from '../domain/staff.ts';
import { after, hours, type Instant } from '../domain/time.ts';
import { staffGroupId, sure, twoDigits } from './sure.ts';

/** A person of the demo with what they carry and know. */
export interface DemoPerson {
  readonly staff: StaffId;
  /** The badge number as lower-case hex: a 7-byte UID that opens with 04. */
  readonly badge: string;
  /** Six digits; null = none set. */
  readonly pin: string | null;
  /** What they do, e.g. "Pharmacist". */
  readonly title: string;
  /** What this badge shows off; null = an ordinary one. */
  readonly remark: string | null;
  /** Whether the badge is shown first, on the simulator page and at start. */
  readonly featured: boolean;
}

const STAFF_GROUPS = {
  pharmacy: 'Pharmacy',
  wards: 'Ward nurses',
  records: 'Medical records',
  laboratory: 'Laboratory',
  estates: 'Estates',
  transport: 'Porters and drivers',
  security: 'Security and supervisors',
  contractors: 'Contractors',
} as const;

export type DemoStaffGroup = keyof typeof STAFF_GROUPS;

interface Row {
  readonly badge: string;
  readonly pin: string | null;
  readonly name: string;
  readonly title: string;
  readonly group: DemoStaffGroup;
  readonly role?: Role;
  readonly standing?: StaffStanding;
  readonly allowance?: number;
  /** Days from now until the person is no longer valid; negative = already past. */
  readonly endsInDays?: number;
  readonly remark?: string;
  readonly featured?: boolean;
}

// biome-ignore format: one person a line reads as the table it is
const ROWS: readonly Row[] = [
  { badge: '04ac844cbbbcab', pin: '017973', name: 'A. Marlow', title: 'Pharmacist', group: 'pharmacy', remark: 'ordinary and controlled keys, PIN', featured: true },
  { badge: '04769b3f19d0b7', pin: '785251', name: 'J. Tamsett', title: 'Pharmacy lead', group: 'pharmacy', allowance: 6 },
  { badge: '04992b5d3f0f67', pin: '342575', name: 'O. Brightwell', title: 'Pharmacist', group: 'pharmacy' },
  { badge: '040178999ad4cd', pin: '220314', name: 'N. Kestrin', title: 'Pharmacy technician', group: 'pharmacy' },
  { badge: '04ecbfd37e1c84', pin: null, name: 'I. Dunmarrow', title: 'Pharmacy technician', group: 'pharmacy' },
  { badge: '04bd8ec1746f4d', pin: null, name: 'F. Ollerby', title: 'Dispensary assistant', group: 'pharmacy' },
  { badge: '04db1cc00fa8cf', pin: '378895', name: 'E. Halloran-Voss', title: 'Ward nurse', group: 'wards', remark: 'several keys, PIN', featured: true },
  { badge: '0430d4e1a91e3b', pin: null, name: 'M. Quennell', title: 'Ward nurse', group: 'wards', remark: 'no PIN set yet: no controlled drugs', featured: true },
  { badge: '045c1f94a66a05', pin: '350679', name: 'S. Abernoy', title: 'Nurse in charge', group: 'wards', allowance: 6 },
  { badge: '0408797fb8beda', pin: '731735', name: 'C. Lindqvar', title: 'Ward nurse', group: 'wards' },
  { badge: '04174a26818605', pin: '768837', name: 'T. Okonsa', title: 'Ward nurse', group: 'wards' },
  { badge: '04e887452c7aa0', pin: '365095', name: 'R. Velmarin', title: 'Ward nurse', group: 'wards' },
  { badge: '04e0efc0182793', pin: '232653', name: 'P. Ashdowne', title: 'Theatre nurse', group: 'wards' },
  { badge: '0450fcd25f5e91', pin: '652829', name: 'K. Sorrenby', title: 'Theatre nurse', group: 'wards' },
  { badge: '041d1ae4ab24c0', pin: '389494', name: 'L. Dacrefield', title: 'Night nurse', group: 'wards' },
  { badge: '04d4329301b862', pin: null, name: 'H. Imarra', title: 'Night nurse', group: 'wards' },
  { badge: '04556fa54bd026', pin: null, name: 'B. Yarrowsby', title: 'Agency nurse', group: 'wards', allowance: 1, remark: 'one key at a time', featured: true },
  { badge: '04b1a2d98d2815', pin: '600692', name: 'G. Pellworth', title: 'Records manager', group: 'records' },
  { badge: '04f398987dd453', pin: null, name: 'D. Fennimoor', title: 'Records clerk', group: 'records' },
  { badge: '042d9b9b7158de', pin: null, name: 'V. Castellane', title: 'Records clerk', group: 'records', standing: 'suspended', remark: 'suspended', featured: true },
  { badge: '04c4be62d8ec0d', pin: '258312', name: 'W. Thrushcombe', title: 'Laboratory lead', group: 'laboratory' },
  { badge: '040336ba44a1b0', pin: '977087', name: 'A. Ransholt', title: 'Biomedical scientist', group: 'laboratory' },
  { badge: '0479e8da0b1f37', pin: '460545', name: 'Y. Nakavi', title: 'Biomedical scientist', group: 'laboratory' },
  { badge: '045e0e108e1bd6', pin: null, name: 'U. Stellbrook', title: 'Laboratory assistant', group: 'laboratory' },
  { badge: '04916700e5915e', pin: null, name: 'R. Oakhanger', title: 'Estates engineer', group: 'estates', remark: 'plant rooms, lifts and a vehicle', featured: true },
  { badge: '045d82c2155432', pin: '007384', name: 'C. Brannigate', title: 'Estates manager', group: 'estates' },
  { badge: '04ab4c9235a7fe', pin: null, name: 'M. Tolverne', title: 'Electrician', group: 'estates' },
  { badge: '04bdb081bf6f47', pin: null, name: 'S. Hexworth', title: 'Lift engineer', group: 'estates' },
  { badge: '04c8b3508905f7', pin: null, name: 'J. Pondersby', title: 'Medical gas engineer', group: 'estates' },
  { badge: '04a2cc237ccddd', pin: null, name: 'B. Colvane', title: 'Porter', group: 'transport', remark: 'no PIN needed', featured: true },
  { badge: '0487949155eff7', pin: null, name: 'D. Eskmere', title: 'Driver', group: 'transport', remark: 'vehicles', featured: true },
  { badge: '04ecb7a59e053d', pin: null, name: 'Z. Amberlo', title: 'Porter', group: 'transport' },
  { badge: '0424015603d604', pin: null, name: 'N. Wickhollow', title: 'Porter', group: 'transport' },
  { badge: '049ace5b8a982e', pin: null, name: 'F. Garsdale', title: 'Driver', group: 'transport' },
  { badge: '04540f3ee71826', pin: '896159', name: 'T. Merrowdale', title: 'Security supervisor', group: 'security', role: 'supervisor', allowance: 8, remark: 'supervisor, master key', featured: true },
  { badge: '04b44476f2a348', pin: '676710', name: 'L. Unsworthy', title: 'Site manager', group: 'security', role: 'supervisor' },
  { badge: '0426fd9635cfe4', pin: '823501', name: 'K. Bravenor', title: 'Security officer', group: 'security' },
  { badge: '04acfa26fef3b9', pin: null, name: 'P. Jarrowick', title: 'Lift contractor', group: 'contractors', endsInDays: 5, remark: 'valid for five more days', featured: true },
  { badge: '04fd30ed03b367', pin: null, name: 'H. Strandeby', title: 'Boiler contractor', group: 'contractors', endsInDays: -1, remark: 'expired yesterday', featured: true },
  { badge: '04ec9cafb1a34f', pin: null, name: 'O. Vickerage', title: 'Ventilation contractor', group: 'contractors', endsInDays: 90 },];

/** The people as the set-up knows them. @param now what their last days are counted from */
export function demoStaff(now: Instant): readonly Staff[] {
  return ROWS.map((row, index) => ({
    id: staffId(index),
    name: row.name,
    role: row.role ?? 'staff',
    groups: [staffGroupId(row.group)],
    standing: row.standing ?? 'active',
    validFrom: null,
    validUntil: row.endsInDays === undefined ? null : after(now, hours(24 * row.endsInDays)),
    allowance: row.allowance ?? null,
    hasPin: row.pin !== null,
  }));
}

/** The same people with what they carry and know. */
export function demoPeople(): readonly DemoPerson[] {
  return ROWS.map(({ badge, pin, title, remark, featured }, index) => ({
    staff: staffId(index),
    badge,
    pin,
    title,
    remark: remark ?? null,
    featured: featured ?? false,
  }));
}

export function demoStaffGroups(): readonly StaffGroup[] {
  return Object.entries(STAFF_GROUPS).map(([id, name]) => ({ id: staffGroupId(id), name }));
}

function staffId(index: number): StaffId {
  return sure(parseStaffId(`staff-${twoDigits(index + 1)}`));
}
