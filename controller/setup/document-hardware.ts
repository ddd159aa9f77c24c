// The sections of the document that say what the cabinet is: name, policy, boards, readers, door, slots, times.
import { z } from 'zod';
import { parseBoardId, parseFobId, parseReaderId, parseScheduleId, parseSlotId } from '../domain/ids.ts';
import { KEY_CLASSES } from '../domain/key.ts';
import { SHIPPED_PROFILE_NAMES } from '../domain/modbus-profile.ts';
import { LONGEST_TEXT } from '../domain/reader.ts';
import type { DoorSetup } from '../domain/setup.ts';
import { modbusProfile } from './document-modbus.ts';
import { dateField, durationField, id, line, minuteField, weekdayField } from './field-codecs.ts';

const keyClasses = z.array(z.enum(KEY_CLASSES)).readonly();

const identity = z.strictObject({
  name: line(80),
  timeZone: z.string().min(1).max(64),
  contact: line(80),
  language: z.enum(['en', 'fr']).prefault('en'),
});

const policy = z.strictObject({
  pinClasses: keyClasses.prefault(['controlled', 'master']),
  pinDigits: z.int().min(4).max(12).prefault(6),
  strongBadgeClasses: keyClasses.prefault(['controlled']),
  allowance: z.int().max(10_000).prefault(4),
  overdueBlocks: z.boolean().prefault(false),
  staffNumber: z.enum(['never', 'reader_lost', 'always']).prefault('never'),
  randomReturn: z.boolean().prefault(false),
  shiftChange: z.boolean().prefault(false),
  signOut: durationField.prefault('PT40S'),
  usualKeys: z.int().min(0).max(32).prefault(4),
  dueSoon: durationField.prefault('PT15M'),
  escalation: durationField.prefault('PT30M'),
  noShow: durationField.prefault('PT30M'),
  bookingLead: durationField.prefault('PT1H'),
  quiet: z
    .strictObject({ from: minuteField, until: minuteField })
    .nullable()
    .prefault({ from: '20:00', until: '07:00' }),
});

const address = z.string().regex(/^(?:serial:\/.+|tcp:\/\/.+:[0-9]+)$/, 'this is serial:/dev/… or tcp://host:port');
const polarity = z.enum(['one-is-closed', 'zero-is-closed']).prefault('one-is-closed');
const onBus = { id: id(parseBoardId), address };

const board = z.discriminatedUnion('kind', [
  z.strictObject({ ...onBus, kind: usualKind('kerong-cu16'), unit: z.int().min(0).max(15), polarity }),
  z.strictObject({ ...onBus, kind: z.literal('kerong-cu48b'), unit: z.int().min(0).max(255), polarity }),
  z.strictObject({
    ...onBus,
    kind: z.literal('xor-lock'),
    unit: z.int().min(1).max(31),
    ways: z.int().min(8).max(50),
    polarity,
    contact: z.enum(['bolt', 'presence']).prefault('bolt'),
    pulse: z.int().min(1).max(9).nullable().prefault(null),
    order: z.enum(['last-byte-first', 'first-byte-first']).prefault('last-byte-first'),
  }),
  z.strictObject({
    ...onBus,
    kind: z.literal('modbus'),
    unit: z.int().min(1).max(247),
    framing: z.enum(['rtu', 'tcp']).prefault('rtu'),
    profile: z.union([z.enum(SHIPPED_PROFILE_NAMES), modbusProfile]),
    polarity,
  }),
]);

const textNumber = z.strictObject({
  digits: z.enum(['decimal', 'hex']),
  length: z.int().min(1).max(LONGEST_TEXT),
  facility: z
    .int()
    .min(1)
    .max(LONGEST_TEXT - 1)
    .nullable()
    .prefault(null),
});

const desfire = z.strictObject({
  application: z.string().regex(/^[0-9A-F]{6}$/, 'this is six upper-case hex digits'),
  keyNumber: z.int().min(0).max(13),
  file: z.int().min(0).max(31),
  offset: z.int().min(0).max(0xff_ffff).prefault(0),
  length: z.int().min(1).max(64),
});

const readerId = id(parseReaderId);
const reader = z.discriminatedUnion('kind', [
  z.strictObject({ id: readerId, kind: z.literal('simulated') }),
  z.strictObject({ id: readerId, kind: usualKind('pcsc'), desfire: desfire.nullable().prefault(null) }),
  z.strictObject({
    id: readerId,
    kind: z.literal('keyboard-wedge'),
    device: z.string().regex(/^\/dev\/input\/[\x21-\x7e]{1,200}$/, 'this is /dev/input/…'),
    number: textNumber,
  }),
  z.strictObject({
    id: readerId,
    kind: z.literal('serial-ascii'),
    address,
    profile: z.discriminatedUnion('name', [
      z.strictObject({ name: z.literal('rdm6300') }),
      z.strictObject({ name: z.enum(['twn4', 'line']), number: textNumber }),
    ]),
  }),
  z.strictObject({ id: readerId, kind: z.literal('osdp'), address, unit: z.int().min(0).max(126) }),
]);

const doorAt = { board: id(parseBoardId), locked: z.boolean().prefault(false) };

/** A door that is not locked says nothing of it in the set-up, and always in the document. */
const door = z.codec(
  z.union(
    [z.strictObject({ ...doorAt, position: z.int().min(0) }), z.strictObject({ ...doorAt, input: z.literal('door') })],
    { error: 'the contact of a door is {"board": "…", "position": 0} or {"board": "…", "input": "door"}' },
  ),
  z.custom<DoorSetup>(),
  {
    decode: ({ locked, ...where }) => (locked ? { ...where, locked } : where),
    encode: ({ locked = false, ...where }) => ({ ...where, locked }),
  },
);

const dayWindow = z.strictObject({ from: minuteField, to: minuteField });

const schedule = z.strictObject({
  id: id(parseScheduleId),
  name: line(80),
  windows: z
    .array(dayWindow.extend({ days: z.array(weekdayField).readonly() }))
    .readonly()
    .prefault([]),
  onHolidays: z.array(dayWindow).readonly().nullable().prefault(null),
  exceptions: z
    .array(z.strictObject({ from: dateField, to: dateField, windows: z.array(dayWindow).readonly().prefault([]) }))
    .readonly()
    .prefault([]),
});

const slot = z.strictObject({
  id: id(parseSlotId),
  number: z.int().min(1).max(9999),
  board: id(parseBoardId),
  position: z.int().min(0),
  fob: id(parseFobId).nullable().prefault(null),
});

/** The kind that is meant where a board or a reader does not say which it is. */
function usualKind<const Kind extends string>(kind: Kind) {
  return z.codec(z.literal(kind).optional().meta({ default: kind }), z.literal(kind), {
    decode: () => kind,
    encode: () => kind,
  });
}

export const hardwareSections = {
  identity,
  policy: policy.prefault({}),
  boards: z.array(board).readonly().prefault([]),
  readers: z.array(reader).readonly().prefault([]),
  door: door.nullable().prefault(null),
  schedules: z.array(schedule).readonly().prefault([]),
  holidays: z
    .array(z.strictObject({ date: dateField, name: line(80) }))
    .readonly()
    .prefault([]),
  shifts: z.array(minuteField).readonly().prefault([]),
  slots: z.array(slot).readonly().prefault([]),
};
