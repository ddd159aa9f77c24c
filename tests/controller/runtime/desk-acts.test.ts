// What a supervisor does, against a real journal: the entry, its note, the ledger after it, the alarms, and what is refused.
import { describe, expect, it } from 'vitest';
import { type Alarm, alarmOccurrence } from '../../../controller/domain/alarm.ts';
import type { StaffId } from '../../../controller/domain/ids.ts';
import { err, ok } from '../../../controller/domain/result.ts';
import { hours, after as later, minutes } from '../../../controller/domain/time.ts';
import type { DeskAct } from '../../../controller/machines/desk-requests.ts';
import { badgeHash, breakDisk } from '../../support/credential-stage.ts';
import {
  AT_DESK,
  alarmsOf,
  CHIEF,
  DEPUTY,
  type DeskStage,
  deskStage,
  filled,
  LINEN,
  ledgerOf,
  NURSE,
  newest,
  taken,
  VAN,
} from '../../support/desk-stage.ts';
import { NOW, type seq } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';

const DONE = ok({ kind: 'now' });
/** What is to be done next. */
const PACK = ok({ kind: 'lost', key: LINEN.id });
const SUSPEND: DeskAct = { type: 'desk.suspend', person: NURSE.id, silent: false, text: 'badge stolen' };
const LOST: DeskAct = { type: 'desk.report_lost', key: LINEN.id, text: 'at the bus stop' };
const FAULT = { kind: 'fault.reported', session: AT_DESK.session, staff: NURSE.id, key: LINEN.id, note: null } as const;

describe('extending', () => {
  const extend = (stage: DeskStage, until = later(NOW, hours(3)), key = LINEN.id) =>
    stage.ask({ type: 'desk.extend', key, until, text: 'theatre runs late' });

  it('moves the due time, with the reason beside the log, and ends what was said of the old one', async () => {
    const stage = taken();
    expect(await extend(stage)).toEqual(DONE);
    const due = later(NOW, hours(3));
    expect(newest(stage)).toMatchObject({ kind: 'key.extended', ...AT_DESK, key: LINEN.id, holder: NURSE.id, due });
    expect(ledgerOf(stage).custody.get(LINEN.id)).toMatchObject({ due, stage: 'in_time' });
    expect(alarmsOf(stage)).toEqual(['alarm.end key_overdue.linen', 'alarm.end key_escalated.linen']);
  });

  it.each([
    ['into the past', later(NOW, minutes(-1)), 'not_later'],
    ['to now', NOW, 'not_later'],
    ['to before it is due', later(NOW, minutes(59)), 'not_later'],
    ['to when it is due', later(NOW, hours(1)), 'not_later'],
    ['beyond a year', later(NOW, hours(365 * 24 + 1)), 'too_far'],
  ] as const)('%s is refused, and nothing changes', async (_, until, code) => {
    const stage = taken();
    const before = ledgerOf(stage);
    expect(await extend(stage, until)).toEqual(err(code));
    expect([ledgerOf(stage), alarmsOf(stage)]).toEqual([before, []]);
  });

  it('of an overdue key needs a time that is still to come', async () => {
    const stage = taken(later(NOW, minutes(-30)));
    expect(await extend(stage, later(NOW, minutes(-10)))).toEqual(err('not_later'));
    expect(await extend(stage, later(NOW, minutes(1)))).toEqual(DONE);
  });

  it('of what nobody holds, or what is never due, means nothing', async () => {
    const stage = taken();
    stage.take(VAN.id);
    expect(await extend(stage, later(NOW, hours(3)), VAN.id)).toEqual(err('not_later'));
    expect(await extend(filled())).toEqual(err('not_held'));
  });
});

describe('lost and found', () => {
  it('reports a key lost with whoever answered for it, and found again', async () => {
    const stage = taken();
    expect(await stage.ask(LOST)).toMatchObject(PACK);
    expect(newest(stage)).toMatchObject({ kind: 'key.lost', ...AT_DESK, key: LINEN.id, holder: NURSE.id });
    expect(ledgerOf(stage).custody.get(LINEN.id)).toMatchObject({ at: 'lost', staff: NURSE.id });
    expect(await stage.ask(LOST)).toEqual(err('already_lost'));
    expect(await stage.ask({ type: 'desk.report_found', key: LINEN.id })).toEqual(DONE);
    expect(ledgerOf(stage).custody.get(LINEN.id)).toMatchObject({ at: 'unaccounted' });
    expect(alarmsOf(stage)).toEqual([
      'alarm.end key_overdue.linen',
      'alarm.end key_escalated.linen',
      'alarm.raise key_lost.linen',
      'alarm.end key_lost.linen',
    ]);
  });

  it('does not call lost what the sensors see, nor found what is not lost', async () => {
    const stage = filled();
    expect(await stage.ask(LOST)).toEqual(err('in_its_slot'));
    expect(await stage.ask({ type: 'desk.report_found', key: LINEN.id })).toEqual(err('not_lost'));
    expect(stage.kinds()).toEqual([]);
  });
});

