// One slot on its own: every path of a release from the intent to the last word of the sensors, and what it sees without one.
import { describe, expect, it } from 'vitest';
import { initialTransition, transition } from 'xstate';
import { err, ok } from '../../../controller/domain/result.ts';
import { slotMachine } from '../../../controller/machines/slot.ts';
import { anIntent } from '../../support/domain-builders.ts';
import { EMPTY, HOME, reading, SlotStage, SPRUNG } from '../../support/slot-stage.ts';

describe('a release', () => {
  it('names its effects and performs none: the intent is written first, nothing is unlocked', () => {
    const intended = anIntent();
    const [waiting] = initialTransition(slotMachine, { subject: intended });
    const [read] = transition(slotMachine, waiting, { type: 'slot.read', reading: HOME });
    const [settled] = transition(slotMachine, read, { type: 'slot.reconciled', expected: 'present' });
    const [recording, actions] = transition(slotMachine, settled, { type: 'slot.release', intended });
    expect([waiting.value, read.value, settled.value, recording.value]).toEqual([
      'waiting',
      'waiting',
      'settled',
      'recording',
    ]);
    expect(actions).toMatchObject([{ type: 'xstate.spawnChild', params: { src: 'recordIntent' } }]);
  });

  it('does not unlock before the intent is on disk, and hands on the token of this intent', async () => {
    const stage = new SlotStage().settled().release();
    const token = stage.token();
    expect([stage.state, stage.recordIntent.last.input]).toEqual(['recording', { intended: stage.intended }]);
    expect(stage.unlock.calls).toEqual([]);
    await stage.recordIntent.last.answer(ok(token));
    expect([stage.state, stage.unlock.calls.length]).toEqual(['unlocking', 1]);
    expect(stage.unlock.last.input.token).toBe(token);
  });

  it('ends as taken when the key leaves', async () => {
    const stage = await new SlotStage().offered();
    stage.read(EMPTY);
    expect(stage.words).toEqual(['offered', 'release.taken sensor']);
    expect([stage.state, stage.context.expected, stage.context.release]).toEqual(['settled', 'absent', null]);
    const token = stage.unlock.last.input.token;
    expect(stage.reports.at(-1)).toMatchObject({ release: stage.intended, end: { token } });
  });

  it('ends as taken when the hand was faster than the sensor', async () => {
    const stage = await new SlotStage().opening();
    stage.read(EMPTY);
    expect(stage.words).toEqual(['release.taken sensor']);
    const early = await new SlotStage().unlocking();
    early.read(EMPTY);
    expect(early.state).toBe('unlocking');
    await early.unlock.last.answer('answered');
    expect(early.words).toEqual(['release.taken sensor']);
  });

  it('ends as not taken when the key is pushed home', async () => {
    const stage = await new SlotStage().offered();
    stage.read(HOME);
    expect(stage.words).toEqual(['offered', 'release.not_taken pushed_back']);
    expect(stage.state).toBe('settled');
  });

  it('ends with the window, then sees the key pushed home', async () => {
    const stage = await new SlotStage().offered();
    await stage.pass(19_900);
    expect(stage.state).toBe('offered');
    await stage.pass(100);
    expect([stage.state, stage.context.release]).toEqual(['unlatched', null]);
    stage.read(HOME);
    expect(stage.words).toEqual(['offered', 'release.not_taken window_ended', 'left_unlocked', 'relocked']);
    expect(stage.state).toBe('settled');
  });

  it('ends with the window, and a key drawn later is one that no release explains', async () => {
    const stage = await new SlotStage().unlatched();
    stage.read(EMPTY);
    expect(stage.words.slice(1)).toEqual(['release.not_taken window_ended', 'left_unlocked', 'emptied']);
    expect(stage.state).toBe('settled');
  });

  it('asks when the bolt does not move, and ends as jammed until the bolt moves again', async () => {
    const stage = await new SlotStage().opening();
    await stage.pass(1400);
    expect(stage.ask.calls).toEqual([]);
    await stage.pass(100);
    await stage.ask.last.answer(ok(HOME));
    expect([stage.words, stage.state, stage.context.jammed]).toEqual([
      ['release.not_opened bolt_still'],
      'settled',
      true,
    ]);
    await stage.release().recordIntent.last.answer(ok(stage.token()));
    await stage.unlock.last.answer('answered');
    stage.read(SPRUNG);
    expect([stage.state, stage.context.jammed]).toEqual(['offered', false]);
  });

  it('asks when nobody knows whether the frame went out, and believes the sensor', async () => {
    for (const [seen, state, words] of [
      [HOME, 'settled', ['release.not_opened bolt_still']],
      [SPRUNG, 'offered', ['offered']],
      [EMPTY, 'settled', ['release.taken sensor']],
    ] as const) {
      const stage = await new SlotStage().unlocking();
      await stage.unlock.last.answer('in_doubt');
      await stage.pass(1500);
      await stage.ask.last.answer(ok(seen));
      expect([stage.state, stage.words]).toEqual([state, words]);
      expect(stage.unlock.calls).toHaveLength(1);
    }
  });

  it('asks at once when the driver failed by surprise', async () => {
    const stage = await new SlotStage().unlocking();
    await stage.unlock.last.fail();
    expect([stage.state, stage.ask.calls.length]).toEqual(['asking', 1]);
  });

  it('is unknown when the sensors cannot be asked, and waits to be reconciled', async () => {
    for (const noAnswer of ['err', 'fail'] as const) {
      const stage = await new SlotStage().opening();
      await stage.pass(1500);
      await (noAnswer === 'err' ? stage.ask.last.answer(err('silent')) : stage.ask.last.fail());
      expect([stage.words, stage.state]).toEqual([['release.unknown board_silent'], 'waiting']);
    }
  });

  it('ends as not taken when no frame was written', async () => {
    const stage = await new SlotStage().unlocking();
    await stage.unlock.last.answer('not_sent');
    expect([stage.words, stage.state]).toEqual([['release.not_taken not_sent'], 'settled']);
  });

  it('unlocks nothing when the intent could not be written', async () => {
    for (const fault of ['err', 'fail'] as const) {
      const stage = new SlotStage().settled().release();
      const { last } = stage.recordIntent;
      await (fault === 'err' ? last.answer(err('storage_full')) : last.fail());
      expect([stage.words, stage.state, stage.unlock.calls]).toEqual([['not_recorded'], 'settled', []]);
    }
  });

  it('is declined at once when the slot cannot take it up', async () => {
    const silent = new SlotStage().release();
    expect([silent.words, silent.state]).toEqual([['not_begun'], 'waiting']);
    const busy = new SlotStage().settled().release().release();
    expect([busy.words, busy.state, busy.recordIntent.calls.length]).toEqual([['not_begun'], 'recording', 1]);
    const open = (await new SlotStage().unlatched()).release();
    expect([open.words.at(-1), open.state]).toEqual(['not_begun', 'unlatched']);
  });
});

