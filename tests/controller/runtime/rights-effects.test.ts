// Reviews of rights, badges that can be copied and the mileage at the desk, against a real journal and store.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { StaffId } from '../../../controller/domain/ids.ts';
import { err, ok } from '../../../controller/domain/result.ts';
import type { BadgeStrength } from '../../../controller/domain/staff.ts';
import type { DeskPage, RightsPage } from '../../../controller/machines/desk-pages.ts';
import type { DeskRequest } from '../../../controller/machines/desk-requests.ts';
import { badgeHash, breakDisk } from '../../support/credential-stage.ts';
import {
  AT_DESK,
  CHIEF,
  DEPUTY,
  type DeskStage,
  deskStage,
  filled,
  LINEN,
  ledgerOf,
  NURSE,
  newest,
  VAN,
} from '../../support/desk-stage.ts';
import { keyGroupId, keyId, NOW, ROOMS, staffId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';

const OF_ROOMS = { kind: 'group', group: ROOMS } as const;
const OF_NURSE = { kind: 'person', person: NURSE.id } as const;
const SIGN: DeskRequest = { type: 'desk.sign', text: 'as the ward manager wants it' };

function give({ store }: DeskStage, staff: StaffId, digit: string, strength: BadgeStrength = 'weak'): void {
  expectOk(store.credentials.addBadge({ hash: badgeHash(digit), staff, strength, enrolled: NOW }));
}

async function review(stage: DeskStage, subject: RightsPage['subject'] = OF_ROOMS): Promise<RightsPage> {
  const page: DeskPage = expectOk(await stage.ask({ type: 'desk.rights', subject }));
  if (page.kind !== 'rights') throw new Error(`expected a review, got ${page.kind}`);
  return page;
}

describe('a review of rights', () => {
  it('shows who reaches a group, with the best badge of each, and writes that it was looked at', async () => {
    const stage = filled();
    give(stage, NURSE.id, 'a');
    give(stage, CHIEF.id, 'b');
    give(stage, CHIEF.id, 'c', 'strong');
    const { lines, sheet, seen } = await review(stage);
    expect(lines.map(({ person, badge }) => [person, badge])).toEqual([
      [DEPUTY.id, 'none'],
      [NURSE.id, 'weak'],
      [CHIEF.id, 'strong'],
    ]);
    expect([sheet, seen, stage.kinds()]).toEqual([1, 1, ['desk.looked']]);
  });

  it('is signed with the digest of its text and a sealed note, and the last one is kept', async () => {
    const stage = filled();
    const page = await review(stage);
    expect(expectOk(await stage.ask(SIGN, { page }))).toEqual(page);
    const entry = newest(stage);
    expect(entry).toMatchObject({ kind: 'rights.reviewed', ...AT_DESK, keyGroup: ROOMS, person: null });
    const text = [
      'wardkey rights 1',
      'group rooms',
      ...['chief none linen', 'chief none store', 'deputy none linen', 'deputy none store'].map(
        (line) => `${line} always ok`,
      ),
      ...['nurse none linen', 'nurse none store'].map((line) => `${line} always ok`),
      '',
    ].join('\n');
    const digest = createHash('sha256').update(text).digest('hex');
    expect(entry).toMatchObject({ digest });
    if (entry?.kind !== 'rights.reviewed' || entry.note === null) throw new Error('no note');
    expect(stage.noted(entry.note)).toBe('as the ward manager wants it');
    const at = stage.services.journal.now();
    expect(ledgerOf(stage).rights.get('group:rooms')).toEqual({ subject: OF_ROOMS, by: CHIEF.id, at, digest });
  });

  it('of a person needs no note', async () => {
    const stage = filled();
    const page = await review(stage, OF_NURSE);
    expectOk(await stage.ask({ type: 'desk.sign', text: ' ' }, { page }));
    expect(newest(stage)).toMatchObject({ kind: 'rights.reviewed', keyGroup: null, person: NURSE.id, note: null });
  });

  it('is refused when somebody was stopped since, or carries another badge, and good when read again', async () => {
    const stage = filled();
    const page = await review(stage);
    expectOk(await stage.ask({ type: 'desk.suspend', person: NURSE.id, silent: false, text: 'badge stolen' }));
    expect(await stage.ask(SIGN, { page })).toEqual(err('rights_changed'));
    const again = await review(stage);
    give(stage, NURSE.id, 'a');
    expect(await stage.ask(SIGN, { page: again })).toEqual(err('rights_changed'));
    expect(stage.kinds()).not.toContain('rights.reviewed');
    expectOk(await stage.ask(SIGN, { page: await review(stage) }));
    expect(newest(stage)).toMatchObject({ kind: 'rights.reviewed' });
  });

  it('does not mind that keys come and go', async () => {
    const stage = filled();
    const page = await review(stage);
    stage.take(LINEN.id);
    expectOk(await stage.ask(SIGN, { page }));
  });

  it('is not found for what is not there, nor signed from another page', async () => {
    const stage = filled();
    const gone = { kind: 'group', group: keyGroupId('gone') } as const;
    expect(await stage.ask({ type: 'desk.rights', subject: gone })).toEqual(err('not_found'));
    const nobody = { kind: 'person', person: staffId('nobody') } as const;
    expect(await stage.ask({ type: 'desk.rights', subject: nobody })).toEqual(err('not_found'));
    expect(await stage.ask(SIGN)).toEqual(err('not_found'));
    expect(stage.kinds()).toEqual([]);
  });

  it('is not signed when the disk takes nothing', async () => {
    const stage = filled();
    const page = await review(stage);
    breakDisk(stage);
    expect(await stage.ask(SIGN, { page })).toEqual(err('storage_unavailable'));
  });

  it('is refused to a person who is a supervisor no longer', async () => {
    const stage = filled();
    const visitor = { ...AT_DESK, staff: NURSE.id };
    expect(await stage.ask(SIGN, { page: await review(stage), visitor })).toEqual(err('not_a_supervisor'));
  });
});

describe('badges that can be copied', () => {
  it('are listed by person, with the badges that cannot', async () => {
    const stage = deskStage();
    give(stage, CHIEF.id, 'a');
    give(stage, NURSE.id, 'b');
    give(stage, NURSE.id, 'c');
    give(stage, NURSE.id, 'd', 'strong');
    give(stage, DEPUTY.id, 'e', 'strong');
    give(stage, staffId('left-long-ago'), 'f');
    expect(await stage.ask({ type: 'desk.weak_badges' })).toEqual(
      ok({
        kind: 'weak',
        people: [
          { person: NURSE.id, weak: 2, strong: 1 },
          { person: CHIEF.id, weak: 1, strong: 0 },
        ],
      }),
    );
  });

  it('are counted anew once one was revoked', async () => {
    const stage = deskStage();
    give(stage, NURSE.id, 'a');
    const page = expectOk(await stage.ask({ type: 'desk.person', person: NURSE.id }));
    expect(page).toMatchObject({ weak: 1 });
    const after = await stage.ask({ type: 'desk.revoke_badge', person: NURSE.id, badge: 1 }, { page });
    expect(expectOk(after)).toMatchObject({ kind: 'person', badges: [], weak: 0 });
  });
});

describe('a mileage', () => {
  const CORRECT: DeskRequest = { type: 'desk.correct_mileage', key: VAN.id, mileage: 4821, text: 'a digit too many' };
  const read = { kind: 'vehicle.read', session: AT_DESK.session, staff: NURSE.id, key: VAN.id } as const;

  it('that was typed too high is put right, with the reason; tank and place stay', async () => {
    const stage = filled();
    const place = stage.services.notes.seal('bay 4');
    const wrong = { ...read, mileage: 482_100, fuel: 5, cause: null, note: place.id };
    expectOk(stage.services.journal.record(wrong, stage.services.notes.sealed(place.id)));
    expectOk(await stage.ask(CORRECT));
    const entry = newest(stage);
    expect(entry).toMatchObject({ ...read, staff: CHIEF.id, mileage: 4821, fuel: 5, cause: 'corrected' });
    if (entry?.kind !== 'vehicle.read' || entry.note === null) throw new Error('no note');
    expect(stage.noted(entry.note)).toBe('a digit too many');
    expect(ledgerOf(stage).readings.get(VAN.id)).toMatchObject({
      mileage: 4821,
      fuel: 5,
      place: place.id,
      by: CHIEF.id,
    });
  });

  it.each<[string, DeskRequest]>([
    ['text_required', { ...CORRECT, text: ' ' }],
    ['not_a_vehicle', { ...CORRECT, key: LINEN.id }],
    ['not_found', { ...CORRECT, key: keyId('gone') }],
  ])('is left as it is: %s', async (fault, request) => {
    const stage = filled();
    expect(await stage.ask(request)).toEqual(err(fault));
    expect([stage.kinds(), ledgerOf(stage).readings.size]).toEqual([[], 0]);
  });
});
