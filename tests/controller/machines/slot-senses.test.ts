// One slot on boards that see less than both: what a release and a hand come to when only presence tells, or only the bolt.
import { describe, expect, it } from 'vitest';
import { ok } from '../../../controller/domain/result.ts';
import type { SlotReading } from '../../../controller/domain/slot.ts';
import { reading, SENSES, SlotStage } from '../../support/slot-stage.ts';

type Sensors = 'both' | 'presence' | 'bolt';

/** What the sensors of each kind say of a slot in four positions. */
const SAYS: Readonly<Record<Sensors, Readonly<Record<'home' | 'sprung' | 'empty' | 'shut', SlotReading>>>> = {
  both: {
    home: reading('locked', 'present'),
    sprung: reading('unlocked', 'present'),
    empty: reading('unlocked', 'absent'),
    shut: reading('locked', 'absent'),
  },
  presence: {
    home: reading('unseen', 'present'),
    sprung: reading('unseen', 'present'),
    empty: reading('unseen', 'absent'),
    shut: reading('unseen', 'absent'),
  },
  bolt: {
    home: reading('locked', 'unseen'),
    sprung: reading('unlocked', 'unseen'),
    empty: reading('unlocked', 'unseen'),
    shut: reading('locked', 'unseen'),
  },
};

type Move = keyof (typeof SAYS)['both'] | 'frame' | 'window' | 'bolt time' | 'catch time';

/** After the intent is written: what happens, and what each kind of sensor makes of it. */
const RELEASES: readonly (readonly [what: string, moves: readonly Move[], words: Readonly<Record<Sensors, string>>])[] =
  [
    [
      'the bolt opens and the key is drawn',
      ['frame', 'sprung', 'empty'],
      {
        both: 'offered, release.taken sensor by presence',
        presence: 'offered, release.taken sensor by presence',
        bolt: 'release.taken sensor by bolt',
      },
    ],
    [
      'the key is drawn before anybody saw the bolt',
      ['frame', 'empty'],
      {
        both: 'release.taken sensor by presence',
        presence: 'offered, release.taken sensor by presence',
        bolt: 'release.taken sensor by bolt',
      },
    ],
    [
      'the key is pushed back in the window',
      ['frame', 'sprung', 'home', 'window'],
      {
        both: 'offered, release.not_taken pushed_back',
        presence: 'offered, release.not_taken window_ended',
        bolt: 'release.taken sensor by bolt, filled by bolt',
      },
    ],
    [
      'nobody draws the key',
      ['frame', 'sprung', 'window'],
      {
        both: 'offered, release.not_taken window_ended, left_unlocked by presence',
        presence: 'offered, release.not_taken window_ended',
        bolt: 'release.taken sensor by bolt',
      },
    ],
    [
      'the bolt does not move',
      ['frame', 'bolt time', 'window'],
      {
        both: 'release.not_opened bolt_still',
        presence: 'offered, release.not_taken window_ended',
        bolt: 'release.not_opened bolt_still',
      },
    ],
    [
      'the key is drawn after the window',
      ['frame', 'sprung', 'window', 'empty'],
      {
        both: 'offered, release.not_taken window_ended, left_unlocked by presence, emptied by presence',
        presence: 'offered, release.not_taken window_ended, emptied by presence',
        bolt: 'release.taken sensor by bolt',
      },
    ],
    [
      'the key comes back and is not caught',
      ['frame', 'empty', 'sprung', 'catch time'],
      {
        both: 'release.taken sensor by presence, filled by presence, left_unlocked by presence',
        presence: 'offered, release.taken sensor by presence, filled by presence',
        bolt: 'release.taken sensor by bolt',
      },
    ],
    [
      'the key comes back and is caught',
      ['frame', 'empty', 'home'],
      {
        both: 'release.taken sensor by presence, filled by presence',
        presence: 'offered, release.taken sensor by presence, filled by presence',
        bolt: 'release.taken sensor by bolt, filled by bolt',
      },
    ],
  ];

const SENSORS: readonly Sensors[] = ['both', 'presence', 'bolt'];

async function move(stage: SlotStage, sensors: Sensors, one: Move): Promise<void> {
  switch (one) {
    case 'frame':
      return await stage.unlock.last.answer('answered');
    case 'window':
      return await stage.pass(20_000);
    case 'catch time':
      return await stage.pass(3000);
    case 'bolt time':
      await stage.pass(1500);
      return sensors === 'presence' ? undefined : await stage.ask.last.answer(ok(SAYS[sensors].home));
    default:
      return stage.read(SAYS[sensors][one]);
  }
}

/** As `words`, with what each rests on. */
function told({ reports }: SlotStage): string {
  return reports
    .map((report) => {
      if (report.type === 'slot.offered') return 'offered';
      if (report.type === 'slot.changed') return `${report.change} by ${report.seen}`;
      if (!('token' in report.end)) return report.end.kind;
      const { kind, cause, seen } = report.end;
      return `${kind} ${cause}${seen === undefined ? '' : ` by ${seen}`}`;
    })
    .join(', ');
}

describe.each(SENSORS)('a release where the board sees %s', (sensors) => {
  it.each(RELEASES)('when %s', async (_what, moves, words) => {
    const stage = await new SlotStage(SENSES[sensors]).unlocking(SAYS[sensors].home);
    for (const one of moves) await move(stage, sensors, one);
    expect(told(stage)).toBe(words[sensors]);
    expect(stage.unlock.calls).toHaveLength(1);
  });

  it('is in doubt as soon as the board falls silent', async () => {
    const stage = await new SlotStage(SENSES[sensors]).opening(SAYS[sensors].home);
    stage.send({ type: 'slot.silent' });
    expect([stage.words.at(-1), stage.state]).toEqual(['release.unknown board_silent', 'waiting']);
  });
});

describe('a slot where only presence tells', () => {
  const seen = SAYS.presence;

  it('asks the sensor after a surprise, and offers what still stands there: no bolt can be called stuck', async () => {
    const stage = await new SlotStage(SENSES.presence).unlocking(seen.home);
    await stage.unlock.last.fail();
    await stage.ask.last.answer(ok(seen.home));
    expect([stage.state, stage.context.jammed, stage.words]).toEqual(['offered', false, ['offered']]);
  });

  it('never reports an unlocked slot', async () => {
    const stage = new SlotStage(SENSES.presence).settled(seen.home);
    stage.read(seen.sprung);
    await stage.pass(10_000);
    expect([stage.state, stage.words]).toEqual(['settled', []]);
  });
});

describe('a slot where only the bolt tells', () => {
  const seen = SAYS.bolt;

  it('takes an opened latch for a key that left, and a shut one for a key that is back', () => {
    const stage = new SlotStage(SENSES.bolt).settled(seen.home);
    stage.read(seen.empty);
    stage.read(seen.home);
    expect(told(stage)).toBe('emptied by bolt, filled by bolt');
  });
});
