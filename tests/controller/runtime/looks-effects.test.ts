// How the screen shall be for a person, from the press to the disk and back: what is kept, what a failed disk leaves, what outranks what.
import { describe, expect, it } from 'vitest';
import type { Preferences } from '../../../controller/domain/staff.ts';
import { admit, keepLooks } from '../../../controller/runtime/session-effects.ts';
import { breakDisk } from '../../support/credential-stage.ts';
import { type DeskStage, deskStage, NURSE } from '../../support/desk-stage.ts';
import { readerId, sessionId } from '../../support/domain-builders.ts';

const LARGE: Preferences = {
  language: 'fr',
  textSize: 'largest',
  theme: 'light-contrast',
  sound: false,
  moreTime: false,
};
const MINE = { session: sessionId('session-1'), staff: NURSE.id };
const VISITOR = { ...MINE, reader: readerId('front'), badge: 'strong' } as const;

const keep = ({ services, running }: DeskStage) => keepLooks(services, running, { visitor: MINE, preferences: LARGE });
const remembered = ({ services, running }: DeskStage) => admit(services, running, { visitor: VISITOR }).remembered;

describe('what a person chose for ever', () => {
  it('is there when they come again, and in no entry of the log', () => {
    const stage = deskStage();
    expect(remembered(stage)).toBeNull();
    expect(keep(stage)).toBe(true);
    expect(remembered(stage)).toEqual(LARGE);
    expect(stage.logged()).toEqual([]);
  });

  it('is not said to be kept when the disk refuses, which is told to the cabinet', () => {
    const stage = deskStage();
    breakDisk(stage);
    expect(keep(stage)).toBe(false);
    expect(stage.sent).toEqual([{ type: 'storage.failed' }]);
    expect(remembered(stage)).toBeNull();
  });

  it('takes nothing of the last room on the disk', () => {
    const stage = deskStage();
    const running = { ...stage.running, storage: () => 'unavailable' as const };
    expect(keep({ ...stage, running })).toBe(false);
    expect([remembered(stage), stage.sent]).toEqual([null, []]);
  });
});
