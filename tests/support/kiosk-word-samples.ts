// What the words of the kiosk are called with where a count is not enough: at least one of each code of the contract. The names in
// here are of a French hospital, so that whatever is English in a French text stands out.
import type { AlarmView, BadgeNotice, KeyView } from '../../controller/contract/snapshot.ts';
import type { SendFailure } from '../../kiosk/send.ts';
import { createMoments } from '../../kiosk/strings/moments.ts';
import { at, FIXTURE_NOW } from './kiosk-builders.ts';
import { everyRefusal } from './kiosk-refusals.ts';
import type { Samples } from './kiosk-words.ts';

const KEY: KeyView = { id: 'k14', number: 14, name: 'Lingerie', class: 'ordinary' };
const OTHER: KeyView = { id: 'k15', number: 15, name: 'Réserve', class: 'vehicle' };
const PERSON = { id: 'p1', name: 'A. Marlow' };
const KEYS = [[KEY]];
const NAMES = [['Étage 3']];
/** As the dates of the language write them: a time, a day, a date. */
const WHENS = [['18:00'], ['lun. 18:00'], ['23 nov. 18:00'], ['1er déc. 07:00']];
const SPANS = [
  ['14:00', '18:00'],
  ['23 nov. 14:00', 'mar. 07:00'],
];
const SLOTS = [[[]], [[9]], [[9, 22]], [[17, 18, 19, 32]]];
const SLOT_AND_KEY = [
  [9, KEY],
  [9, null],
];
const NOTICES: Readonly<Record<BadgeNotice, true>> = {
  random_uid: true,
  too_long: true,
  removed_too_soon: true,
  no_answer: true,
  not_authentic: true,
  not_understood: true,
};
const FAILURES: Readonly<Record<SendFailure, true>> = {
  not_live: true,
  unreachable: true,
  changed: true,
  over: true,
  unknown: true,
  refused: true,
};
const KINDS: Readonly<Record<AlarmView['kind'], true>> = {
  key_removed: true,
  slot_misfilled: true,
  fob_unknown: true,
  slot_left_unlocked: true,
  slot_jammed: true,
  outcome_unknown: true,
  door_left_open: true,
  board_lost: true,
  reader_lost: true,
  storage_failed: true,
  tamper: true,
  mains_lost: true,
  battery_low: true,
  unexpected_event: true,
  door_forced: true,
  storage_filling: true,
  storage_nearly_full: true,
  log_damaged: true,
  clock_stepped: true,
  key_overdue: true,
  key_escalated: true,
  key_lost: true,
  key_faulty: true,
  egress_key_in: true,
  break_glass: true,
  recall: true,
  pin_locked: true,
  duress: true,
};
const LINE = { keys: [KEY], every: false, hours: [], why: [] };

