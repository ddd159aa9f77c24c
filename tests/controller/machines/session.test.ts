// One person at the screen, path by path: coming in, the PIN, taking, pushing back, returning, a fob in the wrong place, the door.

import { describe, expect, it } from 'vitest';
import { initialTransition } from 'xstate';
import { err, ok } from '../../../controller/domain/result.ts';
import { instant } from '../../../controller/domain/time.ts';
import { DELAYS } from '../../../controller/machines/delays.ts';
import { sessionMachine } from '../../../controller/machines/session.ts';
import type { SessionRefusal } from '../../../controller/machines/session-context.ts';
import { keyId, NOW, sessionId, slotId } from '../../support/domain-builders.ts';
import {
  ended,
  FREE_SLOT,
  KEY,
  NURSE,
  REOPEN,
  SessionStage,
  SLOT,
  sessionIn,
  TAKE,
} from '../../support/session-stage.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';

const SUSPENDED: SessionRefusal = { key: null, slot: null, refusals: [{ code: 'staff_suspended' }], failure: null };

async function home(over: ConstructorParameters<typeof SessionStage>[0] = {}): Promise<SessionStage> {
  return new SessionStage(over).admitted();
}

describe('coming in', () => {
  it('asks who may come in by an effect that it only names', () => {
    const input = { clock: new SteppedClock(), visitor: NURSE, door: 'none' } as const;
    const [admitting, actions] = initialTransition(sessionMachine, input);
    expect(admitting.value).toBe('admitting');
    expect(actions).toContainEqual(
      expect.objectContaining({ type: 'xstate.spawnChild', params: expect.objectContaining({ src: 'admit' }) }),
    );
  });

  it('refuses a suspended person who holds nothing, and ends', async () => {
    const stage = await new SessionStage().admitted({ refusal: SUSPENDED });
    expect([stage.state, stage.context.refusal]).toEqual(['refused', SUSPENDED]);
    await stage.pass(12_000);
    expect(stage.output).toEqual({ cause: 'refused', next: null, waiting: [] });
  });

  it('lets a suspended person in who holds a key, to return it', async () => {
    const stage = await new SessionStage().admitted({ refusal: SUSPENDED, holds: 1 });
    expect(stage.state).toBe('home');
    stage.send({ type: 'key.return', key: KEY }, { type: 'key.returned', key: KEY });
    expect([stage.state, stage.context.returned]).toEqual(['done', [KEY]]);
  });

  it('never shows home to a person who was refused, also after they brought a key back', async () => {
    const stage = await new SessionStage().admitted({ refusal: SUSPENDED });
    stage.send({ type: 'key.returned', key: KEY }, { type: 'screen.back' });
    expect([stage.state, stage.context.refusal]).toEqual(['refused', SUSPENDED]);
    stage.send({ type: 'screen.back' });
    expect(stage.output?.cause).toBe('refused');
  });

  it('ends as a fault when an effect fails by surprise', async () => {
    for (const [rest, effect] of [
      ['admitting', 'admit'],
      ['checkingPin', 'checkPin'],
      ['deciding', 'decide'],
    ] as const) {
      const stage = await sessionIn(rest);
      await stage[effect].last.fail();
      expect(stage.output).toEqual({ cause: 'fault', next: null, waiting: [] });
    }
  });

  it('stamps each screen with the wall time at which it began', async () => {
    const stage = await home();
    stage.clock.pass(5000);
    expect(stage.context.since).toBe(NOW);
    stage.send({ type: 'key.return', key: KEY });
    expect(stage.context.since).toBe(instant(NOW + 5000));
  });
});