describe('faults', () => {
  it('are cleared one by one, and the alarm ends with the last that blocks the key', async () => {
    const stage = filled();
    const { journal } = stage.services;
    const bent = expectOk(journal.record({ ...FAULT, fault: 'bent', severity: 'critical' }));
    const stuck = expectOk(journal.record({ ...FAULT, fault: 'stuck', severity: 'critical' }));
    const clear = (report: typeof bent) => stage.ask({ type: 'desk.clear_fault', key: LINEN.id, report });
    expect(await clear(bent)).toEqual(DONE);
    expect(alarmsOf(stage)).toEqual([]);
    expect(await clear(bent)).toEqual(err('no_such_fault'));
    expect(await clear(stuck)).toEqual(DONE);
    expect(alarmsOf(stage)).toEqual(['alarm.end key_faulty.linen']);
    expect(ledgerOf(stage).faults.size).toBe(0);
    expect(newest(stage)).toEqual({ kind: 'fault.cleared', ...AT_DESK, key: LINEN.id, report: stuck });
  });
});

describe('alarms', () => {
  const lost: Pick<Alarm, 'kind' | 'key'> = { kind: 'key_lost', key: LINEN.id };
  const acknowledge = (stage: DeskStage, alarm = 'key_lost.linen', text = 'seen') =>
    stage.ask({ type: 'desk.acknowledge', alarm, text });

  it('of their own duress are none that a supervisor could be made to acknowledge', async () => {
    const stage = filled();
    const duress = (staff: StaffId) => alarmOccurrence('alarm.raised', { kind: 'duress', staff });
    expectOk(stage.services.journal.record(duress(CHIEF.id)));
    expectOk(stage.services.journal.record(duress(NURSE.id)));
    expect(await acknowledge(stage, `duress.${CHIEF.id}`)).toEqual(err('no_such_alarm'));
    expect(await acknowledge(stage, `duress.${NURSE.id}`)).toEqual(DONE);
  });

  it('are acknowledged with a note, in the log before the cabinet hears of it', async () => {
    const stage = filled();
    expectOk(stage.services.journal.record(alarmOccurrence('alarm.raised', lost)));
    expect(await acknowledge(stage)).toEqual(DONE);
    const entry = newest(stage);
    expect(entry).toMatchObject({ kind: 'alarm.acknowledged', ...AT_DESK, alarm: 'key_lost', key: LINEN.id });
    expect(entry?.kind === 'alarm.acknowledged' && entry.note !== null && stage.noted(entry.note)).toBe('seen');
    expect(stage.sent).toEqual([{ type: 'alarm.acknowledged', occurrence: entry }]);
    expect(ledgerOf(stage).alarms).toMatchObject([{ acknowledged: { by: CHIEF.id } }]);
    expect(await acknowledge(stage)).toEqual(err('already_acknowledged'));
  });

  it.each(['key_lost.van', 'nonsense', ''])('named %j are not there', async (name) => {
    const stage = filled();
    expectOk(stage.services.journal.record(alarmOccurrence('alarm.raised', lost)));
    expect(await acknowledge(stage, name)).toEqual(err('no_such_alarm'));
  });
});

describe('a use of break-glass', () => {
  const review = (stage: DeskStage, intent: ReturnType<typeof seq>) =>
    stage.ask({ type: 'desk.review', intent, text: 'it was right' });

  it('is reviewed once, by somebody else, and its alarm hears of it', async () => {
    const stage = filled();
    const intent = stage.take(LINEN.id, { overridden: ['no_grant'] });
    expect(ledgerOf(stage).reviews.has(intent)).toBe(true);
    expect(await review(stage, intent)).toEqual(DONE);
    expect(newest(stage)).toMatchObject({ kind: 'override.reviewed', ...AT_DESK, intent });
    expect(stage.sent).toEqual([{ type: 'alarm.reviewed', intent, ...AT_DESK }]);
    expect(await review(stage, intent)).toEqual(err('no_such_review'));
  });

  it('is not reviewed by whoever it was', async () => {
    const stage = filled();
    const intent = stage.take(LINEN.id, { overridden: ['no_grant'], staff: CHIEF.id });
    expect(await review(stage, intent)).toEqual(err('yourself'));
    expect(ledgerOf(stage).reviews.has(intent)).toBe(true);
  });
});

