// The page about the device path by path: who may see it, what it does and says, and that it ends for whoever leaves it alone.
import { describe, expect, it } from 'vitest';
import { err, ok, type Result } from '../../../controller/domain/result.ts';
import { DELAYS } from '../../../controller/machines/delays.ts';
import { deviceMachine } from '../../../controller/machines/device.ts';
import type {
  DeviceEvent,
  DeviceFacts,
  DeviceInput,
  DeviceTested,
} from '../../../controller/machines/device-context.ts';
import { DEVICE_FACTS } from '../../support/device-stage.ts';
import { sessionId, staffId } from '../../support/domain-builders.ts';
import { HeldEffect, pass, stageMachine } from '../../support/machine-stage.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';

const VISITOR = { session: sessionId('session-1'), staff: staffId('installer') };
type Input = { visitor: DeviceInput['visitor'] };

class Stage {
  readonly open = new HeldEffect<Result<DeviceFacts, 'not_an_installer' | 'storage_unavailable'>, Input>();
  readonly test = new HeldEffect<DeviceTested, Input>();
  readonly restartScreen = new HeldEffect<Result<void, 'storage_unavailable'>, Input>();
  readonly restartService = new HeldEffect<Result<void, 'storage_unavailable'>, Input>();
  readonly #staged;

  constructor() {
    const { open, test, restartScreen, restartService } = this;
    const machine = deviceMachine.provide({
      actors: {
        open: open.logic,
        test: test.logic,
        restartScreen: restartScreen.logic,
        restartService: restartService.logic,
      },
    });
    this.#staged = stageMachine(machine, { clock: new SteppedClock(), visitor: VISITOR });
  }

  async opened(over: Partial<DeviceFacts> = {}): Promise<this> {
    await this.open.last.answer(ok({ ...DEVICE_FACTS, ...over }));
    return this;
  }

  send(...types: readonly DeviceEvent['type'][]): this {
    for (const type of types) this.#staged.actor.send({ type });
    return this;
  }

  pass(duration: number): Promise<void> {
    return pass(this.#staged.clock, duration);
  }

  get seen() {
    return this.#staged.actor.getSnapshot();
  }
}

describe('the page about the device', () => {
  it.each(['not_an_installer', 'storage_unavailable'] as const)('stays shut: %s', async (fault) => {
    const stage = new Stage();
    await stage.open.last.answer(err(fault));
    expect(stage.seen.output).toEqual({ end: 'refused' });
    expect(stage.seen.context.facts).toBeNull();
  });

  it('shows what was looked up, and ends for whoever leaves it', async () => {
    const stage = await new Stage().opened();
    expect(stage.open.last.input).toEqual({ visitor: VISITOR });
    expect([stage.seen.value, stage.seen.context.facts]).toEqual(['showing', DEVICE_FACTS]);
    expect(stage.send('device.leave').seen.output).toEqual({ end: 'left' });
  });

  it('ends when nobody touches it, or somebody else is there', async () => {
    const alone = await new Stage().opened();
    await alone.pass(DELAYS.deskIdle);
    expect(alone.seen.output).toEqual({ end: 'idle' });
    expect((await new Stage().opened()).send('visitor.waits').seen.output).toEqual({ end: 'replaced' });
  });

  it('shows what a test has found, and the facts anew', async () => {
    const stage = (await new Stage().opened()).send('device.test');
    expect(stage.seen.value).toBe('testing');
    const answers = [{ part: 'storage', took: null, fault: 'storage_unavailable' }] as const;
    await stage.test.last.answer({ facts: { ...DEVICE_FACTS, disk: 99 }, answers });
    expect(stage.seen.value).toBe('showing');
    expect(stage.seen.context).toMatchObject({ facts: { disk: 99 }, answers, notice: 'tested' });
  });

  it('ends no test that is under way for whoever waits', async () => {
    const stage = (await new Stage().opened()).send('device.test', 'visitor.waits', 'device.leave');
    expect(stage.seen.value).toBe('testing');
  });

  it.each([
    ['device.restart_screen', 'restartScreen', 'screen_restarted'],
    ['device.restart_service', 'restartService', 'restarting'],
  ] as const)('%s says what became of it', async (type, effect, notice) => {
    const stage = (await new Stage().opened()).send(type);
    await stage[effect].last.answer(ok(undefined));
    expect([stage.seen.value, stage.seen.context.notice]).toEqual(['showing', notice]);
    stage.send(type);
    expect(stage.seen.context.notice).toBeNull();
    await stage[effect].last.answer(err('storage_unavailable'));
    expect(stage.seen.context.notice).toBe('storage_unavailable');
  });

  it('ends no service that nothing would start again', async () => {
    const stage = (await new Stage().opened({ supervised: false })).send('device.restart_service');
    expect(stage.seen.value).toBe('showing');
    expect(stage.seen.can({ type: 'device.restart_service' })).toBe(false);
  });
});
