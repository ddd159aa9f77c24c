// Every screen of a session against everything that can happen there: each command, another badge, a key that comes back,
// a fob in the wrong place, and nobody touching anything.
import { describe, expect, it } from 'vitest';
import type { Duration } from '../../../controller/domain/time.ts';
import { DELAYS } from '../../../controller/machines/delays.ts';
import { sessionMachine } from '../../../controller/machines/session.ts';
import type { SessionCommand } from '../../../controller/machines/session-commands.ts';
import type { SessionEvent } from '../../../controller/machines/session-context.ts';
import { stateGraph } from '../../support/architecture/state-graph.ts';
import { keyId } from '../../support/domain-builders.ts';
import { FREE_SLOT, KEY, NURSE_AGAIN, PORTER, RESTS, type Rest, sessionIn } from '../../support/session-stage.ts';

const LOOKS = { language: 'fr', textSize: 'largest', theme: 'light-contrast', sound: false, moreTime: false } as const;
const COMMANDS: readonly SessionCommand[] = [
  { type: 'pin.enter', pin: '2468' },
  { type: 'key.take', key: KEY },
  { type: 'key.take_many', keys: [KEY] },
  { type: 'key.return', key: KEY },
  { type: 'key.hand_over', key: KEY },
  { type: 'handover.count', count: 12 },
  { type: 'handover.confirm' },
  { type: 'reason.give', choice: 'ward', text: null },
  { type: 'witness.cancel' },
  { type: 'glass.open' },
  { type: 'glass.break', choice: null, text: 'A child is locked in.' },
  { type: 'report.open', key: KEY, report: 'fault' },
  { type: 'fault.report', key: KEY, fault: 'bent', severity: 'minor', text: null },
  { type: 'vehicle.report', key: KEY, mileage: 1, fuel: 1, text: null },
  { type: 'desk.open' },
  { type: 'desk.now' },
  { type: 'account.open' },
  { type: 'account.back' },
  { type: 'device.open' },
  { type: 'device.leave' },
  { type: 'key.show', key: KEY },
  { type: 'slot.reopen', slot: FREE_SLOT },
  { type: 'preferences.set', preferences: LOOKS, remember: true },
  { type: 'screen.back' },
  { type: 'session.continue' },
  { type: 'session.end' },
];

/** What is offered on each screen, and where it leads: a state, or how the session ends. */
const OFFERED: Readonly<Record<Rest, Partial<Record<SessionCommand['type'], string>>>> = {
  admitting: {},
  pin: { 'session.continue': 'pin', 'pin.enter': 'checkingPin', 'session.end': 'signed_out' },
  checkingPin: {},
  home: {
    'key.take': 'deciding',
    'key.take_many': 'deciding',
    'key.return': 'returning',
    'key.hand_over': 'handingOver',
    'report.open': 'reporting',
    'desk.open': 'desk',
    'account.open': 'account',
    'device.open': 'device',
    'key.show': 'home',
    'slot.reopen': 'deciding',
    'preferences.set': 'home',
    'session.end': 'signed_out',
  },
  deciding: {},
  reason: {
    'session.continue': 'reason',
    'reason.give': 'deciding',
    'screen.back': 'home',
    'session.end': 'signed_out',
  },
  glass: { 'session.continue': 'glass', 'glass.break': 'deciding', 'screen.back': 'home', 'session.end': 'signed_out' },
  witnessing: { 'witness.cancel': 'home', 'screen.back': 'home', 'session.end': 'signed_out' },
  witnessingReturn: { 'witness.cancel': 'done' },
  handingOver: {
    'session.continue': 'handingOver',
    'pin.enter': 'handingOver',
    'handover.count': 'handingOver',
    'handover.confirm': 'handingOver',
    'screen.back': 'home',
    'session.end': 'signed_out',
  },
  reporting: {
    'session.continue': 'reporting',
    'fault.report': 'reporting',
    'vehicle.report': 'reporting',
    'screen.back': 'home',
    'session.end': 'signed_out',
  },
  desk: { 'session.continue': 'desk', 'desk.open': 'desk', 'desk.now': 'desk' },
  account: {
    'session.continue': 'account',
    'account.open': 'account',
    'account.back': 'account',
    'preferences.set': 'account',
  },
  device: { 'session.continue': 'device', 'device.open': 'device', 'device.leave': 'device' },
  releasing: {},
  taking: {},
  pushingBack: {},
  closing: { 'screen.back': 'home', 'report.open': 'reporting', 'session.end': 'finished' },
  done: { 'screen.back': 'home', 'report.open': 'reporting', 'session.end': 'finished' },
  returning: { 'screen.back': 'home', 'session.end': 'signed_out' },
  misplaced: { 'slot.reopen': 'deciding', 'screen.back': 'home', 'session.end': 'signed_out' },
  refused: { 'screen.back': 'home', 'session.end': 'refused' },
  stillThere: { 'session.continue': 'home', 'session.end': 'signed_out' },
};