describe('a board that falls silent', () => {
  it('while the intent is written: the driver sends nothing, and the slot waits', async () => {
    const stage = new SlotStage().settled().release();
    stage.send({ type: 'slot.silent' });
    expect(stage.state).toBe('recording');
    await stage.recordIntent.last.answer(ok(stage.token()));
    await stage.unlock.last.answer('not_sent');
    expect([stage.words, stage.state]).toEqual([['release.not_taken not_sent'], 'waiting']);
  });

  it('while unlocking: unknown as soon as the driver gives up', async () => {
    const stage = await new SlotStage().unlocking();
    stage.send({ type: 'slot.silent' });
    expect([stage.state, stage.words]).toEqual(['unlocking', []]);
    await stage.unlock.last.answer('in_doubt');
    expect([stage.words, stage.state]).toEqual([['release.unknown board_silent'], 'waiting']);
  });

  it('while opening or offered: unknown at once', async () => {
    const opening = await new SlotStage().opening();
    opening.send({ type: 'slot.silent' });
    expect([opening.words, opening.state]).toEqual([['release.unknown board_silent'], 'waiting']);
    const offered = await new SlotStage().offered();
    offered.send({ type: 'slot.silent' });
    expect([offered.words, offered.state]).toEqual([['offered', 'release.unknown board_silent'], 'waiting']);
  });

  it('while unlatched: the release has ended already, the slot waits without a further word', async () => {
    const stage = await new SlotStage().unlatched();
    const before = stage.words;
    stage.send({ type: 'slot.silent' });
    expect([stage.words, stage.state, stage.context.expected]).toEqual([before, 'waiting', null]);
  });

  it('while nothing is under way: the slot expects nothing until it is reconciled', () => {
    const stage = new SlotStage().settled();
    stage.send({ type: 'slot.silent' });
    stage.read(EMPTY);
    expect([stage.state, stage.words]).toEqual(['waiting', []]);
    stage.send({ type: 'slot.reconciled', expected: 'absent' });
    expect([stage.state, stage.words]).toEqual(['settled', []]);
  });

  it('a reconciliation that comes when the board is gone again changes nothing', () => {
    const stage = new SlotStage();
    stage.send({ type: 'slot.reconciled', expected: 'present' });
    expect([stage.state, stage.context.expected]).toEqual(['waiting', null]);
  });
});

