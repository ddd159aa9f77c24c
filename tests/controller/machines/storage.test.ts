// The storage: lost once, repaired with patience, believed only after a repair that worked, and whole only with its reserve.
import { describe, expect, it } from 'vitest';
import { err, ok, type Result } from '../../../controller/domain/result.ts';
import { DELAYS } from '../../../controller/machines/delays.ts';
import { type Repaired, storageMachine } from '../../../controller/machines/storage.ts';
import { HeldEffect, pass, stageMachine } from '../../support/machine-stage.ts';

function stageStorage() {
  const repair = new HeldEffect<Result<Repaired, string>, unknown>();
  const refill = new HeldEffect<Result<'more' | 'whole', string>, unknown>();
  const machine = storageMachine.provide({ actors: { repair: repair.logic, refill: refill.logic } });
  const { actor, clock, heard } = stageMachine(machine, undefined);
  const fail = () => actor.send({ type: 'storage.failed' });
  return {
    repair,
    refill,
    clock,
    words: () => heard.map(({ type }) => type),
    fail,
    state: () => actor.getSnapshot().value,
    repaired: async (found: Repaired) => {
      fail();
      await pass(clock, DELAYS.storageRetry);
      await repair.last.answer(ok(found));
    },
  };
}

describe('the storage', () => {
  it('is lost with the first failure, and said so once', () => {
    const storage = stageStorage();
    expect(storage.state()).toBe('available');
    storage.fail();
    storage.fail();
    expect([storage.state(), storage.words(), storage.repair.calls]).toEqual(['failed', ['storage.lost'], []]);
  });

  it('is repaired again and again until that works', async () => {
    const storage = stageStorage();
    storage.fail();
    for (const outcome of ['err', 'fail'] as const) {
      await pass(storage.clock, DELAYS.storageRetry);
      expect(storage.state()).toBe('repairing');
      await (outcome === 'err' ? storage.repair.last.answer(err('storage_full')) : storage.repair.last.fail());
      expect([storage.state(), storage.words()]).toEqual(['failed', ['storage.lost']]);
    }
    await pass(storage.clock, DELAYS.storageRetry);
    await storage.repair.last.answer(ok('whole'));
    expect([storage.state(), storage.words()]).toEqual(['available', ['storage.lost', 'storage.back']]);
    expect(storage.repair.calls).toHaveLength(3);
  });

  it('leaves a failure during the repair to the outcome of the repair', async () => {
    const storage = stageStorage();
    storage.fail();
    await pass(storage.clock, DELAYS.storageRetry);
    storage.fail();
    expect([storage.state(), storage.repair.calls.length]).toEqual(['repairing', 1]);
  });
});

describe('on its reserve', () => {
  it('it is not back until the reserve is whole, piece by piece', async () => {
    const storage = stageStorage();
    await storage.repaired('on_reserve');
    expect(storage.words()).toEqual(['storage.lost', 'storage.on_reserve']);
    const pieces: readonly Result<'more', string>[] = [err('storage_full'), ok('more'), ok('more')];
    for (const [times, written] of pieces.entries()) {
      expect([storage.state(), storage.refill.calls.length]).toEqual([{ onReserve: 'waiting' }, times]);
      await pass(storage.clock, DELAYS.reservePause);
      await storage.refill.last.answer(written);
    }
    expect([storage.state(), storage.words().length]).toEqual([{ onReserve: 'waiting' }, 2]);
    await pass(storage.clock, DELAYS.reservePause);
    await storage.refill.last.answer(ok('whole'));
    expect([storage.state(), storage.words().at(-1)]).toEqual(['available', 'storage.whole']);
  });

  it.each(['waiting', 'refilling'] as const)('a failure while %s is one like any other', async (moment) => {
    const storage = stageStorage();
    await storage.repaired('on_reserve');
    if (moment === 'refilling') await pass(storage.clock, DELAYS.reservePause);
    storage.fail();
    expect([storage.state(), storage.words().at(-1)]).toEqual(['failed', 'storage.lost']);
    await pass(storage.clock, DELAYS.storageRetry);
    expect([storage.state(), storage.repair.calls.length]).toEqual(['repairing', 2]);
  });

  it('a refill that breaks is a failure', async () => {
    const storage = stageStorage();
    await storage.repaired('on_reserve');
    await pass(storage.clock, DELAYS.reservePause);
    await storage.refill.last.fail();
    expect([storage.state(), storage.words().at(-1)]).toEqual(['failed', 'storage.lost']);
  });
});
