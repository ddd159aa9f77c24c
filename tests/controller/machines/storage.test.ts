// The storage: lost once, repaired with patience, and believed only after a repair that worked.
import { describe, expect, it } from 'vitest';
import { err, ok, type Result } from '../../../controller/domain/result.ts';
import { DELAYS } from '../../../controller/machines/delays.ts';
import { storageMachine } from '../../../controller/machines/storage.ts';
import { HeldEffect, pass, stageMachine } from '../../support/machine-stage.ts';

function stageStorage() {
  const repair = new HeldEffect<Result<void, string>, unknown>();
  const machine = storageMachine.provide({ actors: { repair: repair.logic } });
  const { actor, clock, heard } = stageMachine(machine, undefined);
  return {
    repair,
    clock,
    words: () => heard.map(({ type }) => type),
    fail: () => actor.send({ type: 'storage.failed' }),
    state: () => actor.getSnapshot().value,
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
    await storage.repair.last.answer(ok(undefined));
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
