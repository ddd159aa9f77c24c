// Who may stand by, who may receive a key from hand to hand, and what is said of one, against a real journal on disk.
import { describe, expect, it } from 'vitest';
import type { KeyId, StaffId } from '../../../controller/domain/ids.ts';
import { minutes } from '../../../controller/domain/time.ts';
import { type HandoverContext, standersBy } from '../../../controller/machines/handover-context.ts';
import { newSession, type SessionContext, type Visitor } from '../../../controller/machines/session-context.ts';
import type { WitnessingContext } from '../../../controller/machines/witnessing.ts';
import {
  judgeReceiver,
  judgeWitness,
  openHandover,
  recordHandover,
  recordReport,
  recordUnwitnessed,
} from '../../../controller/runtime/taking-effects.ts';
import { DESK_SETUP, type DeskStage, deskStage, LINEN, NURSE, VAN, VANS } from '../../support/desk-stage.ts';
import {
  A_GRANT,
  aKeyGroup,
  aStaff,
  NOW,
  readerId,
  sessionId,
  staffGroupId,
  staffId,
} from '../../support/domain-builders.ts';

const PHARMACY = staffGroupId('pharmacy');
const PHARMACIST = aStaff({ id: staffId('pharmacist'), groups: [PHARMACY] });
const LAPSED = aStaff({ id: staffId('lapsed'), groups: [PHARMACY], validUntil: NOW });
const NIGHT = aStaff({ id: staffId('night-nurse'), curfews: [{ kind: 'after', duration: minutes(30) }] });
const WARY = aStaff({ id: staffId('wary') });
const READER = readerId('r1');

const visitor = (staff: StaffId, id = 'session-1'): Visitor => ({
  session: sessionId(id),
  staff,
  reader: READER,
  badge: 'strong',
});

function staged(group: Parameters<typeof aKeyGroup>[0] = {}): DeskStage {
  const stage = deskStage({
    staff: [NURSE, PHARMACIST, LAPSED, NIGHT, WARY],
    staffGroups: [{ id: PHARMACY, name: 'Pharmacy' }],
    keyGroups: [aKeyGroup(group), aKeyGroup({ id: VANS })],
    grants: [A_GRANT, { ...A_GRANT, keyGroup: VANS }],
    keys: DESK_SETUP.keys ?? [],
  });
  stage.fill();
  return stage;
}

function session({ services }: DeskStage, over: Partial<SessionContext> = {}): SessionContext {
  return { ...newSession({ clock: services.clock, visitor: visitor(NURSE.id), door: 'none' }), ...over };
}

describe('somebody who stands by', () => {
  const judge = (stage: DeskStage, witness: StaffId, over: Partial<WitnessingContext> = {}) => {
    const { services, running } = stage;
    const context: WitnessingContext = {
      clock: services.clock,
      session: session(stage),
      key: LINEN.id,
      purpose: 'take',
      witnesses: [],
      missing: 2,
      from: [PHARMACY],
      since: NOW,
      candidate: null,
      fault: null,
      failed: false,
      ...over,
    };
    return judgeWitness(services, running, context, witness);
  };

  it.each([
    [NURSE.id, 'same_person'],
    [NIGHT.id, 'not_among'],
    [LAPSED.id, 'not_valid'],
    [staffId('nobody'), 'not_valid'],
  ] as const)('is not %s', (witness, fault) => {
    const stage = staged();
    expect(judge(stage, witness)).toEqual({ accepted: false, fault });
    expect(stage.kinds()).toEqual([]);
  });

  it.each([
    ['take', 'witness.confirmed'],
    ['return', 'return.witnessed'],
  ] as const)('at a %s is in the log before it counts', (purpose, kind) => {
    const stage = staged();
    expect(judge(stage, PHARMACIST.id, { purpose })).toEqual({ accepted: true, missing: 1 });
    expect(stage.logged().at(-1)).toMatchObject({ kind, staff: NURSE.id, witness: PHARMACIST.id, key: LINEN.id });
  });

  it('who did not come to a return is a word in the log', () => {
    const stage = staged();
    recordUnwitnessed(stage.services, stage.running, session(stage), [VAN.id, LINEN.id]);
    expect(stage.kinds()).toEqual(['return.unwitnessed', 'return.unwitnessed']);
    expect(stage.logged().at(-1)).toMatchObject({ key: LINEN.id, staff: NURSE.id });
  });
});

