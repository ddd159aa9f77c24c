// The running cabinet: badges, sessions, keys that move with and without a release, the door, and what nobody expected.
import { describe, expect, it } from 'vitest';
import { ok } from '../../../controller/domain/result.ts';
import { FREE, LINEN, ROOF, VAULT } from '../../support/cabinet-layout.ts';
import { BOARD1, BOARD2, CabinetStage, NURSE, PORTER, R1 } from '../../support/cabinet-stage.ts';
import { anIntent, seq, sessionId } from '../../support/domain-builders.ts';
import { EMPTY, HOME, SPRUNG } from '../../support/slot-stage.ts';

const DURING = { session: sessionId('session-1'), staff: NURSE };

const started = () => new CabinetStage().started();
const atHome = async () => (await started()).home();

describe('a badge', () => {
  it('that nobody has is recorded and turned away; each tap anew', async () => {
    const cabinet = (await started()).badge(null);
    await cabinet.pass(11_000);
    cabinet.badge(null);
    expect([cabinet.hall, cabinet.recorded]).toEqual([
      'turningAway',
      [
        { kind: 'badge.unknown', reader: R1 },
        { kind: 'badge.unknown', reader: R1 },
      ],
    ]);
    await cabinet.pass(11_900);
    expect(cabinet.hall).toBe('turningAway');
    await cabinet.pass(100);
    expect([cabinet.hall, cabinet.admit.calls]).toEqual(['idle', []]);
  });

  it('that cannot be read is explained for a moment and recorded by nobody', async () => {
    const cabinet = await started();
    cabinet.send({ type: 'badge.unreadable', reader: R1, trouble: 'removed_too_soon' });
    expect([cabinet.hall, cabinet.context.trouble]).toEqual(['explaining', 'removed_too_soon']);
    await cabinet.pass(4000);
    expect([cabinet.hall, cabinet.context.trouble, cabinet.recorded]).toEqual(['idle', null, []]);
  });

  it('that is known opens a session, whatever was shown before', async () => {
    for (const before of ['nothing', 'unknown', 'unreadable', 'return'] as const) {
      const cabinet = await new CabinetStage().started({ linen: EMPTY });
      if (before === 'unknown') cabinet.badge(null);
      if (before === 'unreadable') cabinet.send({ type: 'badge.unreadable', reader: R1, trouble: 'too_long' });
      if (before === 'return') cabinet.read();
      cabinet.badge();
      expect([cabinet.hall, cabinet.child('session'), cabinet.kinds.at(-1)]).toEqual([
        'serving',
        'admitting',
        'session.began',
      ]);
      expect([cabinet.context.trouble, cabinet.context.returned]).toEqual([null, null]);
    }
  });

  it('of the next person ends the session and opens another', async () => {
    const cabinet = (await atHome()).badge(PORTER);
    expect(cabinet.recorded).toEqual([
      { kind: 'session.began', session: sessionId('session-1'), staff: NURSE, reader: R1 },
      { kind: 'session.ended', session: sessionId('session-1'), staff: NURSE, cause: 'replaced' },
      { kind: 'session.began', session: sessionId('session-2'), staff: PORTER, reader: R1 },
    ]);
    expect([cabinet.hall, cabinet.child('session'), cabinet.context.visitor?.staff]).toEqual([
      'serving',
      'admitting',
      PORTER,
    ]);
    expect(cabinet.admit.last.input.session.visitor.staff).toBe(PORTER);
  });

  it('of the next person waits while a hand may be in a slot', async () => {
    const cabinet = (await (await atHome()).opening()).read({ linen: SPRUNG }).badge(PORTER);
    expect([cabinet.child('session'), cabinet.context.visitor?.staff]).toEqual(['taking', NURSE]);
  });

  it('of nobody is recorded during a session, and does not disturb it', async () => {
    const cabinet = (await atHome()).badge(null);
    cabinet.send({ type: 'badge.unreadable', reader: R1, trouble: 'no_answer' });
    expect([cabinet.hall, cabinet.child('session'), cabinet.kinds.at(-1)]).toEqual([
      'serving',
      'home',
      'badge.unknown',
    ]);
    expect(cabinet.unexpected).toEqual([]);
  });
});

