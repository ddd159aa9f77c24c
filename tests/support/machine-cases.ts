// What the smaller machines are walked with as models: all that can be said to them, and all that their effects can answer.
import { type AlarmSubject, acknowledgement, newAlarm } from '../../controller/domain/alarm.ts';
import { parseBookingId } from '../../controller/domain/ids.ts';
import type { Refusal } from '../../controller/domain/refusal.ts';
import { ReleaseToken } from '../../controller/domain/release-token.ts';
import { err, ok } from '../../controller/domain/result.ts';
import { monotonic } from '../../controller/domain/time.ts';
import { accountMachine } from '../../controller/machines/account.ts';
import type { AccountProfile } from '../../controller/machines/account-context.ts';
import { alarmMachine } from '../../controller/machines/alarm.ts';
import { deskMachine } from '../../controller/machines/desk.ts';
import { doorMachine } from '../../controller/machines/door.ts';
import { dueMachine } from '../../controller/machines/due.ts';
import { emergencyMachine } from '../../controller/machines/emergency.ts';
import { type EmergencyInput, newEmergency, progressOf } from '../../controller/machines/emergency-context.ts';
import { handoverMachine } from '../../controller/machines/handover.ts';
import { linkMachine } from '../../controller/machines/link.ts';
import { reportingMachine } from '../../controller/machines/reporting.ts';
import { newSession } from '../../controller/machines/session-context.ts';
import { slotMachine } from '../../controller/machines/slot.ts';
import { storageMachine } from '../../controller/machines/storage.ts';
import { witnessingMachine } from '../../controller/machines/witnessing.ts';
import { badgeHash } from './credential-stage.ts';
import { CHIEF, DESK_EVENTS, FOUND, GATE, RELEASE, REVIEW } from './desk-machine-stage.ts';
import { boardId, keyId, NOW, seq, slotId } from './domain-builders.ts';
import { expectOk } from './expect-ok.ts';
import { type MachineModel, modelOf } from './machine-model.ts';
import { ASKS, KEY, NURSE, PHARMACY, PORTER } from './session-stage.ts';
import { EMPTY, HOME, OTHER, OWN, reading, SENSES, SPRUNG } from './slot-stage.ts';
import { SteppedClock } from './stepped-clock.ts';

const clock = new SteppedClock();
const session = newSession({ clock, visitor: NURSE, door: 'none' });
const THIRD = { ...PORTER, staff: CHIEF.staff };
const REFUSED = [{ code: 'no_grant' }] as const satisfies readonly Refusal[];
const PINS = [{ accepted: true }, { accepted: false, gate: GATE }];

const links = () => [
  modelOf(linkMachine, {
    input: { device: { kind: 'board', board: boardId('b1') } },
    events: [{ type: 'link.lost', fault: 'port_closed' }],
    answers: { connect: [ok(undefined), err('silent')] },
    rests: (value) => value === 'online',
  }),
];

const doors = () => [
  modelOf(doorMachine, {
    input: { reported: 'closed' },
    events: [{ type: 'door.read', contact: 'open' }, { type: 'door.read', contact: 'closed' }, { type: 'door.silent' }],
    tells: ({ reported }) => reported,
    rests: (value) => value === 'closed',
  }),
];

const storages = () => [
  modelOf(storageMachine, {
    input: undefined,
    events: [{ type: 'storage.failed' }],
    answers: { repair: [ok('whole'), ok('on_reserve'), err('fails')], refill: [ok('more'), ok('whole'), err('full')] },
    rests: (value) => value === 'available',
  }),
];

/** What the sensors of each kind of slot can say; the last two read chips. */
const SIGHTS = [
  [SENSES.both, [HOME, SPRUNG, EMPTY]],
  [SENSES.presence, [reading('unseen', 'present'), reading('unseen', 'absent')]],
  [SENSES.bolt, [reading('locked', 'unseen'), reading('unlocked', 'unseen')]],
  [SENSES.chips, [...[HOME, SPRUNG].flatMap((one) => [one, { ...one, fob: OWN }]), { ...HOME, fob: OTHER }, EMPTY]],
] as const;