describe('the PIN', () => {
  it('is checked as it was typed, and counts as a factor once it was right', async () => {
    const stage = await sessionIn('checkingPin');
    expect(stage.checkPin.last.input).toMatchObject({ pin: '2468', session: { visitor: NURSE } });
    await stage.checkPin.last.answer({ accepted: true });
    expect([stage.state, stage.context.factors]).toEqual(['home', ['badge', 'pin']]);
    stage.send({ type: 'key.take', key: KEY });
    expect(stage.decide.last.input.session.factors).toEqual(['badge', 'pin']);
  });

  it('is asked for again when it was wrong, with what is left of the tries', async () => {
    const stage = await sessionIn('checkingPin');
    const gate = { open: true, triesLeft: 4 } as const;
    await stage.checkPin.last.answer({ accepted: false, gate });
    expect([stage.state, stage.context.pin, stage.context.factors]).toEqual(['pin', { wrong: true, gate }, ['badge']]);
  });

  it('shows that it is locked, and leads nowhere but out', async () => {
    const stage = await sessionIn('checkingPin');
    await stage.checkPin.last.answer({ accepted: false, gate: { open: false, locked: true } });
    expect([stage.state, stage.context.pin.gate]).toEqual(['pin', { open: false, locked: true }]);
    stage.send({ type: 'key.take', key: KEY }, { type: 'screen.back' });
    expect([stage.state, stage.decide.calls]).toEqual(['pin', []]);
    stage.send({ type: 'session.end' });
    expect(stage.output?.cause).toBe('signed_out');
  });

  it('is locked from the beginning when the tries were used up before', async () => {
    const stage = await new SessionStage().admitted({ wantsPin: true, pinGate: { open: false, locked: true } });
    expect([stage.state, stage.context.pin]).toEqual(['pin', { wrong: false, gate: { open: false, locked: true } }]);
  });

  it('is not got round by bringing a key back or by a fob in the wrong place', async () => {
    const brought = await sessionIn('pin');
    brought.send({ type: 'key.returned', key: KEY }, { type: 'screen.back' });
    expect(brought.state).toBe('pin');
    const misplaced = await sessionIn('pin');
    misplaced.send({ type: 'slot.misfilled', slot: FREE_SLOT }, { type: 'slot.cleared', slot: FREE_SLOT });
    expect(misplaced.state).toBe('pin');
  });
});

describe('taking', () => {
  it('asks the policy, then the slot, once, with what was permitted', async () => {
    const stage = (await home()).send({ type: 'key.take', key: KEY });
    expect(stage.decide.last.input.choice).toEqual({ kind: 'take', key: KEY });
    expect(stage.requests).toEqual([]);
    await stage.decide.last.answer(ok(TAKE));
    const asked = { type: 'release.requested', intended: TAKE, window: DELAYS.takeWindow };
    expect([stage.state, stage.requests]).toEqual(['releasing', [asked]]);
  });

  it('shows every reason of a refusal, and asks no slot', async () => {
    const stage = (await home()).send({ type: 'key.take', key: KEY });
    const refusals = [{ code: 'no_grant' }, { code: 'slot_silent' }] as const;
    await stage.decide.last.answer(err({ refusals, canBreakGlass: false }));
    expect(stage.context.refusal).toEqual({ key: KEY, slot: null, refusals, failure: null });
    expect([stage.state, stage.requests]).toEqual(['refused', []]);
  });

  it('ends at the door with the key noted', async () => {
    const stage = await home({ door: 'open' });
    (await stage.taking()).send(ended('release.taken', 'sensor'));
    expect([stage.state, stage.context.taken, stage.context.release]).toEqual(['closing', [KEY], null]);
    stage.send({ type: 'door.closed' });
    expect(stage.state).toBe('done');
  });

  it('is as good when the hand was faster than the sensor', async () => {
    const stage = await (await home()).releasing();
    stage.send(ended('release.taken', 'sensor'));
    expect([stage.state, stage.context.taken]).toEqual(['done', [KEY]]);
  });

  it('goes back to the choice when the key was pushed home', async () => {
    const stage = await (await home()).taking();
    stage.send(ended('release.not_taken', 'pushed_back'));
    expect([stage.state, stage.context.taken, stage.context.release]).toEqual(['home', [], null]);
  });

  it('waits for the push after the window, then goes back to the choice', async () => {
    const stage = await sessionIn('pushingBack');
    stage.send({ type: 'slot.relocked', slot: SLOT });
    expect(stage.state).toBe('home');
  });

  it('leads to the door when the key is drawn after the window; the alarm is not its own', async () => {
    const stage = await sessionIn('pushingBack');
    stage.send({ type: 'slot.emptied', slot: SLOT });
    expect([stage.state, stage.context.taken]).toEqual(['done', []]);
  });

  it.each([
    ['release.not_opened', 'bolt_still', 'bolt_jammed'],
    ['release.unknown', 'board_silent', 'board_silent'],
    ['release.not_taken', 'not_sent', 'not_released'],
  ] as const)('says why it failed: %s, %s', async (kind, cause, failure) => {
    for (const offered of [false, true]) {
      const stage = await home();
      await (offered ? stage.taking() : stage.releasing());
      stage.send(ended(kind, cause));
      expect([stage.state, stage.context.refusal]).toEqual([
        'refused',
        { key: KEY, slot: SLOT, refusals: [], failure },
      ]);
    }
  });

  it('says that the disk failed when the intent could not be written', async () => {
    const stage = await (await home()).releasing();
    stage.send({ type: 'slot.ended', release: TAKE, end: { kind: 'not_recorded' } });
    expect([stage.state, stage.context.refusal?.failure]).toEqual(['refused', 'storage_unavailable']);
  });

  it('gives up on a slot that says nothing, and hears no late word of it', async () => {
    const stage = await (await home()).releasing();
    await stage.pass(10_000);
    expect([stage.state, stage.context.refusal?.failure]).toEqual(['refused', 'board_silent']);
    stage.send({ type: 'slot.offered', release: TAKE }, ended('release.taken', 'sensor'));
    expect([stage.state, stage.context.taken]).toEqual(['refused', []]);
  });

  it('hears only its own release: not of another slot, not of the session before', async () => {
    const before = { ...TAKE, session: sessionId('session-0') };
    for (const foreign of [before, { ...TAKE, slot: slotId('slot-15') }]) {
      const stage = await (await home()).releasing();
      stage.send({ type: 'slot.offered', release: foreign }, ended('release.taken', 'sensor', foreign));
      expect([stage.state, stage.context.taken]).toEqual(['releasing', []]);
    }
  });

  it('lists a key once, where it was last', async () => {
    const stage = await home();
    const take = async () => (await stage.taking()).send(ended('release.taken', 'sensor'));
    await take();
    stage.send({ type: 'key.returned', key: KEY }, { type: 'screen.back' });
    expect([stage.context.taken, stage.context.returned]).toEqual([[], [KEY]]);
    await take();
    expect([stage.context.taken, stage.context.returned]).toEqual([[KEY], []]);
  });
});