describe('a slot without a release', () => {
  it('reports each change of presence once', () => {
    const stage = new SlotStage().settled();
    stage.read(reading('locked', 'absent'));
    stage.read(EMPTY);
    stage.read(SPRUNG);
    stage.read(HOME);
    expect(stage.words).toEqual(['emptied', 'filled']);
  });

  it('reports what changed between the reconciliation and now', () => {
    const stage = new SlotStage();
    stage.read(EMPTY);
    stage.send({ type: 'slot.reconciled', expected: 'present' });
    expect(stage.words).toEqual(['emptied']);
  });

  it('watches a key that is found standing in an open slot until it is home', () => {
    const stage = new SlotStage().settled(SPRUNG);
    expect(stage.state).toBe('unlatched');
    stage.read(HOME);
    expect([stage.state, stage.words]).toEqual(['settled', ['relocked']]);
    stage.read(SPRUNG);
    stage.send({ type: 'slot.reconciled', expected: 'present' });
    stage.read(EMPTY);
    expect(stage.words).toEqual(['relocked', 'emptied']);
  });

  it('reports a key that came back and was not caught, and then that it was', async () => {
    const stage = new SlotStage().settled(EMPTY);
    stage.read(SPRUNG);
    await stage.pass(2900);
    expect([stage.state, stage.words]).toEqual(['catching', ['filled']]);
    await stage.pass(100);
    expect([stage.state, stage.words]).toEqual(['unlatched', ['filled', 'left_unlocked']]);
    stage.read(HOME);
    expect([stage.state, stage.words]).toEqual(['settled', ['filled', 'left_unlocked', 'relocked']]);
  });

  it('reports a bolt that lets go of its key by itself, and not one that catches it in time', async () => {
    const stage = new SlotStage().settled();
    stage.read(SPRUNG);
    await stage.pass(1000);
    stage.read(HOME);
    await stage.pass(5000);
    expect([stage.state, stage.words]).toEqual(['settled', []]);
    stage.read(SPRUNG);
    await stage.pass(3000);
    expect([stage.state, stage.words]).toEqual(['unlatched', ['left_unlocked']]);
  });

  it('forgets a key that it has not caught when it is drawn, falls out of sight or is reconciled', async () => {
    const drawn = new SlotStage().settled(EMPTY);
    drawn.read(SPRUNG);
    drawn.read(EMPTY);
    await drawn.pass(5000);
    expect([drawn.state, drawn.words]).toEqual(['settled', ['filled', 'emptied']]);
    const hidden = new SlotStage().settled();
    hidden.read(SPRUNG);
    hidden.send({ type: 'slot.silent' });
    await hidden.pass(5000);
    expect([hidden.state, hidden.words]).toEqual(['waiting', []]);
    const found = new SlotStage().settled();
    found.read(SPRUNG);
    found.send({ type: 'slot.reconciled', expected: 'present' });
    expect([found.state, found.words]).toEqual(['unlatched', []]);
  });

  it('leaves the end of a release under way to the release when it is reconciled', async () => {
    const stage = await new SlotStage().offered();
    stage.send({ type: 'slot.reconciled', expected: 'present' });
    stage.read(EMPTY);
    expect(stage.words).toEqual(['offered', 'release.taken sensor']);
  });
});
