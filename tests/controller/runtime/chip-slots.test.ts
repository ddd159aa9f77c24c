// Slots that read chips against a real journal: keys are released where they stand, a wrong fob is let out as nobody's key, and a
// start finds every fob that moved.
import { describe, expect, it } from 'vitest';
import type { BoardSetup } from '../../../controller/domain/board.ts';
import type { FobTag, KeyId } from '../../../controller/domain/ids.ts';
import type { SlotReading } from '../../../controller/domain/slot.ts';
import { newCabinet } from '../../../controller/machines/cabinet-context.ts';
import { type Choice, newSession } from '../../../controller/machines/session-context.ts';
import { layoutOf } from '../../../controller/runtime/cabinet-actor.ts';
import { reconcile } from '../../../controller/runtime/reconciler.ts';
import { decideChoice } from '../../../controller/runtime/session-effects.ts';
import {
  CHIEF,
  DESK_SETUP,
  type DeskStage,
  deskStage,
  LINEN,
  ledgerOf,
  NURSE,
  STORE,
  VAN,
} from '../../support/desk-stage.ts';
import {
  A_GRANT,
  A_POLICY,
  anIntent,
  aSlot,
  boardId,
  fobId,
  fobTag,
  readerId,
  sessionId,
  slotId,
} from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';

const B1: BoardSetup = {
  id: boardId('b1'),
  kind: 'modbus',
  address: 'tcp://127.0.0.1:1',
  unit: 1,
  framing: 'rtu',
  profile: 'wardkey-map-v1',
  polarity: 'one-is-closed',
};
const TAGS = new Map<KeyId, FobTag>(
  [LINEN, VAN, STORE].map(({ id }, index) => [id, fobTag(`010000000000000${index + 1}`)]),
);
const [TAG_LINEN, TAG_VAN, TAG_STORE] = TAGS.values();
const FOREIGN = fobTag('0100000000000F0F');
/** Positions on the board: homes at 13 to 15, and slot 3, where nothing belongs, at 2. */
const FREE = aSlot({ id: slotId('slot-3'), number: 3, position: 2, fob: null });
const SLOT = { linen: slotId('slot-14'), van: slotId('slot-15'), store: slotId('slot-16'), free: FREE.id };

function chips(randomReturn: boolean): DeskStage {
  const stage = deskStage({
    boards: [B1],
    policy: { ...A_POLICY, randomReturn },
    fobs: (DESK_SETUP.fobs ?? []).map((fob) => ({ ...fob, tag: TAGS.get(fob.key) ?? null })),
    slots: [...(DESK_SETUP.slots ?? []), FREE],
    grants: [A_GRANT],
  });
  stage.fill();
  return stage;
}

/** Starts with these chips in slots 14, 15, 16 and 3; `dull` = a fob whose chip was not read yet. */
function start(stage: DeskStage, ...seen: readonly (FobTag | 'dull' | null | undefined)[]) {
  const { services } = stage;
  const reading: SlotReading[] = Array.from({ length: 32 }, () => ({ bolt: 'locked', presence: 'absent' }));
  [13, 14, 15, 2].forEach((position, index) => {
    const fob = seen[index] ?? null;
    if (fob !== null) reading[position] = { bolt: 'locked', presence: 'present', ...(fob !== 'dull' && { fob }) };
  });
  const layout = layoutOf(services);
  const context = newCabinet({ clock: services.clock, layout, openAlarms: ledgerOf(stage).alarms });
  const found = reconcile(
    services,
    stage.running,
    { ...context, readings: new Map([[B1.id, reading]]), pending: [B1.id] },
    [],
  );
  return expectOk(found).expected;
}

function choose(stage: DeskStage, choice: Choice, staff = NURSE.id) {
  const visitor = { session: sessionId('session-1'), staff, reader: readerId('front'), badge: 'strong' } as const;
  const running = { ...stage.running, presence: () => 'present' as const };
  return decideChoice(stage.services, running, newSession({ clock: stage.clock, visitor, door: 'closed' }), choice);
}

const where = (stage: DeskStage, key: KeyId) => {
  const holding = ledgerOf(stage).custody.get(key);
  return holding?.at === 'slot' ? holding.slot : holding?.at;
};