const slots = () =>
  SIGHTS.map(([senses, readings]) =>
    modelOf(slotMachine, {
      input: { subject: (({ slot, fob, key }) => ({ slot, fob, key }))(RELEASE), senses },
      events: [
        ...readings.map((seen) => ({ type: 'slot.read', reading: seen }) as const),
        { type: 'slot.silent' },
        { type: 'slot.reconciled', expected: 'present', chip: senses.fobId ? OWN : null },
        { type: 'slot.reconciled', expected: 'absent' },
        { type: 'slot.release', intended: RELEASE },
      ],
      answers: {
        recordIntent: [ok(ReleaseToken.mint(seq(1), RELEASE.slot, monotonic(1000))), err('storage_unavailable')],
        unlock: ['answered', 'not_sent', 'in_doubt'],
        ask: [...readings.map((seen) => ok(seen)), err('silent')],
      },
      tells: ({ reading: seen, expected, chip, unread, jammed }) => [seen, expected, chip, unread, jammed],
      rests: (value) => value === 'settled',
    }),
  );

const SUBJECTS: readonly AlarmSubject[] = [
  { kind: 'key_removed', slot: slotId('slot-14') },
  { kind: 'slot_jammed', slot: slotId('slot-14') },
  { kind: 'break_glass', intent: seq(7) },
  { kind: 'duress', staff: NURSE.staff },
  { kind: 'clock_stepped' },
];
const NOTICED = { by: CHIEF.staff, at: NOW };

/** Each kind of alarm when it is new, and as the log may have had it at a start. */
const alarms = () =>
  SUBJECTS.flatMap((subject) => {
    const fresh = newAlarm(subject, NOW);
    const known = [fresh, { ...fresh, gone: NOW }, { ...fresh, acknowledged: NOTICED }];
    const inputs = [
      { clock, alarm: fresh, recorded: false },
      ...known.map((alarm) => ({ clock, alarm, recorded: true })),
    ];
    return inputs.map((input) =>
      modelOf(alarmMachine, {
        input,
        events: [
          { type: 'alarm.cause_gone' },
          { type: 'alarm.cause_back' },
          { type: 'alarm.acknowledged', occurrence: acknowledgement(subject, { ...CHIEF, note: null }) },
          { type: 'alarm.reviewed', ...CHIEF },
        ],
        tells: ({ alarm }) => [alarm.gone !== null, alarm.acknowledged !== null],
      }),
    );
  });

const dues = () => [
  modelOf(dueMachine, {
    input: { openAlarms: [] },
    events: [{ type: 'due.check' }],
    answers: {
      recordStages: [ok({ stages: new Map([[KEY, 'overdue']]), wait: null }), err('storage_unavailable')],
      findEgressKeys: [[], [KEY]],
    },
    deadly: ['recordStages', 'findEgressKeys'],
    tells: ({ stages, egress, stale }) => [stages, egress, stale],
    rests: (value) => value === 'sleeping',
  }),
];

const witnessings = () => [
  modelOf(witnessingMachine, {
    input: { clock, session, key: KEY, purpose: 'take', witnesses: [], missing: 2, from: [PHARMACY] },
    events: [NURSE, PORTER, THIRD].map((visitor) => ({ type: 'badge.presented', visitor }) as const),
    answers: {
      judge: [
        { accepted: true, missing: 1 },
        { accepted: true, missing: 0 },
        { accepted: false, fault: 'not_among' },
      ],
    },
    tells: ({ missing, witnesses, fault }) => [missing, witnesses.slice(0, 2), fault],
  }),
];

const handovers = () => [
  modelOf(handoverMachine, {
    input: { clock, session, key: KEY },
    events: [
      { type: 'handover.count', count: 12 },
      { type: 'handover.confirm' },
      { type: 'pin.enter', pin: '284913' },
      ...[NURSE, PORTER, THIRD].map((visitor) => ({ type: 'badge.presented', visitor }) as const),
    ],
    answers: {
      open: [ok({ counts: false }), ok({ counts: true }), err([{ code: 'holds_nothing' }])],
      judge: [
        ok({ due: null, pinGate: GATE }),
        ...[[ASKS.pin], [ASKS.witness], [...REFUSED, ASKS.pin]].map((refusals) => err({ refusals, pinGate: GATE })),
      ],
      witnessing: ['complete', 'nobody', 'fault'].map((end) => ({ end, witnesses: [NURSE.staff] })),
      checkPin: PINS,
      record: [ok(undefined), err([{ code: 'storage_unavailable' }])],
    },
    tells: ({ counts, refusals, end, pin }) => [counts, refusals, end, pin.wrong],
  }),
];

const reportings = () => [
  modelOf(reportingMachine, {
    input: { clock, session, key: KEY, report: 'vehicle' },
    events: [KEY, keyId('another')].flatMap((key) => [
      { type: 'fault.report', key, fault: 'bent', severity: 'minor', text: null } as const,
      { type: 'vehicle.report', key, mileage: 12_000, fuel: 4, text: null } as const,
    ]),
    answers: { record: [ok(undefined), err('mileage_fell')] },
    tells: ({ fault, failed }) => [fault, failed],
  }),
];