describe('a session', () => {
  it('ends with its cause in the log, and the hall is free', async () => {
    const cabinet = (await atHome()).command({ type: 'session.end' });
    expect([cabinet.hall, cabinet.context.visitor, cabinet.child('session')]).toEqual(['idle', null, undefined]);
    expect(cabinet.recorded.at(-1)).toEqual({ ...DURING, kind: 'session.ended', cause: 'signed_out' });
  });

  it('that is over hears no command, and none raises an alarm', async () => {
    const cabinet = (await started()).command({ type: 'session.end' });
    expect([cabinet.hall, cabinet.alarms, cabinet.unexpected]).toEqual(['idle', [], []]);
  });

  it('that fails by surprise ends the process', async () => {
    const cabinet = await started();
    cabinet.clock.now = () => {
      throw new Error('planted');
    };
    cabinet.badge();
    expect(cabinet.crashes).toEqual([new Error('planted')]);
  });

  it('takes a key: intent, frame, sensor, outcome; the screen follows', async () => {
    const cabinet = await (await started()).home();
    cabinet.send({ type: 'door.opened' });
    await cabinet.opening();
    expect(cabinet.recordIntent.last.input.intended).toMatchObject({ ...LINEN, ...DURING, purpose: 'take' });
    cabinet.read({ linen: SPRUNG, door: 'open' });
    expect([cabinet.slot(LINEN), cabinet.child('session')]).toEqual(['offered', 'taking']);
    cabinet.read({ linen: EMPTY, door: 'open' });
    expect(cabinet.recorded.at(-1)).toEqual({
      ...LINEN,
      ...DURING,
      kind: 'release.taken',
      seen: 'presence',
      purpose: 'take',
      intent: seq(1),
      cause: 'sensor',
      due: null,
    });
    expect([cabinet.slot(LINEN), cabinet.child('session'), cabinet.alarms]).toEqual(['settled', 'closing', []]);
    expect(cabinet.unlock.calls).toHaveLength(1);
  });

  it('names a bolt that does not move, and drops the alarm with the next bolt that does, seen or not', async () => {
    for (const seen of [SPRUNG, EMPTY]) {
      const cabinet = await (await atHome()).opening();
      await cabinet.pass(1500);
      await cabinet.ask.last.answer(ok(HOME));
      expect([cabinet.kinds.at(-1), cabinet.alarms]).toEqual(['release.not_opened', ['slot_jammed']]);
      cabinet.send({ type: 'storage.back' });
      await cabinet.reconciles();
      expect(cabinet.alarms).toEqual(['slot_jammed']);
      cabinet.command({ type: 'screen.back' });
      (await cabinet.opening()).read({ linen: seen });
      expect(cabinet.alarms).toEqual([]);
    }
  });

  it('leaves a slot open when the window has ended, until it is pushed home', async () => {
    const cabinet = (await (await atHome()).opening()).read({ linen: SPRUNG });
    await cabinet.pass(20_000);
    expect(cabinet.kinds.slice(1)).toEqual(['release.not_taken', 'slot.left_unlocked']);
    expect([cabinet.alarms, cabinet.child('session')]).toEqual([['slot_left_unlocked'], 'pushingBack']);
    cabinet.read();
    expect([cabinet.kinds.at(-1), cabinet.alarms, cabinet.child('session')]).toEqual(['slot.relocked', [], 'home']);
  });

  it('does not explain a key that is drawn after its window', async () => {
    const cabinet = (await (await atHome()).opening()).read({ linen: SPRUNG });
    await cabinet.pass(20_000);
    cabinet.read({ linen: EMPTY });
    expect(cabinet.recorded.at(-1)).toEqual({
      ...LINEN,
      kind: 'key.removed',
      during: DURING,
      cause: 'sensor',
      seen: 'presence',
    });
    expect([cabinet.alarms, cabinet.child('session')]).toEqual([['key_removed'], 'done']);
  });

  it('asks the board again when nobody knows how a release ended', async () => {
    const cabinet = await (await atHome()).opening();
    await cabinet.pass(1500);
    await cabinet.ask.last.fail();
    expect([cabinet.kinds.at(-1), cabinet.alarms, cabinet.slot(LINEN)]).toEqual([
      'release.unknown',
      ['outcome_unknown'],
      'waiting',
    ]);
    expect([cabinet.recovery, cabinet.reconcile.calls.length]).toEqual(['reconciling', 2]);
    await cabinet.reconciles();
    expect([cabinet.alarms, cabinet.slot(LINEN)]).toEqual([[], 'settled']);
  });
});

