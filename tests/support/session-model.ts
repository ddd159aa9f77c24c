// What a session is walked with as a model: what a person says, what the cabinet tells, what effects and children answer.
import type { Refusal } from '../../controller/domain/refusal.ts';
import { err, ok } from '../../controller/domain/result.ts';
import type { Preferences } from '../../controller/domain/staff.ts';
import { sessionMachine } from '../../controller/machines/session.ts';
import type {
  SessionContext,
  SessionEvent,
  SessionInput,
  SessionRefusal,
} from '../../controller/machines/session-context.ts';
import { badgeHash } from './credential-stage.ts';
import { keyId } from './domain-builders.ts';
import { type MachineModel, modelOf } from './machine-model.ts';
import {
  ASKS,
  anAdmission,
  ended,
  FREE_SLOT,
  KEY,
  NURSE,
  PORTER,
  REOPEN,
  SLOT,
  TAKE,
  WITNESSED_RETURN,
} from './session-stage.ts';
import { SteppedClock } from './stepped-clock.ts';

const GATE = { open: true, triesLeft: 4 } as const;
const NO_GRANT: Refusal = { code: 'no_grant' };
const BARRED: SessionRefusal = { key: null, slot: null, refusals: [{ code: 'staff_suspended' }], failure: null };
const ROOF = keyId('roof');
const LARGE: Preferences = {
  language: 'fr',
  textSize: 'largest',
  theme: 'light-contrast',
  sound: false,
  moreTime: false,
};

const SAID: readonly SessionEvent[] = [
  { type: 'pin.enter', pin: '284913' },
  { type: 'key.take', key: KEY },
  { type: 'key.take_many', keys: [KEY, ROOF] },
  { type: 'key.return', key: KEY },
  { type: 'key.hand_over', key: KEY },
  { type: 'handover.count', count: 12 },
  { type: 'handover.confirm' },
  { type: 'reason.give', choice: 'repair', text: null },
  { type: 'glass.open' },
  { type: 'glass.break', choice: null, text: 'seizure' },
  { type: 'witness.cancel' },
  { type: 'report.open', key: KEY, report: 'fault' },
  { type: 'fault.report', key: KEY, fault: 'bent', severity: 'minor', text: null },
  { type: 'vehicle.report', key: KEY, mileage: null, fuel: null, text: null },
  { type: 'slot.reopen', slot: FREE_SLOT },
  { type: 'desk.open' },
  { type: 'desk.now' },
  { type: 'account.open' },
  { type: 'account.leave' },
  { type: 'shift.leave' },
  { type: 'device.open' },
  { type: 'device.leave' },
  { type: 'key.show', key: KEY },
  { type: 'preferences.set', preferences: LARGE, remember: false },
  { type: 'preferences.set', preferences: LARGE, remember: true },
  { type: 'screen.back' },
  { type: 'session.continue' },
  { type: 'session.end' },
];

const TOLD: readonly SessionEvent[] = [
  { type: 'slot.offered', release: TAKE },
  { type: 'slot.offered', release: REOPEN },
  ended('release.taken', 'sensor'),
  ended('release.taken', 'sensor', REOPEN),
  ended('release.not_taken', 'window_ended'),
  ended('release.not_taken', 'pushed_back'),
  ended('release.not_opened', 'bolt_still'),
  ...[SLOT, FREE_SLOT].flatMap((slot): readonly SessionEvent[] => [
    { type: 'slot.misfilled', slot },
    { type: 'slot.cleared', slot },
    { type: 'slot.relocked', slot },
    { type: 'slot.emptied', slot },
  ]),
  { type: 'key.returned', key: KEY },
  { type: 'door.opened' },
  { type: 'door.closed' },
  { type: 'badge.presented', visitor: NURSE },
  { type: 'badge.presented', visitor: PORTER },
  { type: 'badge.offered', badge: badgeHash('a'), strength: 'weak' },
  { type: 'standing.changed', refusal: BARRED, holds: 1 },
  { type: 'standing.changed', refusal: BARRED, holds: 0 },
  { type: 'standing.changed', refusal: null, holds: 0 },
];

const ON_TAKING = [
  ok(TAKE),
  ...[ASKS.pin, ASKS.reason, ASKS.witness].map((asked) => err({ refusals: [asked], canBreakGlass: true })),
  err({ refusals: [NO_GRANT], canBreakGlass: true }),
  err({ refusals: [NO_GRANT], canBreakGlass: false }),
];
const ON_REOPENING = [ok(REOPEN), err({ refusals: [NO_GRANT], canBreakGlass: false })];

const ANSWERS = {
  admit: [
    anAdmission(),
    anAdmission({ wantsPin: true }),
    anAdmission({ manners: { mustChangePin: true } }),
    anAdmission({ manners: { shiftChange: true, ...WITNESSED_RETURN } }),
    anAdmission({ refusal: BARRED, holds: 1 }),
    anAdmission({ refusal: BARRED }),
  ],
  checkPin: [{ accepted: true }, { accepted: false, gate: GATE }],
  decide: ({ choice }: SessionContext) => (choice?.kind === 'take' ? ON_TAKING : ON_REOPENING),
  witnessing: (['complete', 'nobody', 'fault'] as const).map((end) => ({ end, witnesses: [PORTER.staff] })),
  handover: (['handed_over', 'given_up', 'fault'] as const).map((end) => ({ end, to: PORTER.staff })),
  reporting: [{ end: 'ended' }, { end: 'fault' }],
  desk: (['left', 'shift', 'idle', 'replaced', 'fault'] as const).map((end) => ({ end, factors: ['badge', 'pin'] })),
  shift: (['signed', 'left', 'idle', 'fault'] as const).map((end) => ({ end })),
  account: [
    ...(['left', 'idle', 'replaced', 'fault'] as const).map((end) => ({ end, mustChangePin: false })),
    { end: 'left', mustChangePin: true },
  ],
  device: (['left', 'idle', 'replaced', 'refused', 'fault'] as const).map((end) => ({ end })),
};

/** What decides where a session goes next, beside its state. */
function tells({ admitted, choice, unwitnessed, waiting, door, release, cause, manners }: SessionContext) {
  return [
    [admitted, choice !== null, release?.purpose, cause],
    [unwitnessed.length > 0, waiting.length > 0, door === 'open'],
    [manners.shiftChange, manners.witnessedReturns.size > 0],
  ];
}

const walk = (input: Partial<SessionInput>) =>
  modelOf(sessionMachine, {
    input: { clock: new SteppedClock(), visitor: NURSE, door: 'closed', ...input },
    events: [...SAID, ...TOLD],
    answers: ANSWERS,
    tells,
  });

export const sessionModels = [
  'session',
  (): readonly MachineModel[] => [walk({}), walk({ visitor: { ...NURSE, reader: null, badge: null } })],
] as const;
