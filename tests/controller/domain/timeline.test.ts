// What a timeline tells: what happened, not the way there, and nothing that betrays a call for help.
import { expect, it } from 'vitest';
import type { Occurrence } from '../../../controller/domain/occurrence.ts';
import { isTold } from '../../../controller/domain/timeline.ts';
import { aKey, anIntent, NOW, sessionId, staffId } from '../../support/domain-builders.ts';

const CHIEF = staffId('chief');
const NURSE = staffId('nurse');
const visit = { session: sessionId('session-1'), staff: NURSE };
const nothing = { slot: null, key: null, board: null, reader: null, person: null, intent: null };
const duress: Occurrence = { kind: 'alarm.raised', alarm: 'duress', ...nothing, person: CHIEF };

it.each<[string, Occurrence, boolean]>([
  ['a loss', { kind: 'key.lost', ...visit, key: aKey().id, holder: null, note: null }, true],
  ['a refusal', { kind: 'access.refused', ...visit, key: null, slot: null, reasons: [] }, true],
  ['lateness', { kind: 'key.overdue', key: aKey().id, holder: NURSE, due: NOW }, true],
  ['that somebody came', { kind: 'session.began', ...visit, reader: null }, false],
  ['what is about to be released', anIntent(), false],
  ['who looked', { kind: 'desk.looked', ...visit, what: 'person', key: null, person: NURSE }, false],
  ['the duress of somebody else', { ...duress, person: NURSE }, true],
  ['the duress of whoever looks', duress, false],
  ['that it was acknowledged', { ...duress, ...visit, kind: 'alarm.acknowledged', note: null }, false],
  ['a lost key of whoever looks', { ...duress, alarm: 'key_lost' }, true],
])('%s', (_, occurrence, told) => {
  expect(isTold(occurrence, CHIEF)).toBe(told);
});