/** @param locale as the language writes its dates */
export function wordSamples(locale: string): Samples {
  const telling = { moments: createMoments('Europe/Paris', locale), now: Date.parse(FIXTURE_NOW) };
  const refusals = everyRefusal('le standard, 1234');
  const alarms = Object.keys(KINDS).flatMap((kind) =>
    SLOTS.map(([slots]) => [{ kind, slots, gone: slots?.length === 1 }]),
  );
  return {
    ask: [['le standard, 1234']],
    keyName: KEYS,
    named: [['A. Marlow', 'Lingerie']],
    since: WHENS,
    span: SPANS,
    pageUp: NAMES,
    pageDown: NAMES,
    notLive: [['14:02'], [null]],
    'starting.waitingFor': [[[{ part: 'board', id: 'b1' }]], [[{ part: 'board', id: 'b1' }, { part: 'storage' }]]],
    'pin.forKey': KEYS,
    'home.takeKey': KEYS,
    'home.returnKey': KEYS,
    'home.moreKey': KEYS,
    'home.due': WHENS,
    'home.overdue': [[telling.moments.length(0)], [telling.moments.length(3 * 86_400_000)]],
    'home.rest': [[[KEY]], [[KEY, OTHER]]],
    'home.asks': [[['pin']], [['pin', 'reason', 'witness']]],
    'home.bookedSoon': WHENS,
    'act.releasing': SLOT_AND_KEY,
    'act.take': SLOT_AND_KEY,
    'act.push-back': SLOT_AND_KEY,
    'act.return': SLOT_AND_KEY,
    'done.have': KEYS,
    'done.until': WHENS,
    'done.back': KEYS,
    'done.handed': KEYS,
    'map.lit': [[[9]], [[9, 22]]],
    refusal: refusals.map((refusal) => [refusal, telling]),
    notice: Object.keys(NOTICES).map((notice) => [notice]),
    failure: Object.keys(FAILURES).map((failure) => [failure]),
    look: SLOTS,
    step: [[-1440], [-60], [-15], [15], [60], [1440]],
    'reason.of': [['patient_care'], ['lock_fault'], ['contrôle_annuel']],
    'witness.back': KEYS,
    'witness.from': [[[]], [['Soins', 'Pharmacie']]],
    'handover.agree': [[true], [false]],
    'handover.between': [['A. Marlow', 'R. Velmarin']],
    'vehicle.eighths': [[0], [3], [8]],
    'where.title': KEYS,
    'where.place': [
      [1, 1],
      [2, 13],
    ],
    'wrongPlace.title': [[undefined], ['unknown'], [KEY]],
    booked: [[{ kind: 'key', key: KEY }], [{ kind: 'group', id: 'g', name: 'Véhicules' }]],
    'account.badges': [
      [0, 0],
      [1, 0],
      [3, 1],
      [3, 2],
    ],
    'account.taken': [['mar. 18:00']],
    why: [[refusals.flatMap(({ code }) => (WITHOUT_A_REASON.has(code) ? [] : [code]))]],
    'desk.acknowledged': NAMES,
    'desk.with': NAMES,
    'desk.during': NAMES,
    'desk.number': [['70412']],
    'desk.suspendedBy': WHENS.map(([when]) => ['A. Marlow', when]),
    'desk.at': WHENS,
    'desk.secret': [
      ['badge', 'A. Marlow'],
      ['pin', 'A. Marlow'],
    ],
    'desk.badge': [
      [1, false],
      [2, true],
    ],
    'desk.current': [
      [9, true],
      [9, false],
    ],
    'desk.fault': [['busy'], ['yourself'], ['storage_unavailable'], ['not_later']],
    'rights.title': NAMES,
    'rights.last': WHENS.flatMap(([when]) => [
      [{ by: PERSON, at: at('09:12:00'), same: true }, when],
      [{ by: PERSON, at: at('09:12:00'), same: false }, when],
    ]),
    'rights.keys': [[LINE], [{ ...LINE, keys: [KEY, OTHER] }], [{ ...LINE, every: true }]],
    'rights.may': [[LINE], [{ ...LINE, hours: ['Nuit', 'Semaine'] }], [{ ...LINE, why: ['no_grant'] }]],
    'rights.booked': SPANS.map((span) => [span.join(' ')]),
    'weak.carries': [
      [1, 0],
      [2, 1],
      [2, 3],
    ],
    'takeover.since': WHENS,
    'lost.progress': [[{ done: 0, of: 6 }], [{ done: 6, of: 6 }]],
    'lost.since': WHENS,
    'lost.title': NAMES,
    'lost.entries': [['1–4, 9']],
    'history.title': [
      [{ kind: 'person', person: PERSON }, ''],
      [{ kind: 'key' }, 'Lingerie'],
    ],
    'history.whom': [['A. Marlow', 'R. Velmarin']],
    'history.until': WHENS,
    'force.why': NAMES,
    'force.emergency': NAMES,
    'force.outSince': WHENS.map(([when]) => ['A. Marlow', when]),
    'machine.part.board': [['b1']],
    'machine.part.reader': [['r1']],
    alarm: alarms,
  };
}

/** Refusals of a moment at the cabinet, which no page about rights speaks of. */
const WITHOUT_A_REASON: ReadonlySet<string> = new Set([
  'badge_unknown',
  'not_served',
  'bolt_jammed',
  'board_silent',
  'not_released',
]);
