// Who may begin an emergency release, which slots it opens, and what the log says of it.
import { describe, expect, it } from 'vitest';
import { err } from '../../../controller/domain/result.ts';
import { type EmergencyInput, newEmergency } from '../../../controller/machines/emergency-context.ts';
import { beginEmergency, finishEmergency } from '../../../controller/runtime/emergency-effects.ts';
import { breakDisk } from '../../support/credential-stage.ts';
import { AT_DESK, type DeskStage, filled, LINEN, NURSE, STORE, VAN, VANS } from '../../support/desk-stage.ts';
import { keyGroupId, sessionId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';

const FIRE: EmergencyInput = {
  visitor: AT_DESK,
  factors: ['badge', 'pin'],
  group: null,
  key: null,
  text: 'smoke in the east wing',
};

const begin = ({ services, running }: DeskStage, over: Partial<EmergencyInput> = {}) =>
  beginEmergency(services, running, { ...FIRE, ...over });
const keysOf = (stage: DeskStage, over: Partial<EmergencyInput> = {}) =>
  expectOk(begin(stage, over)).map(({ key }) => key);

describe('an emergency release', () => {
  it('is recorded with its reason before any slot is opened', () => {
    const stage = filled();
    const [first] = expectOk(begin(stage));
    const began = stage.logged().at(-1);
    expect(began).toMatchObject({ kind: 'emergency.began', ...AT_DESK, keyGroup: null });
    expect(began?.kind === 'emergency.began' && began.note !== null && stage.noted(began.note)).toBe(FIRE.text);
    expect(stage.kinds()).toEqual(['emergency.began']);
    expect(first).toMatchObject({
      kind: 'release.intended',
      ...AT_DESK,
      purpose: 'emergency',
      factors: ['badge', 'pin'],
    });
  });

  it('opens what stands in the cabinet, by slot: all of it, or a group', () => {
    const stage = filled();
    expect(keysOf(stage)).toEqual([LINEN.id, VAN.id, STORE.id]);
    expect(keysOf(stage, { group: VANS })).toEqual([VAN.id, STORE.id]);
    stage.take(VAN.id);
    expect(keysOf(stage)).toEqual([LINEN.id, STORE.id]);
  });

  it('is not begun while the log works on its reserve', () => {
    const stage = filled();
    const running = { ...stage.running, storage: () => 'unavailable' as const };
    expect(beginEmergency(stage.services, running, FIRE)).toEqual(err('storage_unavailable'));
    expect(stage.kinds()).toEqual([]);
  });

  it('gives releases that the journal takes, and puts the key into the hand of the supervisor', () => {
    const stage = filled();
    const { journal } = stage.services;
    for (const intended of expectOk(begin(stage))) {
      const { intent } = expectOk(journal.intend(intended));
      const { session, staff, slot, fob, key, purpose, due } = intended;
      const what = { session, staff, slot, fob, key, purpose, due, intent, cause: 'sensor' } as const;
      expectOk(journal.record({ kind: 'release.taken', ...what }));
      expect(journal.custody().get(key)).toMatchObject({ at: 'person', staff: AT_DESK.staff });
    }
    expect(begin(stage)).toEqual(err('nothing_to_release'));
  });

  it.each([
    ['without a supervisor', { visitor: { session: sessionId('s'), staff: NURSE.id } }, 'not_a_supervisor'],
    ['without the PIN', { factors: ['badge'] }, 'not_a_supervisor'],
    ['of a group that is not there', { group: keyGroupId('nothing') }, 'not_found'],
    ['without a reason', { text: '  ' }, 'text_required'],
    ['with a reason of 501 characters', { text: 'x'.repeat(501) }, 'text_too_long'],
  ] as const)('does not begin %s, and nothing is recorded', (_, over, code) => {
    const stage = filled();
    expect(begin(stage, over)).toEqual(err(code));
    expect(stage.kinds()).toEqual([]);
  });

  it('does not begin when it cannot be recorded', () => {
    const stage = filled();
    breakDisk(stage);
    expect(begin(stage)).toEqual(err('storage_unavailable'));
  });

  it('ends with how many came out and how many did not', () => {
    const stage = filled();
    const failed = [
      { key: VAN.id, why: 'silent' },
      { key: STORE.id, why: 'stopped' },
    ] as const;
    finishEmergency(stage.services, stage.running, { ...newEmergency(FIRE), released: [LINEN.id], failed });
    expect(stage.logged().at(-1)).toEqual({ kind: 'emergency.ended', ...AT_DESK, released: 1, failed: 2 });
  });
});
