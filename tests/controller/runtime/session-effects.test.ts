// Coming in and asking for a key, against a real journal and store: what is permitted, what is refused and what the log says of it.
import { describe, expect, it } from 'vitest';
import { refusalCodes } from '../../../controller/domain/policy/decide.ts';
import { instant, minutes } from '../../../controller/domain/time.ts';
import { type Choice, newSession, type SessionContext } from '../../../controller/machines/session-context.ts';
import {
  admit,
  decideChoice,
  decisionOn,
  decisionsFor,
  standingOf,
} from '../../../controller/runtime/session-effects.ts';
import { givePin } from '../../support/credential-stage.ts';
import {
  CHIEF,
  DEPUTY,
  DESK_SETUP,
  type DeskStage,
  deskStage,
  LINEN,
  NURSE,
  STORE,
  VAN,
} from '../../support/desk-stage.ts';
import {
  A_GRANT,
  aKeyGroup,
  aStaff,
  NOW,
  qualificationId,
  ROOMS,
  readerId,
  sessionId,
  slotId,
  WARDS,
} from '../../support/domain-builders.ts';
import { failing } from '../../support/failing.ts';

const VISITOR = {
  session: sessionId('session-1'),
  staff: NURSE.id,
  reader: readerId('front'),
  badge: 'strong',
} as const;
const A_MINUTE = minutes(1);
const TAKE: Choice = { kind: 'take', key: LINEN.id };

function stageWith(over: Parameters<typeof deskStage>[0] = {}): DeskStage {
  const stage = deskStage(over);
  stage.fill();
  return stage;
}

function sessionOf(stage: DeskStage, over: Partial<SessionContext> = {}): SessionContext {
  return { ...newSession({ clock: stage.clock, visitor: VISITOR, door: 'closed' }), ...over };
}

function choose(stage: DeskStage, over: Partial<SessionContext> = {}, choice = TAKE) {
  return decideChoice(stage.services, stage.running, sessionOf(stage, over), choice);
}

describe('coming in', () => {
  const arrive = ({ services, running }: DeskStage) => admit(services, running, { visitor: VISITOR });

  it('is open to a valid person', () => {
    const stage = stageWith();
    expect(arrive(stage)).toMatchObject({
      refusal: null,
      holds: 0,
      wantsPin: false,
      manners: { mustChangePin: false },
    });
    expect(stage.kinds()).toEqual([]);
  });

  it('asks for the PIN of whoever has one and may reach a key that needs it', async () => {
    const stage = stageWith({ keyGroups: [aKeyGroup({ wantsPin: true })] });
    expect(arrive(stage).wantsPin).toBe(false);
    await givePin(stage, '280964');
    expect(arrive(stage).wantsPin).toBe(true);
  });

  it('asks for the PIN where the disk cannot say whether the person has one', () => {
    const stage = stageWith({ keyGroups: [aKeyGroup({ wantsPin: true })] });
    const services = { ...stage.services, store: failing(stage.store, 'read') };
    expect(admit(services, stage.running, { visitor: VISITOR }).wantsPin).toBe(true);
  });

  it('has a one-time PIN replaced', async () => {
    const stage = stageWith();
    const { credentials } = stage.store;
    await givePin(stage, '280964');
    credentials.writePin(NURSE.id, credentials.pinOf(NURSE.id)?.phc ?? '', true);
    expect(arrive(stage).manners.mustChangePin).toBe(true);
  });

  it('says at whose return somebody must stand by', () => {
    const rule = { count: 1, from: [WARDS] };
    const stage = stageWith({ keyGroups: [aKeyGroup({ witnessOnReturn: rule })] });
    expect(arrive(stage).manners.witnessedReturns).toEqual(
      new Map([
        [LINEN.id, rule],
        [STORE.id, rule],
      ]),
    );
  });

  it('turns away an expired person who holds nothing, with a word in the log and no question for a PIN', async () => {
    const expired = aStaff({ validUntil: NOW, wantsPin: true });
    const stage = stageWith({ staff: [expired, CHIEF, DEPUTY] });
    await givePin(stage, '280964');
    expect(arrive(stage)).toMatchObject({
      refusal: { refusals: [{ code: 'staff_expired', until: NOW }] },
      holds: 0,
      wantsPin: false,
    });
    expect(stage.kinds()).toEqual(['access.refused']);
  });

  it('lets an expired or suspended person in who holds a key: it can be put back', () => {
    const over = [{ validUntil: instant(NOW + 1000) }, { standing: 'suspended' }] as const;
    for (const one of over) {
      const stage = stageWith({ staff: [aStaff(one), CHIEF, DEPUTY] });
      stage.take(LINEN.id);
      stage.clock.pass(2000);
      const before = stage.kinds();
      expect(arrive(stage)).toMatchObject({ refusal: { key: null, failure: null }, holds: 1, wantsPin: false });
      expect(stage.kinds()).toEqual(before);
    }
  });
});

