// The sections of the document about keys: the keys, the fobs that carry them, the groups that rules speak of, the pairs.
import { z } from 'zod';
import {
  type FobTag,
  parseFobId,
  parseFobTag,
  parseKeyGroupId,
  parseKeyId,
  parseScheduleId,
  parseStaffGroupId,
} from '../domain/ids.ts';
import { KEY_CLASSES } from '../domain/key.ts';
import { code, curfewField, id, keySetField, line } from './field-codecs.ts';

const key = z.strictObject({
  id: id(parseKeyId),
  number: z.int().min(1).max(99_999),
  name: line(80),
  codeName: line(80).nullable().prefault(null),
  class: z.enum(KEY_CLASSES).prefault('ordinary'),
  groups: z.array(id(parseKeyGroupId)).readonly().prefault([]),
  pieces: z.array(line(80)).readonly().prefault([]),
  opens: z.array(line(80)).max(64).readonly().prefault([]),
  curfews: z.array(curfewField).readonly().prefault([]),
  wantsPin: z.boolean().prefault(false),
  egressCritical: z
    .strictObject({ handover: id(parseScheduleId) })
    .nullable()
    .prefault(null),
});

const staffGroups = z.array(id(parseStaffGroupId)).readonly();

const witnessRule = z
  .strictObject({ count: z.int().min(1).max(2).prefault(1), from: staffGroups })
  .nullable()
  .prefault(null);

const reasonRule = z
  .strictObject({
    choices: z.array(code).max(12).readonly().prefault([]),
    text: z.enum(['none', 'optional', 'required']).prefault('none'),
  })
  .nullable()
  .prefault(null);

const keyGroup = z.strictObject({
  id: id(parseKeyGroupId),
  name: line(80),
  contact: line(80),
  allowance: z.int().max(10_000).nullable().prefault(null),
  wantsPin: z.boolean().prefault(false),
  pinOutside: id(parseScheduleId).nullable().prefault(null),
  witnessOnTake: witnessRule,
  witnessOnReturn: witnessRule,
  reason: reasonRule,
  countOnHandover: z.boolean().prefault(false),
  badgeToReturn: z.boolean().prefault(false),
  booking: z.enum(['none', 'possible', 'only']).prefault('none'),
  breakGlass: staffGroups.prefault([]),
  badgeStrength: z.enum(['weak', 'strong']).prefault('weak'),
});

const tag = z.codec(
  z.string().regex(/^[0-9A-F]{16}$/, 'the chip of a fob is 16 upper-case hex digits'),
  z.custom<FobTag>(),
  {
    decode: (text, context) => {
      const parsed = parseFobTag(text);
      if (parsed.ok) return parsed.value;
      context.issues.push({ code: 'custom', input: text, message: 'no chip answers so: all 0 or all F' });
      return z.NEVER;
    },
    encode: (value) => value,
  },
);

const fob = z.strictObject({ id: id(parseFobId), key: id(parseKeyId), tag: tag.nullable().prefault(null) });

const pair = z.strictObject({ kind: z.enum(['exclusive', 'lock_out']), first: keySetField, second: keySetField });

export const keySections = {
  fobs: z.array(fob).readonly().prefault([]),
  keys: z.array(key).readonly().prefault([]),
  keyGroups: z.array(keyGroup).readonly().prefault([]),
  pairs: z.array(pair).readonly().prefault([]),
};
