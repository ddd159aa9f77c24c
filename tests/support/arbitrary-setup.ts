// Any set-up that has the right shape, whether its parts fit each other or not: for what must hold of every document.
import * as fc from 'fast-check';
import type { BoardSetup } from '../../controller/domain/board.ts';
import type { Curfew } from '../../controller/domain/curfew.ts';
import {
  parseBoardId,
  parseFobId,
  parseFobTag,
  parseKeyGroupId,
  parseKeyId,
  parseQualificationId,
  parseReaderId,
  parseScheduleId,
  parseSlotId,
  parseStaffGroupId,
  parseStaffId,
} from '../../controller/domain/ids.ts';
import { KEY_CLASSES, type KeySet } from '../../controller/domain/key.ts';
import { SHIPPED_PROFILE_NAMES, SHIPPED_PROFILES } from '../../controller/domain/modbus-profile.ts';
import { type DesfireFile, LONGEST_TEXT, type ReaderSetup, type TextNumber } from '../../controller/domain/reader.ts';
import type { Result } from '../../controller/domain/result.ts';
import type { CabinetPolicy, CabinetSetup, DoorSetup } from '../../controller/domain/setup.ts';
import { ROLES, TEXT_SIZES, THEMES } from '../../controller/domain/staff.ts';
import { instant, milliseconds, seconds } from '../../controller/domain/time.ts';
import { localDate, minuteOfDay, weekday } from '../../controller/domain/zone.ts';
import { expectOk } from './expect-ok.ts';

const idOf = <Id>(parse: (text: unknown) => Result<Id, unknown>) =>
  fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,7}$/).map((text) => expectOk(parse(text)));
const some = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 3 });
const orNull = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });

const words = fc.stringMatching(/^[A-Za-zéèà0-9 ,.→“”-]{1,20}$/u);
const count = fc.integer({ min: 0, max: 99 });
const number = fc.integer({ min: 1, max: 99 });
const duration = fc.integer({ min: 0, max: 400 * 86_400_000 }).map(milliseconds);
const minute = fc.integer({ min: 0, max: 1439 }).map(minuteOfDay);
const moment = fc
  .date({ min: new Date(0), max: new Date('2199-12-31T23:59:59.999Z'), noInvalidDate: true })
  .map((date) => instant(date.getTime()));
const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => localDate(date.toISOString().slice(0, 10)));
const window = fc.record({ from: minute, to: minute });
const weekday1to7 = fc.integer({ min: 1, max: 7 }).map(weekday);
const staffGroup = idOf(parseStaffGroupId);
const keyGroup = idOf(parseKeyGroupId);
const curfew: fc.Arbitrary<Curfew> = fc.oneof(
  fc.record({ kind: fc.constant('after' as const), duration }),
  fc.record({ kind: fc.constant('at' as const), minute }),
  fc.constant({ kind: 'end_of_shift' } as const),
);
const keySet: fc.Arbitrary<KeySet> = fc.oneof(
  fc.record({ kind: fc.constant('key' as const), key: idOf(parseKeyId) }),
  fc.record({ kind: fc.constant('group' as const), group: keyGroup }),
);
const witnessRule = orNull(fc.record({ count: fc.constantFrom(1, 2), from: some(staffGroup) }));

const policy: fc.Arbitrary<CabinetPolicy> = fc.record({
  pinClasses: fc.subarray([...KEY_CLASSES]),
  pinDigits: fc.integer({ min: 4, max: 12 }),
  strongBadgeClasses: fc.subarray([...KEY_CLASSES]),
  allowance: count,
  overdueBlocks: fc.boolean(),
  staffNumber: fc.constantFrom('never', 'reader_lost', 'always'),
  randomReturn: fc.boolean(),
  shiftChange: fc.boolean(),
  signOut: fc.integer({ min: 20, max: 600 }).map(seconds),
  usualKeys: fc.integer({ min: 0, max: 32 }),
  dueSoon: duration,
  escalation: duration,
  noShow: duration,
  bookingLead: duration,
  quiet: orNull(fc.record({ from: minute, until: minute })),
});

const key = fc.record({
  id: idOf(parseKeyId),
  number,
  name: words,
  codeName: orNull(words),
  class: fc.constantFrom(...KEY_CLASSES),
  groups: some(keyGroup),
  pieces: some(words),
  opens: some(words),
  curfews: some(curfew),
  wantsPin: fc.boolean(),
  egressCritical: orNull(fc.record({ handover: idOf(parseScheduleId) })),
});

const group = fc.record({
  id: keyGroup,
  name: words,
  contact: words,
  allowance: orNull(count),
  wantsPin: fc.boolean(),
  pinOutside: orNull(idOf(parseScheduleId)),
  witnessOnTake: witnessRule,
  witnessOnReturn: witnessRule,
  reason: orNull(fc.record({ choices: some(idOf(parseKeyId)), text: fc.constantFrom('none', 'optional', 'required') })),
  countOnHandover: fc.boolean(),
  badgeToReturn: fc.boolean(),
  booking: fc.constantFrom('none', 'possible', 'only'),
  breakGlass: some(staffGroup),
  badgeStrength: fc.constantFrom('weak', 'strong'),
});

const person = fc.record({
  id: idOf(parseStaffId),
  number: orNull(fc.stringMatching(/^[0-9]{1,8}$/)),
  name: words,
  phone: orNull(words),
  role: fc.constantFrom(...ROLES),
  groups: some(staffGroup),
  standing: fc.constantFrom('active', 'suspended'),
  validFrom: orNull(moment),
  validUntil: orNull(moment),
  allowance: orNull(count),
  curfews: some(curfew),
  qualifications: some(fc.record({ qualification: idOf(parseQualificationId), until: orNull(moment) })),
  wantsPin: fc.boolean(),
  preferences: fc.record({
    language: fc.constantFrom('en', 'fr'),
    textSize: fc.constantFrom(...TEXT_SIZES),
    theme: fc.constantFrom(...THEMES),
    sound: fc.boolean(),
    moreTime: fc.boolean(),
  }),
});