describe('the standing of somebody at the screen', () => {
  it('ends as soon as somebody stops them, and stays out of the log', () => {
    const stage = stageWith();
    expect(standingOf(stage.services, NURSE.id).refusal).toBeNull();
    stage.services.journal.record({
      kind: 'staff.suspended',
      session: VISITOR.session,
      staff: CHIEF.id,
      person: NURSE.id,
      silent: true,
      recalled: [],
      note: null,
    });
    const before = stage.kinds();
    expect(standingOf(stage.services, NURSE.id).refusal?.refusals).toEqual([{ code: 'staff_suspended', silent: true }]);
    expect(stage.kinds()).toEqual(before);
  });
});

describe('asking for a key', () => {
  it('gives an intent with all that was said', () => {
    const group = aKeyGroup({
      reason: { choices: ['repair'], text: 'optional' },
      witnessOnTake: { count: 1, from: [WARDS] },
    });
    const stage = stageWith({
      keyGroups: [group],
      keys: [{ ...LINEN, curfews: [{ kind: 'after', duration: A_MINUTE }] }],
    });
    const verdict = choose(stage, { reason: 'repair', text: 'leaking tap', witnesses: [CHIEF.id] });
    expect(verdict).toMatchObject({
      ok: true,
      value: {
        kind: 'release.intended',
        purpose: 'take',
        key: LINEN.id,
        slot: slotId('slot-14'),
        factors: ['badge'],
        due: NOW + A_MINUTE,
        witnesses: [CHIEF.id],
        reason: 'repair',
        overridden: [],
      },
    });
    const note = verdict.ok ? verdict.value.note : null;
    expect(stage.services.notes.sealed(note).map(({ text }) => text)).toEqual(['leaking tap']);
    expect(stage.kinds()).toEqual([]);
  });

  it('puts a refusal into the log, by its codes', () => {
    const stage = stageWith({ grants: [] });
    expect(choose(stage)).toMatchObject({
      ok: false,
      error: { refusals: [{ code: 'no_grant' }], canBreakGlass: false },
    });
    expect(stage.logged().at(-1)).toMatchObject({ kind: 'access.refused', key: LINEN.id, reasons: ['no_grant'] });
  });

  it('refuses nothing yet while an answer would settle it', () => {
    const stage = stageWith({ keyGroups: [aKeyGroup({ reason: { choices: ['repair'], text: 'none' } })] });
    expect(choose(stage)).toMatchObject({
      ok: false,
      error: { refusals: [{ code: 'reason_required', group: ROOMS }] },
    });
    expect(stage.kinds()).toEqual([]);
  });

  it('offers to break glass, and names what was overridden', () => {
    const stage = stageWith({ grants: [], keyGroups: [aKeyGroup({ breakGlass: [WARDS] })] });
    expect(choose(stage)).toMatchObject({ ok: false, error: { canBreakGlass: true } });
    expect(choose(stage, { breakGlass: true, text: 'fire' })).toMatchObject({
      ok: true,
      value: { overridden: ['no_grant'] },
    });
  });

  it('knows no key that is not in the set-up', () => {
    const stage = stageWith({ keys: [STORE] });
    expect(choose(stage)).toMatchObject({ ok: false, error: { refusals: [{ code: 'no_grant' }] } });
  });

  it('opens no slot in which nothing stands', () => {
    const verdict = choose(stageWith(), {}, { kind: 'reopen', slot: slotId('slot-14') });
    expect(verdict).toMatchObject({ ok: false, error: { canBreakGlass: false } });
  });
});

describe('the decisions of a picture', () => {
  it('are those of the single keys, for every key that is granted', () => {
    const stage = stageWith({ ...DESK_SETUP, grants: [A_GRANT] });
    stage.take(STORE.id);
    const asking = { visitor: VISITOR, factors: ['badge'] } as const;
    const decisions = decisionsFor(stage.services, stage.running, asking);
    expect([...decisions.keys()]).toEqual([LINEN.id, STORE.id]);
    for (const key of [LINEN, STORE]) {
      expect(decisions.get(key.id)).toEqual(decisionOn(stage.services, stage.running, asking, key));
    }
    expect(decisions.has(VAN.id)).toBe(false);
  });

  it('show a key for which glass may be broken, refused as it is', () => {
    const stage = stageWith({ grants: [], keyGroups: [aKeyGroup({ breakGlass: [WARDS] })] });
    const decisions = decisionsFor(stage.services, stage.running, { visitor: VISITOR, factors: ['badge'] });
    expect([...decisions].map(([key, decision]) => [key, refusalCodes(decision)])).toEqual([
      [LINEN.id, ['no_grant']],
      [STORE.id, ['no_grant']],
    ]);
  });
});

describe('a refusal with very many reasons', () => {
  it('is in the log with each code once', () => {
    const needed = Array.from({ length: 45 }, (_, place) => qualificationId(`course-${place}`));
    const stage = stageWith({
      qualifications: needed.map((id) => ({ id, name: id })),
      grants: [{ ...A_GRANT, qualifications: needed }],
    });
    expect(choose(stage).ok).toBe(false);
    expect(stage.logged().at(-1)).toMatchObject({ kind: 'access.refused', reasons: ['qualification_missing'] });
  });
});
