// Every state of the hall and of a session against the screen that it must show; a new state without a line here fails.
import { describe, expect, it } from 'vitest';
import { transition } from 'xstate';
import type { Screen } from '../../../controller/contract/snapshot.ts';
import { parseBadgeHash } from '../../../controller/domain/ids.ts';
import type { PinGate } from '../../../controller/domain/pin.ts';
import { instant } from '../../../controller/domain/time.ts';
import { cabinetMachine } from '../../../controller/machines/cabinet.ts';
import { sessionMachine } from '../../../controller/machines/session.ts';
import type { SessionRefusal } from '../../../controller/machines/session-context.ts';
import { project } from '../../../controller/projection.ts';
import { boardId, keyId, NOW, readerId, sessionId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import {
  aPicture,
  type Differences,
  HALL_STATES,
  type HallState,
  keyNumber,
  minutesPast,
  NURSE,
  outWith,
  releaseOf,
  SESSION_STATES,
  type SessionStateName,
  slotNumber,
} from '../../support/picture-builder.ts';
import { aDesk, aDevice, aHandover, anAccount, aReporting, aWitnessing } from '../../support/session-children.ts';
import { anEnrolment, aShift } from '../../support/shift-children.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';

const HOLDER = 'E. Halloran-Voss';
const SWITCHBOARD = 'the switchboard, 1234';
const WARD_CONTACT = 'the nurse in charge, 3100';

const NO = { name: 'refused', canBreakGlass: false, rest: [] } as const;

const at = (seconds: number) => new Date(NOW + seconds * 1000).toISOString();
const view = (number: number) => {
  const { id, name, class: keyClass } = keyNumber(number);
  return { id, number, name, class: keyClass };
};
const screen = (over: Differences): Screen => project(aPicture(over)).screen;
const refusal = (over: Partial<SessionRefusal>) => ({ key: null, slot: null, refusals: [], failure: null, ...over });

const TAP = {
  type: 'badge.presented',
  reader: readerId('front'),
  strength: 'strong',
  hash: expectOk(parseBadgeHash('0'.repeat(64))),
  session: sessionId('s-2'),
} as const;

describe('the screen of the hall', () => {
  const table: Readonly<Record<HallState, readonly [Differences, Screen]>> = {
    starting: [
      { hall: 'starting', recovery: 'connecting', cabinet: { readings: new Map([[boardId('b2'), []]]) } },
      {
        name: 'starting',
        step: 'connecting',
        waitingFor: [
          { part: 'board', id: 'b1' },
          { part: 'board', id: 'b3' },
        ],
      },
    ],
    idle: [{ hall: 'idle' }, { name: 'idle', notice: null, takeover: null }],
    explaining: [
      { hall: 'explaining', cabinet: { trouble: 'random_uid' } },
      { name: 'idle', notice: 'random_uid', takeover: null },
    ],
    enrolling: [{ hall: 'enrolling', children: anEnrolment() }, expect.objectContaining({ name: 'enrolment' })],
    turningAway: [
      { hall: 'turningAway' },
      { ...NO, key: null, refusals: [{ code: 'badge_unknown', contact: SWITCHBOARD }], endsAt: at(12) },
    ],
    showingReturn: [
      { hall: 'showingReturn', cabinet: { returned: { key: keyNumber(14).id, slot: slotNumber(14).id } } },
      { name: 'returned', slot: 14, key: view(14), unsigned: false, endsAt: at(4), sensing: 'presence' },
    ],
    serving: [{ hall: 'serving' }, { name: 'idle', notice: null, takeover: null }],
  };

  it.each(HALL_STATES)('%s', (hall) => {
    const [over, expected] = table[hall];
    expect(screen(over)).toEqual(expected);
  });

  it('is said for every state that the machine has', () => {
    expect(Object.keys(cabinetMachine.states.hall?.states ?? {}).toSorted()).toEqual(HALL_STATES.toSorted());
  });

  it('waits for no board once sensors and log are compared, and says when the storage holds it up', () => {
    const late = { hall: 'starting', recovery: 'reconciling', cabinet: { readings: new Map() } } as const;
    expect(screen(late)).toEqual({ name: 'starting', step: 'reconciling', waitingFor: [] });
    const stuck: Differences = { ...late, recovery: 'watching', cabinet: { readings: new Map(), storage: 'failed' } };
    expect(screen(stuck)).toEqual({ name: 'starting', step: 'reconciling', waitingFor: [{ part: 'storage' }] });
  });

  it('falls back to idle for a key or slot that the set-up has lost', () => {
    const gone = { key: keyId('gone'), slot: slotNumber(14).id };
    expect(screen({ hall: 'showingReturn', cabinet: { returned: gone } })).toEqual({
      name: 'idle',
      notice: null,
      takeover: null,
    });
  });

  it.each([
    ['turningAway', { ...TAP, staff: null }],
    ['explaining', { type: 'badge.unreadable', reader: readerId('front'), trouble: 'no_answer' }],
  ] as const)('ends %s counted from the moment at which it began, anew for each badge', (hall, event) => {
    const clock = new SteppedClock();
    const idle = aPicture({ cabinet: { clock } }).cabinet;
    clock.pass(60_000);
    const [first] = transition(cabinetMachine, idle, event);
    expect(first.value.hall).toBe(hall);
    expect(first.context.since).toBe(NOW + 60_000);
    clock.pass(3000);
    const [second] = transition(cabinetMachine, first, event);
    expect(second.context.since).toBe(NOW + 63_000);
  });
});

describe('the screen of a session', () => {
  const release = releaseOf(9);
  const take = { kind: 'take', key: keyNumber(9).id } as const;
  const holding = { 9: outWith(NURSE, minutesPast(60)), 10: outWith(NURSE) };
  const has9 = { ...view(9), slot: 9, since: at(0), due: at(3600), overdue: false };
  const has10 = { ...view(10), slot: 10, since: at(0), due: null, overdue: false };
  const idle: Screen = { name: 'idle', notice: null, takeover: null };
  const home: Screen = {
    name: 'home',
    offers: [6, 7, 8, 11, 12, 14].map((number) => ({
      ...view(number),
      slot: number,
      refusals: [],
      asks: number < 9 ? ['witness'] : [],
      warnings: [],
    })),
    usual: [],
    single: false,
    rest: [],
    have: [has9, has10],
    misfilled: [],
    desk: false,
    endsAt: at(40),
  };
  const pin = {
    name: 'pin',
    key: null,
    wrong: false,
    triesLeft: null,
    waitUntil: null,
    locked: false,
    checking: false,
  } as const;
  const { name: _, key: __, ...gate } = pin;
  const witness: Screen = {
    name: 'witness',
    purpose: 'take',
    key: view(9),
    missing: 1,
    standing: [],
    from: ['Pharmacy'],
    fault: null,
    checking: false,
    canBreakGlass: true,
    endsAt: at(45),
  };
  const outcome = { taken: [has9], returned: [view(11)], handedOver: [view(10)] };
  const took = { taken: [keyNumber(9).id], returned: [keyNumber(11).id], handedOver: [keyNumber(10).id] };
  const taking: Screen = { name: 'take', slot: 9, key: view(9), startedAt: at(0), endsAt: at(20) };

  const table: Readonly<Record<SessionStateName, readonly [Differences, Screen]>> = {
    admitting: [{}, idle],
    resuming: [{ custody: holding }, home],
    pin: [{}, { ...pin, endsAt: at(40) }],
    checkingPin: [{}, { ...pin, checking: true, endsAt: at(40) }],
    home: [{ custody: holding }, home],
    proved: [{ context: { choice: take } }, { ...pin, key: view(9), checking: true, endsAt: at(40) }],
    deciding: [{ context: { choice: take } }, { name: 'releasing', slot: 9, key: view(9) }],
    answering: [{ context: { choice: take } }, { name: 'releasing', slot: 9, key: view(9) }],
    reason: [
      { context: { choice: take } },
      { name: 'reason', key: view(9), choices: [], text: 'none', endsAt: at(60) },
    ],
    glass: [
      { context: { choice: take, refusal: refusal({ key: keyNumber(9).id, refusals: [{ code: 'no_grant' }] }) } },
      {
        name: 'glass',
        key: view(9),
        overrides: [{ code: 'no_grant', contact: WARD_CONTACT }],
        choices: [],
        text: 'required',
        endsAt: at(60),
      },
    ],
    witnessing: [{ context: { choice: take, canBreakGlass: true }, children: aWitnessing() }, witness],
    witnessingReturn: [
      { context: { canBreakGlass: true }, children: aWitnessing('waiting', { purpose: 'return' }) },
      { ...witness, purpose: 'return', canBreakGlass: false },
    ],
    handingOver: [
      { context: { aside: keyNumber(9).id }, children: aHandover() },
      { name: 'handover', key: view(9), from: HOLDER, to: null, count: null, confirm: false, endsAt: at(45) },
    ],
    reporting: [
      { context: { aside: keyNumber(9).id }, children: aReporting() },
      { name: 'report', key: view(9), open: [], noted: false, fault: null, endsAt: at(90) },
    ],
    desk: [{ children: aDesk() }, { ...gate, name: 'desk-pin', endsAt: at(40) }],
    handingShift: [{ children: aShift() }, expect.objectContaining({ name: 'shift', busy: false, last: null })],
    account: [{ children: anAccount() }, expect.objectContaining({ name: 'account-badge', busy: false })],
    device: [{ children: aDevice() }, expect.objectContaining({ name: 'device', busy: false, notice: null })],
    releasing: [{ context: { choice: take, release } }, { name: 'releasing', slot: 9, key: view(9) }],
    taking: [{ context: { choice: take, release } }, taking],
    taken: [{ context: { choice: take, release } }, taking],
    pushingBack: [{ context: { release } }, { name: 'push-back', slot: 9, key: view(9) }],
    closing: [
      { context: took, custody: holding },
      { name: 'close-door', urgency: 'none', ...outcome, since: at(0) },
    ],
    done: [
      { context: took, custody: holding },
      { name: 'done', ...outcome, endsAt: at(6) },
    ],
    returning: [
      { context: { returning: keyNumber(9).id }, custody: holding },
      { name: 'return', slot: 9, key: view(9), startedAt: at(0), endsAt: at(60), sensing: 'presence' },
    ],
    misplaced: [
      {
        context: { misfilled: slotNumber(30).id },
        custody: holding,
        reopenDecision: { permitted: false, refusals: [{ code: 'slot_busy' }] },
      },
      {
        name: 'wrong-place',
        slot: 30,
        belongs: [
          { slot: 9, key: view(9) },
          { slot: 10, key: view(10) },
        ],
        refusals: [{ code: 'slot_busy', contact: SWITCHBOARD }],
      },
    ],
    refused: [
      { context: { refusal: refusal({ key: keyNumber(9).id, refusals: [{ code: 'slot_faulty' }] }) } },
      {
        ...NO,
        key: view(9),
        refusals: [{ code: 'slot_faulty', contact: WARD_CONTACT }],
        endsAt: at(12),
      },
    ],
    stillThere: [{}, { name: 'still-there', startedAt: at(0), endsAt: at(20) }],
    ended: [{}, idle],
  };

  it.each(SESSION_STATES)('%s', (session) => {
    const [over, expected] = table[session];
    expect(screen({ ...over, session })).toEqual(expected);
  });

  it('is said for every state that the machine has', () => {
    expect(Object.keys(sessionMachine.states).toSorted()).toEqual(SESSION_STATES.toSorted());
  });

  it('counts from the stamp of the session, not from now', () => {
    const since = instant(NOW - 5000);
    expect(screen({ session: 'stillThere', context: { since } })).toMatchObject({ endsAt: at(15) });
  });
});

describe('the PIN', () => {
  const shown = (gate: PinGate, session: 'pin' | 'checkingPin' = 'pin') =>
    screen({ session, context: { pin: { wrong: true, gate } } });

  it('says how many tries are left after a wrong one', () => {
    expect(shown({ open: true, triesLeft: 3 })).toMatchObject({ wrong: true, triesLeft: 3, waitUntil: null });
  });

  it.each(['busy', 'expired'] as const)('says what is the trouble with one that was not wrong: %s', (trouble) => {
    const pin = { wrong: false, gate: { open: true, triesLeft: 5 }, trouble } as const;
    expect(screen({ session: 'pin', context: { pin } })).toMatchObject({ wrong: false, triesLeft: null, trouble });
    expect(screen({ session: 'checkingPin', context: { pin } })).not.toHaveProperty('trouble');
  });

  it('does not call the try wrong that is being checked', () => {
    expect(shown({ open: true, triesLeft: 3 }, 'checkingPin')).toMatchObject({ wrong: false, checking: true });
  });

  it('says until when to wait, and when waiting does not help', () => {
    const waiting = shown({ open: false, locked: false, waitUntil: minutesPast(1) });
    expect(waiting).toMatchObject({ triesLeft: null, waitUntil: at(60), locked: false });
    expect(shown({ open: false, locked: true })).toMatchObject({ triesLeft: null, waitUntil: null, locked: true });
  });
});
