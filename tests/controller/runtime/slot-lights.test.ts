// The lights at the slots follow the screen: which are on beside which screen, and that no board is told what it shows already.
import { beforeEach, describe, expect, it } from 'vitest';
import type { CabinetSnapshot } from '../../../controller/contract/snapshot.ts';
import type { SlotId } from '../../../controller/domain/ids.ts';
import { rosterOf } from '../../../controller/domain/roster.ts';
import { SlotLights, slotsToLight } from '../../../controller/runtime/slot-lights.ts';
import { aSetup, aSlot, boardId, slotId } from '../../support/domain-builders.ts';
import { InstantBoard } from '../../support/instant-board.ts';
import { slots } from '../../support/kiosk-builders.ts';
import { DEVICE_FIXTURES } from '../../support/kiosk-device-fixtures.ts';
import { KIOSK_FIXTURES } from '../../support/kiosk-fixtures.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';

const { idle, home, take, 'home-holding': holding } = KIOSK_FIXTURES;

describe('beside a screen', () => {
  it.each<readonly [string, CabinetSnapshot, readonly number[]]>([
    ['nobody is there', idle, []],
    ['an alarm has taken over', DEVICE_FIXTURES.takeover, [9]],
    ['a key is to be taken', take, [14]],
    ['a key is to be pushed home', KIOSK_FIXTURES['push-back'], [14]],
    ['a key is to be put back', KIOSK_FIXTURES.return, [14]],
    ['a key stands in the wrong place', KIOSK_FIXTURES['wrong-place'], [30, 22]],
    ['nothing is to be done', home, []],
    ['a key that somebody holds is overdue', holding, [13]],
    ['they ask where another belongs', { ...holding, slots: slots({ 11: 'put', 13: 'yours' }) }, [11]],
  ])('%s: %j', (_, snapshot, lit) => {
    expect([...slotsToLight(snapshot)]).toEqual(lit);
  });
});

class LitBoard extends InstantBoard {
  readonly shown: string[] = [];

  override showLights(positions: ReadonlySet<number> = new Set()): void {
    this.shown.push([...positions].join());
  }
}

describe('the boards', () => {
  const roster = rosterOf(
    aSetup({
      slots: [14, 22].flatMap((number) => [
        aSlot({ id: slotId(`slot-${number}`), number, position: number - 1, board: boardId('b1'), fob: null }),
      ]),
    }),
  );
  const released = (...numbers: readonly number[]): ReadonlySet<SlotId> =>
    new Set(numbers.map((number) => slotId(`slot-${number}`)));
  let board: LitBoard;
  let lights: SlotLights;

  beforeEach(() => {
    board = new LitBoard(boardId('b1'), [], new SteppedClock());
    const lit = Object.assign(board, { capabilities: { ...board.capabilities, light: true } });
    lights = new SlotLights({ roster, boards: new Map([[board.id, lit]]) });
  });

  it('are told what changes, and nothing twice', () => {
    for (const snapshot of [home, KIOSK_FIXTURES.return, KIOSK_FIXTURES.return, home])
      lights.follow(snapshot, new Set());
    expect(board.shown).toEqual(['13', '']);
  });

  it('are not told again what was lit at the moment of the release', () => {
    lights.follow(take, released(14));
    lights.follow(home, new Set());
    expect(board.shown).toEqual([]);
  });

  it('show what the screen speaks of beside what was released', () => {
    lights.follow(KIOSK_FIXTURES['wrong-place'], new Set());
    lights.follow(KIOSK_FIXTURES['wrong-place'], released(14));
    lights.follow(KIOSK_FIXTURES['wrong-place'], new Set());
    expect(board.shown).toEqual(['21', '13,21', '21']);
  });

  it('without lights are never told', () => {
    const dark = new InstantBoard(boardId('b1'), [], new SteppedClock());
    dark.showLights = () => {
      throw new Error('it has none');
    };
    const without = new SlotLights({ roster, boards: new Map([[dark.id, dark]]) });
    expect(() => without.follow(take, released(14))).not.toThrow();
  });
});
