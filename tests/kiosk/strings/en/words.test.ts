// The words: every code of the contract is a sentence, none shows a code, and numbers read as people say them.
import { describe, expect, test } from 'vitest';
import type { RefusalView } from '../../../../controller/contract/refusal-view.ts';
import type { AlarmView, BadgeNotice } from '../../../../controller/contract/snapshot.ts';
import { isBreakdown } from '../../../../kiosk/breakdown.ts';
import type { SendFailure } from '../../../../kiosk/send.ts';
import { alarmText } from '../../../../kiosk/strings/en/alarms.ts';
import { en } from '../../../../kiosk/strings/en/first.ts';
import { refusalText } from '../../../../kiosk/strings/en/refusals.ts';
import { failureText, noticeText } from '../../../../kiosk/strings/en/sentences.ts';
import { createMoments } from '../../../../kiosk/strings/moments.ts';
import { ranges } from '../../../../kiosk/strings/ranges.ts';
import { at, FIXTURE_NOW } from '../../../support/kiosk-builders.ts';
import { refusalsByCode } from '../../../support/kiosk-refusals.ts';

const telling = { moments: createMoments('Europe/London'), now: Date.parse(FIXTURE_NOW) };
const contact = 'the pharmacy lead, 2210';

const REFUSALS = refusalsByCode(contact);

const ALARMS: { readonly [Kind in AlarmView['kind']]: string } = {
  key_removed: 'Slot 9: key removed without a release',
  slot_misfilled: 'Slot 9: something does not belong there',
  fob_unknown: 'Slot 9: fob not known',
  slot_left_unlocked: 'Slot 9: unlocked',
  slot_jammed: 'Slot 9: stuck',
  outcome_unknown: 'Slot 9: not sure whether the key was taken',
  door_left_open: 'The door is open. Close it',
  board_lost: 'Slot 9: no answer from this part of the cabinet',
  reader_lost: 'The badge reader does not answer',
  storage_failed: 'No records can be kept: no slot opens, keys can be put back',
  tamper: 'Slot 9: somebody opened the case of this part of the cabinet',
  mains_lost: 'Slot 9: no mains power; the battery keeps this part going',
  battery_low: 'Slot 9: the battery of this part of the cabinet is low',
  unexpected_event: 'The cabinet has met something unexpected',
  door_forced: 'The door was opened while it should be locked',
  storage_filling: 'There is little room left for records',
  storage_nearly_full: 'There is hardly any room left for records',
  log_damaged: 'Old records are damaged',
  clock_stepped: 'The clock of the cabinet was changed',
  key_overdue: 'Slot 9: key overdue',
  key_escalated: 'Slot 9: key long overdue',
  key_lost: 'Slot 9: key reported lost',
  key_faulty: 'Slot 9: key not fit for use',
  egress_key_in: 'Slot 9: this key must be carried',
  break_glass: 'A key was taken against the rules, with a reason',
  recall: 'Keys are called back',
  pin_locked: 'A PIN is locked after too many wrong tries',
  duress: 'Somebody opened the cabinet under duress',
};

const STANDING = { severity: 'alarm', since: FIXTURE_NOW, acknowledged: false, gone: false } as const;

