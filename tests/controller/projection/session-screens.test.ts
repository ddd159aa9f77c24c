// What a session's screens say of keys: which are offered in which order, why not, who helps, and what became of a release.
import { describe, expect, it } from 'vitest';
import type { RefusalView } from '../../../controller/contract/refusal-view.ts';
import type { Screen } from '../../../controller/contract/snapshot.ts';
import type { Refusal } from '../../../controller/domain/refusal.ts';
import type { ReleaseFailure } from '../../../controller/machines/session-context.ts';
import { project } from '../../../controller/projection.ts';
import { keyId, NOW, slotId } from '../../support/domain-builders.ts';
import {
  alarmAt,
  aPicture,
  COLLEAGUE,
  type Differences,
  keyNumber,
  minutesPast,
  NURSE,
  outWith,
  ROSTER,
  releaseOf,
  slotNumber,
} from '../../support/picture-builder.ts';

const SWITCHBOARD = 'the switchboard, 1234';
const WARD_CONTACT = 'the nurse in charge, 3100';
const SINCE = new Date(NOW).toISOString();

function screen<Name extends Screen['name']>(name: Name, over: Differences): Extract<Screen, { name: Name }> {
  const shown = project(aPicture(over)).screen;
  if (!isNamed(shown, name)) throw new Error(`expected the screen ${name}, got ${shown.name}`);
  return shown;
}

function isNamed<Name extends Screen['name']>(shown: Screen, name: Name): shown is Extract<Screen, { name: Name }> {
  return shown.name === name;
}

function refused(refusals: readonly Refusal[], failure: ReleaseFailure | null = null, slot = slotNumber(9).id) {
  const refusal = { key: keyNumber(9).id, slot, refusals, failure };
  return screen('refused', { session: 'refused', context: { refusal } });
}

describe('the list of keys', () => {
  const custody = { 14: outWith(NURSE), 6: outWith(COLLEAGUE), 8: outWith(COLLEAGUE) };

  it('offers what can be taken first, each group by number', () => {
    const { offers } = screen('home', { session: 'home', custody });
    expect(offers.map(({ number }) => number)).toEqual([7, 9, 10, 11, 12, 6, 8]);
    expect(offers.map(({ refusals }) => refusals.length > 0)).toEqual([false, false, false, false, false, true, true]);
  });

  it('says of a key what will be asked for it, and only where asking helps', () => {
    const { offers } = screen('home', { session: 'home', custody });
    const asked = (number: number) => offers.find((offer) => offer.number === number)?.asks;
    expect([asked(7), asked(8), asked(9)]).toEqual([['witness'], [], []]);
  });

  it('puts first what the person takes most, as far as it can be asked for, and not more than the set-up wants', () => {
    const day = Math.floor(NOW / 86_400_000);
    const took = (number: number, count: number) => ({ staff: NURSE, key: keyNumber(number).id, day, count });
    const usage = new Map([[NURSE, [took(6, 9), took(9, 2), took(10, 5), took(14, 7)]]]);
    const over: Differences = { session: 'home', custody, ledger: { usage } };
    expect(screen('home', over).usual).toEqual([keyNumber(10).id, keyNumber(9).id]);
    const { setup } = ROSTER;
    const roster = { ...ROSTER, setup: { ...setup, policy: { ...setup.policy, usualKeys: 1 } } };
    expect(project({ ...aPicture(over), roster }).screen).toMatchObject({ usual: [keyNumber(10).id] });
  });

  it('offers a key at once when there is only one to ask for and nothing to bring back', () => {
    const only = (others: Differences['custody']) => screen('home', { session: 'home', custody: others ?? {} }).single;
    const out = { 6: outWith(COLLEAGUE), 7: outWith(COLLEAGUE), 8: outWith(COLLEAGUE), 9: outWith(COLLEAGUE) };
    const most = { ...out, 10: outWith(COLLEAGUE), 11: outWith(COLLEAGUE), 12: outWith(COLLEAGUE) };
    expect([only(out), only(most), only({ ...most, 12: outWith(NURSE) })]).toEqual([false, true, false]);
  });

  it('says which keys were chosen with others and not released', () => {
    const context = { rest: [keyNumber(9).id, keyId('gone')] };
    expect(screen('home', { session: 'home', context }).rest).toMatchObject([{ number: 9 }]);
    expect(screen('refused', { session: 'refused', context }).rest).toMatchObject([{ number: 9 }]);
  });

  it('does not offer what the person holds', () => {
    const { offers, have } = screen('home', { session: 'home', custody });
    expect(have.map(({ number }) => number)).toEqual([14]);
    expect(offers.map(({ number }) => number)).not.toContain(14);
  });

  it('tells that a key is out, and not with whom', () => {
    const { offers } = screen('home', { session: 'home', custody });
    const out = offers.find(({ number }) => number === 6);
    expect(out?.refusals).toEqual([{ code: 'key_out', since: SINCE, yours: false, contact: WARD_CONTACT }]);
  });

  it('lists the slots in which something stands that does not belong, ascending', () => {
    const cabinet = {
      alarms: [alarmAt('slot_misfilled', 31), alarmAt('slot_jammed', 2), alarmAt('slot_misfilled', 29)],
    };
    expect(screen('home', { session: 'home', cabinet }).misfilled).toEqual([29, 31]);
  });

  it('says of a held key that it is overdue from the moment it is', () => {
    const held = { 14: outWith(NURSE, minutesPast(30)) };
    const overdue = (minute: number) =>
      screen('home', { session: 'home', custody: held, now: minutesPast(minute) }).have[0]?.overdue;
    expect([overdue(29), overdue(30)]).toEqual([false, true]);
  });

  it('stays while a key without a slot is decided', () => {
    const choice = { kind: 'take', key: keyId('nowhere') } as const;
    expect(screen('home', { session: 'deciding', context: { choice } }).offers).not.toEqual([]);
  });
});

