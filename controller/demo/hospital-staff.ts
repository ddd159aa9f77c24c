// The 40 people of the demo hospital: invented names, badges and PINs for training and tests. Never credentials of a real cabinet.
import type { Curfew } from '../domain/curfew.ts';
import { parseStaffId, type StaffId } from '../domain/ids.ts';
import type { BadgeStrength, Preferences, Qualified, Role, Staff, StaffStanding } from '../domain/staff.ts';
import { after, hours, type Instant } from '../domain/time.ts';
import type { DemoQualification, DemoStaffGroup } from './hospital-groups.ts';
import { minuteAt, qualificationId, staffGroupId, sure, twoDigits } from './sure.ts';

/** A person of the demo with what they carry and know. */
export interface DemoPerson {
  readonly staff: StaffId;
  /** The badge number as lower-case hex: a 7-byte UID that opens with 04. */
  readonly badge: string;
  readonly strength: BadgeStrength;
  /** Six digits; null = none set. */
  readonly pin: string | null;
  /** Whether the PIN is a one-time code that must be replaced. */
  readonly pinIsFirst: boolean;
  /** What they do, e.g. "Pharmacist". */
  readonly title: string;
  /** What this badge shows off; null = an ordinary one. */
  readonly remark: string | null;
  /** Whether the badge is shown first, on the simulator page and at start. */
  readonly featured: boolean;
}

interface Row {
  readonly badge: string;
  readonly pin: string | null;
  readonly firstPin?: boolean;
  readonly weak?: boolean;
  readonly name: string;
  readonly title: string;
  readonly groups: readonly DemoStaffGroup[];
  readonly role?: Role;
  readonly standing?: StaffStanding;
  readonly allowance?: number;
  /** Days from now until the person becomes valid. */
  readonly startsInDays?: number;
  /** Days from now until the person is no longer valid; negative = already past. */
  readonly endsInDays?: number;
  /** Qualifications that count for another year, and those that ran out a week ago. */
  readonly trained?: readonly DemoQualification[];
  readonly lapsed?: readonly DemoQualification[];
  readonly curfewHours?: number;
  readonly backBy?: string;
  readonly wantsPin?: boolean;
  readonly prefers?: Partial<Preferences>;
  readonly remark?: string;
  readonly featured?: boolean;
}

const USUAL: Preferences = { language: 'en', textSize: 'normal', theme: 'dark', sound: true, moreTime: false };
const DAY = 24;

