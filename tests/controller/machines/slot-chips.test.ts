// One slot that reads the chips of fobs: which fob left, which came, and what it makes of one whose chip nobody can read.
import { describe, expect, it } from 'vitest';
import type { SlotReading } from '../../../controller/domain/slot.ts';
import { OTHER, OWN, reading, SENSES, SlotStage } from '../../support/slot-stage.ts';

const HOME = reading('locked', 'present', OWN);
const SPRUNG = reading('unlocked', 'present', OWN);
const EMPTY = reading('unlocked', 'absent');
const DULL = reading('locked', 'present');
const DULL_OPEN = reading('unlocked', 'present');
const WRONG = reading('locked', 'present', OTHER);

const stageOf = (seen: SlotReading = HOME) => new SlotStage(SENSES.chips).settled(seen);
const names = { [OWN]: 'own', [OTHER]: 'other' };

/** What came and went, by its chip: "filled own", "emptied none". */
function told({ reports }: SlotStage): readonly string[] {
  return reports.flatMap((report) => {
    if (report.type === 'slot.offered') return ['offered'];
    if (report.type === 'slot.ended') return [report.end.kind];
    const { change, chip, seen } = report;
    const isMove = change === 'emptied' || change === 'filled';
    return [isMove ? `${change} ${chip === null || chip === undefined ? 'none' : names[chip]} by ${seen}` : change];
  });
}

async function released(...seen: readonly SlotReading[]): Promise<SlotStage> {
  const stage = await new SlotStage(SENSES.chips).opening(HOME);
  for (const one of seen) stage.read(one);
  return stage;
}

describe('a slot that reads chips', () => {
  it('says which fob left and which came', () => {
    const stage = stageOf();
    for (const seen of [EMPTY, WRONG, EMPTY, HOME]) stage.read(seen);
    expect(told(stage)).toEqual([
      'emptied own by fob',
      'filled other by fob',
      'emptied other by fob',
      'filled own by fob',
    ]);
  });

  it('takes another chip without a gap for one that left and one that came', () => {
    const stage = stageOf();
    stage.read(WRONG);
    expect(told(stage)).toEqual(['emptied own by fob', 'filled other by fob']);
  });

  it('waits for the chip of a fob that has just come', async () => {
    const stage = stageOf(EMPTY);
    stage.read(DULL);
    await stage.pass(1900);
    expect([stage.state, told(stage)]).toEqual(['identifying', []]);
    stage.read(HOME);
    expect([stage.state, told(stage)]).toEqual(['settled', ['filled own by fob']]);
    await stage.pass(5000);
    expect(told(stage)).toHaveLength(1);
  });

  it('gives a chip up after its time, and takes it when it is read at last', async () => {
    const stage = stageOf(EMPTY);
    stage.read(DULL);
    await stage.pass(2000);
    expect([stage.state, told(stage)]).toEqual(['settled', ['filled none by presence']]);
    stage.read(HOME);
    expect(told(stage).slice(1)).toEqual(['emptied none by presence', 'filled own by fob']);
  });

  it('forgets a fob that was drawn before its chip was read', async () => {
    const stage = stageOf(EMPTY);
    stage.read(DULL);
    stage.read(EMPTY);
    await stage.pass(5000);
    expect([stage.state, told(stage)]).toEqual(['settled', []]);
  });

  it('keeps its fob when a chip behind a shut bolt falls silent', async () => {
    const stage = stageOf();
    stage.read(DULL);
    await stage.pass(10_000);
    expect([stage.state, told(stage)]).toEqual(['settled', []]);
    stage.read(EMPTY);
    expect(told(stage)).toEqual(['emptied own by fob']);
  });

  it('wants the chip again when the bolt has let go of the fob by itself', async () => {
    const stage = stageOf();
    for (const seen of [SPRUNG, DULL_OPEN, DULL]) stage.read(seen);
    expect(stage.state).toBe('identifying');
    await stage.pass(2000);
    expect(told(stage)).toEqual(['emptied own by fob', 'filled none by presence']);
  });

  it('is told at a reconciliation which chip to expect, and reads it then', async () => {
    const stage = new SlotStage(SENSES.chips);
    stage.read(DULL);
    stage.send({ type: 'slot.reconciled', expected: 'present', chip: OWN, unread: true });
    expect(stage.state).toBe('identifying');
    stage.read(HOME);
    await stage.pass(5000);
    expect([stage.state, told(stage)]).toEqual(['settled', []]);
  });
});

