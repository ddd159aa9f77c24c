// The emergency release: one slot after the other, a failure that holds up nothing, stopping, and what is told at each step.
import { describe, expect, it } from 'vitest';
import { fromPromise } from 'xstate';
import { ReleaseToken } from '../../../controller/domain/release-token.ts';
import { err, ok } from '../../../controller/domain/result.ts';
import { monotonic } from '../../../controller/domain/time.ts';
import { DELAYS } from '../../../controller/machines/delays.ts';
import { emergencyMachine } from '../../../controller/machines/emergency.ts';
import type {
  EmergencyContext,
  EmergencyInput,
  EmergencyPlan,
  EmergencyRelease,
} from '../../../controller/machines/emergency-context.ts';
import type { OutcomeKind } from '../../../controller/machines/slot-events.ts';
import { anIntent, keyId, seq, sessionId, slotId, staffId } from '../../support/domain-builders.ts';
import { HeldEffect, pass, settle, stageMachine } from '../../support/machine-stage.ts';

const CHIEF = { session: sessionId('session-9'), staff: staffId('chief') };

function releaseOf(number: number): EmergencyRelease {
  const key = keyId(`key-${number}`);
  return { ...anIntent({ ...CHIEF, slot: slotId(`slot-${number}`), purpose: 'emergency' }), key };
}

const [FIRST, SECOND, THIRD] = [releaseOf(1), releaseOf(2), releaseOf(3)];

class Stage {
  readonly begin = new HeldEffect<EmergencyPlan, EmergencyInput>();
  readonly finish = new HeldEffect<void, { emergency: EmergencyContext }>();
  readonly asked: string[] = [];
  readonly #staged;

  constructor(planted: Error | null = null) {
    const machine = emergencyMachine.provide({
      actors: {
        begin: this.begin.logic,
        request: fromPromise(async ({ input }) => {
          if (planted !== null) throw planted;
          this.asked.push(input.intended.slot);
        }),
        finish: this.finish.logic,
      },
    });
    const input: EmergencyInput = { visitor: CHIEF, factors: ['badge', 'pin'], group: null, key: null, text: 'fire' };
    this.#staged = stageMachine(machine, input);
  }

  async begun(...releases: readonly EmergencyRelease[]): Promise<this> {
    await this.begin.last.answer(ok(releases));
    return this;
  }

  offer(release: EmergencyRelease): void {
    this.#staged.actor.send({ type: 'slot.offered', release });
  }

  end(release: EmergencyRelease, kind: OutcomeKind | 'not_recorded'): void {
    const token = ReleaseToken.mint(seq(1), release.slot, monotonic(1000));
    const end = kind === 'not_recorded' ? { kind } : { kind, token, cause: 'sensor' as const };
    this.#staged.actor.send({ type: 'slot.ended', release, end });
  }

  stop(): void {
    this.#staged.actor.send({ type: 'desk.stop' });
  }