// biome-ignore format: one person a line reads as the table it is
const ROWS: readonly Row[] = [
  { badge: '04ac844cbbbcab', pin: '017973', name: 'A. Marlow', title: 'Pharmacist', groups: ['pharmacy'], featured: true, trained: ['controlled-drugs'], remark: 'controlled drugs: PIN, and colleagues who stand by' },
  { badge: '04769b3f19d0b7', pin: '785251', name: 'J. Tamsett', title: 'Pharmacy lead', groups: ['pharmacy'], allowance: 6, trained: ['controlled-drugs'], featured: true, remark: 'stands by for A. Marlow; up to six keys' },
  { badge: '04992b5d3f0f67', pin: '342575', name: 'O. Brightwell', title: 'Pharmacist', groups: ['pharmacy'], trained: ['controlled-drugs'], featured: true, remark: 'the third person at the main store' },
  { badge: '040178999ad4cd', pin: '220314', name: 'N. Kestrin', title: 'Pharmacy technician', groups: ['pharmacy'], trained: ['controlled-drugs'] },
  { badge: '04ecbfd37e1c84', pin: null, name: 'I. Dunmarrow', title: 'Pharmacy technician', groups: ['pharmacy'] },
  { badge: '04bd8ec1746f4d', pin: null, name: 'F. Ollerby', title: 'Dispensary assistant', groups: ['pharmacy'], role: 'witness', featured: true, remark: 'stands by for pharmacists and takes nothing' },
  { badge: '04db1cc00fa8cf', pin: '378895', name: 'E. Halloran-Voss', title: 'Ward nurse', groups: ['wards'], featured: true, trained: ['controlled-drugs'], remark: 'several keys; a colleague stands by for controlled drugs' },
  { badge: '0430d4e1a91e3b', pin: null, name: 'M. Quennell', title: 'Ward nurse', groups: ['wards'], remark: 'no PIN set yet: no controlled drugs', featured: true, trained: ['controlled-drugs'] },
  { badge: '045c1f94a66a05', pin: '350679', name: 'S. Abernoy', title: 'Nurse in charge', groups: ['wards', 'shift-leads'], allowance: 6, trained: ['controlled-drugs'], featured: true, remark: 'may break the glass for controlled drugs' },
  { badge: '0408797fb8beda', pin: '731735', name: 'C. Lindqvar', title: 'Ward nurse', groups: ['wards'], trained: ['controlled-drugs'] },
  { badge: '04174a26818605', pin: '768837', name: 'T. Okonsa', title: 'Ward nurse', groups: ['wards'], trained: ['controlled-drugs'] },
  { badge: '04e887452c7aa0', pin: '365095', name: 'R. Velmarin', title: 'Ward nurse', groups: ['wards'], trained: ['controlled-drugs'], prefers: { language: 'fr' }, featured: true, remark: 'speaks French' },
  { badge: '04e0efc0182793', pin: '232653', name: 'P. Ashdowne', title: 'Theatre nurse', groups: ['wards'], trained: ['controlled-drugs'] },
  { badge: '0450fcd25f5e91', pin: '652829', name: 'K. Sorrenby', title: 'Theatre nurse', groups: ['wards'], lapsed: ['controlled-drugs'], featured: true, remark: 'drug training ran out last week: no controlled drugs' },
  { badge: '041d1ae4ab24c0', pin: '389494', name: 'L. Dacrefield', title: 'Night nurse', groups: ['wards', 'night-nurses'], trained: ['controlled-drugs'] },
  { badge: '04d4329301b862', pin: null, name: 'H. Imarra', title: 'Night nurse', groups: ['wards', 'night-nurses'], trained: ['controlled-drugs'] },
  { badge: '04556fa54bd026', pin: null, name: 'B. Yarrowsby', title: 'Agency nurse', groups: ['wards'], allowance: 1, featured: true, remark: 'one key at a time, for four hours', curfewHours: 4 },
  { badge: '04b1a2d98d2815', pin: '600692', name: 'G. Pellworth', title: 'Records manager', groups: ['records'], prefers: { textSize: 'large' }, featured: true, remark: 'large text; records need a case number' },
  { badge: '04f398987dd453', pin: '482916', name: 'D. Fennimoor', title: 'Records clerk', groups: ['records'], firstPin: true, featured: true, remark: 'the PIN is a one-time code, to be replaced' },
  { badge: '042d9b9b7158de', pin: null, name: 'V. Castellane', title: 'Records clerk', groups: ['records'], standing: 'suspended', remark: 'suspended', featured: true },
  { badge: '04c4be62d8ec0d', pin: '258312', name: 'W. Thrushcombe', title: 'Laboratory lead', groups: ['laboratory'], trained: ['chemical-safety'], wantsPin: true },
  { badge: '040336ba44a1b0', pin: '977087', name: 'A. Ransholt', title: 'Biomedical scientist', groups: ['laboratory'], trained: ['chemical-safety'], weak: true, featured: true, remark: 'weak badge: the laboratory wants the PIN too' },
  { badge: '0479e8da0b1f37', pin: '460545', name: 'Y. Nakavi', title: 'Biomedical scientist', groups: ['laboratory'] },
  { badge: '045e0e108e1bd6', pin: null, name: 'U. Stellbrook', title: 'Laboratory assistant', groups: ['laboratory'], weak: true },
  { badge: '04916700e5915e', pin: null, name: 'R. Oakhanger', title: 'Estates engineer', groups: ['estates'], featured: true, remark: 'plant rooms, lifts, a pool car by booking' },
  { badge: '045d82c2155432', pin: '007384', name: 'C. Brannigate', title: 'Estates manager', groups: ['estates'], role: 'installer', featured: true, remark: 'installer: the page about the device' },
  { badge: '04ab4c9235a7fe', pin: null, name: 'M. Tolverne', title: 'Electrician', groups: ['estates'] },
  { badge: '04bdb081bf6f47', pin: null, name: 'S. Hexworth', title: 'Lift engineer', groups: ['estates'] },
  { badge: '04c8b3508905f7', pin: null, name: 'J. Pondersby', title: 'Medical gas engineer', groups: ['estates'], weak: true },
  { badge: '04a2cc237ccddd', pin: null, name: 'B. Colvane', title: 'Porter', groups: ['transport'], remark: 'no PIN needed', featured: true },
  { badge: '0487949155eff7', pin: null, name: 'D. Eskmere', title: 'Driver', groups: ['transport'], featured: true, remark: 'vehicles: mileage and fuel at return' },
  { badge: '04ecb7a59e053d', pin: null, name: 'Z. Amberlo', title: 'Porter', groups: ['transport'] },
  { badge: '0424015603d604', pin: null, name: 'N. Wickhollow', title: 'Porter', groups: ['transport'], startsInDays: 1, featured: true, remark: 'starts tomorrow' },
  { badge: '049ace5b8a982e', pin: null, name: 'F. Garsdale', title: 'Driver', groups: ['transport'] },
  { badge: '04540f3ee71826', pin: '896159', name: 'T. Merrowdale', title: 'Security supervisor', groups: ['security'], role: 'supervisor', allowance: 8, featured: true, remark: 'supervisor; breaks the glass for the master key' },
  { badge: '04b44476f2a348', pin: '676710', name: 'L. Unsworthy', title: 'Site manager', groups: ['security'], role: 'supervisor' },
  { badge: '0426fd9635cfe4', pin: '823501', name: 'K. Bravenor', title: 'Security officer', groups: ['security'] },
  { badge: '04acfa26fef3b9', pin: null, name: 'P. Jarrowick', title: 'Lift contractor', groups: ['contractors'], endsInDays: 5, featured: true, remark: 'valid for five more days; back by 17:30', backBy: '17:30' },
  { badge: '04fd30ed03b367', pin: null, name: 'H. Strandeby', title: 'Boiler contractor', groups: ['contractors'], endsInDays: -1, remark: 'expired yesterday', featured: true },
  { badge: '04ec9cafb1a34f', pin: null, name: 'O. Vickerage', title: 'Ventilation contractor', groups: ['contractors'], endsInDays: 90 },
];