describe('a refusal', () => {
  const contact = WARD_CONTACT;
  const since = SINCE;
  const table: readonly (readonly [Refusal, RefusalView])[] = [
    [{ code: 'staff_suspended' }, { code: 'staff_suspended', contact: SWITCHBOARD }],
    [
      { code: 'staff_not_yet_valid', from: NOW },
      { code: 'staff_not_yet_valid', from: since, contact: SWITCHBOARD },
    ],
    [
      { code: 'staff_expired', until: NOW },
      { code: 'staff_expired', until: since, contact: SWITCHBOARD },
    ],
    [{ code: 'no_grant' }, { code: 'no_grant', contact }],
    [
      { code: 'pin_not_set', keyClass: 'controlled', cause: 'badge' },
      { code: 'pin_not_set', keyClass: 'controlled', cause: 'badge', contact },
    ],
    [
      { code: 'allowance_reached', allowance: 4, held: 4 },
      { code: 'allowance_reached', allowance: 4, held: 4, contact },
    ],
    [
      { code: 'key_out', since: NOW, holder: NURSE },
      { code: 'key_out', since, yours: true, contact },
    ],
    [
      { code: 'key_out', since: NOW, holder: COLLEAGUE },
      { code: 'key_out', since, yours: false, contact },
    ],
    [
      { code: 'key_unaccounted', since: NOW },
      { code: 'key_unaccounted', since, contact },
    ],
    [
      { code: 'key_in_doubt', since: NOW },
      { code: 'key_in_doubt', since, contact },
    ],
    [{ code: 'storage_unavailable' }, { code: 'storage_unavailable', contact }],
  ];

  it.each(table)('%o', (refusal, view) => {
    expect(refused([refusal]).refusals).toEqual([view]);
  });

  it('of a visitor who is not let in names who helps with badges', () => {
    const refusal = { key: null, slot: null, refusals: [{ code: 'staff_suspended' }], failure: null } as const;
    const shown = screen('refused', { session: 'refused', context: { refusal, admitted: false } });
    expect(shown).toMatchObject({ key: null, refusals: [{ code: 'staff_suspended', contact: SWITCHBOARD }] });
  });
});