/** What time alone does to each screen; where it does nothing, an effect is awaited. */
const TIMES: Readonly<Partial<Record<Rest, readonly [Duration, string]>>> = {
  pin: [DELAYS.sessionIdle, 'idle'],
  home: [DELAYS.signOut, 'stillThere'],
  reason: [DELAYS.reasonWindow, 'home'],
  glass: [DELAYS.reasonWindow, 'home'],
  witnessing: [DELAYS.witnessWindow, 'home'],
  witnessingReturn: [DELAYS.witnessWindow, 'done'],
  reporting: [DELAYS.reportWindow, 'home'],
  releasing: [DELAYS.releaseDeadline, 'refused'],
  taking: [DELAYS.takingDeadline, 'refused'],
  pushingBack: [DELAYS.pushBackPatience, 'idle'],
  closing: [DELAYS.doorPatience, 'idle'],
  done: [DELAYS.doneDisplay, 'finished'],
  returning: [DELAYS.returnWindow, 'home'],
  misplaced: [DELAYS.returnWindow, 'idle'],
  refused: [DELAYS.refusedDisplay, 'home'],
  stillThere: [DELAYS.stillThereWindow, 'idle'],
};

/** Every badge is meant for what the screen waits for. */
const MEANT_HERE: readonly Rest[] = ['witnessing', 'witnessingReturn', 'handingOver'];

/** Screens at which the next person need not wait: no hand is in a slot and nothing is being decided. */
const MAKE_ROOM: readonly Rest[] = [
  'pin',
  'home',
  'reason',
  'glass',
  'closing',
  'done',
  'returning',
  'misplaced',
  'refused',
  'stillThere',
];
/** Screens that a fob in the wrong place interrupts. A refusal is read to its end; home then lists the slot. */
const INTERRUPTED: readonly Rest[] = [
  'pin',
  'home',
  'reason',
  'closing',
  'done',
  'returning',
  'misplaced',
  'stillThere',
];

it('looks at every state in which a session can rest', () => {
  const passing = ['resuming', 'proved', 'answering', 'taken', 'ended'];
  // As the desk: what a shift is handed over with is a machine of its own, which the walk of the models goes through.
  const known = [...RESTS, ...passing, 'handingShift'].map((state) => `session.${state}`);
  expect(stateGraph(sessionMachine).atoms.toSorted()).toEqual(known.toSorted());
});

/** Screens that end at once for somebody who is suspended or expires meanwhile. The others come to an end by themselves. */
const ENDED_BY_STANDING: readonly Rest[] = [
  'pin',
  'home',
  'reason',
  'glass',
  'witnessing',
  'handingOver',
  'desk',
  'account',
  'device',
  'stillThere',
];

