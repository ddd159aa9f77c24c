// Sensors and log compared against a real journal, where the set-up or the disk is no longer what it was at the release.
import { describe, expect, it } from 'vitest';
import { type Alarm, newAlarm } from '../../../controller/domain/alarm.ts';
import type { BoardSetup } from '../../../controller/domain/board.ts';
import type { BoardId, EntrySeq } from '../../../controller/domain/ids.ts';
import { err } from '../../../controller/domain/result.ts';
import type { SlotReading } from '../../../controller/domain/slot.ts';
import { stepsAfter } from '../../../controller/machines/cabinet-alarms.ts';
import { type CabinetContext, newCabinet } from '../../../controller/machines/cabinet-context.ts';
import { layoutOf } from '../../../controller/runtime/cabinet-actor.ts';
import { reconcile } from '../../../controller/runtime/reconciler.ts';
import type { Services } from '../../../controller/runtime/services.ts';
import { DESK_SETUP, type DeskStage, deskStage, LINEN, ledgerOf, VAN } from '../../support/desk-stage.ts';
import { anIntent, aSlot, boardId, keyId, NOW, slotId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { failing } from '../../support/failing.ts';

const IN: SlotReading = { bolt: 'locked', presence: 'present' };

const B1: BoardSetup = {
  id: boardId('b1'),
  kind: 'kerong-cu16',
  address: 'tcp://127.0.0.1:1',
  unit: 0,
  polarity: 'one-is-closed',
};

function filled(): DeskStage {
  const stage = deskStage({ boards: [B1] });
  stage.fill();
  return stage;
}

/** A cabinet whose boards have just answered: every slot shows a fob. */
function answered({ services }: DeskStage): CabinetContext {
  const layout = layoutOf(services);
  const readings = new Map<BoardId, readonly SlotReading[]>(
    layout.boards.map(({ board }) => [board, Array.from({ length: 16 }, () => IN)]),
  );
  const pending = layout.boards.map(({ board }) => board);
  return { ...newCabinet({ clock: services.clock, layout, openAlarms: [] }), readings, pending };
}

const run = (stage: DeskStage, services: Services = stage.services) =>
  reconcile(services, stage.running, answered(stage), []);
const intend = ({ services }: DeskStage, over: Parameters<typeof anIntent>[0]): EntrySeq =>
  expectOk(services.journal.intend(anIntent(over))).intent;

describe('a release whose outcome nobody saw', () => {
  it('is in doubt when the set-up has its slot no longer', () => {
    const stage = filled();
    const intent = intend(stage, { slot: slotId('slot-99'), key: keyId('attic') });
    expect(run(stage).ok).toBe(true);
    expect(stage.logged().at(-1)).toMatchObject({ kind: 'release.unknown', intent, slot: slotId('slot-99') });
    expect(ledgerOf(stage).custody.get(keyId('attic'))).toMatchObject({ at: 'doubt', intent });
    expect(stage.services.journal.openIntents()).toEqual([]);
  });

  it('is not judged by another key that belongs in its slot now', () => {
    const stage = filled();
    const intent = intend(stage, { slot: slotId('slot-14'), key: VAN.id });
    expect(run(stage).ok).toBe(true);
    expect(stage.kinds()).not.toContain('release.not_taken');
    expect(stage.logged()).toContainEqual(expect.objectContaining({ kind: 'release.unknown', intent, key: VAN.id }));
    expect(ledgerOf(stage).custody.get(LINEN.id)).toMatchObject({ at: 'slot' });
  });

  it('stays in doubt while the disk cannot say what was intended', () => {
    const stage = filled();
    const intent = intend(stage, { slot: slotId('slot-14'), key: LINEN.id });
    const { slot, fob, key, session, staff, purpose } = anIntent({ slot: slotId('slot-14'), key: LINEN.id });
    const doubt = { slot, fob, key, session, staff, purpose, intent, cause: 'board_silent' } as const;
    expectOk(stage.services.journal.record({ kind: 'release.unknown', ...doubt }));
    const journal = failing(stage.services.journal, 'entries');
    expect(run(stage, { ...stage.services, journal })).toEqual(err('storage_failed'));
    expect(ledgerOf(stage).custody.get(LINEN.id)).toMatchObject({ at: 'doubt', intent });
    expect(run(stage).ok).toBe(true);
    expect(ledgerOf(stage).custody.get(LINEN.id)).toMatchObject({ at: 'slot' });
  });
});

describe('a free slot', () => {
  const FREE = aSlot({ id: slotId('slot-3'), number: 3, position: 2, fob: null });
  const ALARM = { kind: 'slot_misfilled', slot: FREE.id } as const;

  /** A cabinet with a free slot, compared with what stands in it. @param alarms what the cabinet believes */
  function freeSlot() {
    const stage = deskStage({ boards: [B1], slots: [...(DESK_SETUP.slots ?? []), FREE] });
    stage.fill();
    const compare = (presence: SlotReading['presence'], alarms: readonly Alarm[]) => {
      const context = answered(stage);
      const reading = context.readings.get(B1.id)?.with(FREE.position, { bolt: 'locked', presence }) ?? [];
      const seen = { ...context, alarms, readings: new Map([[B1.id, reading]]) };
      const { expected } = expectOk(reconcile(stage.services, stage.running, seen, []));
      return expected.find(({ slot }) => slot === FREE.id);
    };
    return { stage, compare };
  }

  it('that was filled while the disk failed is written down once, whatever the alarms say', () => {
    const { stage, compare } = freeSlot();
    const believed = [newAlarm(ALARM, NOW)];
    for (const alarms of [believed, believed, []]) {
      expect(compare('present', alarms)).toMatchObject({ presence: 'present', misfit: ALARM });
      expect(stage.kinds()).toEqual(['slot.misfilled']);
    }
  });

  it('that was cleared while the disk failed is written down once', () => {
    const { stage, compare } = freeSlot();
    compare('present', []);
    for (const alarms of [[], [newAlarm(ALARM, NOW)]]) {
      expect(compare('absent', alarms)).toEqual({ slot: FREE.id, presence: 'absent' });
      expect(stage.kinds()).toEqual(['slot.misfilled', 'slot.cleared']);
    }
  });

  it('has its alarm again when a stop came between the entry and the alarm', () => {
    const { compare } = freeSlot();
    compare('present', []);
    const found = compare('present', []);
    expect(stepsAfter([], { expected: found === undefined ? [] : [found], occurrences: [] }).raise).toEqual([ALARM]);
  });
});
