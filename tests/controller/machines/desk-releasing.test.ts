// Releases past the rules at the desk: when the PIN is asked for, what waits for the button, and what of it all is given up.
import { describe, expect, it } from 'vitest';
import { ReleaseToken } from '../../../controller/domain/release-token.ts';
import { err, ok } from '../../../controller/domain/result.ts';
import { monotonic } from '../../../controller/domain/time.ts';
import { DELAYS } from '../../../controller/machines/delays.ts';
import type { DeskEvent } from '../../../controller/machines/desk-context.ts';
import { CHIEF, DeskMachineStage, GATE, KEY, RELEASE } from '../../support/desk-machine-stage.ts';
import { seq } from '../../support/domain-builders.ts';
import { settle } from '../../support/machine-stage.ts';

const FORCE: DeskEvent = { type: 'desk.force', key: KEY, text: 'the lift is stuck' };
const EMERGENCY: DeskEvent = { type: 'desk.emergency', group: null, text: 'fire' };
const PROVE: DeskEvent = { type: 'desk.prove', pin: '284913' };
const CONFIRM: DeskEvent = { type: 'desk.confirm' };
const FORCED = { ...RELEASE, purpose: 'forced' } as const;

/** A desk that was opened without a PIN of its own. */
function open(): Promise<DeskMachineStage> {
  return new DeskMachineStage().opened();
}

/** A desk whose PIN was proved a moment ago. */
async function proved(): Promise<DeskMachineStage> {
  const stage = new DeskMachineStage(['badge']);
  await stage.open.last.answer({ kind: 'pin', gate: GATE });
  stage.send(PROVE);
  await stage.checkPin.last.answer({ accepted: true });
  return stage.opened();
}

async function armed(wish: DeskEvent): Promise<DeskMachineStage> {
  const stage = (await open()).send(wish, PROVE);
  await stage.checkPin.last.answer({ accepted: true });
  return stage;
}

describe('the PIN', () => {
  it('is asked for once more before a key is forced out, however lately it was proved', async () => {
    expect((await proved()).send(FORCE).state).toBe('securing');
  });

  it('is asked for before an emergency release, unless it was proved within a minute', async () => {
    expect((await open()).send(EMERGENCY).state).toBe('securing');
    expect((await proved()).send(EMERGENCY).state).toBe('arming');
    const stage = await proved();
    stage.clock.pass(DELAYS.freshProof);
    expect(stage.send(EMERGENCY).state).toBe('arming');
    stage.send({ type: 'desk.now' });
    stage.clock.pass(1);
    expect(stage.send(EMERGENCY).state).toBe('securing');
  });

  it('that was wrong leads nowhere', async () => {
    const stage = (await open()).send(FORCE, PROVE);
    await stage.checkPin.last.answer({ accepted: false, gate: GATE });
    expect([stage.state, stage.context.pin.wrong]).toEqual(['securing', true]);
    expect(stage.can(CONFIRM)).toBe(false);
  });
});

describe('the button', () => {
  it('is what begins it, and nothing else does', async () => {
    const stage = await armed(FORCE);
    expect([stage.state, stage.begin.calls.length]).toEqual(['arming', 0]);
    stage.send(CONFIRM);
    expect(stage.begin.last.input).toEqual({
      visitor: CHIEF,
      factors: ['badge', 'pin'],
      group: null,
      key: KEY,
      text: 'the lift is stuck',
    });
  });

  it.each([
    ['the way back', { type: 'desk.now' }, 'showing'],
    ['leaving', { type: 'desk.leave' }, 'ended'],
    ['the next person', { type: 'visitor.waits' }, 'ended'],
    ['an end of the standing', { type: 'standing.changed' }, 'ended'],
  ] as const)('releases nothing after %s', async (_, event, state) => {
    for (const stage of [await armed(FORCE), (await open()).send(FORCE)]) {
      expect(stage.send(event).state).toBe(state);
      expect(stage.can(CONFIRM)).toBe(false);
      expect(stage.begin.calls).toEqual([]);
    }
  });

  it('releases nothing once nobody is there any more', async () => {
    const stage = await armed(EMERGENCY);
    await stage.pass(DELAYS.sessionIdle);
    expect([stage.state, stage.context.emergency, stage.begin.calls.length]).toEqual(['showing', null, 0]);
  });
});

describe('a key by force', () => {
  it('shows its slot while it stands open, and then what came of it', async () => {
    const stage = (await armed(FORCE)).send(CONFIRM);
    await stage.begin.last.answer(ok([FORCED]));
    expect(stage.asked).toEqual([FORCED.slot]);
    stage.clock.pass(1000);
    const before = stage.context.since;
    stage.send({ type: 'slot.offered', release: FORCED });
    await settle();
    expect(stage.context.since).toBeGreaterThan(before);
    const token = ReleaseToken.mint(seq(1), FORCED.slot, monotonic(1000));
    stage.send({ type: 'slot.ended', release: FORCED, end: { kind: 'release.taken', token, cause: 'sensor' } });
    await stage.finish.last.answer();
    expect([stage.state, stage.context.page]).toEqual(['showing', { kind: 'forced', key: KEY, why: null }]);
  });

  it('says that the bolt did not move', async () => {
    const stage = (await armed(FORCE)).send(CONFIRM);
    await stage.begin.last.answer(ok([FORCED]));
    const token = ReleaseToken.mint(seq(1), FORCED.slot, monotonic(1000));
    stage.send({
      type: 'slot.ended',
      release: FORCED,
      end: { kind: 'release.not_opened', token, cause: 'bolt_still' },
    });
    await stage.finish.last.answer();
    expect(stage.context.page).toEqual({ kind: 'forced', key: KEY, why: 'release.not_opened' });
  });

  it('says why it did not begin, on the page from which it was asked', async () => {
    const stage = (await armed(FORCE)).send(CONFIRM);
    await stage.begin.last.answer(err('slot_silent'));
    expect([stage.state, stage.context.notice]).toEqual(['showing', { fault: 'slot_silent', request: 'desk.force' }]);
  });
});