describe('a key that moves without a release', () => {
  it('pulled during a session is recorded with whose session it was, beside the one that was released', async () => {
    const cabinet = (await (await atHome()).opening()).read({ linen: SPRUNG });
    cabinet.read({ linen: SPRUNG, roof: EMPTY });
    expect(cabinet.recorded.at(-1)).toEqual({
      ...ROOF,
      kind: 'key.removed',
      during: DURING,
      cause: 'sensor',
      seen: 'presence',
    });
    expect([cabinet.alarms, cabinet.child('session')]).toEqual([['key_removed'], 'taking']);
    cabinet.read({ linen: EMPTY, roof: EMPTY });
    expect(cabinet.kinds.at(-1)).toBe('release.taken');
  });

  it('pulled with nobody there is recorded for nobody; the alarm ends when it is back', async () => {
    const cabinet = (await started()).read({ roof: EMPTY });
    expect(cabinet.recorded).toEqual([
      { ...ROOF, kind: 'key.removed', during: null, cause: 'sensor', seen: 'presence' },
    ]);
    expect(cabinet.context.alarms).toMatchObject([{ kind: 'key_removed', slot: ROOF.slot, key: ROOF.key }]);
    cabinet.read();
    expect([cabinet.returns, cabinet.alarms]).toEqual([
      [{ returned: { ...ROOF, seen: 'presence' }, during: null }],
      [],
    ]);
  });

  it('brought back with nobody there is thanked for, and not shown to the next person', async () => {
    const cabinet = (await new CabinetStage().started({ linen: EMPTY })).read();
    expect([cabinet.hall, cabinet.context.returned]).toEqual(['showingReturn', { key: LINEN.key, slot: LINEN.slot }]);
    expect(cabinet.returns).toEqual([{ returned: { ...LINEN, seen: 'presence' }, during: null }]);
    await cabinet.pass(4000);
    expect([cabinet.hall, cabinet.context.returned]).toEqual(['idle', null]);
  });

  it('brought back while a stranger is turned away is thanked for at once, and each key anew', async () => {
    const cabinet = (await new CabinetStage().started({ linen: EMPTY, roof: EMPTY })).badge(null);
    expect(cabinet.read({ roof: EMPTY }).hall).toBe('showingReturn');
    await cabinet.pass(3900);
    expect(cabinet.read().context.returned?.key).toBe(ROOF.key);
    await cabinet.pass(3900);
    expect(cabinet.hall).toBe('showingReturn');
    await cabinet.pass(100);
    expect([cabinet.hall, cabinet.returns.length]).toEqual(['idle', 2]);
  });

  it('brought back in a session is recorded with it, and shown by it', async () => {
    const cabinet = (await (await new CabinetStage().started({ linen: EMPTY })).home()).read();
    expect(cabinet.returns).toEqual([{ returned: { ...LINEN, seen: 'presence' }, during: DURING }]);
    expect([cabinet.child('session'), cabinet.context.returned]).toEqual(['done', null]);
  });

  it('put into a free slot is shown as misplaced, and drawn from there by a release of its own', async () => {
    const cabinet = (await atHome()).read({ free: HOME });
    expect(cabinet.recorded.at(-1)).toEqual({ ...FREE, kind: 'slot.misfilled', during: DURING });
    expect([cabinet.alarms, cabinet.child('session')]).toEqual([['slot_misfilled'], 'misplaced']);
    await cabinet.opening(FREE);
    cabinet.read({ free: SPRUNG }).read({ free: EMPTY });
    expect(cabinet.recorded.at(-1)).toMatchObject({ kind: 'release.taken', purpose: 'reopen', key: null });
    expect([cabinet.alarms, cabinet.child('session'), cabinet.kinds.includes('slot.cleared')]).toEqual([
      [],
      'home',
      false,
    ]);
  });

  it('drawn late from a free slot clears it and lets the session go on', async () => {
    const cabinet = (await atHome()).read({ free: HOME });
    (await cabinet.opening(FREE)).read({ free: SPRUNG });
    await cabinet.pass(20_000);
    cabinet.read({ free: EMPTY });
    expect(cabinet.kinds.slice(-3)).toEqual(['release.not_taken', 'slot.left_unlocked', 'slot.cleared']);
    expect([cabinet.alarms, cabinet.child('session')]).toEqual([[], 'home']);
  });
});

describe('the cabinet door', () => {
  it('is recorded, alarms when left open, and is known to the session that follows', async () => {
    const cabinet = (await started()).read({ door: 'open' });
    await cabinet.pass(90_000);
    expect([cabinet.kinds, cabinet.alarms]).toEqual([['door.opened', 'door.left_open'], ['door_left_open']]);
    cabinet.badge();
    expect(cabinet.admit.last.input.session.door).toBe('open');
    cabinet.read();
    expect([cabinet.recorded.at(-1), cabinet.alarms]).toEqual([{ kind: 'door.closed', during: DURING }, []]);
    expect(cabinet.context.door).toBe('closed');
  });

  it('closed while its board was silent is closed for the cabinet too', async () => {
    const cabinet = (await started()).read({ door: 'open' });
    await cabinet.pass(90_000);
    cabinet.send({ type: 'device.lost', device: BOARD1, fault: 'silent' }).read();
    expect([cabinet.context.door, cabinet.kinds.at(-1)]).toEqual(['closed', 'door.closed']);
    expect(cabinet.alarms).not.toContain('door_left_open');
  });
});

describe('what nobody expected', () => {
  it('raises an alarm and is named', async () => {
    const cabinet = await started();
    cabinet.sendForeign('weather.changed');
    expect([cabinet.unexpected, cabinet.watches]).toEqual([['weather.changed'], ['unexpected_event gone']]);
    expect(cabinet.hall).toBe('idle');
  });

  it('a release for a slot that cannot take it up is answered at once and recorded by nobody', async () => {
    const cabinet = await (await started()).home();
    cabinet.send({ type: 'link.offline', device: BOARD2, fault: 'silent' });
    cabinet.command({ type: 'key.take', key: VAULT.key });
    await cabinet.decide.last.answer(ok(anIntent({ ...VAULT, session: DURING.session })));
    expect([cabinet.child('session'), cabinet.recordIntent.calls]).toEqual(['refused', []]);
    expect(cabinet.kinds).toEqual(['session.began', 'board.lost']);
  });
});