describe('a release that failed', () => {
  it.each(['bolt_jammed', 'board_silent', 'not_released'] as const)('%s names the slot', (failure) => {
    expect(refused([], failure).refusals).toEqual([{ code: failure, slot: 9, contact: WARD_CONTACT }]);
  });

  it('for want of storage names none', () => {
    expect(refused([], 'storage_unavailable').refusals).toEqual([
      { code: 'storage_unavailable', contact: WARD_CONTACT },
    ]);
  });

  it('at a slot that the set-up has lost is still said', () => {
    const { refusals } = refused([], 'bolt_jammed', slotId('gone'));
    expect(refusals).toEqual([{ code: 'slot_faulty', contact: WARD_CONTACT }]);
  });
});

describe('what was done', () => {
  it('says that a key was taken that the log could not take', () => {
    const shown = screen('done', { session: 'done', context: { taken: [keyNumber(9).id] } });
    expect(shown.taken).toMatchObject([{ number: 9, due: null, overdue: false }]);
  });

  it('shows nothing of what the log says of somebody else', () => {
    const over: Differences = { session: 'done', custody: { 9: outWith(COLLEAGUE, minutesPast(60)) } };
    expect(screen('done', { ...over, context: { taken: [keyNumber(9).id] } }).taken).toMatchObject([{ due: null }]);
  });

  it('leaves out a key that the set-up has lost', () => {
    const gone = [keyId('gone')];
    const context = { taken: gone, returned: gone, handedOver: gone };
    expect(screen('done', { session: 'done', context })).toMatchObject({ taken: [], returned: [], handedOver: [] });
  });
});

describe('a misplaced fob', () => {
  const misfilled = slotNumber(30).id;
  const permit = {
    staff: NURSE,
    key: null,
    slot: slotNumber(30),
    due: null,
    booking: null,
    overridden: [],
    warnings: [],
  } as const;

  it('may be drawn when the policy says so', () => {
    const over: Differences = { session: 'misplaced', context: { misfilled } };
    expect(screen('wrong-place', { ...over, reopenDecision: { permitted: true, permit } }).refusals).toEqual([]);
  });

  it('stays where it is while no decision says otherwise', () => {
    const { refusals } = screen('wrong-place', { session: 'misplaced', context: { misfilled } });
    expect(refusals).toEqual([{ code: 'slot_not_misfilled', contact: SWITCHBOARD }]);
  });

  it('is drawn without naming a key', () => {
    const reopening = { choice: { kind: 'reopen', slot: misfilled }, release: releaseOf(30) } as const;
    expect(screen('releasing', { session: 'deciding', context: reopening })).toMatchObject({ slot: 30, key: null });
    expect(screen('take', { session: 'taking', context: reopening })).toMatchObject({ slot: 30, key: null });
    expect(screen('push-back', { session: 'pushingBack', context: reopening })).toMatchObject({ slot: 30, key: null });
  });
});

describe('a return', () => {
  it('of a key without a slot is refused with the way back', () => {
    const { key, refusals } = screen('refused', { session: 'returning', context: { returning: keyId('nowhere') } });
    expect({ key, refusals }).toEqual({ key: null, refusals: [{ code: 'key_has_no_slot', contact: SWITCHBOARD }] });
  });
});

describe('a fob in a wrong slot', () => {
  const misplaced = { session: 'misplaced', context: { misfilled: slotNumber(30).id } } as const;

  it('is named by its chip with both numbers, whoever holds the key', () => {
    const alarms = [{ ...alarmAt('slot_misfilled', 30), key: keyNumber(9).id }];
    const { slot, belongs, standing } = screen('wrong-place', { ...misplaced, cabinet: { alarms } });
    expect([slot, belongs.map((one) => [one.slot, one.key.number])]).toEqual([30, [[9, 9]]]);
    expect(standing).toMatchObject({ number: 9 });
  });

  it('is called unknown when nobody knows its chip', () => {
    const cabinet = { alarms: [alarmAt('fob_unknown', 30)] };
    const custody = { 14: outWith(NURSE) };
    const { belongs, standing } = screen('wrong-place', { ...misplaced, cabinet, custody });
    expect([belongs.map((one) => one.slot), standing]).toEqual([[14], 'unknown']);
    expect(screen('home', { session: 'home', cabinet }).misfilled).toEqual([30]);
  });

  it('is whatever it may be where no chip is read', () => {
    expect(screen('wrong-place', misplaced)).not.toHaveProperty('standing');
  });
});