describe('a handover', () => {
  const context = (stage: DeskStage, key: KeyId = LINEN.id, over: Partial<HandoverContext> = {}): HandoverContext => ({
    clock: stage.services.clock,
    session: session(stage),
    key,
    since: NOW,
    begun: NOW,
    counts: false,
    count: null,
    receiver: null,
    witnesses: [],
    factors: ['badge'],
    pin: { wrong: false, gate: { open: true, triesLeft: 5 } },
    due: null,
    refusals: [],
    end: 'given_up',
    ...over,
  });
  const judge = (stage: DeskStage, to: StaffId, over: Partial<HandoverContext> = {}) =>
    judgeReceiver(stage.services, stage.running, context(stage, LINEN.id, over), visitor(to, 'session-2'));

  it('is only of a key that the person holds', () => {
    const stage = staged();
    expect(openHandover(stage.services, context(stage))).toMatchObject({
      ok: false,
      error: [{ code: 'holds_nothing' }],
    });
    stage.take(LINEN.id);
    expect(openHandover(stage.services, context(stage))).toEqual({ ok: true, value: { counts: false } });
  });

  it('wants a count where a group of the key does', () => {
    const stage = staged({ countOnHandover: true });
    stage.take(LINEN.id);
    expect(openHandover(stage.services, context(stage))).toEqual({ ok: true, value: { counts: true } });
  });

  it('gives the receiver a due time of their own', () => {
    const stage = staged();
    stage.take(LINEN.id);
    const judged = judge(stage, NIGHT.id);
    expect(judged).toMatchObject({ ok: true, value: { due: stage.services.journal.now() + minutes(30) } });
  });

  it('is refused to whom the key would be refused, and the log has it', () => {
    const stage = staged();
    stage.take(LINEN.id);
    expect(judge(stage, PHARMACIST.id)).toMatchObject({ ok: false, error: { refusals: [{ code: 'no_grant' }] } });
    expect(stage.logged().at(-1)).toMatchObject({
      kind: 'access.refused',
      session: sessionId('session-1'),
      staff: PHARMACIST.id,
      reasons: ['no_grant'],
    });
  });

  it('asks for a PIN where the key does, and nothing is refused by that', () => {
    const stage = staged({ wantsPin: true });
    stage.take(LINEN.id);
    const refused = judge(stage, NIGHT.id);
    expect(refused).toMatchObject({ ok: false, error: { refusals: [{ code: 'pin_not_set' }] } });
    expect(judge(stage, NIGHT.id, { factors: ['badge', 'pin'] })).toMatchObject({ ok: true });
  });

  it('needs no reason again, and has a witness in the giver', () => {
    const stage = staged({
      reason: { choices: ['repair'], text: 'required' },
      witnessOnTake: { count: 1, from: NURSE.groups },
    });
    stage.take(LINEN.id);
    expect(judge(stage, NIGHT.id)).toMatchObject({ ok: true });
  });

  it('of a key for three goes on when one more stands by, who is in the log', () => {
    const stage = staged({ witnessOnTake: { count: 2, from: [...NURSE.groups, PHARMACY] } });
    stage.take(LINEN.id);
    const { services, running } = stage;
    const before = stage.logged().length;
    const asked = judge(stage, NIGHT.id);
    expect(asked).toMatchObject({
      ok: false,
      error: { refusals: [{ code: 'witness_required', needed: 2, present: 1 }] },
    });
    expect(stage.logged(), 'nothing was refused yet').toHaveLength(before);
    const over = { receiver: visitor(NIGHT.id), refusals: asked.ok ? [] : asked.error.refusals };
    const input = standersBy(context(stage, LINEN.id, over));
    const standing: WitnessingContext = { ...input, since: NOW, candidate: null, fault: null, failed: false };
    expect(input).toMatchObject({ missing: 1, witnesses: [NURSE.id], purpose: 'take' });
    for (const id of [NIGHT.id, LAPSED.id]) {
      expect(judgeWitness(services, running, standing, id)).toMatchObject({ accepted: false });
      expect(judge(stage, NIGHT.id, { witnesses: [id] }).ok).toBe(false);
    }
    expect(judgeWitness(services, running, standing, PHARMACIST.id)).toEqual({ accepted: true, missing: 0 });
    expect(stage.logged().at(-1)).toMatchObject({
      kind: 'witness.confirmed',
      session: sessionId('session-1'),
      staff: NIGHT.id,
      witness: PHARMACIST.id,
      key: LINEN.id,
    });
    const complete = context(stage, LINEN.id, { ...over, witnesses: [PHARMACIST.id] });
    expect(judge(stage, NIGHT.id, { witnesses: [PHARMACIST.id] }).ok).toBe(true);
    expect(recordHandover(services, running, complete, visitor(NIGHT.id)).ok).toBe(true);
    expect(stage.logged().at(-1)).toMatchObject({ kind: 'key.handed_over', to: NIGHT.id });
  });

  it('changes custody without the slot, with the count that both signed', () => {
    const stage = staged();
    stage.take(LINEN.id);
    const { services, running } = stage;
    const due = stage.services.journal.now();
    const over = { count: 12, due };
    expect(recordHandover(services, running, context(stage, LINEN.id, over), visitor(NIGHT.id)).ok).toBe(true);
    expect(stage.logged().at(-1)).toMatchObject({
      kind: 'key.handed_over',
      staff: NURSE.id,
      to: NIGHT.id,
      count: 12,
      due,
    });
    expect(services.journal.custody().get(LINEN.id)).toMatchObject({ at: 'person', staff: NIGHT.id, due });
    expect(stage.sent, 'due times are looked at anew').toContainEqual({ type: 'due.check' });
  });

  it('is not written for a receiver who has lost the right to the key meanwhile', () => {
    const stage = staged();
    stage.take(LINEN.id);
    const { services, running } = stage;
    expect(recordHandover(services, running, context(stage), visitor(PHARMACIST.id))).toMatchObject({
      ok: false,
      error: [{ code: 'no_grant' }],
    });
    expect(services.journal.custody().get(LINEN.id)).toMatchObject({ at: 'person', staff: NURSE.id });
    expect(stage.logged().at(-1)).toMatchObject({ kind: 'access.refused', staff: PHARMACIST.id });
  });

  it('is not written of a key that has left the hand meanwhile', () => {
    const stage = staged();
    const { services, running } = stage;
    expect(recordHandover(services, running, context(stage), visitor(NIGHT.id))).toMatchObject({
      ok: false,
      error: [{ code: 'holds_nothing' }],
    });
    expect(stage.kinds()).toEqual([]);
  });
});