  pass(duration: number): Promise<void> {
    return pass(this.#staged.clock, duration);
  }

  get state() {
    return this.#staged.actor.getSnapshot().value;
  }

  get output() {
    return this.#staged.actor.getSnapshot().output;
  }

  get told(): unknown {
    const last = this.#staged.heard.filter(({ type }) => type === 'emergency.progress').at(-1);
    return last === undefined ? null : 'progress' in last && last.progress;
  }
}

describe('an emergency release', () => {
  it('asks for nothing before it is recorded', () => {
    const stage = new Stage();
    expect([stage.state, stage.asked]).toEqual(['beginning', []]);
  });

  it('opens one slot after the other, each when the bolt before it has moved, and counts as the keys are drawn', async () => {
    const stage = await new Stage().begun(FIRST, SECOND);
    expect(stage.asked).toEqual(['slot-1']);
    expect(stage.told).toMatchObject({ total: 2, current: { slot: 'slot-1', key: 'key-1' }, open: [] });
    stage.offer(FIRST);
    expect(stage.asked).toEqual(['slot-1', 'slot-2']);
    expect(stage.told).toMatchObject({ current: { slot: 'slot-2' }, open: [{ slot: 'slot-1', key: 'key-1' }] });
    stage.end(FIRST, 'release.taken');
    expect(stage.told).toMatchObject({ released: ['key-1'], current: { slot: 'slot-2' }, open: [] });
    stage.end(SECOND, 'release.taken');
    expect(stage.state).toBe('finishing');
    expect(stage.finish.last.input.emergency).toMatchObject({ released: ['key-1', 'key-2'], failed: [] });
    await stage.finish.last.answer();
    expect(stage.output).toEqual(
      ok({ total: 2, released: ['key-1', 'key-2'], failed: [], current: null, open: [], stopping: false }),
    );
  });

  it('waits for no hand before the last bolt has moved', async () => {
    const stage = await new Stage().begun(FIRST, SECOND, THIRD);
    for (const release of [FIRST, SECOND, THIRD]) stage.offer(release);
    expect(stage.asked).toEqual(['slot-1', 'slot-2', 'slot-3']);
    expect([stage.state, stage.told]).toMatchObject(['awaitingHands', { current: null, open: { length: 3 } }]);
    stage.end(SECOND, 'release.taken');
    stage.end(FIRST, 'release.not_taken');
    stage.end(THIRD, 'release.taken');
    await stage.finish.last.answer();
    expect(stage.output).toMatchObject({
      value: { released: ['key-2', 'key-3'], failed: [{ key: 'key-1', why: 'release.not_taken' }], open: [] },
    });
  });

  it('ends although slots that stand open never say a word', async () => {
    const stage = await new Stage().begun(FIRST);
    stage.offer(FIRST);
    await stage.pass(DELAYS.takingDeadline - 100);
    expect(stage.state).toBe('awaitingHands');
    await stage.pass(100);
    expect([stage.state, stage.told]).toMatchObject([
      'finishing',
      { open: [], failed: [{ key: 'key-1', why: 'silent' }] },
    ]);
  });

  it.each(['not_recorded', 'release.not_taken', 'release.not_opened', 'release.unknown'] as const)(
    'goes on after %s',
    async (kind) => {
      const stage = await new Stage().begun(FIRST, SECOND);
      stage.end(FIRST, kind);
      expect(stage.asked).toEqual(['slot-1', 'slot-2']);
      expect(stage.told).toMatchObject({ failed: [{ key: 'key-1', why: kind }], current: { slot: 'slot-2' } });
    },
  );

  it('goes on when a slot says nothing at all', async () => {
    const stage = await new Stage().begun(FIRST, SECOND);
    await stage.pass(DELAYS.releaseDeadline - 100);
    expect(stage.asked).toEqual(['slot-1']);
    await stage.pass(100);
    expect(stage.asked).toEqual(['slot-1', 'slot-2']);
    expect(stage.told).toMatchObject({ failed: [{ key: 'key-1', why: 'silent' }] });
  });

  it('is not confused by another slot, or by the late word of one it gave up', async () => {
    const stage = await new Stage().begun(FIRST, SECOND);
    stage.offer(SECOND);
    stage.end(SECOND, 'release.taken');
    stage.end({ ...FIRST, session: sessionId('another') }, 'release.taken');
    expect(stage.told).toMatchObject({ released: [], current: { slot: 'slot-1' }, open: [] });
    await stage.pass(DELAYS.releaseDeadline);
    stage.end(FIRST, 'release.taken');
    expect(stage.told).toMatchObject({ released: [], failed: [{ why: 'silent' }], current: { slot: 'slot-2' } });
  });

  it('stops after the slot whose turn it is, and counts the rest as not tried', async () => {
    const stage = await new Stage().begun(FIRST, SECOND, THIRD);
    stage.stop();
    expect([stage.told, stage.state]).toMatchObject([{ stopping: true, current: { slot: 'slot-1' } }, 'releasing']);
    stage.end(FIRST, 'release.taken');
    expect(stage.asked).toEqual(['slot-1']);
    await stage.finish.last.answer();
    expect(stage.output).toMatchObject({
      value: {
        released: ['key-1'],
        failed: [
          { key: 'key-2', why: 'stopped' },
          { key: 'key-3', why: 'stopped' },
        ],
      },
    });
  });

  it('does not begin when that could not be recorded', async () => {
    const stage = new Stage();
    await stage.begin.last.answer(err('storage_unavailable'));
    expect([stage.output, stage.asked, stage.finish.calls]).toEqual([err('storage_unavailable'), [], []]);
  });

  it('does not begin when the effect fails by surprise', async () => {
    const stage = new Stage();
    await stage.begin.last.fail();
    expect(stage.output).toEqual(err('storage_unavailable'));
  });

  it('goes on when the cabinet cannot be asked', async () => {
    const machine = new Stage(new Error('planted'));
    await machine.begun(FIRST, SECOND);
    await settle();
    expect([machine.state, machine.told]).toMatchObject([
      'finishing',
      { failed: [{ why: 'silent' }, { why: 'silent' }] },
    ]);
  });

  it('ends even when its end could not be recorded', async () => {
    const stage = await new Stage().begun(FIRST);
    stage.end(FIRST, 'release.taken');
    await stage.finish.last.fail();
    expect(stage.output).toMatchObject({ ok: true, value: { released: ['key-1'] } });
  });
});
