// The sections of the document about people: who they are, their groups and qualifications, what is granted to whom.
// Badges and PINs are never part of it.
import { z } from 'zod';
import {
  parseKeyGroupId,
  parseQualificationId,
  parseScheduleId,
  parseStaffGroupId,
  parseStaffId,
} from '../domain/ids.ts';
import { LANGUAGES, ROLES, TEXT_SIZES, THEMES } from '../domain/staff.ts';
import { curfewField, id, instantField, line } from './field-codecs.ts';

const qualification = z.strictObject({ id: id(parseQualificationId), name: line(80) });

const preferences = z.strictObject({
  language: z.enum(LANGUAGES).prefault('en'),
  textSize: z.enum(TEXT_SIZES).prefault('normal'),
  theme: z.enum(THEMES).prefault('dark'),
  sound: z.boolean().prefault(true),
  moreTime: z.boolean().prefault(false),
});

const person = z.strictObject({
  id: id(parseStaffId),
  number: z
    .string()
    .regex(/^[0-9A-Za-z.-]{1,32}$/, 'a staff number is 1–32 letters, digits, dots and dashes')
    .nullable()
    .prefault(null),
  name: line(80),
  phone: line(40).nullable().prefault(null),
  role: z.enum(ROLES).prefault('staff'),
  groups: z.array(id(parseStaffGroupId)).readonly().prefault([]),
  standing: z.enum(['active', 'suspended']).prefault('active'),
  validFrom: instantField.nullable().prefault(null),
  validUntil: instantField.nullable().prefault(null),
  allowance: z.int().max(10_000).nullable().prefault(null),
  curfews: z.array(curfewField).readonly().prefault([]),
  qualifications: z
    .array(z.strictObject({ qualification: id(parseQualificationId), until: instantField.nullable().prefault(null) }))
    .readonly()
    .prefault([]),
  wantsPin: z.boolean().prefault(false),
  preferences: preferences.prefault({}),
});

const grant = z.strictObject({
  staffGroup: id(parseStaffGroupId),
  keyGroup: id(parseKeyGroupId),
  schedule: id(parseScheduleId).nullable().prefault(null),
  qualifications: z.array(id(parseQualificationId)).readonly().prefault([]),
});

export const staffSections = {
  qualifications: z.array(qualification).readonly().prefault([]),
  staff: z.array(person).readonly().prefault([]),
  staffGroups: z
    .array(z.strictObject({ id: id(parseStaffGroupId), name: line(80) }))
    .readonly()
    .prefault([]),
  grants: z.array(grant).readonly().prefault([]),
};
