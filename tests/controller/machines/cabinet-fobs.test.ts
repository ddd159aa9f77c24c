// What the cabinet makes of fobs where slots read their chips: returns, wrong slots, strangers, copies, keys that change places.
import { describe, expect, it } from 'vitest';
import { FREE, LINEN, ROOF } from '../../support/cabinet-layout.ts';
import { NURSE } from '../../support/cabinet-stage.ts';
import { AT_HOME, ChipCabinet, type Standing, TAGS } from '../../support/chip-cabinet.ts';
import { sessionId } from '../../support/domain-builders.ts';

const DURING = { session: sessionId('session-1'), staff: NURSE };
const LINEN_OUT: Standing = { ...AT_HOME, linen: null };

async function cabinet(options?: ConstructorParameters<typeof ChipCabinet>[0]): Promise<ChipCabinet> {
  return await new ChipCabinet(options).up();
}

describe('a fob that comes back', () => {
  it('to its own slot is a return that rests on its chip', async () => {
    const stage = (await cabinet()).shows(LINEN_OUT).shows(AT_HOME);
    expect(stage.returns).toEqual([{ returned: { ...LINEN, seen: 'fob' }, during: null }]);
    expect([stage.whereIs(LINEN.key), stage.alarms, stage.hall]).toEqual([LINEN.slot, [], 'showingReturn']);
  });

  it('to a wrong slot is known, named with its home, and nobody is let off', async () => {
    const stage = (await cabinet()).shows({ ...LINEN_OUT, free: 'linen' });
    expect(stage.recorded.at(-1)).toEqual({
      kind: 'fob.misplaced',
      ...LINEN,
      slot: FREE.slot,
      belongs: LINEN.slot,
      during: null,
    });
    expect([stage.returns, stage.whereIs(LINEN.key)]).toEqual([[], 'unaccounted']);
    expect(stage.context.alarms.filter(({ kind }) => kind === 'slot_misfilled')).toMatchObject([
      { slot: FREE.slot, key: LINEN.key, gone: null },
    ]);
  });

  it('is cleared from the wrong slot and returned at home', async () => {
    const stage = (await cabinet())
      .shows({ ...LINEN_OUT, free: 'linen' })
      .shows(LINEN_OUT)
      .shows(AT_HOME);
    expect(stage.recorded.at(-1)).toEqual({ kind: 'slot.cleared', ...LINEN, slot: FREE.slot, during: null });
    expect([stage.returns.length, stage.whereIs(LINEN.key), stage.alarms]).toEqual([1, LINEN.slot, []]);
  });

  it('shows the person at the screen where it belongs', async () => {
    const stage = (await cabinet()).shows(LINEN_OUT);
    await stage.home();
    stage.shows({ ...LINEN_OUT, free: 'linen' });
    expect(stage.child('session')).toBe('misplaced');
    expect(stage.recorded.at(-1)).toMatchObject({ kind: 'fob.misplaced', during: DURING });
    stage.shows(LINEN_OUT);
    expect(stage.child('session')).not.toBe('misplaced');
  });

  it('stands where it was put when any slot may take it, and leaves from there', async () => {
    const stage = (await cabinet({ randomReturn: true })).shows({ ...LINEN_OUT, free: 'linen' });
    expect(stage.returns).toEqual([{ returned: { ...LINEN, slot: FREE.slot, seen: 'fob' }, during: null }]);
    expect([stage.whereIs(LINEN.key), stage.alarms]).toEqual([FREE.slot, []]);
    stage.shows(LINEN_OUT);
    expect(stage.recorded.at(-1)).toMatchObject({ kind: 'key.removed', slot: FREE.slot, key: LINEN.key });
  });

  it('ends the alarm that it was gone, wherever it stands', async () => {
    const stage = (await cabinet({ randomReturn: true })).shows(LINEN_OUT);
    expect(stage.alarms).toEqual(['key_removed']);
    stage.shows({ ...LINEN_OUT, free: 'linen' });
    expect(stage.alarms).toEqual([]);
  });

  it('does not end the alarm about another key that is gone from the same slot', async () => {
    const stage = (await cabinet({ randomReturn: true })).shows({ ...AT_HOME, linen: null, roof: null });
    stage.shows({ ...AT_HOME, linen: 'roof', roof: null });
    expect([stage.whereIs(ROOF.key), stage.whereIs(LINEN.key)]).toEqual([LINEN.slot, 'unaccounted']);
    expect(stage.context.alarms.filter(({ gone }) => gone === null)).toMatchObject([
      { kind: 'key_removed', slot: LINEN.slot, key: LINEN.key },
    ]);
  });
});

