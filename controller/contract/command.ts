// What the screen may ask for: imperatives, parsed at the edge. The session and revision make stale presses harmless.
import { z } from 'zod';
import type { FaultCode } from '../domain/fault.ts';
import type { Preferences } from '../domain/staff.ts';
import { accountCommandSchemas } from './account.ts';
import { deskCommandSchemas } from './desk-commands.ts';
import { deviceCommandSchemas } from './device.ts';
import { shiftCommandSchemas } from './shift.ts';

const id = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/);
/** Free text: at most 500 UTF-16 units, as notes are counted; `max` would count code points. Whole Unicode, not blanks alone. */
const text = z
  .string()
  .regex(/\S/)
  .refine((typed) => typed.length <= 500 && typed.isWellFormed())
  .nullable();
/** Code of a reason, as the set-up names it. */
const choice = z.string().min(1).max(64).nullable();
const faults = [
  'bent',
  'stuck',
  'ring_incomplete',
  'tag_damaged',
  'vehicle_damaged',
  'vehicle_unsafe',
  'other',
] as const satisfies readonly FaultCode[];
const pin = z.string().regex(/^[0-9]{4,12}$/);
const preferences = z.strictObject({
  language: z.enum(['en', 'fr'] satisfies Preferences['language'][]),
  textSize: z.enum(['normal', 'large', 'largest'] satisfies Preferences['textSize'][]),
  theme: z.enum(['dark', 'light', 'dark-contrast', 'light-contrast'] satisfies Preferences['theme'][]),
  sound: z.boolean(),
  moreTime: z.boolean(),
});

export const commandSchema = z.discriminatedUnion('type', [
  /** With nobody at the screen: the staff number in place of a badge. The PIN is asked for next. */
  z.strictObject({ type: z.literal('number.enter'), number: z.string().regex(/^[0-9A-Za-z.-]{1,32}$/) }),
  /** With nobody at the screen: the one-time code of a supervisor; then the new badge is held to the reader. */
  z.strictObject({ type: z.literal('code.enter'), code: z.string().min(1).max(32) }),
  z.strictObject({ type: z.literal('code.leave') }),
  z.strictObject({ type: z.literal('pin.enter'), pin }),
  z.strictObject({ type: z.literal('key.take'), key: id }),
  /** One after the other, in this order; it stops at the first that fails. */
  z.strictObject({ type: z.literal('key.take_many'), keys: z.array(id).min(1).max(32).readonly() }),
  z.strictObject({ type: z.literal('key.return'), key: id }),
  /** To a colleague who stands there too. */
  z.strictObject({ type: z.literal('key.hand_over'), key: id }),
  /** How much is in the box: both sign it. */
  z.strictObject({ type: z.literal('handover.count'), count: z.int().min(0).max(9999) }),
  z.strictObject({ type: z.literal('handover.confirm') }),
  z.strictObject({ type: z.literal('reason.give'), choice, text }),
  z.strictObject({ type: z.literal('witness.cancel') }),
  /** From a refusal to the question of why it should be overridden. */
  z.strictObject({ type: z.literal('glass.open') }),
  z.strictObject({ type: z.literal('glass.break'), choice, text }),
  z.strictObject({ type: z.literal('report.open'), key: id, report: z.enum(['fault', 'vehicle']) }),
  z.strictObject({
    type: z.literal('fault.report'),
    key: id,
    fault: z.enum(faults),
    severity: z.enum(['minor', 'major', 'critical']),
    text,
  }),
  /** `mileage` in whole kilometres, `fuel` in eighths of a full tank or battery, `text` where it stands. */
  z.strictObject({
    type: z.literal('vehicle.report'),
    key: id,
    mileage: z.int().min(0).max(9_999_999).nullable(),
    fuel: z.int().min(0).max(8).nullable(),
    text,
  }),
  /** Opens a slot in which nothing belongs, so that a misplaced fob can be drawn. */
  z.strictObject({ type: z.literal('slot.reopen'), slot: z.int().min(1).max(9999) }),
  /** How the screen shall look and sound for the person. `remember`: whenever they come, else until they go. */
  z.strictObject({ type: z.literal('preferences.set'), preferences, remember: z.boolean() }),
  /** Back to the list of keys. */
  z.strictObject({ type: z.literal('screen.back') }),
  z.strictObject({ type: z.literal('session.continue') }),
  z.strictObject({ type: z.literal('session.end') }),
  /** Lights the slot in which a key belongs, which is shown on the screen; null = no longer. */
  z.strictObject({ type: z.literal('key.show'), key: id.nullable() }),
  ...deskCommandSchemas,
  ...deviceCommandSchemas,
  ...accountCommandSchemas,
  ...shiftCommandSchemas,
]);

export const commandEnvelopeSchema = z.strictObject({
  /** null = nobody is at the screen. */
  sessionId: id.nullable(),
  revision: z.int().min(0),
  command: commandSchema,
});

export type Command = z.infer<typeof commandSchema>;
export type CommandEnvelope = z.infer<typeof commandEnvelopeSchema>;