describe.each(RESTS)('a session in %s', (rest) => {
  it('is there', async () => {
    expect((await sessionIn(rest)).state).toBe(rest);
  });

  it.each(COMMANDS)('does what $type says when it is offered, and otherwise nothing', async (command) => {
    const stage = await sessionIn(rest);
    const { context } = stage;
    const leadsTo = OFFERED[rest][command.type];
    expect(stage.can(command)).toBe(leadsTo !== undefined);
    stage.send(command);
    expect(stage.output?.cause ?? stage.state).toBe(leadsTo ?? rest);
    if (leadsTo === undefined) expect(stage.context).toBe(context);
  });

  it('goes on or ends by itself when nobody touches anything', async () => {
    const stage = await sessionIn(rest);
    const [duration, leadsTo] = TIMES[rest] ?? [DELAYS.pushBackPatience, rest];
    await stage.pass(duration - 100);
    expect(stage.state).toBe(rest);
    await stage.pass(100);
    expect(stage.output?.cause ?? stage.state).toBe(leadsTo);
  });

  it('makes room for another badge, unless a hand may be in a slot', async () => {
    const stage = (await sessionIn(rest)).send({ type: 'badge.presented', visitor: PORTER });
    if (MAKE_ROOM.includes(rest)) expect(stage.output).toEqual({ cause: 'replaced', next: PORTER, waiting: [] });
    else expect([stage.state, stage.output]).toEqual([rest, undefined]);
    const isRemembered = !MAKE_ROOM.includes(rest) && !MEANT_HERE.includes(rest);
    expect(stage.context.waiting).toEqual(isRemembered ? [PORTER] : []);
  });

  it('serves nobody who may take nothing any longer, and lets a release that is under way end', async () => {
    const refusal = { key: null, slot: null, refusals: [{ code: 'staff_suspended' as const }], failure: null };
    const stage = await sessionIn(rest);
    stage.send({ type: 'standing.changed', refusal, holds: 0 });
    if (ENDED_BY_STANDING.includes(rest)) expect([stage.state, stage.context.refusal]).toEqual(['refused', refusal]);
    else expect([stage.state, stage.context.admitted]).toEqual([rest, false]);
  });

  it('takes the same badge again for a sign of life and no more', async () => {
    const stage = (await sessionIn(rest)).send({ type: 'badge.presented', visitor: NURSE_AGAIN });
    expect(stage.state).toBe(rest === 'stillThere' ? 'home' : rest);
  });

  it('notes a key that comes back, and shows it unless a hand may be in a slot', async () => {
    const other = keyId('roof');
    const stage = (await sessionIn(rest)).send({ type: 'key.returned', key: other });
    expect(stage.context.returned).toEqual(rest === 'witnessingReturn' ? [KEY, other] : [other]);
    const shown = rest === 'closing' ? 'closing' : 'done';
    expect(stage.state).toBe(MAKE_ROOM.includes(rest) ? shown : rest);
  });

  it('notes a fob in the wrong place, and shows it unless a hand may be in a slot', async () => {
    const stage = (await sessionIn(rest)).send({ type: 'slot.misfilled', slot: FREE_SLOT });
    expect(stage.context.misfilled).toBe(FREE_SLOT);
    expect(stage.state).toBe(INTERRUPTED.includes(rest) ? 'misplaced' : rest);
  });

  it('forgets a fob in the wrong place when that slot is clear again, whichever it shows', async () => {
    const stage = (await sessionIn(rest)).send(
      { type: 'slot.misfilled', slot: FREE_SLOT },
      { type: 'slot.cleared', slot: FREE_SLOT },
    );
    expect(stage.context.misfilled).toBeNull();
    expect(stage.state).not.toBe('misplaced');
  });

  it('is not disturbed by the slots of others', async () => {
    const elsewhere: readonly SessionEvent[] = [
      { type: 'slot.relocked', slot: FREE_SLOT },
      { type: 'slot.emptied', slot: FREE_SLOT },
    ];
    const stage = (await sessionIn(rest)).send(...elsewhere);
    expect([stage.state, stage.output]).toEqual([rest, undefined]);
  });
});