describe('refusals', () => {
  test.each(Object.values(REFUSALS))('$code is a plain sentence', (refusal) => {
    const text = refusalText(refusal, telling);
    expect(text).toMatch(/^[A-Z].*\.$/);
    expect(text).not.toMatch(/_|undefined|NaN|Invalid|\d{4}-/);
  });

  test('say until when', () => {
    expect(refusalText(REFUSALS.staff_not_yet_valid, telling)).toBe('Your access begins Tue 07:00.');
    expect(refusalText(REFUSALS.staff_expired, telling)).toBe(
      'Your access ended Sun 18:00. You can still return keys.',
    );
    expect(refusalText(REFUSALS.key_out, telling)).toBe('Out since 13:10.');
    expect(refusalText({ ...REFUSALS.key_out, yours: true }, telling)).toBe('You have it since 13:10.');
  });

  test.each<readonly [RefusalView, string]>([
    [REFUSALS.outside_schedule, 'You may not have it now, only from 20:00.'],
    [{ ...REFUSALS.outside_schedule, opens: null }, 'You may not have it at this time.'],
    [REFUSALS.locked_out_by, 'These must be in first: key 14, Linen room.'],
    [REFUSALS.excluded_by, 'Nobody may hold it together with key 14, Linen room. Return that one first.'],
    [{ ...REFUSALS.excluded_by, key: null }, 'It must not be with another key that you hold.'],
    [REFUSALS.witness_required, 'Somebody must stand by with a badge: 1 of Nurses or Pharmacy.'],
    [REFUSALS.booked_by_other, 'Booked by somebody else until 15:00.'],
    [{ ...REFUSALS.key_out, due: at('15:00:00') }, 'Out since 13:10. Due back 15:00.'],
    [{ ...REFUSALS.pin_not_set, cause: 'person' }, 'You always need a PIN, and you have none yet.'],
    [
      { ...REFUSALS.pin_required, cause: 'badge' },
      'Your badge can be copied, so this key needs your PIN. Tap your badge again and enter it.',
    ],
  ])('say which rule: %o', (refusal, text) => {
    expect(refusalText(refusal, telling)).toBe(text);
  });

  test('count as people do', () => {
    expect(refusalText(REFUSALS.allowance_reached, telling)).toBe(
      'You hold 1 key, and 1 is the most. Return one first.',
    );
    expect(refusalText({ ...REFUSALS.allowance_reached, allowance: 4, held: 4 }, telling)).toContain(
      'You hold 4 keys,',
    );
  });

  test('say who can help', () => {
    expect(en.ask(contact)).toBe('Ask the pharmacy lead, 2210.');
  });

  test('a rule is not a breakdown', () => {
    expect(
      Object.values(REFUSALS)
        .filter(isBreakdown)
        .map(({ code }) => code),
    ).toEqual([
      'slot_silent',
      'slot_faulty',
      'storage_unavailable',
      'on_battery',
      'bolt_jammed',
      'board_silent',
      'not_released',
    ]);
  });
});

describe('alarms', () => {
  test.each(Object.entries(ALARMS) as [AlarmView['kind'], string][])('%s', (kind, text) => {
    expect(alarmText({ kind, ...STANDING, slots: [9] })).toBe(text);
  });

  test('name many slots as ranges', () => {
    expect(alarmText({ kind: 'board_lost', ...STANDING, slots: [17, 18, 19, 32] })).toBe(
      'Slots 17–19, 32: no answer from this part of the cabinet',
    );
    expect(alarmText({ kind: 'board_lost', ...STANDING, slots: [] })).toBe('No answer from this part of the cabinet');
  });

  test('whose sentence has not come yet name the slots that somebody must look at', () => {
    expect(en.look([])).toBe('Somebody must look at the cabinet');
    expect(en.look([9])).toBe('Somebody must look at slot 9');
    expect(en.look([17, 18, 19, 32])).toBe('Somebody must look at slots 17–19, 32');
  });

  test.each([
    [[], ''],
    [[7], '7'],
    [[1, 2, 3], '1–3'],
    [[1, 3, 4, 9], '1, 3–4, 9'],
  ])('ranges of %j', (numbers, text) => {
    expect(ranges(numbers)).toBe(text);
  });
});

test.each([
  'random_uid',
  'too_long',
  'removed_too_soon',
  'no_answer',
  'not_authentic',
  'not_understood',
] satisfies BadgeNotice[])('notice %s', (notice) => {
  expect(noticeText(notice)).toMatch(/^[A-Z][^_]*\.$/);
});

test.each(['not_live', 'unreachable', 'changed', 'over', 'unknown', 'refused'] satisfies SendFailure[])(
  'failure %s',
  (failure) => {
    expect(failureText(failure)).toMatch(/^[A-Z][^_]*\.$/);
  },
);
