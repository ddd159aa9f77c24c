// Any set-up that has the right shape, whether its parts fit each other or not: for what must hold of every document.
import * as fc from 'fast-check';
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
import type { Result } from '../../controller/domain/result.ts';
import type { CabinetPolicy, CabinetSetup } from '../../controller/domain/setup.ts';
import { ROLES } from '../../controller/domain/staff.ts';
import { instant, milliseconds } from '../../controller/domain/time.ts';
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
  usualKeys: fc.integer({ min: 0, max: 32 }),
  dueSoon: duration,
  escalation: duration,
  noShow: duration,
  bookingLead: duration,
});

const key = fc.record({
  id: idOf(parseKeyId),
  number,
  name: words,
  codeName: orNull(words),
  class: fc.constantFrom(...KEY_CLASSES),
  groups: some(keyGroup),
  pieces: some(words),
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
    textSize: fc.constantFrom('normal', 'large'),
    theme: fc.constantFrom('dark', 'light'),
    sound: fc.boolean(),
  }),
});

export const arbitrarySetup: fc.Arbitrary<CabinetSetup> = fc.record({
  identity: fc.record({ name: words, timeZone: fc.constantFrom('UTC', 'Europe/Paris'), contact: words }),
  policy,
  boards: some(
    fc.record({
      id: idOf(parseBoardId),
      kind: fc.constant('kerong-cu16' as const),
      address: fc.constantFrom('tcp://10.0.0.2:4001', 'serial:/dev/serial/by-id/usb-1?baud=19200'),
      unit: fc.integer({ min: 0, max: 15 }),
      polarity: fc.constantFrom('one-is-closed', 'zero-is-closed'),
    }),
  ),
  readers: some(
    fc.oneof(
      fc.record({ id: idOf(parseReaderId), kind: fc.constant('simulated' as const) }),
      fc.record({ id: idOf(parseReaderId), kind: fc.constant('pcsc' as const), desfire: fc.constant(null) }),
    ),
  ),
  door: orNull(
    fc.record(
      { board: idOf(parseBoardId), position: count, locked: fc.constant(true) },
      { requiredKeys: ['board', 'position'] },
    ),
  ),
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