const TOKEN = { token: ReleaseToken.mint(seq(1), RELEASE.slot, monotonic(1000)) };
const SECOND = { ...RELEASE, slot: slotId('slot-15'), key: keyId('roof') };
const EMERGENCY: EmergencyInput = { visitor: CHIEF, factors: ['badge', 'pin'], group: null, key: null, text: 'smoke' };

const emergencies = () => [
  modelOf(emergencyMachine, {
    input: EMERGENCY,
    events: [
      { type: 'desk.stop' },
      ...[RELEASE, SECOND].flatMap((release) => [
        { type: 'slot.offered', release } as const,
        ...(['release.taken', 'release.not_opened'] as const).map(
          (kind) => ({ type: 'slot.ended', release, end: { ...TOKEN, kind, cause: 'sensor' } }) as const,
        ),
      ]),
    ],
    answers: {
      begin: [ok([RELEASE, SECOND]), err('nothing_to_release')],
      request: [undefined],
      finish: [undefined],
    },
    tells: (context) => [progressOf(context), context.fault],
  }),
];

const desks = () => [
  modelOf(deskMachine, {
    input: { clock, visitor: CHIEF, factors: ['badge'], proved: null },
    events: [
      ...DESK_EVENTS,
      { type: 'desk.prove', pin: '284913' },
      { type: 'desk.leaf', sheet: 2 },
      { type: 'desk.sign', text: 'as it should be' },
      ...(['desk.now', 'desk.leave', 'desk.stop', 'desk.confirm'] as const).map((type) => ({ type })),
      { type: 'desk.emergency', group: null, text: 'smoke' },
      { type: 'desk.force', key: KEY, text: 'nobody else is there' },
      { type: 'visitor.waits' },
      { type: 'emergency.progress', progress: progressOf(newEmergency(EMERGENCY)) },
      { type: 'slot.offered', release: RELEASE },
      { type: 'slot.ended', release: RELEASE, end: { kind: 'not_recorded' } },
    ],
    answers: {
      open: [
        { kind: 'open', weak: 0 },
        { kind: 'pin', gate: GATE },
        { kind: 'refused', code: 'not_a_supervisor' },
      ],
      checkPin: PINS,
      serve: [ok(FOUND), ok(REVIEW), err('not_found')],
      emergency: [ok(progressOf(newEmergency(EMERGENCY))), err('text_required')],
    },
    tells: ({ page, pin, end }) => [page.kind, page.kind === 'rights' && page.seen, pin.wrong, end],
  }),
];

const PROFILE: AccountProfile = {
  hasPin: true,
  pinRule: { staffNumber: '30471130', fewest: 6 },
  badges: ['strong'],
  bookable: { keys: [KEY], groups: [] },
};

const accounts = () =>
  [false, true].map((mustChangePin) =>
    modelOf(accountMachine, {
      input: { clock, visitor: CHIEF, factors: ['badge', 'pin'], mustChangePin },
      events: [
        { type: 'account.change_pin' },
        { type: 'account.set_duress' },
        ...['284913', '739150', '111111'].map((pin) => ({ type: 'account.pin', pin }) as const),
        { type: 'account.enrol', code: 'ABCD-1234' },
        { type: 'account.book', what: { kind: 'key', key: KEY }, from: NOW, until: NOW },
        { type: 'account.cancel_booking', booking: expectOk(parseBookingId('booking-1')) },
        { type: 'account.back' },
        { type: 'account.leave' },
        { type: 'badge.offered', badge: badgeHash('a'), strength: 'weak' },
        { type: 'visitor.waits' },
      ],
      answers: {
        open: [PROFILE, { ...PROFILE, hasPin: false }],
        changePin: [ok(undefined), err('run')],
        enrol: [ok('strong'), err('badge_of_another')],
        settle: [ok(undefined), err({ code: 'too_far' })],
      },
      tells: ({ purpose, pin, mustChangePin: must, profile, end, notice }) => [
        purpose,
        pin,
        must,
        profile.hasPin,
        end,
        notice?.kind,
      ],
    }),
  );

/** The models of a machine by its id; made when they are asked for. */
export const MODELS: ReadonlyMap<string, () => readonly MachineModel[]> = new Map([
  ['link', links],
  ['door', doors],
  ['storage', storages],
  ['slot', slots],
  ['alarm', alarms],
  ['due', dues],
  ['witnessing', witnessings],
  ['handover', handovers],
  ['reporting', reportings],
  ['emergency', emergencies],
  ['desk', desks],
  ['account', accounts],
]);
