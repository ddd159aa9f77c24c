// Sensors and log compared against a real journal, where the set-up or the disk is no longer what it was at the release.
import { describe, expect, it } from 'vitest';
import type { BoardSetup } from '../../../controller/domain/board.ts';
import type { BoardId, EntrySeq } from '../../../controller/domain/ids.ts';
import { err } from '../../../controller/domain/result.ts';
import type { SlotReading } from '../../../controller/domain/slot.ts';
import { type CabinetContext, newCabinet } from '../../../controller/machines/cabinet-context.ts';
import { layoutOf } from '../../../controller/runtime/cabinet-actor.ts';
import { reconcile } from '../../../controller/runtime/reconciler.ts';
import type { Services } from '../../../controller/runtime/services.ts';
import { type DeskStage, deskStage, LINEN, ledgerOf, VAN } from '../../support/desk-stage.ts';
import { anIntent, boardId, keyId, slotId } from '../../support/domain-builders.ts';
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