describe('returning', () => {
  it('says where the key belongs, and ends when it stands there', async () => {
    const stage = await sessionIn('returning');
    expect(stage.context.returning).toBe(KEY);
    stage.send({ type: 'key.returned', key: KEY });
    expect([stage.state, stage.context.returned, stage.context.returning]).toEqual(['done', [KEY], null]);
  });

  it('shows a second key that comes back while the door is open', async () => {
    const stage = await sessionIn('closing');
    stage.send({ type: 'key.returned', key: keyId('roof') }, { type: 'key.returned', key: keyId('vault') });
    expect([stage.state, stage.context.returned]).toEqual(['closing', [keyId('roof'), keyId('vault')]]);
  });

  it('opens a slot again in which a fob was put by mistake, and lets it go to its own', async () => {
    const stage = (await sessionIn('misplaced')).send({ type: 'slot.reopen', slot: FREE_SLOT });
    expect(stage.decide.last.input.choice).toEqual({ kind: 'reopen', slot: FREE_SLOT });
    await stage.decide.last.answer(ok(REOPEN));
    stage.send({ type: 'slot.offered', release: REOPEN });
    expect(stage.state).toBe('taking');
    stage.send(ended('release.taken', 'sensor', REOPEN), { type: 'slot.cleared', slot: FREE_SLOT });
    expect([stage.state, stage.context.misfilled, stage.context.taken]).toEqual(['home', null, []]);
    stage.send({ type: 'key.returned', key: KEY });
    expect([stage.state, stage.context.returned]).toEqual(['done', [KEY]]);
  });

  it('goes on at once when a misplaced fob is drawn after the window', async () => {
    const stage = await (await sessionIn('misplaced')).taking(REOPEN);
    stage.send(ended('release.not_taken', 'window_ended', REOPEN));
    expect(stage.state).toBe('pushingBack');
    stage.send({ type: 'slot.cleared', slot: FREE_SLOT });
    expect([stage.state, stage.context.misfilled]).toEqual(['home', null]);
  });

  it('keeps asking for the fob that it shows when another slot is cleared', async () => {
    const stage = (await sessionIn('misplaced')).send({ type: 'slot.cleared', slot: slotId('slot-31') });
    expect([stage.state, stage.context.misfilled]).toEqual(['misplaced', FREE_SLOT]);
  });

  it('says why a slot is not opened again', async () => {
    const stage = (await sessionIn('misplaced')).send({ type: 'slot.reopen', slot: FREE_SLOT });
    await stage.decide.last.answer(err({ refusals: [{ code: 'holds_nothing' }], canBreakGlass: false }));
    expect(stage.context.refusal).toMatchObject({ key: null, slot: FREE_SLOT, refusals: [{ code: 'holds_nothing' }] });
  });
});

describe('the door', () => {
  it('is waited for only while it is open', async () => {
    const shut = await home({ door: 'closed' });
    (await shut.taking()).send(ended('release.taken', 'sensor'));
    expect(shut.state).toBe('done');
    const opened = await home({ door: 'closed' });
    (await opened.taking()).send({ type: 'door.opened' }, ended('release.taken', 'sensor'));
    expect(opened.state).toBe('closing');
  });

  it('opened again at the end leads back to the door page', async () => {
    const stage = (await sessionIn('done')).send({ type: 'door.opened' });
    expect(stage.state).toBe('closing');
    stage.send({ type: 'door.closed' });
    expect(stage.state).toBe('done');
  });
});