describe('a report', () => {
  const bent = { type: 'fault.report', key: LINEN.id, fault: 'bent', severity: 'minor', text: 'at the tip' } as const;
  const read = { type: 'vehicle.report', key: VAN.id, mileage: 41_200, fuel: 6, text: 'bay 3' } as const;

  const returned = (stage: DeskStage) => session(stage, { returned: [LINEN.id, VAN.id] });

  it('stands in the log, its text beside it', () => {
    const stage = staged();
    const { services, running } = stage;
    expect(recordReport(services, running, returned(stage), bent).ok).toBe(true);
    const entry = stage.logged().at(-1);
    expect(entry).toMatchObject({ kind: 'fault.reported', key: LINEN.id, fault: 'bent', severity: 'minor' });
    expect(entry !== undefined && 'note' in entry && entry.note !== null && stage.noted(entry.note)).toBe('at the tip');
    expect(services.journal.ledger().faults.get(LINEN.id)).toHaveLength(1);
    expect(stage.sent).toEqual([]);
  });

  it('that is critical is an alarm', () => {
    const stage = staged();
    recordReport(stage.services, stage.running, returned(stage), { ...bent, severity: 'critical', text: null });
    expect(stage.sent).toEqual([{ type: 'alarm.raise', alarm: { kind: 'key_faulty', key: LINEN.id } }]);
  });

  it('is of a key that the person holds, has brought back or has given away, and of no other', () => {
    const stage = staged();
    const { services, running } = stage;
    expect(recordReport(services, running, session(stage), bent)).toEqual({ ok: false, error: 'not_yours' });
    expect(recordReport(services, running, session(stage, { handedOver: [LINEN.id] }), bent).ok).toBe(true);
    stage.take(LINEN.id);
    expect(recordReport(services, running, session(stage), { ...bent, severity: 'major' }).ok).toBe(true);
  });

  it('of a vehicle is what the next driver sees, and the counter never falls', () => {
    const stage = staged();
    const { services, running } = stage;
    expect(recordReport(services, running, returned(stage), read).ok).toBe(true);
    expect(services.journal.ledger().readings.get(VAN.id)).toMatchObject({ mileage: 41_200, fuel: 6, by: NURSE.id });
    const fallen = { ...read, mileage: 41_199 };
    expect(recordReport(services, running, returned(stage), fallen)).toEqual({ ok: false, error: 'mileage_fell' });
    const other = { ...read, key: LINEN.id };
    expect(recordReport(services, running, returned(stage), other)).toEqual({ ok: false, error: 'not_a_vehicle' });
  });
});