describe('a start', () => {
  it('finds two keys that changed places, and lets neither count', () => {
    const stage = chips(false);
    start(stage, TAG_VAN, TAG_LINEN, TAG_STORE);
    expect(stage.kinds()).toEqual(['key.removed', 'fob.misplaced', 'key.removed', 'fob.misplaced']);
    expect([where(stage, LINEN.id), where(stage, VAN.id), where(stage, STORE.id)]).toEqual([
      'unaccounted',
      'unaccounted',
      SLOT.store,
    ]);
  });

  it('finds them where they stand when any slot may take them', () => {
    const stage = chips(true);
    start(stage, TAG_VAN, TAG_LINEN, TAG_STORE);
    expect([where(stage, LINEN.id), where(stage, VAN.id), where(stage, STORE.id)]).toEqual([
      SLOT.van,
      SLOT.linen,
      SLOT.store,
    ]);
    expect(start(stage, TAG_VAN, TAG_LINEN, TAG_STORE)).toMatchObject([
      { fob: { key: VAN.id } },
      { fob: { key: LINEN.id } },
      {},
      {},
    ]);
    expect(stage.kinds().filter((kind) => kind === 'key.returned')).toHaveLength(2);
  });

  it('concludes nothing from a chip that was not read yet, and says which to expect', () => {
    const stage = chips(false);
    const [linen, , , free] = start(stage, 'dull', TAG_VAN, TAG_STORE, 'dull');
    expect(stage.kinds()).toEqual([]);
    expect(linen).toMatchObject({ presence: 'present', fob: { chip: TAG_LINEN, unread: true, key: LINEN.id } });
    expect(free).toMatchObject({ presence: 'absent', fob: { chip: null, unread: false, key: null } });
  });

  it('says what is wrong with what stands where', () => {
    const stage = chips(false);
    const found = start(stage, FOREIGN, TAG_VAN, null, TAG_STORE);
    expect(found.map(({ fob }) => fob?.wrong)).toEqual(['fob_unknown', null, null, 'slot_misfilled']);
  });

  it('settles a release by the chip that stands in its slot', () => {
    for (const [chip, kind, at] of [
      [TAG_LINEN, 'release.not_taken', SLOT.linen],
      [FOREIGN, 'release.taken', 'person'],
    ] as const) {
      const stage = chips(false);
      const { intent } = expectOk(
        stage.services.journal.intend(anIntent({ slot: SLOT.linen, fob: fobId('fob-14'), key: LINEN.id })),
      );
      start(stage, chip, TAG_VAN, TAG_STORE);
      expect(stage.logged()).toContainEqual(expect.objectContaining({ kind, intent }));
      expect(where(stage, LINEN.id)).toBe(at);
    }
  });

  it('does not judge an old doubt by its slot once the key was found in another', () => {
    const stage = chips(true);
    const { intent } = expectOk(
      stage.services.journal.intend(anIntent({ slot: SLOT.linen, fob: fobId('fob-14'), key: LINEN.id })),
    );
    const {
      kind: _kind,
      factors: _factors,
      due: _due,
      ...rest
    } = anIntent({ slot: SLOT.linen, fob: fobId('fob-14'), key: LINEN.id });
    const { witnesses: _w, reason: _r, note: _n, booking: _b, overridden: _o, ...subject } = rest;
    expectOk(stage.services.journal.record({ kind: 'release.unknown', ...subject, intent, cause: 'board_silent' }));
    start(stage, null, TAG_VAN, TAG_STORE, TAG_LINEN);
    expect(where(stage, LINEN.id)).toBe(SLOT.free);
  });
});

describe('a key that stands in another slot', () => {
  it('is released from there, and from nowhere else', () => {
    const stage = chips(true);
    start(stage, null, TAG_VAN, TAG_STORE, TAG_LINEN);
    const verdict = choose(stage, { kind: 'take', key: LINEN.id });
    expect(verdict).toMatchObject({ ok: true, value: { slot: SLOT.free, fob: fobId('fob-14'), key: LINEN.id } });
  });
});

describe('a fob that does not belong', () => {
  const raised = { key: VAN.id, board: null, reader: null, person: null, intent: null } as const;

  it.each([
    ['fob.misplaced', 'slot_misfilled', TAG_VAN],
    ['fob.unknown', 'fob_unknown', FOREIGN],
  ] as const)('is written down as %s once, although an alarm speaks of it already', (kind, alarm, tag) => {
    const stage = chips(false);
    start(stage, TAG_LINEN, null, TAG_STORE);
    const before = stage.kinds().length;
    expectOk(stage.services.journal.record({ kind: 'alarm.raised', alarm, slot: SLOT.free, ...raised }));
    for (const _ of ['the disk is back', 'the next start']) {
      const found = start(stage, TAG_LINEN, null, TAG_STORE, tag).find(({ slot }) => slot === SLOT.free);
      expect(found?.misfit).toMatchObject({ kind: alarm, slot: SLOT.free });
      expect(stage.kinds().slice(before)).toEqual(['alarm.raised', kind]);
    }
    start(stage, TAG_LINEN, null, TAG_STORE);
    expect(stage.kinds().slice(before)).toEqual(['alarm.raised', kind, 'slot.cleared']);
  });

  it('is let out of the home of another as no key at all', () => {
    const stage = chips(false);
    start(stage, TAG_VAN, null, TAG_STORE);
    expectOk(
      stage.services.journal.record({ kind: 'alarm.raised', alarm: 'slot_misfilled', slot: SLOT.linen, ...raised }),
    );
    const choice: Choice = { kind: 'reopen', slot: SLOT.linen };
    expect(choose(stage, choice, CHIEF.id)).toMatchObject({
      ok: true,
      value: { purpose: 'reopen', slot: SLOT.linen, fob: null, key: null },
    });
    expect(choose(stage, choice)).toMatchObject({ ok: false, error: { refusals: [{ code: 'holds_nothing' }] } });
  });

  it('never opens a slot in which a key stands by the log, whatever an alarm says', () => {
    const stage = chips(false);
    start(stage, TAG_LINEN, TAG_VAN, TAG_STORE);
    expectOk(
      stage.services.journal.record({ kind: 'alarm.raised', alarm: 'fob_unknown', slot: SLOT.linen, ...raised }),
    );
    expect(choose(stage, { kind: 'reopen', slot: SLOT.linen }, CHIEF.id)).toMatchObject({
      ok: false,
      error: { refusals: [{ code: 'slot_not_misfilled' }] },
    });
  });
});