const address = fc.constantFrom('tcp://10.0.0.2:4001', 'serial:/dev/serial/by-id/usb-1?baud=19200');
const onBus = {
  id: idOf(parseBoardId),
  address,
  polarity: fc.constantFrom('one-is-closed' as const, 'zero-is-closed' as const),
};
const unit = (min: number, max: number) => fc.integer({ min, max });
const board: fc.Arbitrary<BoardSetup> = fc.oneof(
  fc.record({ ...onBus, kind: fc.constant('kerong-cu16' as const), unit: unit(0, 15) }),
  fc.record({ ...onBus, kind: fc.constant('kerong-cu48b' as const), unit: unit(0, 255) }),
  fc.record({
    ...onBus,
    kind: fc.constant('xor-lock' as const),
    unit: unit(1, 31),
    ways: fc.integer({ min: 8, max: 50 }),
    contact: fc.constantFrom('bolt' as const, 'presence' as const),
    pulse: orNull(fc.integer({ min: 1, max: 9 })),
    order: fc.constantFrom('last-byte-first' as const, 'first-byte-first' as const),
  }),
  fc.record({
    ...onBus,
    kind: fc.constant('modbus' as const),
    unit: unit(1, 247),
    framing: fc.constantFrom('rtu' as const, 'tcp' as const),
    profile: fc.constantFrom(...SHIPPED_PROFILE_NAMES, ...Object.values(SHIPPED_PROFILES)),
  }),
);

const textNumber: fc.Arbitrary<TextNumber> = fc.record({
  digits: fc.constantFrom('decimal', 'hex'),
  length: fc.integer({ min: 1, max: LONGEST_TEXT }),
  facility: orNull(fc.integer({ min: 1, max: LONGEST_TEXT - 1 })),
});
const readerId = idOf(parseReaderId);
const desfire: fc.Arbitrary<DesfireFile> = fc.record({
  application: fc.stringMatching(/^[0-9A-F]{6}$/),
  keyNumber: fc.integer({ min: 0, max: 13 }),
  file: fc.integer({ min: 0, max: 31 }),
  offset: count,
  length: fc.integer({ min: 1, max: 64 }),
});
const reader: fc.Arbitrary<ReaderSetup> = fc.oneof(
  fc.record({ id: readerId, kind: fc.constant('simulated' as const) }),
  fc.record({ id: readerId, kind: fc.constant('pcsc' as const), desfire: orNull(desfire) }),
  fc.record({
    id: readerId,
    kind: fc.constant('keyboard-wedge' as const),
    device: fc.constantFrom('/dev/input/by-id/usb-1-event-kbd', '/dev/input/event0'),
    number: textNumber,
  }),
  fc.record({
    id: readerId,
    kind: fc.constant('serial-ascii' as const),
    address,
    profile: fc.oneof(
      fc.constant({ name: 'rdm6300' } as const),
      fc.record({ name: fc.constantFrom('twn4' as const, 'line' as const), number: textNumber }),
    ),
  }),
  fc.record({ id: readerId, kind: fc.constant('osdp' as const), address, unit: unit(0, 126) }),
);

const door: fc.Arbitrary<DoorSetup> = fc
  .tuple(
    idOf(parseBoardId),
    fc.oneof(fc.record({ position: count }), fc.constant({ input: 'door' } as const)),
    fc.constantFrom({}, { locked: true }),
  )
  .map(([at, where, locked]) => ({ board: at, ...where, ...locked }));

export const arbitrarySetup: fc.Arbitrary<CabinetSetup> = fc.record({
  identity: fc.record({
    name: words,
    timeZone: fc.constantFrom('UTC', 'Europe/Paris'),
    contact: words,
    language: fc.constantFrom('en', 'fr'),
  }),
  policy,
  boards: some(board),
  readers: some(reader),
  door: orNull(door),
  schedules: some(
    fc.record({
      id: idOf(parseScheduleId),
      name: words,
      windows: some(fc.record({ days: some(weekday1to7), from: minute, to: minute })),
      onHolidays: orNull(some(window)),
      exceptions: some(fc.record({ from: day, to: day, windows: some(window) })),
    }),
  ),
  holidays: some(fc.record({ date: day, name: words })),
  shifts: some(minute),
  qualifications: some(fc.record({ id: idOf(parseQualificationId), name: words })),
  slots: some(
    fc.record({
      id: idOf(parseSlotId),
      number,
      board: idOf(parseBoardId),
      position: count,
      fob: orNull(idOf(parseFobId)),
    }),
  ),
  fobs: some(
    fc.record({
      id: idOf(parseFobId),
      key: idOf(parseKeyId),
      tag: orNull(
        fc
          .stringMatching(/^[0-9A-E]{16}$/)
          .filter((hex) => !/^0+$/.test(hex))
          .map((hex) => expectOk(parseFobTag(hex))),
      ),
    }),
  ),
  keys: some(key),
  keyGroups: some(group),
  staff: some(person),
  staffGroups: some(fc.record({ id: staffGroup, name: words })),
  grants: some(
    fc.record({
      staffGroup,
      keyGroup,
      schedule: orNull(idOf(parseScheduleId)),
      qualifications: some(idOf(parseQualificationId)),
    }),
  ),
  pairs: some(fc.record({ kind: fc.constantFrom('exclusive', 'lock_out'), first: keySet, second: keySet })),
});