describe('a fob that nobody knows', () => {
  it.each([
    ['foreign', TAGS.foreign],
    ['dull', null],
  ] as const)('%s: an alarm until it is drawn, and no return', async (fob, tag) => {
    const stage = (await cabinet()).shows(LINEN_OUT).shows({ ...LINEN_OUT, linen: fob });
    await stage.pass(2000);
    expect(stage.recorded.at(-1)).toEqual({ kind: 'fob.unknown', slot: LINEN.slot, tag, during: null });
    expect([stage.alarms, stage.returns, stage.whereIs(LINEN.key)]).toEqual([
      ['key_removed', 'fob_unknown'],
      [],
      'unaccounted',
    ]);
    stage.shows(LINEN_OUT);
    expect(stage.recorded.at(-1)).toEqual({
      kind: 'slot.cleared',
      slot: LINEN.slot,
      fob: null,
      key: null,
      during: null,
    });
    expect(stage.alarms).toEqual(['key_removed']);
  });

  it('is one whose chip another slot sees too: a copy returns nothing', async () => {
    for (const randomReturn of [false, true]) {
      const stage = (await cabinet({ randomReturn })).shows({ ...AT_HOME, free: 'vault' });
      expect(stage.recorded.at(-1)).toMatchObject({ kind: 'fob.unknown', slot: FREE.slot, tag: TAGS.vault });
      expect([stage.alarms, stage.returns]).toEqual([['fob_unknown'], []]);
    }
  });
});

describe('keys that change places', () => {
  it('are two keys in wrong slots, each gone from its own', async () => {
    const stage = (await cabinet()).shows({ ...AT_HOME, linen: null, roof: null });
    stage.shows({ ...AT_HOME, linen: 'roof', roof: 'linen' });
    expect(stage.kinds.slice(-2)).toEqual(['fob.misplaced', 'fob.misplaced']);
    expect([stage.whereIs(LINEN.key), stage.whereIs(ROOF.key)]).toEqual(['unaccounted', 'unaccounted']);
    stage.shows({ ...AT_HOME, linen: null, roof: null }).shows(AT_HOME);
    expect([stage.whereIs(LINEN.key), stage.whereIs(ROOF.key), stage.alarms]).toEqual([LINEN.slot, ROOF.slot, []]);
  });

  it('without a gap between them are drawn and put in', async () => {
    const stage = (await cabinet()).shows({ ...LINEN_OUT, linen: 'foreign' });
    expect(stage.kinds.slice(-2)).toEqual(['key.removed', 'fob.unknown']);
  });

  it('stand where they are when any slot may take them', async () => {
    const stage = (await cabinet({ randomReturn: true })).shows({ ...AT_HOME, linen: null, roof: null });
    stage.shows({ ...AT_HOME, linen: 'roof', roof: 'linen' });
    expect([stage.whereIs(LINEN.key), stage.whereIs(ROOF.key), stage.alarms]).toEqual([ROOF.slot, LINEN.slot, []]);
  });
});

describe('a release of a slot that reads chips', () => {
  it('is taken by the key, and lights its slot from the choice to the hand', async () => {
    const stage = await cabinet();
    await (await stage.home()).opening(LINEN);
    expect(stage.lights).toEqual(['b1 0']);
    stage.shows(LINEN_OUT);
    expect(stage.recorded.at(-1)).toMatchObject({ kind: 'release.taken', key: LINEN.key, seen: 'fob' });
    expect(stage.lights).toEqual(['b1 0', 'b1 ']);
  });

  it('stays lit after its window while the bolt stands open, until the key is home', async () => {
    const stage = await cabinet();
    await (await stage.home()).opening(LINEN);
    const sprung = { bolt: 'unlocked', presence: 'present', fob: TAGS.linen } as const;
    const roof = { bolt: 'locked', presence: 'present', fob: TAGS.roof } as const;
    stage.read({ linen: sprung, roof });
    await stage.pass(20_000);
    expect([stage.slot(LINEN), stage.lights]).toEqual(['unlatched', ['b1 0']]);
    stage.shows(AT_HOME);
    expect([stage.slot(LINEN), stage.lights]).toEqual(['settled', ['b1 0', 'b1 ']]);
  });
});
