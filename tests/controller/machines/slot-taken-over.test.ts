// A release that is asked for while the bolt has still to catch the key that has just come back.
import { describe, expect, it } from 'vitest';
import { ok } from '../../../controller/domain/result.ts';
import { EMPTY, HOME, SlotStage, SPRUNG } from '../../support/slot-stage.ts';

const returned = () => {
  const stage = new SlotStage().settled(EMPTY);
  stage.read(SPRUNG);
  return stage.release();
};

describe('a release of a key that has just come back', () => {
  it('begins when the bolt has caught it, and takes no second one meanwhile', async () => {
    const stage = returned();
    expect([stage.state, stage.words, stage.recordIntent.calls.length]).toEqual(['catching', ['filled'], 0]);
    stage.release();
    expect([stage.state, stage.words]).toEqual(['catching', ['filled', 'not_begun']]);
    stage.read(HOME);
    expect([stage.state, stage.recordIntent.calls.length]).toEqual(['recording', 1]);
    await stage.recordIntent.last.answer(ok(stage.token()));
    await stage.unlock.last.answer('answered');
    stage.read(SPRUNG);
    stage.read(EMPTY);
    expect(stage.words.slice(2)).toEqual(['offered', 'release.taken sensor']);
  });

  it('never begins when it is drawn, falls out of sight, is reconciled or is not caught in time', async () => {
    const drawn = returned();
    drawn.read(EMPTY);
    expect([drawn.words, drawn.state]).toEqual([['filled', 'not_begun', 'emptied'], 'settled']);
    const hidden = returned();
    hidden.send({ type: 'slot.silent' });
    expect([hidden.words, hidden.state]).toEqual([['filled', 'not_begun'], 'waiting']);
    const found = returned();
    found.send({ type: 'slot.reconciled', expected: 'present' });
    expect([found.words, found.state]).toEqual([['filled', 'not_begun'], 'unlatched']);
    const loose = returned();
    await loose.pass(3000);
    expect(loose.words).toEqual(['filled', 'left_unlocked', 'not_begun']);
    for (const stage of [drawn, hidden, found, loose]) expect(stage.recordIntent.calls).toEqual([]);
  });
});