describe('badges and codes', () => {
  const [FIRST, SECOND] = [badgeHash('a'), badgeHash('b')];
  const REVOKE: DeskAct = { type: 'desk.revoke_badge', person: NURSE.id, badge: 2 };

  function carrying(): DeskStage {
    const stage = deskStage();
    for (const [hash, enrolled] of [
      [FIRST, NOW],
      [SECOND, later(NOW, minutes(1))],
    ] as const) {
      expectOk(stage.store.credentials.addBadge({ hash, staff: NURSE.id, strength: 'strong', enrolled }));
    }
    return stage;
  }

  it('revokes the badge that the page shows at this place, at once', async () => {
    const stage = carrying();
    const page = expectOk(await stage.ask({ type: 'desk.person', person: NURSE.id }));
    const next = await stage.ask(REVOKE, { page });
    expect(next).toMatchObject(ok({ kind: 'person', badges: [{ hash: FIRST, strength: 'strong' }] }));
    expect(stage.store.credentials.staffByBadge(SECOND)).toBe(null);
    expect(newest(stage)).toEqual({ kind: 'badge.revoked', by: CHIEF.id, staff: NURSE.id, badge: SECOND });
    expect(await stage.ask(REVOKE, { page: expectOk(next) })).toEqual(err('no_such_badge'));
    expect(await stage.ask(REVOKE, { page })).toEqual(err('no_such_badge'));
  });

  it('revokes nothing from another page', async () => {
    const stage = carrying();
    const page = expectOk(await stage.ask({ type: 'desk.person', person: DEPUTY.id }));
    expect(await stage.ask(REVOKE)).toEqual(err('no_such_badge'));
    const nurses = expectOk(await stage.ask({ type: 'desk.person', person: NURSE.id }));
    expect(await stage.ask({ ...REVOKE, person: DEPUTY.id }, { page: nurses })).toEqual(err('no_such_badge'));
    expect(await stage.ask(REVOKE, { page })).toEqual(err('no_such_badge'));
    expect(stage.kinds()).toEqual(['desk.looked', 'desk.looked']);
  });

  it.each([
    ['desk.issue_code', 'badge'],
    ['desk.issue_pin', 'pin'],
  ] as const)('%s gives a secret to show once, which is not in the log', async (type, of) => {
    const stage = deskStage();
    const page = expectOk(await stage.ask({ type, person: NURSE.id }));
    expect(page).toMatchObject({ kind: 'secret', of, person: NURSE.id, secret: expect.stringMatching(/^\w{4,10}$/) });
    const secret = page.kind === 'secret' ? page.secret : '';
    expect(JSON.stringify(stage.logged())).not.toContain(secret);
    expect(stage.logged()).toMatchObject([{ kind: 'code.issued', ...AT_DESK, person: NURSE.id }]);
  });
});

describe('free text', () => {
  const TEXTS: readonly (readonly [string, string, string])[] = [
    ['of 501 characters', 'x'.repeat(501), 'text_too_long'],
    ['of nothing', '', 'text_required'],
    ['of blanks', ' \n\t ', 'text_required'],
  ];
  it.each(TEXTS)('%s is refused, and nothing changes', async (_, text, code) => {
    const stage = taken();
    const intent = stage.take(VAN.id, { overridden: ['no_grant'] });
    expectOk(stage.services.journal.record(alarmOccurrence('alarm.raised', { kind: 'key_lost', key: LINEN.id })));
    const before = [ledgerOf(stage), stage.logged().length];
    for (const request of [
      { ...SUSPEND, text },
      { type: 'desk.extend', key: LINEN.id, until: later(NOW, hours(3)), text },
      { type: 'desk.acknowledge', alarm: 'key_lost.linen', text },
      { type: 'desk.review', intent, text },
    ] as const) {
      expect(await stage.ask(request)).toEqual(err(code));
    }
    expect([ledgerOf(stage), stage.logged().length]).toEqual(before);
    expect(stage.sent).toEqual([]);
  });

  it.each(['x'.repeat(500), '=SUM(A1)', 'é\u{1F511}', '\uD800 half a character'])('%j is taken', async (text) => {
    const stage = taken();
    expect(await stage.ask({ ...LOST, text })).toMatchObject(PACK);
    expect(JSON.stringify(stage.logged())).not.toContain(JSON.stringify(text).slice(1, 8));
  });
});

describe('a disk that fails', () => {
  it.each<DeskAct>([SUSPEND, LOST, { type: 'desk.issue_code', person: NURSE.id }])('does no $type', async (act) => {
    const stage = taken();
    const before = ledgerOf(stage);
    breakDisk(stage);
    expect(await stage.ask(act)).toEqual(err('storage_unavailable'));
    expect([ledgerOf(stage), alarmsOf(stage)]).toEqual([before, []]);
  });
});