/** The people as the set-up knows them. @param now what their first and last days are counted from */
export function demoStaff(now: Instant): readonly Staff[] {
  const inDays = (days: number | undefined) => (days === undefined ? null : after(now, hours(DAY * days)));
  return ROWS.map((row, index) => ({
    id: staffId(index),
    number: row.groups.includes('contractors') ? null : String(52_013 + 17 * index),
    name: row.name,
    phone: row.groups.includes('contractors') ? null : String(4101 + index),
    role: row.role ?? 'staff',
    groups: row.groups.map(staffGroupId),
    standing: row.standing ?? 'active',
    validFrom: inDays(row.startsInDays),
    validUntil: inDays(row.endsInDays),
    allowance: row.allowance ?? null,
    curfews: curfewsOf(row),
    qualifications: [...qualified(row.trained, inDays(365)), ...qualified(row.lapsed, inDays(-7))],
    wantsPin: row.wantsPin ?? false,
    preferences: { ...USUAL, ...row.prefers },
  }));
}

/** The same people with what they carry and know. */
export function demoPeople(): readonly DemoPerson[] {
  return ROWS.map(({ badge, pin, title, remark, featured, weak, firstPin }, index) => ({
    staff: staffId(index),
    badge,
    strength: weak === true ? 'weak' : 'strong',
    pin,
    pinIsFirst: firstPin ?? false,
    title,
    remark: remark ?? null,
    featured: featured ?? false,
  }));
}

function curfewsOf({ curfewHours, backBy }: Row): readonly Curfew[] {
  return [
    ...(curfewHours === undefined ? [] : [{ kind: 'after', duration: hours(curfewHours) } as const]),
    ...(backBy === undefined ? [] : [{ kind: 'at', minute: minuteAt(backBy) } as const]),
  ];
}

function qualified(names: readonly DemoQualification[] = [], until: Instant | null): readonly Qualified[] {
  return names.map((name) => ({ qualification: qualificationId(name), until }));
}

function staffId(index: number): StaffId {
  return sure(parseStaffId(`staff-${twoDigits(index + 1)}`));
}