describe('a release of a slot that reads chips', () => {
  it('begins after a return once the bolt has caught the fob and its chip was read, and never with another fob', async () => {
    const returned = () => {
      const stage = stageOf(EMPTY);
      stage.read(SPRUNG);
      return stage.release();
    };
    const own = returned();
    own.read(DULL);
    expect([own.state, own.recordIntent.calls.length]).toEqual(['identifying', 0]);
    own.read(HOME);
    expect([own.state, told(own)]).toEqual(['recording', ['filled own by fob']]);
    const swapped = returned();
    swapped.read(WRONG);
    const unread = returned();
    unread.read(DULL);
    await unread.pass(2000);
    for (const stage of [swapped, unread]) {
      expect([stage.state, told(stage)[1], stage.recordIntent.calls.length]).toEqual(['settled', 'not_begun', 0]);
    }
  });

  it.each<[what: string, seen: readonly SlotReading[], told: readonly string[], state: string]>([
    ['drawn', [SPRUNG, EMPTY], ['offered', 'release.taken'], 'settled'],
    ['pushed back', [SPRUNG, HOME], ['offered', 'release.not_taken'], 'settled'],
    [
      'its chip flickers while it stands open',
      [SPRUNG, DULL_OPEN, SPRUNG, HOME],
      ['offered', 'release.not_taken'],
      'settled',
    ],
    [
      'another is in its place at once',
      [SPRUNG, WRONG],
      ['offered', 'release.taken', 'filled other by fob'],
      'settled',
    ],
    ['something is pushed home', [SPRUNG, DULL], ['offered'], 'recognising'],
    ['its chip is read late', [SPRUNG, DULL, HOME], ['offered', 'release.not_taken'], 'settled'],
    [
      'another chip is read late',
      [SPRUNG, DULL, WRONG],
      ['offered', 'release.taken', 'filled other by fob'],
      'settled',
    ],
    ['drawn while its chip is waited for', [SPRUNG, DULL, EMPTY], ['offered', 'release.taken'], 'settled'],
  ])('%s', async (_what, seen, words, state) => {
    const stage = await released(...seen);
    expect([told(stage), stage.state]).toEqual([words, state]);
  });

  it('counts as taken when what was pushed home has no chip', async () => {
    const stage = await released(SPRUNG, DULL);
    await stage.pass(2000);
    expect([told(stage), stage.state]).toEqual([['offered', 'release.taken'], 'identifying']);
    await stage.pass(2000);
    expect(told(stage).at(-1)).toBe('filled none by presence');
  });

  it('is in doubt when the board falls silent while a chip is waited for', async () => {
    const stage = await released(SPRUNG, DULL);
    stage.send({ type: 'slot.silent' });
    expect([told(stage).at(-1), stage.state]).toEqual(['release.unknown', 'waiting']);
  });

  it('needs no bolt: a fob that is still there at the end of the window is the same by its chip', async () => {
    const stage = await new SlotStage(SENSES.blindBolt).opening(reading('unseen', 'present', OWN));
    await stage.pass(20_000);
    expect([told(stage), stage.state]).toEqual([['offered', 'release.not_taken'], 'settled']);
    stage.read(reading('unseen', 'present', OTHER));
    expect(told(stage).slice(2)).toEqual(['emptied own by fob', 'filled other by fob']);
  });
});
