// What the screen may ask of the desk of a supervisor: imperatives, parsed at the edge. Whoever sends one is asked for their role.
import { z } from 'zod';
import type { LostStep } from '../domain/lost-step.ts';

const id = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/);
const instant = z.iso.datetime();
const seq = z.int().min(1);
const steps = [
  'places_searched',
  'holders_asked',
  'security_told',
  'owners_told',
  'rekey_decided',
  'police_told',
] as const satisfies readonly LostStep[];
/** Free text, at most 500 characters. */
const text = z.string().max(500);

export const deskCommandSchemas = [
  /** From the list of keys to the desk. */
  z.strictObject({ type: z.literal('desk.open') }),
  z.strictObject({ type: z.literal('desk.prove'), pin: z.string().regex(/^[0-9]{4,12}$/) }),
  z.strictObject({ type: z.literal('desk.now') }),
  z.strictObject({ type: z.literal('desk.leave') }),
  z.strictObject({ type: z.literal('desk.find'), text: z.string().max(64) }),
  z.strictObject({ type: z.literal('desk.key'), key: id }),
  /** What happened to a key or a person. `before`: only before this entry; null = up to now. */
  z.strictObject({
    type: z.literal('desk.timeline'),
    of: z.enum(['key', 'person']),
    id,
    before: seq.nullable(),
  }),
  /** What is done about a lost key. */
  z.strictObject({ type: z.literal('desk.lost'), key: id }),
  z.strictObject({ type: z.literal('desk.person'), person: id }),
  z.strictObject({ type: z.literal('desk.who_could_take'), key: id, at: instant }),
  z.strictObject({ type: z.literal('desk.what_could_take'), person: id, at: instant }),
  /** What rights give whom: who reaches the keys of a group, or what a person reaches. */
  z.strictObject({ type: z.literal('desk.rights'), of: z.enum(['group', 'person']), id }),
  /** To another sheet of it; none is passed over. */
  z.strictObject({ type: z.literal('desk.leaf'), sheet: z.int().min(1).max(9999) }),
  /** Once every sheet was shown. The PIN is asked for next. */
  z.strictObject({ type: z.literal('desk.sign'), text }),
  /** Every slot and who has what; what is wrong and what was. */
  z.strictObject({ type: z.enum(['desk.map', 'desk.alarms']) }),
  /** People who carry a badge that can be copied. */
  z.strictObject({ type: z.literal('desk.weak_badges') }),
  /** In whole kilometres; it may be less than what was read. */
  z.strictObject({
    type: z.literal('desk.correct_mileage'),
    key: id,
    mileage: z.int().min(0).max(9_999_999),
    text,
  }),
  /** Blocks a person and calls back the keys they hold. `silent`: the person sees only that they cannot be served. */
  z.strictObject({ type: z.literal('desk.suspend'), person: id, silent: z.boolean(), text }),
  z.strictObject({ type: z.literal('desk.reinstate'), person: id, text }),
  z.strictObject({ type: z.literal('desk.extend'), key: id, until: instant, text }),
  z.strictObject({ type: z.literal('desk.report_lost'), key: id, text }),
  z.strictObject({ type: z.literal('desk.report_found'), key: id }),
  /** A step about a lost key was done; some must say what came of it. */
  z.strictObject({ type: z.literal('desk.lost_step'), key: id, step: z.enum(steps), text }),
  z.strictObject({ type: z.literal('desk.clear_fault'), key: id, report: seq }),
  /** `alarm`: the `ref` of the alarm. */
  z.strictObject({ type: z.literal('desk.acknowledge'), alarm: z.string().min(1).max(300), text }),
  z.strictObject({ type: z.literal('desk.review'), intent: seq, text }),
  /** `badge`: its place on the page of the person, from 1. */
  z.strictObject({ type: z.literal('desk.revoke_badge'), person: id, badge: z.int().min(1).max(99) }),
  /** The person holds it to the reader next. */
  z.strictObject({ type: z.literal('desk.enrol_badge'), person: id }),
  /** With which the person enrols a badge of their own. */
  z.strictObject({ type: z.literal('desk.issue_code'), person: id }),
  /** A one-time PIN, in place of one that was forgotten or that wrong tries have locked. */
  z.strictObject({ type: z.literal('desk.issue_pin'), person: id }),
  /** Opens one slot after the other once it is confirmed. `group` null = every key. */
  z.strictObject({ type: z.literal('desk.emergency'), group: id.nullable(), text }),
  /** Takes one key past the rules once it is proved and confirmed. */
  z.strictObject({ type: z.literal('desk.force'), key: id, text }),
  /** Sent after the button was held. */
  z.strictObject({ type: z.literal('desk.confirm') }),
  /** Takes a slot out of use, by its number, and puts it back. */
  z.strictObject({ type: z.literal('desk.quarantine'), slot: z.int().min(1).max(9999), text }),
  z.strictObject({ type: z.literal('desk.put_in_use'), slot: z.int().min(1).max(9999), text }),
  /** To the sheet of the shift. */
  z.strictObject({ type: z.literal('desk.shift') }),
  /** Opens no further slot. */
  z.strictObject({ type: z.literal('desk.stop') }),
] as const;

const deskCommandSchema = z.discriminatedUnion('type', deskCommandSchemas);

export type DeskWireCommand = z.infer<typeof deskCommandSchema>;
